"""Listings of abstracts as plain text, as people collect them.

An abstract is what "Abstract:" marks, or a paragraph that reads as prose. Its title is what "Title:" marks, or the
short paragraph above it that is most like one; the name of a file is none. Everything else (an affiliation, authors,
keywords) is left out with a note. A paper's id is its file's name without the suffix and the line of its abstract, as
in "papers:9" ("papers:9.2" for a second abstract on that line), so it does not depend on other files; only where one
of the same name was read before is its folder put before it (`methodgraph.read.merge`). Text is repaired as
`methodgraph.text.repair` says, LaTeX kept.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from methodgraph.errors import Problem
from methodgraph.files import is_broken
from methodgraph.read.found import Found, Note, SourceText
from methodgraph.read.paragraphs import Paragraph, paragraphs
from methodgraph.read.shape import is_file_name, is_prose, is_title
from methodgraph.records import Paper, Source
from methodgraph.text.repair import fix_encoding, repair

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TITLE_WORDS = 3
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class _Entry:
    """An abstract with the paragraphs between it and the one before."""

    abstract: Paragraph
    above: tuple[Paragraph, ...]


def read_listing(source: SourceText) -> Found:
    """Return the papers of a listing in the order of their lines."""
    entries, rest = _entries(paragraphs(source.text))
    titles = _titles(entries)
    papers: list[Paper] = []
    on_line = Counter[int]()
    problems: list[Problem] = []
    notes: list[Note] = []
    for entry, title in zip(entries, titles, strict=True):
        notes += _left_out(source, (part for part in entry.above if part is not title))
        if not entry.abstract.text:
            problem = Problem(source.name, entry.abstract.line, "an empty abstract", "fill it, or take its mark out")
            problems.append(problem)
        elif not is_broken(entry.abstract.text):  # a broken line is a problem that decoding has told
            on_line[entry.abstract.line] += 1
            papers.append(_paper(source, entry.abstract, title, on_line[entry.abstract.line]))
            notes += _repaired(source, entry.abstract)
    notes += _left_out(source, rest)
    return Found(tuple(papers), tuple(problems), tuple(notes), named_after_file=True)


def _entries(parts: Iterable[Paragraph]) -> tuple[list[_Entry], list[Paragraph]]:
    """Return each abstract with what stands above it, and what stands below the last one."""
    entries: list[_Entry] = []
    above: list[Paragraph] = []
    for part in parts:
        if part.kind == "abstract" or (part.kind == "plain" and is_prose(part.text)):
            entries.append(_Entry(part, tuple(above)))
            above = []
        else:
            above.append(part)
    return entries, above


def _titles(entries: list[_Entry]) -> list[Paragraph | None]:
    """Return the title of each entry, or None.

    A line of one or two words is taken for a title only where most abstracts of the file have a line above them:
    alone, it is more likely a stray one.
    """
    best = [_best_title(entry.above) for entry in entries]
    titled = len(entries) > 1 and sum(title is not None for title in best) >= 0.5 * len(entries)
    return [title if title is not None and (titled or _stands_alone(title)) else None for title in best]


def _stands_alone(title: Paragraph) -> bool:
    return title.kind == "title" or len(title.text.split()) >= _TITLE_WORDS


def _best_title(above: tuple[Paragraph, ...]) -> Paragraph | None:
    """Return the last marked title, else the longest paragraph that can be one (the lower of two alike)."""
    marked = [part for part in above if part.kind == "title" and part.text and not is_file_name(part.text)]
    if marked:
        return marked[-1]
    likely = [part for part in above if part.kind == "plain" and is_title(part.text)]
    return max(reversed(likely), key=lambda part: len(part.text), default=None)


def _paper(source: SourceText, abstract: Paragraph, title: Paragraph | None, nth_on_line: int) -> Paper:
    place = f"{abstract.line}" if nth_on_line == 1 else f"{abstract.line}.{nth_on_line}"
    return Paper(
        id=f"{source.stem}:{place}",
        title=None if title is None or is_broken(title.text) else repair(title.text),
        text=repair(abstract.text),
        sources=(Source(source.name, abstract.line),),
    )


def _left_out(source: SourceText, parts: Iterable[Paragraph]) -> Iterator[Note]:
    for part in parts:
        if part.text and not is_broken(part.text):
            shown = part.text if len(part.text) <= _SHOWN else part.text[:_SHOWN] + "..."
            yield Note(source.name, part.line, f"left out, neither title nor abstract: {shown!r}")


def _repaired(source: SourceText, abstract: Paragraph) -> Iterator[Note]:
    fixed = fix_encoding(abstract.text)
    if fixed != abstract.text:
        what = f"broken characters repaired: {_only_in(abstract.text, fixed)!r} to {_only_in(fixed, abstract.text)!r}"
        yield Note(source.name, abstract.line, what)


def _only_in(text: str, other: str) -> str:
    return "".join(char for char in dict.fromkeys(text) if char not in other)
