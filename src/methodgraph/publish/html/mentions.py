"""Where a paper names its entities: what the page highlights. The places are the links' own; none is looked up here."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from methodgraph.records import Field, Linked


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A stretch of a paper's `field` that names `entity`. Offsets count code points."""

    field: Field
    start: int
    end: int
    entity: str


def mentions(linked: Linked) -> dict[str, list[Mention]]:
    """Return for each paper's id the places its links name, without overlaps: see `resolve_overlaps`.

    A paper without links, or whose links have no mentions, has an empty list.
    """
    places: defaultdict[str, set[Mention]] = defaultdict(set)
    for link in linked.links:
        places[link.paper].update(Mention(told.field, told.start, told.end, link.entity) for told in link.mentions)
    return {paper.id: resolve_overlaps(places[paper.id]) for paper in linked.papers}


def resolve_overlaps(found: Iterable[Mention]) -> list[Mention]:
    """Return the mentions of `found` that the page shows, sorted: a place is highlighted for one entity at most.

    Where two overlap, the longer wins ("SAM" gives way to "SAM adapter"); of equally long ones the one that starts
    first, and of two entities at one place the one whose id sorts first. What gave way is left out whole.

    >>> resolve_overlaps([Mention("text", 0, 3, "sam"), Mention("text", 0, 11, "sam-adapter")])
    [Mention(field='text', start=0, end=11, entity='sam-adapter')]
    """
    kept: list[Mention] = []
    for one in sorted(found, key=lambda mention: (mention.start - mention.end, mention)):
        # The kept ones stand apart from each other, so only the two that would become neighbours can overlap.
        at = bisect_left(kept, one)
        if not any(_overlap(one, other) for other in kept[max(at - 1, 0) : at + 1]):
            kept.insert(at, one)
    return kept


def _overlap(one: Mention, other: Mention) -> bool:
    return one.field == other.field and one.start < other.end and other.start < one.end
