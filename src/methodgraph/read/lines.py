"""Files read as text line by line: UTF-8 with any line breaks, in memory that does not grow with the file."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO, TextIO

from methodgraph import files
from methodgraph.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 64 * 2**20
"""Characters of a line or record at most. No paper's metadata comes near."""

_TOLD_LINES = 10
"""Faulty lines told one by one. A file in another encoding has thousands, and one cause."""


def as_text(stream: BinaryIO) -> TextIO:
    r"""Return `stream` as text without byte order mark, every line break "\n".

    A byte that is not UTF-8 comes as a lone surrogate (`files.is_broken` finds it).
    """
    return io.TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape", newline=None)


class Encoding:
    """Tells the lines of a file that are not UTF-8: the first ten each, of the rest how many they are."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lines = 0
        self._first = 0

    def told(self, number: int, line: str) -> Iterator[Problem]:
        """Yield the problem with a broken line, if it is one of the first."""
        self._lines += 1
        if self._lines == _TOLD_LINES + 1:
            self._first = number
        elif self._lines <= _TOLD_LINES:
            told = files.decode(line.encode("utf-8", "surrogateescape"), self._name)[1]
            yield from (replace(problem, line=number) for problem in told[:1])

    def rest(self) -> Iterator[Problem]:
        """Yield one problem for all lines that were not told."""
        if self._first:
            what = f"not UTF-8, like {self._lines - _TOLD_LINES - 1} more lines below"
            yield Problem(self._name, self._first, what, "save the file as UTF-8")


def numbered(stream: BinaryIO, name: str) -> Iterator[tuple[int, str] | Problem]:
    """Yield the lines of a file that are not blank, each with its number from 1; one that is no text is a problem."""
    text = as_text(stream)
    encoding = Encoding(name)
    number = 0
    while line := text.readline(LONGEST):
        number += 1
        if len(line) == LONGEST and not line.endswith("\n"):
            yield Problem(name, number, "a line longer than 64 million characters", "write one record per line")
            while (line := text.readline(LONGEST)) and not line.endswith("\n"):
                pass
        elif files.is_broken(line):
            yield from encoding.told(number, line)
        elif not line.isspace():
            yield number, line.removesuffix("\n")
    yield from encoding.rest()
