"""What goes into a reader and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from methodgraph.errors import Problem
    from methodgraph.records import Paper

STDIN = "-"
PACKED = frozenset({".gz", ".zst", ".zstd"})
"""Suffixes of compressed files; the suffix before them tells what is inside."""


def inner_suffix(name: str) -> str:
    """Return the suffix that tells what the file `name` holds, in small letters: ".bib" of "x.BIB.gz".

    >>> inner_suffix("a/papers.jsonl.zst"), inner_suffix("-")
    ('.jsonl', '')
    """
    path = PurePosixPath(name)
    return PurePosixPath(path.stem if path.suffix.lower() in PACKED else path.name).suffix.lower()


@lru_cache(maxsize=1024)
def stem(name: str) -> str:
    """Return the file's name without folder and suffixes: what ids of papers of a listing begin with.

    >>> stem("dir/my.list.txt"), stem("dir/list.txt.gz"), stem("-")
    ('my.list', 'list', 'stdin')
    """
    if name == STDIN:
        return "stdin"
    path = PurePosixPath(name)
    return PurePosixPath(path.stem).stem if path.suffix.lower() in PACKED else path.stem


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
    """A part of what one file holds: papers in order, each with one source; what is wrong with it; what was done.

    `file` is its name, as sources tell it.
    """

    file: str
    papers: tuple[Paper, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Note, ...] = ()
