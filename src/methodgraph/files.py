"""Files: read as UTF-8 with one clear message per fault, written whole or not at all, walked in a fixed order."""

from __future__ import annotations

import errno
import os
import re
import secrets
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, BinaryIO

from methodgraph.errors import InputError, Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_ESCAPED = re.compile("[\udc80-\udcff]")
_TOLD_LINES = 10
"""Faulty lines named one by one. A file in another encoding has thousands, and one cause."""


def read_text(path: str | Path) -> str:
    r"""Return the text of a UTF-8 file: no byte order mark, every line break "\n", nothing else changed.

    Raises InputError with all that is wrong with the file: not there, not readable, binary, UTF-16, not UTF-8.

    >>> read_text("seeds/002_a08f156fcd448684.txt").splitlines()[0]
    'Wuhan University'
    """
    text, problems = decode(read_bytes(path), Path(path).as_posix())
    if problems:
        raise InputError(problems)
    return text


def read_bytes(path: str | Path) -> bytes:
    """Return the content of a file. Raises InputError where the system says no."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise InputError([unreadable(path, error)]) from error


def unreadable(path: str | Path, error: OSError) -> Problem:
    """Return the problem that a refusal of the system is."""
    name = Path(path).as_posix()
    if isinstance(error, FileNotFoundError):
        return Problem(name, None, "no such file or folder", "check the path")
    if isinstance(error, IsADirectoryError):
        return Problem(name, None, "a folder, where a file was expected", "name a file in it")
    return Problem(name, None, f"cannot be read ({error.strerror})", "check its permissions")


def decode(data: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    r"""Return `data` as text, and what is wrong with it as text; `name` is the path that the problems tell.

    A line that is not UTF-8 keeps its faulty bytes as lone surrogates (`is_broken` finds them), so that a caller
    can go on with the other lines. A file that is no UTF-8 text at all comes back as "".

    >>> decode(b"\xef\xbb\xbfone\r\ntwo", "x.txt")
    ('one\ntwo', ())
    """
    if data.startswith(_UTF16):
        return "", (Problem(name, None, "UTF-16, not UTF-8", "save it as UTF-8"),)
    if b"\0" in data:
        return "", (Problem(name, None, "a binary file (it holds NUL bytes)", "give a text file in UTF-8"),)
    text = data.removeprefix(_BOM).decode("utf-8", "surrogateescape")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, tuple(_encoding_problems(text, name))


def is_broken(text: str) -> bool:
    """Return True where `text`, as `decode` gave it, holds a byte that is not UTF-8."""
    return not text.isascii() and _ESCAPED.search(text) is not None


def _encoding_problems(text: str, name: str) -> Iterator[Problem]:
    if not is_broken(text):
        return
    faults = [
        (number, fault)
        for number, line in enumerate(text.split("\n"), 1)
        if (fault := _ESCAPED.search(line)) is not None
    ]
    for number, fault in faults[:_TOLD_LINES]:
        byte = ord(fault.group()) - 0xDC00
        what = f"not UTF-8 (byte 0x{byte:02X} at column {fault.start() + 1})"
        yield Problem(name, number, what, "save the file as UTF-8")
    if len(faults) > _TOLD_LINES:
        number = faults[_TOLD_LINES][0]
        what = f"not UTF-8, like {len(faults) - _TOLD_LINES - 1} more lines below"
        yield Problem(name, number, what, "save the file as UTF-8")


def write_atomic(path: str | Path, data: str | bytes) -> None:
    r"""Write `data` so that `path` holds all of it or stays as it was; text as UTF-8 with the line breaks it has.

    The folder must be there. Permissions are those of any new file (the umask). Raises UsageError where the
    system does not let us write.

    >>> write_atomic("graph.ttl", "@prefix mg: <https://w3id.org/methodgraph/ontology#> .\n")  # doctest: +SKIP
    """
    with replacing(Path(path)) as stream:
        stream.write(data.encode("utf-8") if isinstance(data, str) else data)


def write_lines_atomic(path: str | Path, lines: Iterable[str]) -> None:
    r"""Write each of `lines` with a "\n" behind it, one by one as they come, whole or not at all as `write_atomic`.

    A failure of the iterable itself passes through and leaves `path` as it was. Raises ValueError for a line
    that holds a line break: it would be read back as two.
    """
    with replacing(Path(path)) as stream:
        for line in lines:
            if "\n" in line:
                raise ValueError(f"a line holds a line break: {line[:80]!r}")
            stream.write(line.encode("utf-8") + b"\n")


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Open a new file beside `path` (a link's target stays linked) and move it there once it is complete.

    For what is written bit by bit; `write_atomic` promises the same and says which errors there are.
    """
    target = Path(os.path.realpath(path))
    draft = target.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        stream = draft.open("xb")  # unlike tempfile's, its permissions follow the umask
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror})") from error
    try:
        with stream:
            yield stream
        _move(draft, target, path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def check_writable(path: Path) -> None:
    """Raise UsageError where `replacing` would: before there is anything to write, as far as it can be known then.

    A file is made beside `path` and removed; what is at `path` stays as it is.
    """
    target = Path(os.path.realpath(path))
    try:
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        TemporaryFile(dir=target.parent).close()
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror})") from error


def _move(draft: Path, target: Path, path: Path) -> None:
    try:
        draft.replace(target)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror})") from error


def walk(folder: str | Path) -> Iterator[Path]:
    """Yield the files under `folder`, sorted by their path part by part; hidden files and folders are left out.

    Links to folders are not followed (they may go in circles). Raises InputError for a folder that cannot be read.
    """
    try:
        entries = sorted(Path(folder).iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        raise InputError([unreadable(folder, error)]) from error
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if not entry.is_dir():
            yield entry
        elif not entry.is_symlink():
            yield from walk(entry)
