"""Files made of pieces: written whole, or anew from the file that is there and the pieces that changed.

A piece is the text of one thing (a paper, an entity) and depends on nothing else. Pieces stand sorted by their keys,
so that adding a paper to fifty thousand moves bytes and does not make them again: what did not change is copied from
the old file in long runs. Whichever way a file came about, its bytes are the same.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_COPIED = 1 << 20
"""Bytes copied at once."""
_WAITING = 1 << 16


class _Sink(Protocol):
    def write(self, data: bytes, /) -> object: ...


class _Source(Protocol):
    def seek(self, offset: int, /) -> object: ...
    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the pieces of a section: before them, between two, behind them.

    `none` stands for all of it where there is no piece; None: `head` and `tail` do.
    """

    head: bytes = b""
    joint: bytes = b""
    tail: bytes = b""
    none: bytes | None = None

    @property
    def empty(self) -> bytes:
        """What the section is without a piece."""
        return self.head + self.tail if self.none is None else self.none


@dataclass(frozen=True, slots=True)
class Index:
    """Where the pieces of a section stand in its file: their keys, sorted, how many bytes each has, where it begins.

    `start` is the place of the first piece, 0 where there is none.
    """

    keys: Sequence[str]
    sizes: Sequence[int]
    start: int


@dataclass(frozen=True, slots=True)
class Section:
    """A section that is written whole. The pieces come sorted by key, and no key twice."""

    frame: Frame
    pieces: Iterable[tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class Changed:
    """A section that is written from the one in the old file: `pieces` are the new and changed ones, None takes out.

    `frame` may differ from that of the old section in head, tail and `none`, not in `joint`.
    """

    frame: Frame
    old: Index
    pieces: Mapping[str, bytes | None]


def write(stream: _Sink, sections: Iterable[Section]) -> tuple[Index, ...]:
    """Write sections one after the other and return their indexes. Raises ValueError for pieces that are not sorted.

    >>> with replacing(path) as stream:  # doctest: +SKIP
    ...     (index,) = write(stream, [Section(Frame(b"id\\n"), [("a", b"a\\n"), ("b", b"b\\n")])])
    """
    counted = _Counted(stream)
    indexes = []
    for section in sections:
        frame, keys, sizes, start = section.frame, list[str](), list[int](), 0
        for key, data in section.pieces:
            if keys and key <= keys[-1]:
                raise ValueError(f"the piece {key!r} does not belong behind {keys[-1]!r}")
            counted.write(frame.joint if keys else frame.head)
            start = start if keys else counted.place
            counted.write(data)
            keys.append(key)
            sizes.append(len(data))
        counted.write(frame.tail if keys else frame.empty)
        indexes.append(Index(keys, sizes, start))
    counted.flush()
    return tuple(indexes)


def write_changed(stream: _Sink, old: _Source, sections: Iterable[Changed]) -> tuple[Index, ...]:
    """Write what `write` would of all pieces, old ones copied from `old`, and return the new indexes.

    `old` is the file that the sections' old indexes tell of. A key that is to be taken out and is not there is no
    mistake. Raises ValueError where `old` ends before its index does.
    """
    counted = _Counted(stream)
    indexes = []
    for section in sections:
        frame, keys, sizes, start = section.frame, list[str](), list[int](), 0
        for run in _runs(section):
            if not run.keys:
                continue
            counted.write(frame.joint if keys else frame.head)
            start = start if keys else counted.place
            for data in (run.data,) if run.data is not None else _copied(old, run.first, run.size):
                counted.write(data)
            keys += run.keys
            sizes += run.sizes
        counted.write(frame.tail if keys else frame.empty)
        indexes.append(Index(keys, sizes, start))
    counted.flush()
    return tuple(indexes)


@dataclass(frozen=True, slots=True)
class _Run:
    """Pieces that follow each other: one with its data, or a stretch of the old file with the joints inside."""

    keys: Sequence[str]
    sizes: Sequence[int]
    data: bytes | None = None
    first: int = 0
    size: int = 0


def _runs(section: Changed) -> Iterator[_Run]:
    """Yield old and new pieces in the order of their keys."""
    keys, sizes, joint = section.old.keys, section.old.sizes, len(section.frame.joint)
    places = list(accumulate(sizes, lambda place, size: place + size + joint, initial=section.old.start))
    at = 0
    for key in sorted(section.pieces):
        here = bisect_left(keys, key, at)
        yield _old(section.old, places, at, here, joint)
        at = here + (here < len(keys) and keys[here] == key)
        data = section.pieces[key]
        if data is not None:
            yield _Run((key,), (len(data),), data)
    yield _old(section.old, places, at, len(keys), joint)


def _old(index: Index, places: Sequence[int], first: int, end: int, joint: int) -> _Run:
    size = places[end] - joint - places[first] if end > first else 0
    return _Run(index.keys[first:end], index.sizes[first:end], None, places[first], size)


def _copied(old: _Source, first: int, size: int) -> Iterator[bytes]:
    old.seek(first)
    while size:
        data = old.read(min(size, _COPIED))
        if not data:
            raise ValueError("the file ends before its index does")
        size -= len(data)
        yield data


class _Counted:
    """A sink that knows how many bytes went into it, and takes small ones together."""

    def __init__(self, stream: _Sink) -> None:
        self.place = 0
        self._stream = stream
        self._waiting: list[bytes] = []
        self._size = 0

    def write(self, data: bytes) -> None:
        self.place += len(data)
        self._waiting.append(data)
        self._size += len(data)
        if self._size > _WAITING:
            self.flush()

    def flush(self) -> None:
        self._stream.write(b"".join(self._waiting))
        self._waiting, self._size = [], 0


def read(index: Index, frame: Frame, old: _Source, keys: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield those of `keys` that have a piece in a file, sorted, each with its piece."""
    places = list(accumulate(index.sizes, lambda place, size: place + size + len(frame.joint), initial=index.start))
    for key in sorted(keys):
        at = bisect_left(index.keys, key)
        if at < len(index.keys) and index.keys[at] == key:
            yield key, b"".join(_copied(old, places[at], index.sizes[at]))
