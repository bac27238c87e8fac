"""Title and abstract on the first page of a paper, found by the sizes and places of its lines.

Knowingly missed: abstracts that nothing heads, and those that go on in another column.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from methodgraph.read.shape import count_words, is_file_name, is_institution

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_HEADING = re.compile(r"\s*(?:abstract|a\s+b\s+s\s+t\s+r\s+a\s+c\s+t|summary)\s*(?:[.:—–-]+\s*|$)", re.IGNORECASE)
_END = re.compile(
    r"\s*(?:(?:§\s*)?(?:1|I|A)?\s*[.:]?\s*introduction\s*(?:$|[.:—–])"
    r"|(?:(?:author|additional)\s+)?key\s?-?words?(?:\s+and\s+phrases)?\b|index\s+terms?\b|ccs\s+concepts?\b"
    r"|categories\s+and\s+subject|general\s+terms\b|acm\s+reference\s+format|contents\s*$"
    r"|(?:1|I)\s*\.?\s*(?:background|motivation|overview|preliminaries)\s*$"
    r"|permission\s+to\s+make\s+digital|©|correspondence\s+to|\*?\s*equal\s+contribution)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\s*(?:1|I)\s*\.?\s*")
_NO_TITLE = re.compile(
    r"\s*(?:published\s+as|under\s+review|accepted\s+(?:to|at|by|for)|proceedings\s+of|arxiv:|preprint\b|https?:|doi\b"
    r"|journal\s+of|contents\s+lists|vol(?:\.|ume)\s|microsoft\s+word|untitled|www\.|©|copyright)",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"arXiv:\s*(?P<id>[0-9]{4}\.[0-9]{4,5}|[a-z-]+(?:\.[A-Z]{2})?/[0-9]{7})\s*(?:v[0-9]+)?"
    r"\s*(?:\[(?P<category>[A-Za-z.-]+)\])?\s*(?:[0-9]{1,2}\s*[A-Z][a-z]{2}\s*(?P<year>[0-9]{4}))?"
)
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_UNREADABLE = re.compile(r"\(cid:[0-9]+\)")
_BROKEN_WORD = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]$")
_FEWEST_WORDS, _MOST_WORDS = 2, 40
_SAME_SIZE = 0.04


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a page. Places are in points from the left and bottom edges; `size` is that of its type."""

    text: str
    size: float
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its lines in reading order, and what stands on its margin from bottom to top."""

    lines: tuple[TextLine, ...]
    turned: str
    height: float

    @property
    def text(self) -> str:
        """All that can be read, a line a line."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What arXiv writes on the margin of the first page."""

    arxiv: str
    category: str | None
    year: str | None


def cleaned(text: str) -> str:
    """Return a line of a PDF without ligatures and without marks for signs that nobody can read.

    >>> cleaned("e\ufb03cient (cid:12)ne-tuning")
    'efficient ne-tuning'
    """
    told = _LIGATURE.sub(lambda found: unicodedata.normalize("NFKC", found.group()), _UNREADABLE.sub("", text))
    return " ".join(told.split())


def find_stamp(page: Page) -> Stamp | None:
    """Return what arXiv stamped on the page, on its margin or as a line of its own; None where it did not."""
    for text in (page.turned, *(line.text for line in page.lines)):
        found = _STAMP.match(text.strip())
        if found and (found["category"] or found["year"]):
            return Stamp(found["id"], found["category"], found["year"])
    return None


def find_title(page: Page, told: str) -> str | None:
    """Return the title: the one the metadata tell where it stands on the page, else what is in the largest type.

    `told` is the title of the metadata. What only they tell counts where the page has no lines in large type.
    """
    metadata = cleaned(told)
    plausible = metadata if _is_title(metadata) else None
    if plausible and _letters(plausible) in _letters(page.text):
        return plausible
    return _by_size(page) or plausible


def _by_size(page: Page) -> str | None:
    heading = next((line for line in page.lines if _HEADING.match(line.text)), None)
    floor = heading.top if heading else page.height / 3
    above = sorted((line for line in page.lines if line.bottom >= floor), key=lambda line: -line.top)
    for size in sorted({line.size for line in above}, reverse=True):
        first = next(line for line in above if line.size == size)
        title = " ".join(line.text for line in _block(first, above))
        if _is_title(title):
            return title
    return None


def _block(first: TextLine, below: Sequence[TextLine]) -> list[TextLine]:
    """Return `first` and the lines under it that are set alike, each close to the one before."""
    block = [first]
    for line in below[below.index(first) + 1 :]:
        is_alike = abs(line.size - first.size) <= _SAME_SIZE * first.size
        if is_alike and block[-1].bottom - line.top < first.size and not _HEADING.match(line.text):
            block.append(line)
    return block


def _is_title(text: str) -> bool:
    """Return True for what may be a title, by its length and what it begins with."""
    words = count_words(text)
    letters = sum(char.isalpha() for char in text)
    return (
        _FEWEST_WORDS <= words <= _MOST_WORDS
        and letters >= max(8, len(text) / 2)
        and not _NO_TITLE.match(text)
        and not is_file_name(text)
        and not is_institution(text)
    )


def find_abstract(page: Page) -> str | None:
    """Return the abstract: what stands below the word (or behind it), in its column, up to the next heading."""
    for place, line in enumerate(page.lines):
        heading = _HEADING.match(line.text)
        if heading:
            begun = line.text[heading.end() :]
            abstract = joined([begun, *_column(page.lines, place, is_begun=bool(begun))], page.text)
            if count_words(abstract) >= 10:
                return abstract
    return None


def _column(lines: Sequence[TextLine], place: int, *, is_begun: bool) -> list[str]:
    """Return the lines below the one at `place` that belong to it, from top to bottom."""
    heading = lines[place]
    below = sorted(
        (line for line in lines if line.top <= heading.bottom + heading.size / 2), key=lambda line: -line.top
    )
    left, right = heading.left, heading.right
    enough = 0.5 if is_begun else 0.0  # a heading is much shorter than the lines below it
    told: list[str] = []
    last = heading
    for line in below:
        if line is heading or _shared(line, left, right) <= enough:
            continue
        is_far = bool(told) and last.bottom - line.top > 3 * max(line.size, 6)
        if is_far or _END.match(line.text) or _is_heading(line, below):
            break
        if enough:
            left, right = min(left, line.left), max(right, line.right)
        else:
            left, right, enough = line.left, line.right, 0.5
        told.append(line.text)
        last = line
    return told


def _is_heading(line: TextLine, lines: Iterable[TextLine]) -> bool:
    """Return True for the number of a section whose name is a line of its own beside it."""
    return _NUMBER.fullmatch(line.text) is not None and any(
        _END.match(other.text) for other in lines if abs(other.bottom - line.bottom) < line.size
    )


def _shared(line: TextLine, left: float, right: float) -> float:
    """Return how much of `line`, or of the column if that is narrower, is above or below the other."""
    return (min(line.right, right) - max(line.left, left)) / max(min(line.right - line.left, right - left), 1)


def joined(lines: Iterable[str], page: str) -> str:
    """Return lines as one text. A word cut at a hyphen is made whole, unless the page has it with its hyphen.

    >>> joined(["We pre-", "sent a state-of-the-", "art multi-", "task model"], "a multi-task model")
    'We present a state-of-the-art multi-task model'
    """
    words = page.casefold()
    told = ""
    for line in (line.strip() for line in lines):
        cut = _BROKEN_WORD.search(told)
        if not cut or not line[:1].islower():
            told += f" {line}" if told and line else line
        elif _keeps_hyphen(told, cut, line, words):
            told += line
        else:
            told = told[: cut.end(1)] + line
    return told


def _keeps_hyphen(told: str, cut: re.Match[str], line: str, words: str) -> bool:
    is_compound = told[: cut.start(1)].endswith("-")
    rest = re.match(r"[^\W\d_]*", line)
    return is_compound or f"{cut[1]}-{rest.group() if rest else ''}".casefold() in words


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
