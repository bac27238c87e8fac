"""The confidence of a paper's claims and figures, from the rules that found them (`methodgraph.confidence`)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from methodgraph.confidence import rules_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from methodgraph.records import Link, Passage


class Support(NamedTuple):
    """What speaks for there being a thing: the rules that found its mentions, and how many mentions there are."""

    rules: frozenset[str]
    mentions: int


NOTHING = Support(frozenset(), 0)


def support(mentions: tuple[Passage, ...]) -> Support:
    """Return what `mentions` speak for."""
    return _of_one(mentions[0].rules) if len(mentions) == 1 else Support(rules_of(mentions), len(mentions))


@lru_cache(maxsize=65536)
def _of_one(rules: tuple[str, ...]) -> Support:
    return Support(frozenset(rules), 1)


def supports(links: Iterable[Link]) -> dict[str, Support]:
    """Return what speaks for each thing in one paper, by the thing's id; nothing for what no mention names."""
    told: dict[str, Support] = {}
    for link in links:
        if link.mentions:
            found, before = support(link.mentions), told.get(link.entity)
            told[link.entity] = found if before is None else _both(before, found)
    return told


def _both(one: Support, other: Support) -> Support:
    return Support(one.rules | other.rules, one.mentions + other.mentions)
