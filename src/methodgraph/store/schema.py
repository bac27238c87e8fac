"""The tables of a store, and the steps from each version of them to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

APPLICATION_ID = 0x6D67_7374
""""mgst" in the header of the file: what tells a store from any other SQLite database."""

_RECORDS = """
CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    file TEXT NOT NULL UNIQUE,      -- as the user named it
    bytes INTEGER,                  -- of the file when it was read; NULL for standard input and members of archives
    sha256 TEXT,
    checksum INTEGER NOT NULL       -- of the three before
) STRICT;
CREATE TABLE record (               -- one paper as one source tells it
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
    line INTEGER NOT NULL,
    own TEXT NOT NULL,              -- the id that the source gives it
    digest BLOB NOT NULL,           -- of the paper without its source
    paper BLOB NOT NULL,
    run INTEGER NOT NULL,           -- the run that last met it; tells what a source no longer holds
    component INTEGER,              -- records that merging has to see together; NULL until that is known
    UNIQUE (source, line, digest)
) STRICT;
CREATE INDEX record_component ON record (component);
CREATE TABLE record_key (           -- what two records share that may be one paper
    key BLOB NOT NULL,
    record INTEGER NOT NULL REFERENCES record ON DELETE CASCADE,
    PRIMARY KEY (key, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_key_record ON record_key (record);
CREATE TABLE setting (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
"""

_PAPERS = """
CREATE TABLE paper (                -- what merging makes of the records of a component
    id TEXT PRIMARY KEY,
    component INTEGER NOT NULL,
    content BLOB NOT NULL,          -- digest of title and text, all that extraction sees
    digest BLOB NOT NULL,           -- of all of it
    record INTEGER,                 -- the one record that says the same, if there is one; then `paper` is NULL
    paper BLOB
) STRICT;
CREATE INDEX paper_component ON paper (component);
CREATE INDEX paper_content ON paper (content);
CREATE TABLE vocabulary (           -- what each of the vocabularies held that the extractions were made with
    role TEXT PRIMARY KEY,          -- "shipped", "given", "learned"
    digest BLOB NOT NULL,
    terms BLOB NOT NULL             -- ids, digests and names, compressed
) STRICT, WITHOUT ROWID;
CREATE TABLE extraction (
    content BLOB NOT NULL,
    pass INTEGER NOT NULL,          -- 0: by the vocabulary; 1: by the learned names too
    graph BLOB,                     -- NULL in pass 1 for a paper that reads as in pass 0
    PRIMARY KEY (content, pass)
) STRICT;
"""

_DERIVED = """
CREATE TABLE derived (              -- what stages keep to be faster next time; always safe to throw away
    stage TEXT NOT NULL,
    version TEXT NOT NULL,
    key BLOB NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY (stage, key)
) STRICT;
"""

MIGRATIONS: tuple[str, ...] = (_RECORDS + _PAPERS, _DERIVED)
"""The step to version n is at place n - 1. A step that was shipped is never changed: a change is a new step."""
VERSION = len(MIGRATIONS)


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Bring tables of `version` (0 is an empty file) to `VERSION`, all steps or none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in MIGRATIONS[version:]:
            for statement in _statements(step):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _statements(step: str) -> list[str]:
    """Return the statements of a step: executescript would commit before it begins."""
    return [statement for statement in step.split(";\n") if statement.strip()]
