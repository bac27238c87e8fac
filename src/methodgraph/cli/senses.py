"""From the name a user gives to the entities it may mean."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from methodgraph.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from methodgraph.records import Entity

_NEAR = 5


def senses(name: str, entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """Return the entities that `name` means: the one with this id; else those so called, to the letter if there are
    any, else in any spelling (case, hyphens, plural). Sorted by id, empty where nothing bears the name.

    >>> sam = Entity("sharpness-aware-minimization", "SAM", "Method")
    >>> senses("sam", [sam]) == senses("SAM", [sam]) == (sam,)
    True
    """
    by_id = tuple(entity for entity in entities if entity.id == name)
    literal = tuple(entity for entity in entities if name in names(entity))
    folded = fold(name)
    loose = tuple(entity for entity in entities if folded in {fold(own) for own in names(entity)})
    found = by_id or literal or loose
    return tuple(sorted(found, key=lambda entity: entity.id))


def near(name: str, entities: Sequence[Entity]) -> tuple[str, ...]:
    """Return up to five labels most like `name`, the best first: entities whose label, alias or sense is spelled so."""
    spelled: dict[str, str] = {}
    for entity in entities:
        for own in names(entity):
            spelled.setdefault(own.casefold(), entity.label)
    folded = name.casefold()
    close = get_close_matches(folded, list(spelled), n=2 * _NEAR, cutoff=0.7)
    holding = sorted((own for own in spelled if len(folded) > 2 and folded in own), key=len)
    return tuple(dict.fromkeys(spelled[own] for own in (*close, *holding)))[:_NEAR]


def names(entity: Entity) -> tuple[str, ...]:
    """Return label, aliases and sense, each once."""
    return tuple(dict.fromkeys((entity.label, *entity.aliases, *((entity.sense,) if entity.sense else ()))))
