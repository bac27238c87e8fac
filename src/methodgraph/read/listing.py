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
from methodgraph.read.entry import Entry
from methodgraph.read.found import Note, stem
from methodgraph.read.paragraphs import Paragraph, paragraphs
from methodgraph.read.shape import is_file_name, is_prose, is_title
from methodgraph.text.repair import fix_encoding, repair

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TITLE_WORDS = 3
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class _Marked:
    """An abstract with the paragraphs between it and the one before."""

    abstract: Paragraph
    above: tuple[Paragraph, ...]


def find_papers(text: str, name: str) -> Iterator[Entry | Problem | Note]:
    """Yield the papers of a listing in the order of their lines, with what is wrong in it and what is left out.

    Args:
        text: all of it, as `files.decode` gives it.
        name: the file's name; ids are made of it.
    """
    marked, rest = _marked(paragraphs(text))
    on_line = Counter[int]()
    for each, title in zip(marked, _titles(marked), strict=True):
        yield from _left_out(name, (part for part in each.above if part is not title))
        line = each.abstract.line
        if not each.abstract.text:
            yield Problem(name, line, "an empty abstract", "fill it, or take its mark out")
            yield from _without_abstract(name, title)
        elif is_broken(each.abstract.text):
            yield from _without_abstract(name, title)
            yield from _broken(name, each.abstract)
        else:
            on_line[line] += 1
            yield _entry(name, each.abstract, title, on_line[line])
            yield from _repaired(name, each.abstract)
            yield from _broken(name, title)
    yield from _left_out(name, rest)


def _marked(parts: Iterable[Paragraph]) -> tuple[list[_Marked], list[Paragraph]]:
    """Return each abstract with what stands above it, and what stands below the last one."""
    marked: list[_Marked] = []
    above: list[Paragraph] = []
    for part in parts:
        if part.kind == "abstract" or (part.kind == "plain" and is_prose(part.text)):
            marked.append(_Marked(part, tuple(above)))
            above = []
        else:
            above.append(part)
    return marked, above


def _titles(marked: list[_Marked]) -> list[Paragraph | None]:
    """Return the title of each entry, or None.

    A line of one or two words is taken for a title only where most abstracts of the file have a line above them:
    alone, it is more likely a stray one.
    """
    best = [_best_title(each.above) for each in marked]
    titled = len(marked) > 1 and sum(title is not None for title in best) >= 0.5 * len(marked)
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


def _entry(name: str, abstract: Paragraph, title: Paragraph | None, nth_on_line: int) -> Entry:
    """Return an entry with its text repaired already: what stands in a listing is text, and has no markup to clean."""
    place = f"{abstract.line}" if nth_on_line == 1 else f"{abstract.line}.{nth_on_line}"
    return Entry(
        line=abstract.line,
        id=f"{stem(name)}:{place}",
        title=None if title is None or is_broken(title.text) else repair(title.text),
        text=repair(abstract.text),
    )


def _left_out(name: str, parts: Iterable[Paragraph]) -> Iterator[Note]:
    for part in parts:
        yield from _broken(name, part)
        if part.text and not is_broken(part.text):
            yield Note(name, part.line, f"left out, neither title nor abstract: {_shown(part.text)!r}")


def _without_abstract(name: str, title: Paragraph | None) -> Iterator[Note]:
    """Yield a note on the title of an abstract that is left out."""
    yield from _broken(name, title)
    if title is not None and not is_broken(title.text):
        yield Note(name, title.line, f"left out, a title without an abstract: {_shown(title.text)!r}")


def _broken(name: str, part: Paragraph | None) -> Iterator[Note]:
    """Yield a note on what is left out around a broken line, which itself is a problem that decoding has told."""
    if part is not None and part.last > part.line and is_broken(part.text):
        yield Note(name, part.line, f"left out, for a line that is not UTF-8; passed over to line {part.last}")


def _shown(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "..."


def _repaired(name: str, abstract: Paragraph) -> Iterator[Note]:
    fixed = fix_encoding(abstract.text)
    if fixed != abstract.text:
        what = f"broken characters repaired: {_only_in(abstract.text, fixed)!r} to {_only_in(fixed, abstract.text)!r}"
        yield Note(name, abstract.line, what)


def _only_in(text: str, other: str) -> str:
    return "".join(char for char in dict.fromkeys(text) if char not in other)
