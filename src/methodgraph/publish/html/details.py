"""What the page inflates when someone looks at a paper: its text, the places in it, and the sentences behind claims.

Offsets are turned from code points into UTF-16 units, which is how JavaScript counts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from methodgraph.grouped import code_of_papers
from methodgraph.publish.html.mentions import Mention, mentions
from methodgraph.publish.html.numbering import Numbered
from methodgraph.records import Paper, Passage, Unlinked

Json = dict[str, Any]

BLOCK = 64
"""How many papers are packed together: enough to pack well, few enough to inflate in a blink."""


def details(told: Numbered) -> Iterator[list[Json]]:
    """Yield the papers' details, `BLOCK` papers at a time, in the order of their numbers.

    Of a paper: "text", "url", "sources" ("file:line"), "code" (URLs), "mentions" (field, start, end and entity of one
    after the other), "unlinked" ([name, reason]), and "claims" and "figures" ([id, evidence]) in the order of their
    numbers. A field is 0 for the text and 1 for the title; a piece of evidence is [field, start, end, rule ...] by the
    rules' numbers.
    """
    linked = told.linked
    code, unlinked, found = code_of_papers(linked), _unlinked(linked.unlinked), mentions(linked)
    block: list[Json] = []
    for number, paper in enumerate(linked.papers):
        places = _Places.of(paper)
        block.append(
            {
                "text": paper.text,
                "url": paper.url,
                "sources": [f"{source.file}:{source.line}" for source in paper.sources],
                "code": code.get(paper.id, []),
                "mentions": [part for one in found[paper.id] for part in _mention(told, places, one)],
                "unlinked": unlinked.get(paper.id, []),
                "claims": [[claim.id, _evidence(told, places, claim.evidence)] for claim in told.claims[number]],
                "figures": [[figure.id, _evidence(told, places, figure.evidence)] for figure in told.figures[number]],
            }
        )
        if len(block) == BLOCK:
            yield block
            block = []
    if block:
        yield block


@dataclass(frozen=True, slots=True)
class _Places:
    """Turns offsets of a paper's fields into UTF-16 units: the offsets of the characters that take two of them."""

    text: tuple[int, ...]
    title: tuple[int, ...]

    @classmethod
    def of(cls, paper: Paper) -> _Places:
        return cls(wide(paper.text), wide(paper.title or ""))

    def told(self, field: str, start: int, end: int) -> list[int]:
        wides = self.title if field == "title" else self.text
        if wides:
            start, end = start + bisect_left(wides, start), end + bisect_left(wides, end)
        return [int(field == "title"), start, end]


def wide(text: str) -> tuple[int, ...]:
    """Return the offsets of the characters of `text` that are two units long in UTF-16.

    >>> wide("𝛼 is 𝛽")
    (0, 5)
    """
    if text.isascii():
        return ()
    return tuple(offset for offset, char in enumerate(text) if char > "\uffff")


def _mention(told: Numbered, places: _Places, one: Mention) -> list[int]:
    return [*places.told(one.field, one.start, one.end), told.entities[one.entity]]


def _evidence(told: Numbered, places: _Places, passages: Iterable[Passage]) -> list[list[int]]:
    return [[*places.told(p.field, p.start, p.end), *(told.rules[rule] for rule in p.rules)] for p in passages]


def _unlinked(pairs: Iterable[tuple[str, Unlinked]]) -> dict[str, list[list[str]]]:
    told: defaultdict[str, list[list[str]]] = defaultdict(list)
    for paper, one in pairs:
        told[paper].append([one.name, one.reason])
    return {paper: sorted(names) for paper, names in told.items()}
