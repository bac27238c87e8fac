"""Streams over streams: what was looked at comes again; what is unpacked is watched, so that a bomb does not go off."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING, BinaryIO, Protocol

from methodgraph.errors import InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from typing_extensions import Buffer

RATIO = 250
"""How many times its size a packed file may unpack to. Metadata packs to a tenth; no honest file comes close."""
UNWATCHED = 64 * 2**20
"""Bytes up to which the ratio does not matter: what fits in memory many times does no harm."""
LARGEST = 256 * 2**30
"""Bytes a packed file may unpack to at most."""

_CHUNK = 2**20
_DAMAGED = (OSError, EOFError, zlib.error, zipfile.BadZipFile, ValueError, RuntimeError, NotImplementedError)


class Readable(Protocol):
    """What bytes can be read from."""

    def read(self, size: int, /) -> bytes:
        """Return the next bytes, at most `size` of them; none at the end."""


class Watched(io.RawIOBase):
    """The unpacked content of `packed`, raising InputError where it is damaged or grows beyond all measure.

    Args:
        packed: what unpacks it.
        name: how problems tell the file.
        size: returns how many packed bytes have been read, or are there.
    """

    def __init__(self, packed: Readable, name: str, size: Callable[[], int]) -> None:
        self._packed, self._name, self._size = packed, name, size
        self._given = 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        """Fill `buffer` as far as there is something. Raises InputError."""
        view = memoryview(buffer)
        try:
            data = self._packed.read(len(view))
        except _DAMAGED as error:
            raise InputError([damaged(self._name, error)]) from error
        self._given += len(data)
        if self._given > UNWATCHED and self._given > min(LARGEST, RATIO * self._size()):
            raise InputError([bomb(self._name)])
        view[: len(data)] = data
        return len(data)


class Counted(io.RawIOBase):
    """`stream`, and how much of it was read."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        """Fill `buffer` as far as there is something."""
        view = memoryview(buffer)
        data = self._stream.read(len(view))
        self.count += len(data)
        view[: len(data)] = data
        return len(data)


class _Again(io.RawIOBase):
    """`head`, which was read from `stream`, and then the rest of it."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head, self._stream = head, stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        view = memoryview(buffer)
        data = self._head[: len(view)]
        self._head = self._head[len(data) :]
        if not data:
            data = self._stream.read(len(view))
        view[: len(data)] = data
        return len(data)


def peeked(stream: BinaryIO, size: int) -> tuple[bytes, BinaryIO]:
    """Return the first `size` bytes of a stream (fewer where it ends) and a stream that begins with them again."""
    head = b""
    while len(head) < size and (data := stream.read(size - len(head))):
        head += data
    return head, io.BufferedReader(_Again(head, stream), _CHUNK)


def buffered(stream: io.RawIOBase) -> BinaryIO:
    """Return `stream` read in large pieces."""
    return io.BufferedReader(stream, _CHUNK)


def damaged(name: str, error: Exception) -> Problem:
    """Return the problem that a failure to unpack is."""
    told = str(error).strip().splitlines()
    what = f"cannot be unpacked ({told[0] if told else type(error).__name__})"
    return Problem(name, None, what, "the file may be cut off or damaged; get it anew")


def bomb(name: str) -> Problem:
    """Return the problem that a file is which unpacks to far more than papers would."""
    what = f"unpacks to more than {RATIO} times its size, which no papers do"
    return Problem(name, None, what, "unpack it yourself if you trust it, and name what was in it")
