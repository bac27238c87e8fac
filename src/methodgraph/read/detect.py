"""Which format a file is in: what it begins with decides; its suffix counts only where that says nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from methodgraph.errors import Problem, UsageError
from methodgraph.read.formats import NAMES, format_named, formats
from methodgraph.read.found import inner_suffix

if TYPE_CHECKING:
    from methodgraph.read.entry import Format

HEAD = 65536
"""Bytes of a file that formats are shown."""

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_BOM = b"\xef\xbb\xbf"
_TEXT = "text"
_PDF = b"%PDF-"


@dataclass(frozen=True, slots=True)
class Unknown:
    """A file of a kind that no format here is for."""

    problem: Problem


def find_format(head: bytes, name: str, given: Format | None = None) -> Format | Unknown | Problem:
    """Return the format of a file, or what keeps it from being read.

    Args:
        head: its first `HEAD` bytes, unpacked; all of it where it is shorter.
        name: how it is called, for its suffix and for the problem.
        given: the format the user says it is in, if any.

    A file that is empty, binary (but for PDF) or UTF-16 is a problem whatever its format.

    >>> find_format(b'{"title": "Foo", "abstract": "We propose Foo."}', "notes.txt").name
    'json'
    """
    if head.startswith(_UTF16):
        return Problem(name, None, "UTF-16, not UTF-8", "save it as UTF-8")
    text = _text(head)
    if not text.strip():
        return Problem(name, None, "the file is empty", "put an abstract in it, or leave it out")
    likely = given or _likely(text)
    if b"\0" in head and not head.startswith(_PDF):
        return _binary(name)
    return likely or _promised(name)


def another_format(head: bytes, given: Format) -> Format | None:
    """Return the format that a file looks like where that is not the one the user says it is in.

    >>> another_format(b'{"title": "Foo", "abstract": "We propose Foo."}', named_format("bibtex")).name
    'json'
    """
    text = _text(head)
    return None if given.looks_like(text) else _likely(text)


def _text(head: bytes) -> str:
    return head.removeprefix(_BOM).decode("utf-8", "replace")


def _likely(text: str) -> Format | None:
    """Return the first format that a text has the marks of; anything looks like text, which is never it."""
    return next((kind for kind in formats() if kind.name != _TEXT and kind.looks_like(text)), None)


def _binary(name: str) -> Unknown | Problem:
    problem = Problem(name, None, "a binary file (it holds NUL bytes)", "give a text file in UTF-8")
    return Unknown(problem) if isinstance(_promised(name), Unknown) else problem


def _promised(name: str) -> Format | Unknown:
    """Return the format that the suffix promises: it will tell what is wrong with the file."""
    suffix = inner_suffix(name)
    promised = next((kind for kind in formats() if suffix in kind.suffixes), None)
    if promised is not None:
        return promised
    known = ", ".join(sorted({told for kind in formats() for told in kind.suffixes if told}))
    what = f"{suffix!r} is not a kind of file methodgraph reads"
    return Unknown(Problem(name, None, what, f"give {known}, or say what it is with --format"))


def named_format(name: str) -> Format:
    """Return the format that a user names. Raises UsageError for a name that is none's."""
    if name not in NAMES:
        raise UsageError(f"there is no format {name!r}; name one of {', '.join(NAMES)}")
    return format_named(name)
