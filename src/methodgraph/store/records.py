"""The records of a store: one for each paper of each source, as read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from methodgraph.store.faults import damaged
from methodgraph.store.packing import checksum, packed_single, short_digest, unpacked_single
from methodgraph.store.settings import set_setting, setting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from methodgraph.records import Paper
    from methodgraph.store.database import Store

_LAST_RUN = "last run"
STDIN = "-"
"""The source that is another one each time: what came from it before stays."""


@dataclass(frozen=True, slots=True)
class Changes:
    """How many records are new, changed, the same, and gone from sources that no longer hold them."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0

    def __bool__(self) -> bool:
        """Return True where anything is not as it was."""
        return bool(self.new or self.changed or self.gone)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A source: its name as the user wrote it, and the file's size and SHA-256 as read, None where it has none."""

    file: str
    bytes: int | None = None
    sha256: str | None = None


class Taking:
    """A run that takes records in. Feed it sources and their papers, in any order; `finish` says what changed.

    Everything happens within one transaction of the caller's. `keys_of` gives what two records share that may be one
    paper (see `methodgraph.store.components`).
    """

    def __init__(self, store: Store, keys_of: Callable[[Paper], Iterable[str]]) -> None:
        self._store, self._keys_of = store, keys_of
        self._run = int(setting(store, _LAST_RUN) or 0) + 1
        set_setting(store, _LAST_RUN, str(self._run))
        self._sources: dict[str, int] = {}
        self._met = self._inserted = 0
        store.run("CREATE TEMP TABLE IF NOT EXISTS replaced (source INTEGER PRIMARY KEY)")
        store.run("DELETE FROM replaced")

    def replace_all(self) -> None:
        """Let what this run brings stand instead of all that the store holds."""
        self._store.run("INSERT OR IGNORE INTO replaced SELECT id FROM source")

    def source(self, told: SourceFile) -> None:
        """Let what this run brings of a source, and of what is packed in it, stand instead of what was there."""
        self._store.run(
            "INSERT INTO source (file, bytes, sha256, checksum) VALUES (?, ?, ?, ?) ON CONFLICT (file) DO UPDATE "
            "SET bytes = excluded.bytes, sha256 = excluded.sha256, checksum = excluded.checksum",
            told.file, told.bytes, told.sha256, checksum(told.file, told.bytes, told.sha256),
        )  # fmt: skip
        self._sources[told.file] = self._store.number("SELECT id FROM source WHERE file = ?", told.file)
        if told.file != STDIN:
            self._store.run(
                "INSERT OR IGNORE INTO replaced SELECT id FROM source "
                "WHERE file = ?1 OR substr(file, 1, length(?1) + 1) = ?1 || '/'", told.file,
            )  # fmt: skip

    def knows(self, file: str) -> bool:
        """Return True where `source` was told of a file in this run."""
        return file in self._sources

    def paper(self, paper: Paper) -> None:
        """Take in a paper with one source, which `source` was told of. Raises UnicodeEncodeError as `packed` does."""
        (place,) = paper.sources
        data, digest = packed_single(paper)
        source = self._sources[place.file]
        met = "UPDATE record SET run = ? WHERE source = ? AND line = ? AND digest = ?"
        if self._store.run(met, self._run, source, place.line, digest):
            self._met += 1
            return
        self._inserted += 1
        self._store.run(
            "INSERT INTO record (source, line, own, digest, paper, run) VALUES (?, ?, ?, ?, ?, ?)",
            source, place.line, paper.id, digest, data, self._run,
        )  # fmt: skip
        record = self._store.number("SELECT last_insert_rowid()")
        keys = {short_digest(key.encode()) for key in self._keys_of(paper)}
        self._store.run_many("INSERT INTO record_key VALUES (?, ?)", ((key, record) for key in sorted(keys)))

    def finish(self) -> Changes:
        """Take out what the sources of this run no longer hold, mark what has to be merged anew, and tell."""
        store = self._store
        _prepare_gone(store)
        store.run(
            "INSERT INTO gone SELECT id FROM record WHERE run < ? AND source IN (SELECT source FROM replaced)",
            self._run,
        )
        gone = store.number("SELECT count(*) FROM gone")
        moved, changed = self._renewed() if gone else (0, 0)
        _forget_gone(store)
        return Changes(
            new=self._inserted - moved - changed,
            changed=changed,
            unchanged=self._met + moved,
            gone=max(gone - moved - changed, 0),
        )

    def _renewed(self) -> tuple[int, int]:
        """Return how many records came instead of one that goes: the same in another place, and changed."""
        store = self._store
        store.run("DROP TABLE IF EXISTS temp.leaving")
        store.run(
            "CREATE TEMP TABLE leaving AS SELECT source, own, digest FROM record WHERE id IN (SELECT record FROM gone)"
        )
        store.run("CREATE INDEX temp.leaving_own ON leaving (source, own, digest)")
        came = (
            "SELECT count(*) FROM record r WHERE run = ? AND component IS NULL AND EXISTS "
            "(SELECT 1 FROM leaving l WHERE l.source = r.source AND l.own = r.own"
        )
        moved = store.number(f"{came} AND l.digest = r.digest)", self._run)
        return moved, store.number(f"{came})", self._run) - moved


def forget(store: Store, records: Iterable[int]) -> None:
    """Take out some records, and sources that nothing is left of, within a transaction of the caller's.

    What shared a component with them is marked as to be merged anew.
    """
    _prepare_gone(store)
    store.run_many("INSERT OR IGNORE INTO gone VALUES (?)", ((record,) for record in records))
    _forget_gone(store)


def _prepare_gone(store: Store) -> None:
    store.run("CREATE TEMP TABLE IF NOT EXISTS gone (record INTEGER PRIMARY KEY)")
    store.run("DELETE FROM gone")


def _forget_gone(store: Store) -> None:
    """Take out the records that the temporary table `gone` names."""
    store.run(
        "UPDATE record SET component = NULL WHERE component IN "
        "(SELECT component FROM record WHERE id IN (SELECT record FROM gone))"
    )
    store.run("DELETE FROM record WHERE id IN (SELECT record FROM gone)")
    store.run(
        "DELETE FROM source WHERE id NOT IN (SELECT source FROM record) AND NOT EXISTS (SELECT 1 FROM source part "
        "WHERE substr(part.file, 1, length(source.file) + 1) = source.file || '/' "
        "AND part.id IN (SELECT source FROM record))"
    )


def single_papers(store: Store, records: Iterable[int]) -> Iterator[Paper]:
    """Yield the papers of some records, each with its one source."""
    for record in records:
        row = store.row(
            "SELECT r.paper, s.file, r.line FROM record r JOIN source s ON s.id = r.source WHERE r.id = ?", record
        )
        if row is not None:
            data, file, line = row
            yield unpacked_single(data, file, line, store.path)


def sources(store: Store) -> Iterator[tuple[SourceFile, int]]:
    """Yield the sources and how many records each has, sorted by name; an archive has none, what is in it has."""
    for file, size, sha256, kept, count in store.rows(
        "SELECT file, bytes, sha256, checksum, (SELECT count(*) FROM record WHERE source = s.id) FROM source s "
        "ORDER BY file"
    ):
        if kept != checksum(file, size, sha256):
            raise damaged(store.path, f"what is known of the source {file!r}")
        yield SourceFile(file, size, sha256), count


def check_records(store: Store) -> None:
    """Look at all records. Raises InputError where one is damaged."""
    for data, file, line, digest in store.rows(
        "SELECT r.paper, s.file, r.line, r.digest FROM record r JOIN source s ON s.id = r.source"
    ):
        if packed_single(unpacked_single(data, file, line, store.path))[1] != digest:
            raise damaged(store.path, "the digest of a record is wrong")
