"""What is in a zip archive, member by member, read where it lies: nothing is unpacked to disk."""

from __future__ import annotations

import shutil
import stat
import zipfile
from pathlib import PurePosixPath
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, BinaryIO

from methodgraph.errors import InputError, Problem
from methodgraph.read.found import Note
from methodgraph.read.parts import Part, about_the_folder, shown, tells_about_the_folder
from methodgraph.read.streams import RATIO, UNWATCHED, Watched, bomb, buffered, damaged

if TYPE_CHECKING:
    from collections.abc import Iterator

MEMBERS = 100_000
"""Members of an archive at most."""
_ENCRYPTED = 0x1
_OFFICE = frozenset({"[Content_Types].xml", "mimetype"})
"""What is in each document of an office suite, and in each book: zip archives that hold no papers' metadata."""
_BROKEN = (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError)


def in_archive(stream: BinaryIO, name: str) -> Iterator[Part | Problem | Note]:
    """Yield the parts of a zip archive, sorted by their path, and what is wrong with it or left out of it.

    A part may be packed once more; reading it raises InputError where it is damaged or unpacks beyond all measure.
    """
    try:
        if stream.seekable():
            yield from _members(stream, name)
            return
        with TemporaryFile() as copy:  # the list of members stands at an archive's end
            shutil.copyfileobj(stream, copy)
            yield from _members(copy, name)
    except InputError as error:
        yield from error.problems
    except OSError as error:
        yield damaged(name, error)


def _members(stream: BinaryIO, name: str) -> Iterator[Part | Problem | Note]:
    size = stream.seek(0, 2)
    try:
        archive = zipfile.ZipFile(stream)
    except _BROKEN as error:
        yield damaged(name, error)
        return
    with archive:
        members = [member for member in archive.infolist() if not _is_unseen(member)]
        fault = _archive_fault(members, name, size)
        if fault is not None:
            yield fault
            return
        seen: set[str] = set()
        for member in sorted(members, key=lambda member: member.filename.split("/")):
            yield from _member(archive, member, f"{name}/{shown(member.filename)}", seen)


def _is_unseen(member: zipfile.ZipInfo) -> bool:
    """Return True for folders and for hidden members, which a folder's reader passes over too."""
    parts = member.filename.split("/")
    hidden = any(part.startswith(".") and part.strip(".") for part in parts) or parts[0] == "__MACOSX"
    return member.is_dir() or hidden


def _archive_fault(members: list[zipfile.ZipInfo], name: str, size: int) -> Problem | None:
    if any(member.filename in _OFFICE for member in members):
        return Problem(name, None, "a document or book, not an archive of papers", "save it as CSV or text")
    if len(members) > MEMBERS:
        return Problem(name, None, f"an archive of {len(members)} files", f"parts of at most {MEMBERS} can be read")
    if sum(member.compress_size for member in members) > size:
        return bomb(name)  # members that share their bytes
    if all(tells_about_the_folder(PurePosixPath(member.filename).name) for member in members):
        return Problem(name, None, "no file to read in this archive", "name one that holds papers")
    return None


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, seen: set[str]
) -> Iterator[Part | Problem | Note]:
    fault = _member_fault(member, name)
    if fault is None and name in seen:
        fault = Problem(name, None, "a second file of this name in the archive", "unpack it, and name what was in it")
    seen.add(name)
    if fault is not None:
        yield fault
    elif tells_about_the_folder(PurePosixPath(name).name):
        yield about_the_folder(name)
    else:
        try:
            stream = archive.open(member)
        except _BROKEN as error:
            yield damaged(name, error)
            return
        with stream:
            watched = Watched(stream, name, lambda: member.compress_size)
            yield Part(name, buffered(watched), among_others=True)


def _member_fault(member: zipfile.ZipInfo, name: str) -> Problem | None:
    path = member.filename.replace("\\", "/")
    if path.startswith("/") or ".." in path.split("/") or ":" in path.split("/")[0]:
        return Problem(name, None, "its path leaves the archive", "do not trust it; pack it anew without such paths")
    if stat.S_ISLNK(member.external_attr >> 16):
        return Problem(name, None, "a link to another file", "pack the file itself")
    if member.flag_bits & _ENCRYPTED:
        return Problem(name, None, "encrypted", "unpack it with its password, and name what was in it")
    if member.file_size > UNWATCHED and member.file_size > RATIO * member.compress_size:
        return bomb(name)
    return None
