"""The little of each paper that outputs over all papers need: who claims what, without texts and evidence.

A graph's facts are a tenth of its records. They are kept from one publishing to the next, so that what tells of all
papers (the page's index, how many papers an entity has) can be told anew when only a few papers are at hand.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import msgspec

from methodgraph.publish.surroundings import around
from methodgraph.records import PREDICATES, ROLES
from methodgraph.text.latex import plain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from methodgraph.publish.said import Said
    from methodgraph.records import Claim, Confidence, Figure, Link, Paper

UNSURE = 255
"""The confidence of a claim that has none, among confidences in hundredths."""
OPENING = 64
"""How many letters of its text tell a paper without a title."""
OPTIONAL = ("title", "year", "url", "urls", "authors", "venue", "identifiers", "categories", "sources")
"""What a paper need not have, in the order of the bits of `PaperFacts.has`."""
NAMES = (*ROLES, *PREDICATES)
"""What the predicates of claims are called, by their numbers."""
_PREDICATE = {name: number for number, name in enumerate(NAMES)}
_FIRST_RELATION = len(ROLES)


class ClaimFacts(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A claim: `subject` is None for the paper itself, `predicate` a number among roles and relations."""

    subject: str | None
    predicate: int
    object: str
    sure: int
    """In hundredths; `UNSURE` where nobody said."""

    @property
    def is_role(self) -> bool:
        """True for paper -> entity."""
        return self.predicate < _FIRST_RELATION


class MergeFacts(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """That the paper writes `form` for `entity`, why these are one, and its words around the form."""

    entity: str
    form: str
    reason: str
    text: str


class PaperFacts(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A paper: what it is called, and what it claims and reports, sorted by id.

    `figures` are rows of the page's index without the paper, entities by their ids. `has` tells by bits which of
    `OPTIONAL` the paper has, `code` and `unlinked` how many addresses and names left out.
    """

    id: str
    title: str | None
    opening: str | None
    year: int | None
    has: int
    claims: tuple[ClaimFacts, ...]
    figures: tuple[list[Any], ...]
    code: int
    unlinked: int
    merges: tuple[MergeFacts, ...]


def facts(said: Said) -> PaperFacts:
    """Return the facts of what a paper says."""
    paper = said.paper
    return PaperFacts(
        id=paper.id,
        title=paper.title,
        opening=opening(paper.text) if paper.title is None else None,
        year=paper.year,
        has=sum(1 << bit for bit, name in enumerate(OPTIONAL) if getattr(paper, name) not in (None, ())),
        claims=tuple([_claim(claim) for claim in said.claims]),
        figures=tuple([_figure(figure) for figure in said.figures]),
        code=len(said.code),
        unlinked=len(said.unlinked),
        merges=tuple([MergeFacts(*merge, _text(paper, said.links, *merge[:2])) for merge in said.merges]),
    )


def present(papers: Iterable[PaperFacts]) -> set[str]:
    """Return which of `OPTIONAL` some paper has."""
    bits = 0
    for paper in papers:
        bits |= paper.has
    return {name for bit, name in enumerate(OPTIONAL) if bits >> bit & 1}


def opening(text: str) -> str | None:
    """Return how a text begins, by which a paper without a title is told; None where it says nothing.

    >>> opening("We propose a method that is a good deal longer than what has room in a list of papers.")
    'We propose a method that is a good deal longer than what has …'
    """
    words = " ".join(text[: 4 * OPENING].split())
    if len(words) <= OPENING:
        return words or None
    return f"{words[: OPENING + 1].rsplit(' ', 1)[0][:OPENING]} …"


def _claim(claim: Claim) -> ClaimFacts:
    sure = UNSURE if claim.confidence is None else round(claim.confidence.score * 100)
    number = _PREDICATE[claim.predicate]
    return ClaimFacts(None if number < _FIRST_RELATION else claim.subject, number, claim.object, sure)


def _figure(figure: Figure) -> list[Any]:
    return [
        figure.subject,
        figure.dataset,
        figure.metric,
        figure.baseline,
        figure.value,
        _finite(figure.number),
        figure.unit,
        None if figure.before is None else f"{figure.before}{'%' if figure.unit == '%' else ''}",
        figure.better,
        int(figure.is_difference),
        _score(figure.confidence),
    ]


def _finite(number: Decimal) -> float:
    """Return a number as JSON can hold it: what is beyond the largest float is that."""
    return max(-sys.float_info.max, min(sys.float_info.max, float(number)))


def _score(confidence: Confidence | None) -> float | None:
    return None if confidence is None else float(confidence.score)


def _text(paper: Paper, links: Iterable[Link], entity: str, form: str) -> str:
    """Return the words around the first place that writes `form` for `entity`, "" where none does."""
    places = (mention for link in links if link.entity == entity for mention in link.mentions)
    place = next((mention for mention in places if plain(mention.text) == form), None)
    return "" if place is None else around(paper, place)
