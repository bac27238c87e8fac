"""The parts that READ takes its input to pieces in: the content of one file each, wherever that file lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from methodgraph.read.found import Note

_ABOUT_THE_FOLDER = ("readme", "license", "licence", "changelog")


@dataclass(frozen=True, slots=True)
class Part:
    """The content of one file, from its beginning. `among_others`: it was found, not named by the user."""

    name: str
    stream: BinaryIO
    among_others: bool = False


def tells_about_the_folder(name: str) -> bool:
    """Return True for a README and its like; `name` is without folder."""
    return name.casefold().startswith(_ABOUT_THE_FOLDER)


def about_the_folder(name: str) -> Note:
    """Return the note on a README and its like."""
    return Note(name, None, "left out: tells about the folder, holds no papers")
