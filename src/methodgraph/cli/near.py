"""Names like the one a user gives, for when nothing bears that one."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from methodgraph.knowledge import names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from methodgraph.records import Entity

_NEAR = 5


def near(name: str, entities: Sequence[Entity]) -> tuple[str, ...]:
    """Return up to five labels most like `name`, the best first: entities whose label, alias or sense is spelled so."""
    spelled: dict[str, str] = {}
    for entity in entities:
        for own in names(entity):
            spelled.setdefault(own.casefold(), entity.label)
    return tuple(dict.fromkeys(spelled[own] for own in alike(name, spelled)))[:_NEAR]


def alike(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return those of `known` (in lower case) that are spelled like `name`, the best first, then those it is part of.

    >>> alike("papers-usign", ["extending", "papers-using"]), alike("paper", ["extending", "papers-using"])
    (('papers-using',), ('papers-using',))
    """
    told, folded = tuple(known), name.casefold()
    close = get_close_matches(folded, told, n=2 * _NEAR, cutoff=0.7)
    holding = sorted((own for own in told if len(folded) > 2 and folded in own), key=len)
    return tuple(dict.fromkeys((*close, *holding)))
