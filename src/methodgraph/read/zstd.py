"""Files that Zstandard packed, unpacked bit by bit."""

from __future__ import annotations

from typing import BinaryIO

import zstandard

_PACKED = 2048
"""Packed bytes taken at a time: they unpack to some megabytes at most, whatever they are."""


class Zstandard:
    """The unpacked content of a stream of Zstandard frames, one after the other.

    Unlike the reader that comes with the library it tells a file that was cut off from one that has ended.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._frame = zstandard.ZstdDecompressor().decompressobj()
        self._ready = b""
        self._in_frame = False

    def read(self, size: int, /) -> bytes:
        """Return the next bytes, at most `size`; none at the end. Raises ValueError, EOFError where it is damaged."""
        while not self._ready and (packed := self._stream.read(_PACKED)):
            self._ready = self._unpacked(packed)
        if not self._ready and self._in_frame:
            raise EOFError("Compressed file ended within a frame")
        told, self._ready = self._ready[:size], self._ready[size:]
        return told

    def _unpacked(self, packed: bytes) -> bytes:
        told = []
        while packed:
            try:
                told.append(self._frame.decompress(packed))
            except zstandard.ZstdError as error:
                raise ValueError(str(error)) from error
            self._in_frame = not self._frame.eof
            packed = self._frame.unused_data if self._frame.eof else b""
            if self._frame.eof:
                self._frame = zstandard.ZstdDecompressor().decompressobj()
        return b"".join(told)
