"""Opening store.db: made whole or not at all, checked before it is trusted, brought to the version of its tables."""

from __future__ import annotations

import logging
import secrets
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from methodgraph.errors import InputError, Problem, UsageError
from methodgraph.store.faults import damaged, translated
from methodgraph.store.schema import APPLICATION_ID, VERSION, migrate

if TYPE_CHECKING:
    from collections.abc import Mapping

STORE_FILE = "store.db"
_BUSY = 30.0
"""Seconds that SQLite waits for a lock of its own. Ours on the folder comes first, so it hardly ever has to."""
_OLDEST = (3, 37)
"""The first SQLite that knows STRICT tables."""
_PRAGMAS: Mapping[str, str] = {
    "foreign_keys": "ON",
    "cell_size_check": "ON",  # a damaged page is told when it is read, and not what it happens to look like
    "trusted_schema": "OFF",
    "secure_delete": "OFF",  # Debian has it on, and writes zeros over the 60 MB that each publishing replaces
    "cache_size": "-32000",  # kB: what memory a transaction takes, however large; the rest goes to the log
    "journal_size_limit": "67108864",  # bytes that the log keeps for the next transaction once all is in the file
    # FULL: a commit is on the disk when it returns, also when the power fails. We commit every few seconds at most, so
    # the wait for the disk is nothing beside the work that would be lost.
    "synchronous": "FULL",
}
_LOG = logging.getLogger(__name__)


def connect(path: Path, *, read_only: bool = False, vfs: str | None = None) -> sqlite3.Connection:
    """Return a connection to the store at `path`, its tables of the newest version.

    A store that is not there is made, unless `read_only`. `vfs` is one of SQLite's ways to the file system, for tests.
    Raises InputError for what is damaged, is no store or of a newer version; UsageError for what cannot be opened.
    """
    if sqlite3.sqlite_version_info < _OLDEST:
        needed = ".".join(map(str, _OLDEST))
        raise UsageError(f"SQLite {sqlite3.sqlite_version} is too old for a store; use a Python with {needed} or newer")
    if not path.exists():
        if read_only:
            raise InputError([_missing(path)])
        _make(path)
    _check_size(path)
    with translated(path):
        connection = _opened(path, read_only=read_only, vfs=vfs)
        try:
            version = _version(connection, path)
            if not read_only:
                _log_ahead(connection, path)
                if version < VERSION:
                    migrate(connection, version)
        except BaseException:
            connection.close()
            raise
    return connection


def _missing(path: Path) -> Problem:
    folder = path.parent.as_posix()
    return Problem(path.as_posix(), None, "no store", f"add papers first: methodgraph add PATH --output {folder}")


def _opened(path: Path, *, read_only: bool, vfs: str | None) -> sqlite3.Connection:
    """Return a connection with our settings, which has read the header once.

    Who only reads opens it as if to write, if that is possible: the last one to close a store removes its log, and only
    who may write can. A log needs a file beside it even to read: in a folder that takes none, a store that nobody has
    open is read as it is.
    """
    more = [f"vfs={vfs}"] if vfs else []
    if not read_only:
        return _connected(path, ["mode=rw", *more])
    for mode in ("mode=rw", "mode=ro"):
        with suppress(sqlite3.OperationalError):
            connection = _connected(path, [mode, *more])
            connection.execute("PRAGMA query_only = ON")
            return connection
    return _connected(path, ["mode=ro", *more, *([] if _size(_log_of(path)) else ["immutable=1"])])


def _connected(path: Path, options: list[str]) -> sqlite3.Connection:
    address = f"file:{quote(str(path.absolute()))}?{'&'.join(options)}"
    # Checked for threads by hand: what feeds the workers may pull papers from a thread of its own, one at a time.
    connection = sqlite3.connect(address, uri=True, timeout=_BUSY, isolation_level=None, check_same_thread=False)
    try:
        for name, value in _PRAGMAS.items():
            connection.execute(f"PRAGMA {name} = {value}")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _make(path: Path) -> None:
    """Make an empty store under another name and move it to `path`: a process that dies here leaves no half of one."""
    if _size(_log_of(path)):
        what = f"gone, but its log {_log_of(path).name} is there and may hold papers"
        raise InputError([Problem(path.as_posix(), None, what, "put the file back, or move the log away too")])
    draft = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with translated(path), closing(sqlite3.connect(draft, isolation_level=None)) as connection:
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
            migrate(connection, 0)
        draft.replace(path)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror})") from error
    finally:
        for left in (draft, draft.with_name(f"{draft.name}-journal")):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _check_size(path: Path) -> None:
    """Raise InputError for a file that cannot be a whole store by its size alone."""
    if path.is_dir():
        raise UsageError(f"{path}: a folder, where a store was expected; move it away")
    if _size(path) == 0:
        raise damaged(path, "it is empty: 0 bytes")


def _version(connection: sqlite3.Connection, path: Path) -> int:
    """Return the version of the tables. Raises InputError where the file is no store, is cut short or newer than we."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID:
        what, remedy = "a SQLite database, but no store of methodgraph", "name another output folder, or move it away"
        raise InputError([Problem(path.as_posix(), None, what, remedy)])
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        what = f"made by a newer methodgraph (tables of version {version}, and this one knows {VERSION})"
        raise InputError([Problem(path.as_posix(), None, what, "install that version of methodgraph")])
    pages, size = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    if not _size(_log_of(path)) and _size(path) < pages * size:
        raise damaged(path, f"cut short: {_size(path)} bytes of {pages * size}")
    return int(version)


def _log_ahead(connection: sqlite3.Connection, path: Path) -> None:
    """Let changes go to a log first, so that readers go on while one process writes."""
    (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode != "wal":
        _LOG.warning("%s: this file system has no write-ahead log (%s instead); readers wait for writers", path, mode)


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
