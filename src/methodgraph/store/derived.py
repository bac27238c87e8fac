"""What a stage keeps in the store to be faster next time. It is always safe to throw away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from methodgraph.store.packing import sealed, unsealed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from methodgraph.store.database import Store

_PART = 1 << 24
"""Bytes of one value. SQLite takes a thousand million; so much is copied for each."""


class Derived:
    """The kept values of one stage by their keys. What another `version` of the stage kept is thrown away at once."""

    def __init__(self, store: Store, stage: str, version: str) -> None:
        self._store, self._stage, self._version = store, stage, version
        if store.row("SELECT 1 FROM derived WHERE stage = ? AND version <> ? LIMIT 1", stage, version):
            self.clear()

    def get(self, key: bytes) -> bytes | None:
        """Return a value, None where there is none."""
        row = self._store.row("SELECT value FROM derived WHERE stage = ? AND key = ?", self._stage, key)
        return None if row is None else unsealed(row[0], self._store.path)

    def blob(self, name: str) -> bytes | None:
        """Return what `put_blobs` kept under a name, None where that is nothing."""
        parts: list[bytes] = []
        while (part := self.get(_part(name, len(parts)))) is not None:
            parts.append(part)
        return b"".join(parts) or None

    def put_blobs(self, blobs: Mapping[str, bytes]) -> None:
        """Keep bytes of any length under names, in the place of all that is there: all of it or nothing."""
        with self._store.transaction():
            self.clear()
            for name, data in blobs.items():
                for number, at in enumerate(range(0, len(data), _PART)):
                    self._put(_part(name, number), data[at : at + _PART])

    def items(self) -> Iterator[tuple[bytes, bytes]]:
        """Yield keys and values, sorted by key."""
        for key, value in self._store.rows("SELECT key, value FROM derived WHERE stage = ? ORDER BY key", self._stage):
            yield key, unsealed(value, self._store.path)

    def update(self, put: Iterable[tuple[bytes, bytes]], take: Iterable[bytes] = ()) -> None:
        """Take some keys out, then put some values in: all of it or nothing."""
        with self._store.transaction():
            self._store.run_many(
                "DELETE FROM derived WHERE stage = ? AND key = ?", ((self._stage, key) for key in take)
            )
            for key, value in put:
                self._put(key, value)

    def _put(self, key: bytes, value: bytes) -> None:
        self._store.run(
            "INSERT OR REPLACE INTO derived (stage, version, key, value) VALUES (?, ?, ?, ?)",
            self._stage, self._version, key, sealed(value),
        )  # fmt: skip

    def clear(self) -> None:
        """Throw everything away."""
        self._store.run("DELETE FROM derived WHERE stage = ?", self._stage)


def _part(name: str, number: int) -> bytes:
    return f"{name} {number:06}".encode()
