"""Things that nothing tells apart are one: those of one type family with one label, and one sense or none.

A short name that EXTRACT took for no term in one paper would else stand beside the term that it names ("F1"), and a
name in two spellings of which only one is plain text beside itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from methodgraph.records import family

if TYPE_CHECKING:
    from collections.abc import Iterable

    from methodgraph.link.names import Key
    from methodgraph.records import Entity, EntityType

    Likeness = tuple[EntityType, str, str | None]

_RANK = {"term": 0, "sense": 1, "name": 2}
"""Which of two alike things the other becomes. What papers coined apart, or a person took apart, is not here: it stays.
"""
SUFFIX = ", and nothing tells it from the other of this name"
"""What the reason adds for what became another thing so."""


def likeness(key: Key, entity: Entity) -> Likeness | None:
    """Return what two things share that nothing tells apart; None for what stays by itself."""
    return (family(entity.type), entity.label, entity.sense) if key[0] in _RANK else None


def standing(key: Key, rows: int) -> tuple[int, int, Key]:
    """Return what is least of the thing that all like it become; `rows` is how many entities of papers it has."""
    return _RANK[key[0]], -rows, key


def instead(alike: Iterable[tuple[int, int, Key]]) -> dict[Key, Key]:
    """Return which key each becomes, from the standing of all that are alike; terms of the vocabulary stay."""
    told = [(rank, rows, key) for rank, rows, key in alike]
    first = min(told)[2]
    return {key: first for rank, _, key in told if key != first and rank > 0}
