"""What goes into a reader and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from methodgraph.errors import Problem
    from methodgraph.records import Paper

STDIN = "-"


@dataclass(frozen=True, slots=True)
class SourceText:
    r"""The text of one file. `name` is its path as the user named it ("-" for standard input).

    Line breaks are "\n". A line that is not UTF-8 is one that `files.is_broken` tells; its problem is already known.
    """

    name: str
    text: str

    @property
    def stem(self) -> str:
        """The file's name without folder and suffix: what ids of its papers begin with."""
        return "stdin" if self.name == STDIN else PurePosixPath(self.name).stem


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """Something a reader did that a careful user may want to check: a line left out, characters repaired."""

    path: str
    line: int | None
    what: str

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{place}: {self.what}"


@dataclass(frozen=True, slots=True)
class Found:
    """What one file holds: its papers in order, each with one source; all that is wrong with it; what was done.

    With `named_after_file` the papers' ids are made of the file's name, so another file may have given them too.
    """

    papers: tuple[Paper, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Note, ...] = ()
    named_after_file: bool = False
