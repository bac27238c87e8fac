"""A listing's lines grouped into paragraphs, whether each line is a whole abstract or text was wrapped by hand.

Blank lines end a paragraph, but most listings have none between a title and its abstract, or between abstracts.
So the lines between two blank ones (a *run*) are looked at together:

- one line of 300 characters or more: every line is a paragraph of its own;
- lines that mostly stop within a sentence: text wrapped to a width, perhaps with a title above or below it;
- lines that all end a sentence: abstracts of one line each, or one abstract with a line per sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from methodgraph.read.shape import (
    count_sentences,
    ends_sentence,
    is_capitalised,
    is_institution,
    is_long,
    is_people,
    is_prose,
    is_title,
)
from methodgraph.text.repair import join_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Kind = Literal["abstract", "title", "field", "plain"]

_ABSTRACT = re.compile(
    r"(?:#+\s*|\*\*|\\begin\{)?(?:abstract|ABSTRACT|Abstract)\}?(?:\*\*)?\s*"
    r"(?:[:：.—–]\**|-+(?=\s)|$|(?<=ABSTRACT)\s*(?=[A-Z])|(?<=ABSTRACT )(?=[A-Z]))\s*"
)
_GLUED = re.compile(r"(?:(?<=\S)|(?<=[.!?)\]\"”])\s+)(?=Abstract:\s?[A-Z0-9\"“'(\\$])")
_TITLE = re.compile(r"(?:\*\*)?title(?:\*\*)?\s*[:：](?:\*\*)?\s*", re.IGNORECASE)
_FIELD = re.compile(
    r"(?:authors?|affiliations?|key\s?words|index terms|categories|subjects?|comments?|journal(?:-ref)?|doi|report-no"
    r"|venue|year|date|arxiv(?: id)?|license)\s*[:：]",
    re.IGNORECASE,
)
_HEADING_LINES = 3
_HEADING_WORDS = 3
_ADDED_WORDS = 16
_CLEARLY_SHORT = 0.75


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or the part of one before or behind a glued "Abstract:"; `number` is 1-based, `text` is stripped."""

    number: int
    text: str
    indented: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in one line. `kind` says how it was marked; `line` is where its text begins, `last` where it ends."""

    line: int
    last: int
    text: str
    kind: Kind


@dataclass(slots=True)
class _Run:
    kind: Kind
    lines: list[Line]


def paragraphs(text: str) -> Iterator[Paragraph]:
    """Yield the paragraphs of a listing in order; each non-blank line of `text` is part of exactly one.

    A mark ("Abstract:", "Title:") is not part of the text; a paragraph that consists of a mark only has the text "".
    """
    runs = list(_runs(_pieces(text)))
    for at, run in enumerate(runs, 1):
        before_mark = at < len(runs) and runs[at].kind == "abstract"
        yield from _split(run, before_mark=before_mark)


def _pieces(text: str) -> Iterator[Line]:
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip("\ufeff \t\r\f\v\u00a0")
        for place, part in enumerate(_GLUED.split(bare)):
            yield Line(number, part.strip(), indented=place == 0 and line[:1].isspace())


def _marked(line: Line) -> tuple[Kind, Line]:
    for kind, mark in (("abstract", _ABSTRACT), ("title", _TITLE)):
        if found := mark.match(line.text):
            return ("abstract" if kind == "abstract" else "title"), Line(line.number, line.text[found.end() :])
    return ("field" if _FIELD.match(line.text) else "plain"), line


def _runs(lines: Iterable[Line]) -> Iterator[_Run]:
    """Group lines between blank ones and marks. A mark alone on its line waits for its text, over blank lines too."""
    run: _Run | None = None
    for line in lines:
        waiting = run is not None and not any(part.text for part in run.lines)
        if not line.text:
            if run is not None and not waiting:
                yield run
                run = None
            continue
        kind, bare = _marked(line)
        if kind == "plain" and run is not None and (run.kind != "field" or line.indented):
            run.lines = [*run.lines, bare] if not waiting else [bare]
            continue
        if run is not None:
            yield run
        run = _Run(kind, [bare])
    if run is not None:
        yield run


def _split(run: _Run, *, before_mark: bool) -> Iterator[Paragraph]:
    if run.kind == "field":
        yield _paragraph(run.lines, "field")
    elif run.kind == "title":
        yield from _title_first(run.lines, before_mark=before_mark)
    else:
        kind: Kind = run.kind
        for part in _parts(run.lines, marked=kind == "abstract", before_mark=before_mark):
            yield _paragraph(part, kind)
            kind = "plain"


def _title_first(lines: list[Line], *, before_mark: bool) -> Iterator[Paragraph]:
    """Yield a marked title, which goes on over indented lines and over lines that are no abstract, then the rest."""
    end = next((at for at, line in enumerate(lines) if at and not line.indented), len(lines))
    rest = lines[end:]
    if not is_prose(join_lines(line.text for line in rest)):
        yield _paragraph(lines, "title")
        return
    yield _paragraph(lines[:end], "title")
    yield from _split(_Run("plain", rest), before_mark=before_mark)


def _paragraph(lines: Sequence[Line], kind: Kind) -> Paragraph:
    return Paragraph(lines[0].number, lines[-1].number, join_lines(line.text for line in lines), kind)


def _parts(lines: list[Line], *, marked: bool, before_mark: bool) -> list[list[Line]]:
    """Return the lines of a run as paragraphs, in order."""
    if any(is_long(line.text) for line in lines):
        return _line_by_line(lines)
    ended = sum(ends_sentence(line.text) for line in lines[:-1])
    within_sentences = ended < 0.5 * (len(lines) - 1)
    if marked or within_sentences or all(count_sentences(line.text) == 1 for line in lines):
        return _around_headings(lines, marked=marked, before_mark=before_mark)
    return [[line] for line in lines]


def _line_by_line(lines: list[Line]) -> list[list[Line]]:
    """Return each line as a paragraph, but a lone short sentence below an abstract as part of it ("Code is at ...")."""
    parts: list[list[Line]] = []
    for line in lines:
        if parts and is_prose(parts[-1][0].text) and _is_lone_sentence(line.text):
            parts[-1].append(line)
        else:
            parts.append([line])
    return parts


def _is_lone_sentence(text: str) -> bool:
    return (
        _HEADING_WORDS < len(text.split()) < _ADDED_WORDS
        and text.endswith(".")
        and count_sentences(text) == 1
        and not is_capitalised(text)
    )


def _around_headings(lines: list[Line], *, marked: bool, before_mark: bool) -> list[list[Line]]:
    """Return wrapped text as one paragraph, cut where a title stands in, above or below it."""
    width = max(len(line.text) for line in lines)
    parts: list[list[Line]] = []
    body: list[Line] = []
    at = 0
    while at < len(lines):
        may_begin = ends_sentence(body[-1].text) if body else not (marked and at == 0)
        count = 0
        if may_begin:
            count = _heading(lines, at, width, before_mark=before_mark) or int(_names_authors(lines[at].text))
        if count:
            parts += [body, lines[at : at + count]]
            body = []
            at += count
        else:
            body.append(lines[at])
            at += 1
    return [part for part in (*parts, body) if part]


def _heading(lines: list[Line], at: int, width: int, *, before_mark: bool) -> int:
    """Return how many lines from `at` on are a title, 0 for none.

    A title's last line ends no sentence though there is room for the next word, and a capital follows. Where prose
    surrounds it, it must also be set in capitals, as a line of an abstract could end early too.
    """
    if at == 0 and len(lines) == 1:
        return 0
    for end in range(at, min(at + _HEADING_LINES, len(lines))):
        text = join_lines(line.text for line in lines[at : end + 1])
        if ends_sentence(text) and not text.endswith("?"):
            return 0
        last = end == len(lines) - 1
        if not last and not _stops_early(lines[end].text, lines[end + 1].text, width, on_top=at == 0):
            continue
        clear = (
            is_capitalised(text)
            or (last and before_mark)
            or (at == 0 and len(lines[end].text) < width * _CLEARLY_SHORT)
        )
        good = clear and is_title(text) and len(text.split()) >= _HEADING_WORDS
        return end + 1 - at if good and not (at == 0 and last) else 0
    return 0


def _names_authors(text: str) -> bool:
    if text[0].islower() or not is_capitalised(text) or ends_sentence(text):
        return False
    return is_people(text) or is_institution(text)


def _stops_early(text: str, following: str, width: int, *, on_top: bool) -> bool:
    """Return True where the next line begins like a sentence and its first word would have fit on this one.

    A line as wide as the text is a title too where the next names authors, or where it stands on top, set like a
    title, and the next is not.
    """
    word = following.split(maxsplit=1)[0]
    if word[0].islower():
        return False
    set_apart = on_top and word[0].isupper() and is_capitalised(text) and not is_capitalised(following)
    return len(text) + 1 + len(word) <= width or set_apart or _names_authors(following)
