"""An id for each thing, that depends on no order: its slug, unless others claim it too."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from methodgraph.ids import digest
from methodgraph.records import family

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from methodgraph.link.names import Key
    from methodgraph.records import Entity
    from methodgraph.vocabulary import Vocabulary


def unique_ids(drafts: Mapping[Key, Entity], vocabulary: Vocabulary) -> dict[Key, str]:
    """Return an id for each key: its slug; with its type family where others claim that slug; with a digest at last.

    All that claim one slug give it up together, and ids of vocabulary terms are never free: so no id depends on the
    order of the papers, and none passes from one thing to another. What a person set apart gives way alone: what it
    was taken from keeps its id. `drafts` have their slug as id; terms keep theirs. What never claims an id that one of
    `drafts` may claim (see `claimable`) can be left out: it changes nothing.
    """
    ids = {key: draft.id for key, draft in drafts.items()}
    levels: defaultdict[Key, int] = defaultdict(int)
    claims: defaultdict[str, set[Key]] = defaultdict(set)
    for key, told in ids.items():
        if key[0] != "term":
            claims[told].add(key)
    asked: Iterable[str] = list(claims)
    while clashing := [key for told in asked for key in _losers(told, claims[told], vocabulary)]:
        for key in clashing:
            claims[ids[key]].remove(key)
            levels[key] += 1
            ids[key] = id_at(key, drafts[key], levels[key])
        for key in clashing:
            claims[ids[key]].add(key)
        asked = sorted({ids[key] for key in clashing})
    return ids


def _losers(told: str, claiming: Iterable[Key], vocabulary: Vocabulary) -> list[Key]:
    """Return which of all that claim an id have to take a longer one."""
    claiming = list(claiming)
    if told in vocabulary.terms:
        return claiming
    if len(claiming) < 2:
        return []
    is_contested = sum(key[0] != "apart" for key in claiming) > 1
    return [key for key in claiming if is_contested or key[0] == "apart"]


def id_at(key: Key, draft: Entity, level: int) -> str:
    """Return what a thing claims after it gave up `level` ids."""
    if level == 0:
        return draft.id
    kind = family(draft.type).lower()
    return f"{draft.id}-{kind}" if level == 1 else f"{draft.id}-{digest(str(level), *key)}"


def claimable(key: Key, draft: Entity) -> tuple[str, ...]:
    """Return the ids over which a thing may clash with another; a digest clashes with nothing."""
    return () if key[0] == "term" else (id_at(key, draft, 0), id_at(key, draft, 1))
