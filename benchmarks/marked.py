"""Marks in the titles of files of papers, by which it can be seen from outside that no paper was lost in silence.

A mark is a word that stands nowhere else. Whatever becomes of the file, each mark that still stands in it must be in a
paper that was read, or a problem or note must tell of the place where it stands. That needs no knowledge of a format
but of where its titles begin, and none of how the readers work.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from methodgraph.errors import Problem
    from methodgraph.read import Found, Note
    from methodgraph.records import Paper

MARK = re.compile(r"zq\d\d\d\d\d\dx")
_TO = re.compile(r"to line (\d+)")
_BREAK = re.compile(r"\r\n|\r|\n")
_TITLES = (
    re.compile(r"(?<=<title>)|(?<=<article-title>)"),
    re.compile(r"^[ \t]*\btitle\s*=\s*[{\"]+", re.MULTILINE | re.IGNORECASE),
    re.compile(r"^(?:TI|T1)  - ", re.MULTILINE),
    re.compile(r"[\"'](?:title|display_name)[\"']\s*:\s*[\"']"),
)


def marked(data: bytes, first: int) -> bytes:
    """Return a file with a mark before each of its titles; the marks are numbered from `first`.

    A table has its marks before the first letter of each row's longest cell, a listing before each line.
    """
    text = data.decode("utf-8")
    number = first

    def mark(found: re.Match[str]) -> str:
        nonlocal number
        number += 1
        return f"{found.group()}zq{number:06}x "

    for titles in _TITLES:
        if titles.search(text):
            return titles.sub(mark, text).encode()
    separator = "\t" if "\t" in text.partition("\n")[0] else ","
    lines = text.split("\n")
    head = 1 if separator in lines[0] else 0
    return "\n".join(lines[:head] + [_in_row(line, separator, mark) for line in lines[head:]]).encode()


def _in_row(line: str, separator: str, mark: Callable[[re.Match[str]], str]) -> str:
    """Return a row with a mark in its longest cell."""
    cells = line.split(separator)
    at = max(range(len(cells)), key=lambda n: len(cells[n]))
    cells[at] = re.sub(r"^[^\w]*(?=\w)", mark, cells[at], count=1)
    return separator.join(cells)


@dataclass(frozen=True, slots=True)
class Account:
    """What became of the marks in a file: how many stood there, and those of which nobody tells, with their lines.

    `lumped` is how many are told of only together with others, by a remark that does not say how far it goes.
    """

    standing: int
    lost: tuple[tuple[str, int], ...] = ()
    lumped: int = 0


def account(data: bytes, found: Sequence[Found], known: frozenset[str]) -> Account:
    """Return what became of the marks of `data` that are among `known`, by what was read of it.

    A mark is told of where a paper or a remark holds it, where a problem concerns the whole file, or where a remark
    stands closer to it than any paper: between it and the paper that begins before it, or between it and the next mark.
    A mark whose own label was destroyed ("tivle": "...") is no title any more, and no reader can know it was. It is
    no loss where its record was read all the same, without a title, and no other mark stands between it and that paper.
    """
    text = data.decode("utf-8", "replace")
    places = [
        (mark, line) for line, told in enumerate(_BREAK.split(text), 1) for mark in MARK.findall(told) if mark in known
    ]
    remarks: list[Problem | Note] = []
    for batch in found:
        remarks += batch.problems
        remarks += batch.notes
    if any(problem.line is None for batch in found for problem in batch.problems):
        return Account(len(places))
    papers = [paper for batch in found for paper in batch.papers]
    read = {mark for told in (*map(_whole, papers), *map(str, remarks)) for mark in MARK.findall(told)}
    read |= _unlabelled(text, places, papers)
    heard = _Heard.of(remarks, [source.line for paper in papers for source in paper.sources])
    lost = [place for place in places if place[0] not in read and not heard.tells_of(*place, places)]
    return Account(len(places), tuple(lost), heard.lumped)


def _unlabelled(text: str, places: Sequence[tuple[str, int]], papers: Sequence[Paper]) -> set[str]:
    """Return the marks without a label, in a file of labelled ones, whose papers were read without a title."""
    behind = (MARK.match(text, found.end()) for titles in _TITLES for found in titles.finditer(text))
    labelled = {mark.group() for mark in behind if mark}
    if not labelled:
        return set()
    starts = sorted({source.line for paper in papers for source in paper.sources})
    titled = {source.line for paper in papers if paper.title for source in paper.sources}
    found = set()
    for mark, line in places:
        at = bisect_right(starts, line)
        start = starts[at - 1] if at else 0
        alone = sum(start <= other <= line for _, other in places) == 1
        if mark not in labelled and start and start not in titled and alone:
            found.add(mark)
    return found


class _Heard:
    """Where something is told of, so that it can be asked whether a place is."""

    def __init__(self, stretches: Sequence[tuple[int, int | None]], papers: Sequence[int]) -> None:
        self._stretches, self._papers = stretches, sorted(papers)
        self._used: dict[int, str] = {}
        self.lumped = 0

    @staticmethod
    def of(remarks: Iterable[Problem | Note], papers: Sequence[int]) -> _Heard:
        """Take in the lines of remarks and of papers."""
        stretches = [
            (remark.line, max((int(line) for line in _TO.findall(remark.what)), default=None))
            for remark in remarks
            if remark.line is not None
        ]
        return _Heard(sorted(stretches, key=lambda told: told[0]), papers)

    def tells_of(self, mark: str, line: int, places: Sequence[tuple[str, int]]) -> bool:
        """Return True where a remark tells of `mark` in `line`."""
        if any(end is not None and start <= line <= end for start, end in self._stretches):
            return True
        starts = [start for start, _ in self._stretches]
        before, paper = bisect_right(starts, line), bisect_right(self._papers, line)
        if before and (not paper or starts[before - 1] >= self._papers[paper - 1]):
            self.lumped += self._used.setdefault(starts[before - 1], mark) != mark
            return True
        following = min((other for _, other in places if other > line), default=float("inf"))
        return before < len(starts) and starts[before] < following


def _whole(paper: Paper) -> str:
    """Return all that a paper says of itself."""
    parts = (paper.id, paper.title, paper.text, paper.url, paper.venue, *paper.authors, *paper.urls, *paper.categories)
    return "\n".join(part for part in (*parts, *(one.value for one in paper.identifiers)) if part)
