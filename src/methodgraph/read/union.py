"""What is known of a paper that several sources tell: all they tell, and by a rule where it can be one thing only.

Every rule looks at the values alone, so that neither the order of the sources nor who was joined first matters.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from methodgraph.read.identifiers import ranks
from methodgraph.read.naming import file_named
from methodgraph.records import Paper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_T = TypeVar("_T")
_HASHED = ("text-", "title-")


def order(paper: Paper) -> tuple[object, ...]:
    """Return a key that sorts the paper that most is known of first; no two papers have the same."""
    return (
        -len(paper.identifiers), not paper.text, -len(paper.authors), paper.sources, paper.id, paper.title or "",
        paper.text, paper.year or 0, paper.url or "", paper.urls, paper.authors, paper.venue or "", paper.identifiers,
        paper.categories,
    )  # fmt: skip


def united(papers: Sequence[Paper]) -> Paper:
    """Return one paper for `papers`, which are copies of it.

    Id: that of the best registry, else one that a person gave, else one made of a file's name, else a hash. Text and
    title: the longest, as what was cut off tells less, but one all in capitals (or small letters) only where there is
    no other. Year: the first. Authors: the most, then the longest names. Venue: the longest name that is not arXiv's.
    Address: the smallest, for one must be. Of two equally good values the smaller counts.
    """
    urls = sorted({url for paper in papers for url in (paper.url, *paper.urls) if url})
    url = min((paper.url for paper in papers if paper.url), default=None)
    return Paper(
        id=min(papers, key=_id_rank).id,
        title=_best((paper.title for paper in papers), _title_rank),
        text=_best((paper.text for paper in papers), _text_rank) or "",
        sources=tuple(sorted(set(chain.from_iterable(paper.sources for paper in papers)))),
        year=min((paper.year for paper in papers if paper.year is not None), default=None),
        url=url,
        urls=tuple(told for told in urls if told != url),
        authors=_best((paper.authors for paper in papers), lambda names: (-len(names), -sum(map(len, names)))) or (),
        venue=_best((paper.venue for paper in papers), _venue_rank),
        identifiers=tuple(sorted(set(chain.from_iterable(paper.identifiers for paper in papers)))),
        categories=_categories(papers),
    )


def _best(values: Iterable[_T | None], rank: Callable[[_T], object]) -> _T | None:
    """Return the value of the smallest rank, the smallest of several; None where there is none."""
    told = {value for value in values if value}
    return min(told, key=lambda value: (rank(value), value), default=None)


def _id_rank(paper: Paper) -> tuple[int, str]:
    scheme, colon, _ = paper.id.partition(":")
    own = len(ranks())
    if colon and scheme in ranks():
        return ranks()[scheme], paper.id
    if file_named(paper) is not None:
        return own + 1, paper.id
    return own + 2 * paper.id.startswith(_HASHED), paper.id


def _text_rank(text: str) -> tuple[bool, int]:
    return (text.isupper(), -len(text.strip()))


def _title_rank(title: str) -> tuple[bool, int]:
    return (title.islower() or title.isupper(), -len(title.rstrip(".")))


def _venue_rank(venue: str) -> tuple[bool, int]:
    return ("arxiv" in venue.casefold() or venue.casefold() == "corr", -len(venue))


def _categories(papers: Sequence[Paper]) -> tuple[str, ...]:
    """Return the categories as the sources agree on them, else all of them, sorted."""
    told = {paper.categories for paper in papers if paper.categories}
    return told.pop() if len(told) == 1 else tuple(sorted(set(chain.from_iterable(told))))
