"""The parts that READ takes its input to pieces in: the content of one file each, wherever that file lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from methodgraph.read.found import Note
from methodgraph.text.characters import for_terminal

_ABOUT_THE_FOLDER = ("readme", "license", "licence", "changelog")


@dataclass(frozen=True, slots=True)
class Part:
    """The content of one file, from its beginning. `among_others`: it was found, not named by the user."""

    name: str
    stream: BinaryIO
    among_others: bool = False


def shown(path: str) -> str:
    """Return a path as sources and problems tell it: with U+FFFD for what is no character or steers a terminal.

    >>> shown("papers/a\\x1b[2J.bib")
    'papers/a\ufffd[2J.bib'
    """
    return path if path.isprintable() else for_terminal(path)


def tells_about_the_folder(name: str) -> bool:
    """Return True for a README and its like; `name` is without folder."""
    return name.casefold().startswith(_ABOUT_THE_FOLDER)


def about_the_folder(name: str) -> Note:
    """Return the note on a README and its like."""
    return Note(name, None, "left out: tells about the folder, holds no papers")
