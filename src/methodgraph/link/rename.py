"""Which things are other ones, now that their rows are: label, type, aliases, sense and id."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from methodgraph.link.columns import NONE
from methodgraph.link.ids import claimable, unique_ids
from methodgraph.link.parents import wanted
from methodgraph.link.redraft import draft_of, papers_of
from methodgraph.link.state import Thing, thing_table
from methodgraph.records import ENTITY_TYPES, Entity, family

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from methodgraph.link.redecide import Changed
    from methodgraph.link.state import State
    from methodgraph.vocabulary import Vocabulary

ABOVE = ("parent", "rule", "broader")
"""The columns that tell what a thing varies and belongs under."""
_KINDS = tuple(family(kind).lower() for kind in ENTITY_TYPES if family(kind) == kind)


def rename(state: State, changed: Changed, vocabulary: Vocabulary) -> set[int]:
    """Draft the things of other rows anew and give them ids; return the keys of all that are new or changed.

    Notes in `changed` how they were, how they are, and the papers that tell of another thing now.
    """
    places = {key: at for key in changed.firsts if (at := state.thing_of(key)) is not None}
    changed.things |= {state.things.get("id", at) for at in places.values()}
    before = {key: state.entity(at, as_draft=True) for key, at in places.items()}
    now = {key: told for key in changed.firsts if (told := draft_of(state, "first", key, vocabulary)) is not None}
    moved = {key for key in changed.firsts if before.get(key) != now.get(key)}
    drafts = {key: now[key] for key in moved if key in now}
    claims = _claims(state, {key: before[key] for key in moved if key in before}, drafts)
    ids = unique_ids({state.key(key): draft for key, draft in claims.items()}, vocabulary)
    for key, draft in claims.items():
        at = state.thing_of(key)
        if key not in moved and at is not None and state.texts[state.things.get("id", at)] != ids[state.key(key)]:
            drafts[key] = draft
    given = {key: (draft, ids[state.key(key)]) for key, draft in drafts.items() if key in claims}
    kept = {key: (draft, _id(state, key, draft)) for key, draft in drafts.items() if key not in claims}
    _replace(state, changed, moved | set(drafts), given | kept, vocabulary)
    return moved | set(drafts)


def _id(state: State, key: int, draft: Entity) -> str:
    """Return the id that a thing keeps, and a term of the vocabulary has."""
    at = state.thing_of(key)
    return draft.id if at is None else state.texts[state.things.get("id", at)]


def _claims(state: State, before: Mapping[int, Entity], now: Mapping[int, Entity]) -> dict[int, Entity]:
    """Return all things whose ids may depend on those that were `before` and are `now`, as they are."""
    asked = [
        told for drafts in (before, now) for key, draft in drafts.items() for told in _claimable(state, key, draft)
    ]
    claiming: defaultdict[str, list[int]] = defaultdict(list)
    for key, draft in now.items():
        for told in _claimable(state, key, draft):
            claiming[told].append(key)
    left_out = before.keys() | now.keys()
    seen: set[str] = set()
    found: dict[int, Entity] = {}
    while asked:
        told = asked.pop()
        if told in seen:
            continue
        seen.add(told)
        others = ((key, draft) for key, draft in _standing(state, told) if key not in left_out)
        for key, draft in (*((key, now[key]) for key in claiming[told]), *others):
            if key not in found:
                found[key] = draft
                asked += _claimable(state, key, draft)
    return found


def _claimable(state: State, key: int, draft: Entity) -> tuple[str, ...]:
    return claimable(state.key(key), draft)


def _standing(state: State, told: str) -> Iterator[tuple[int, Entity]]:
    """Yield the things of the state that may claim this id."""
    slugs = {told, *(told.removesuffix(f"-{kind}") for kind in _KINDS)}
    for at in state.things.places_of("slug", {state.texts.find(slug) for slug in slugs}).tolist():
        key, draft = state.things.get("key", at), state.entity(at, as_draft=True)
        if told in _claimable(state, key, draft):
            yield key, draft


def _replace(
    state: State, changed: Changed, keys: set[int], drafts: Mapping[int, tuple[Entity, str]], vocabulary: Vocabulary
) -> None:
    """Put these things, with their ids, in the place of those with these keys; what they vary is not looked at."""
    told: list[Thing] = []
    above: list[tuple[int, ...]] = []
    before = {key: at for key in keys if (at := state.thing_of(key)) is not None}
    for at in before.values():
        entity = state.entity(at)
        changed.before[entity.id] = entity
        changed.things.add(state.things.get("id", at))
    for key, (draft, identity) in sorted(drafts.items()):
        entity = replace(draft, id=identity)
        told.append((state.key(key), draft.id, entity, None, wanted(state.key(key), entity, vocabulary)))
        above.append(tuple(state.things.get(name, before[key]) if key in before else NONE for name in ABOVE))
        changed.things.add(state.texts.number(identity))
        if key not in before or _seen(state.entity(before[key])) != _seen(entity):
            changed.papers |= papers_of(state, [key])
    added = thing_table(state.texts, told)
    for name, numbers in zip(ABOVE, zip(*above, strict=True), strict=bool(above)):
        added.put(name, range(added.size), numbers)
    state.things = state.things.without(state.things.places_of("key", keys)).plus(added)


def _seen(entity: Entity) -> tuple[str, str, str]:
    """Return what papers tell of an entity."""
    return entity.id, entity.label, family(entity.type)
