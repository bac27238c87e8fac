"""From paths to streams of content: folders, compressed files, archives and standard input.

What a file is packed in is told by how it begins, never by its name. A part of an archive is called by the archive's
name and its own, "papers.zip/inner.bib"; what one file compresses keeps that file's name. Nothing is written to disk
but an archive that comes packed itself or through standard input, which goes into a temporary file without a name.
Refused: special files, members whose paths leave the archive, encrypted members, packings in packings in packings, and
what unpacks to far more than papers would (limits in `methodgraph.read.streams`).
"""

from __future__ import annotations

import gzip
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from methodgraph import files
from methodgraph.errors import InputError, Problem
from methodgraph.read.archives import in_archive
from methodgraph.read.found import STDIN, Note
from methodgraph.read.parts import Part, about_the_folder, shown, tells_about_the_folder
from methodgraph.read.streams import Counted, Readable, Watched, buffered, peeked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_MAGIC = 4
_DEPTH = 2


def open_parts(paths: Iterable[str | Path]) -> Iterator[Part | Problem | Note]:
    """Yield what is at each path: a part, the parts of a folder or archive, or what is wrong with it.

    In the order given; a path named twice counts once; files of a folder or archive sorted by their path. A part's
    stream is open until the next is asked for; reading it raises InputError where it is damaged or a bomb.
    """
    for path in dict.fromkeys(Path(path) for path in paths):
        if str(path) == STDIN:
            yield from unpacked(sys.stdin.buffer, STDIN)
        elif path.is_dir():
            yield from _in_folder(path)
        else:
            yield from _in_file(path)


def _in_folder(folder: Path) -> Iterator[Part | Problem | Note]:
    try:
        below = list(files.walk(folder))
    except InputError as error:
        yield from error.problems
        return
    if all(tells_about_the_folder(path.name) for path in below):
        yield Problem(folder.as_posix(), None, "no file to read in this folder", "name one that holds papers")
    for path in below:
        if tells_about_the_folder(path.name):
            yield about_the_folder(shown(path.as_posix()))
        else:
            yield from _in_file(path, among_others=True)


def _in_file(path: Path, *, among_others: bool = False) -> Iterator[Part | Problem | Note]:
    name = shown(path.as_posix())
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            yield Problem(name, None, "not a file but a pipe, socket or device", "give it through standard input, as -")
            return
        stream = path.open("rb")
    except OSError as error:
        yield files.unreadable(path, error)
        return
    with stream:
        yield from unpacked(stream, name, among_others=among_others)


def unpacked(
    stream: BinaryIO, name: str, *, among_others: bool = False, depth: int = 0
) -> Iterator[Part | Problem | Note]:
    """Yield the content of a stream, unpacked where it is packed; `depth` is in how many packings it came already."""
    try:
        head, again = peeked(stream, _MAGIC)
    except OSError as error:
        yield files.unreadable(name, error)
        return
    except InputError as error:
        yield from error.problems
        return
    is_packed = head.startswith((_GZIP, _ZSTD, *_ZIP))
    if is_packed and depth == _DEPTH:
        yield Problem(name, None, "packed more than twice over", "unpack it, and name what was in it")
    elif head.startswith(_ZIP):
        for member in in_archive(stream if stream.seekable() else again, name):
            if isinstance(member, Part):
                yield from unpacked(member.stream, member.name, among_others=True, depth=depth + 1)
            else:
                yield member
    elif is_packed:
        counted = Counted(again)
        inner = Watched(_decompressor(head, buffered(counted)), name, lambda: counted.count)
        yield from unpacked(buffered(inner), name, among_others=among_others, depth=depth + 1)
    else:
        yield Part(name, again, among_others)


def _decompressor(head: bytes, stream: BinaryIO) -> Readable:
    if head.startswith(_GZIP):
        return gzip.GzipFile(fileobj=stream)
    from methodgraph.read.zstd import Zstandard  # noqa: PLC0415  only where a file needs it

    return Zstandard(stream)
