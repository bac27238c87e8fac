"""`Store`: an open store.db. It runs statements; what they say is in the modules beside this one, each with its job."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from methodgraph.store.faults import translated
from methodgraph.store.opening import STORE_FILE, connect

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    Row = tuple[Any, ...]

_FETCHED = 256
"""Rows that are read at a time: between them other statements may run."""


class Store:
    """An open store. Close it, or use it as a context manager.

    Every statement runs here, so that what SQLite complains of is told in our words. One thread at a time.
    """

    def __init__(self, folder: Path, *, read_only: bool = False, vfs: str | None = None) -> None:
        self.path = folder / STORE_FILE
        self._connection = connect(self.path, read_only=read_only, vfs=vfs)
        self._turn = threading.RLock()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the store. The last one to do so puts what the log holds into the file and removes the log."""
        with translated(self.path):
            self._connection.close()

    def run(self, statement: str, *values: object) -> int:
        """Run one statement and return how many rows it changed."""
        with self._turn, translated(self.path):
            return self._connection.execute(statement, values).rowcount

    def run_many(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """Run one statement for each of `rows`, which are read as they come."""
        with self._turn, translated(self.path):
            self._connection.executemany(statement, rows)

    def rows(self, statement: str, *values: object) -> Iterator[Row]:
        """Yield the rows of a query. They are read a few hundred at a time, so their number does not matter."""
        with self._turn, translated(self.path):
            cursor = self._connection.execute(statement, values)
        while True:
            with self._turn, translated(self.path):
                some = cursor.fetchmany(_FETCHED)
            if not some:
                return
            yield from some

    def row(self, statement: str, *values: object) -> Row | None:
        """Return the first row of a query, None where it has none."""
        with self._turn, translated(self.path):
            found: Row | None = self._connection.execute(statement, values).fetchone()
        return found

    def number(self, statement: str, *values: object) -> int:
        """Return the one number that a query asks for; 0 where there is no row."""
        found = self.row(statement, *values)
        return int(found[0]) if found and found[0] is not None else 0

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do all that is done within, or, where anything goes wrong, none of it."""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self.run("ROLLBACK")
            raise
