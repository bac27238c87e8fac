"""What the page inflates when someone looks at a paper: its text, the places in it, and the sentences behind claims.

Offsets are turned from code points into UTF-16 units, which is how JavaScript counts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from zlib import crc32

from methodgraph.ids import address, registered
from methodgraph.publish.html.mentions import mentions
from methodgraph.publish.said import Said
from methodgraph.records import Paper, Passage

Json = dict[str, Any]

BLOCK = 64
"""How many papers are packed together, about: enough to pack well, few enough to inflate in a blink."""
MOST = 3 * BLOCK
"""How many at most."""


def block_sizes(papers: Iterable[str]) -> list[int]:
    """Return how many of the papers, told by their ids, each block holds.

    Where a block begins is decided by the id of the paper there: one paper more or less changes the blocks around it
    and no other.
    """
    sizes: list[int] = []
    for paper in papers:
        if not sizes or sizes[-1] == MOST or begins(paper):
            sizes.append(0)
        sizes[-1] += 1
    return sizes


def blocks(papers: Sequence[Said]) -> Iterator[Sequence[Said]]:
    """Yield the papers in blocks, in their order: see `block_sizes`."""
    first = 0
    for size in block_sizes(one.paper.id for one in papers):
        yield papers[first : first + size]
        first += size


def begins(paper: str) -> bool:
    """Return whether a block begins with this paper wherever it stands; one of `BLOCK` papers does."""
    return crc32(paper.encode("utf-8", "surrogatepass")) % BLOCK == 0


def details(block: Iterable[Said]) -> Json:
    """Return what the page shows of the papers of a block, as plain JSON data.

    "papers" has of each: "text", "url", "sources" ("file:line"), "code" (URLs), "mentions" (field, start, end and
    entity of one after the other), "unlinked" ([name, reason]), and "claims" and "figures" ([id, evidence]) in the
    order of their numbers; where it has them, "urls", "authors", "venue", "identifiers" ([name, address or null]) and
    "categories". A field is 0 for the text and 1 for the title; a piece of evidence is [field, start, end, rule ...].
    Entities and rules are told by their places in the lists "entities" and "rules", so that a block depends on nothing
    but its papers.
    """
    return packed_together(block, {})


def packed_together(block: Iterable[Said | str], known: Mapping[str, tuple[Json, Json]]) -> Json:
    """Return the details of a block in which papers stand that `known` tells, by their ids, as they were told before.

    That is the paper's own record, and the block that it stood in.
    """
    entities, rules = _Numbers(), _Numbers()
    papers = [
        _renumbered(*known[one], entities, rules) if isinstance(one, str) else _paper(one, entities, rules)
        for one in block
    ]
    return {"entities": list(entities), "rules": list(rules), "papers": papers}


class _Numbers(dict[str, int]):
    """Numbers names from 0 on, in the order in which they are met."""

    def __missing__(self, name: str) -> int:
        number = self[name] = len(self)
        return number


def _paper(one: Said, entities: _Numbers, rules: _Numbers) -> Json:
    paper = one.paper
    places = _Places(paper)
    named: list[int] = []
    for field, start, end, entity in mentions(one.links):
        named += places.told(field, start, end)
        named.append(entities[entity])
    return {
        "text": paper.text,
        "url": paper.url,
        **_bibliography(paper),
        "sources": [f"{source.file}:{source.line}" for source in paper.sources],
        "code": list(one.code),
        "mentions": named,
        "unlinked": sorted([left.name, left.reason] for left in one.unlinked),
        "claims": [[claim.id, places.evidence(claim.evidence, rules)] for claim in one.claims],
        "figures": [[figure.id, places.evidence(figure.evidence, rules)] for figure in one.figures],
    }


def _renumbered(paper: Json, block: Json, entities: _Numbers, rules: _Numbers) -> Json:
    """Return a paper's record as another block tells it, in the order in which `_paper` meets names."""
    known, ruled = block["entities"], block["rules"]
    mentions = [entities[known[told]] if at % 4 == 3 else told for at, told in enumerate(paper["mentions"])]

    def anew(told: list[list[Any]]) -> list[list[Any]]:
        return [[one, [[*place[:3], *(rules[ruled[n]] for n in place[3:])] for place in where]] for one, where in told]

    return {**paper, "mentions": mentions, "claims": anew(paper["claims"]), "figures": anew(paper["figures"])}


def _bibliography(paper: Paper) -> Json:
    told: Json = {
        "urls": list(paper.urls),
        "authors": list(paper.authors),
        "venue": paper.venue,
        "identifiers": [[registered(one), address(one)] for one in paper.identifiers],
        "categories": list(paper.categories),
    }
    return {name: value for name, value in told.items() if value}


class _Places:
    """Turns offsets of a paper's fields into UTF-16 units: it knows which characters take two of them."""

    def __init__(self, paper: Paper) -> None:
        self._wide = {"text": wide(paper.text), "title": wide(paper.title or "")}

    def told(self, field: str, start: int, end: int) -> list[int]:
        wides = self._wide[field]
        if wides:
            start, end = start + bisect_left(wides, start), end + bisect_left(wides, end)
        return [1 if field == "title" else 0, start, end]

    def evidence(self, passages: Iterable[Passage], rules: _Numbers) -> list[list[int]]:
        return [self.told(p.field, p.start, p.end) + [rules[rule] for rule in p.rules] for p in passages]


def wide(text: str) -> tuple[int, ...]:
    """Return the offsets of the characters of `text` that are two units long in UTF-16.

    >>> wide("𝛼 is 𝛽")
    (0, 5)
    """
    if text.isascii() or max(text) <= "\uffff":
        return ()
    return tuple(offset for offset, char in enumerate(text) if char > "\uffff")
