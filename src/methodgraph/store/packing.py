"""Papers as bytes, and bytes that tell when they are no longer what was written.

SQLite notices a damaged page of its own tables, but not a flipped bit within a value. So every value bears a checksum.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from methodgraph.records import Paper, Source
from methodgraph.store.faults import damaged

if TYPE_CHECKING:
    from pathlib import Path

_TO_BYTES = msgspec.msgpack.Encoder()
_FROM_BYTES = msgspec.msgpack.Decoder(Paper)
_CHECKSUM = 4
_DIGEST = 16


def packed(paper: Paper) -> bytes:
    """Return `paper` as bytes. Raises UnicodeEncodeError where it holds a lone surrogate, which UTF-8 lacks."""
    return sealed(_TO_BYTES.encode(paper))


def unpacked(data: bytes, path: Path) -> Paper:
    """Return the paper of bytes from the store at `path`. Raises InputError where they are damaged."""
    try:
        return _FROM_BYTES.decode(unsealed(data, path))
    except msgspec.MsgspecError as error:
        raise damaged(path, f"a record is no paper: {error}") from error


def packed_single(paper: Paper) -> tuple[bytes, bytes]:
    """Return a paper with one source as bytes, of the source the line only, and the digest of what the source tells.

    Raises UnicodeEncodeError as `packed` does.
    """
    (place,) = paper.sources
    digest = short_digest(_TO_BYTES.encode(replace(paper, sources=())))
    return packed(replace(paper, sources=(Source("", place.line),))), digest


def unpacked_single(data: bytes, file: str, line: int, path: Path) -> Paper:
    """Return the paper that `packed_single` was given, of the source `file`. Raises InputError where it is damaged."""
    paper = unpacked(data, path)
    if paper.sources != (Source("", line),):
        raise damaged(path, "a record is not at the place that it tells")
    return replace(paper, sources=(Source(file, line),))


def checksum(*values: object) -> int:
    """Return a number that tells when one of some values is no longer what was written."""
    return zlib.crc32(repr(values).encode("utf-8", "surrogatepass"))


def sealed(data: bytes) -> bytes:
    """Return `data` behind its checksum."""
    return zlib.crc32(data).to_bytes(_CHECKSUM, "big") + data


def unsealed(data: bytes, path: Path) -> bytes:
    """Return what `sealed` was given. Raises InputError where it is damaged."""
    content = data[_CHECKSUM:]
    if zlib.crc32(content).to_bytes(_CHECKSUM, "big") != data[:_CHECKSUM]:
        raise damaged(path, "the checksum of a record is wrong")
    return content


def short_digest(*parts: bytes) -> bytes:
    """Return 16 bytes that stand for `parts`, told apart by their lengths."""
    total = hashlib.blake2b(digest_size=_DIGEST)
    for part in parts:
        total.update(len(part).to_bytes(8, "big"))
        total.update(part)
    return total.digest()


def content_digest(paper: Paper) -> bytes:
    """Return the digest of all that extraction sees of a paper: its title and its text."""
    title = (b"",) if paper.title is None else (b"title", paper.title.encode())
    return short_digest(paper.text.encode(), *title)
