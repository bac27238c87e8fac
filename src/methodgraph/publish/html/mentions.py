"""Where a paper names its entities: what the page highlights. The places are the links' own; none is looked up here."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from methodgraph.records import Field, Link


class Mention(NamedTuple):
    """A stretch of a paper's `field` that names `entity`. Offsets count code points."""

    field: Field
    start: int
    end: int
    entity: str


def mentions(links: Iterable[Link]) -> list[Mention]:
    """Return the places that the links of one paper name, without overlaps: see `resolve_overlaps`.

    Links without mentions have none.
    """
    return resolve_overlaps(
        {Mention(told.field, told.start, told.end, link.entity) for link in links for told in link.mentions}
    )


def resolve_overlaps(found: Iterable[Mention]) -> list[Mention]:
    """Return the mentions of `found` that the page shows, sorted: a place is highlighted for one entity at most.

    Where two overlap, the longer wins ("SAM" gives way to "SAM adapter"); of equally long ones the one that starts
    first, and of two entities at one place the one whose id sorts first. What gave way is left out whole.

    >>> resolve_overlaps([Mention("text", 0, 3, "sam"), Mention("text", 0, 11, "sam-adapter")])
    [Mention(field='text', start=0, end=11, entity='sam-adapter')]
    """
    ordered = sorted(found)
    if not any(_overlap(one, other) for one, other in pairwise(ordered)):
        return ordered  # where any two overlap, some two neighbours do
    kept: list[Mention] = []
    for one in sorted(ordered, key=lambda mention: (mention.start - mention.end, mention)):
        # The kept ones stand apart from each other, so only the two that would become neighbours can overlap.
        at = bisect_left(kept, one)
        if not any(_overlap(one, other) for other in kept[max(at - 1, 0) : at + 1]):
            kept.insert(at, one)
    return kept


def _overlap(one: Mention, other: Mention) -> bool:
    return one.field == other.field and one.start < other.end and other.start < one.end
