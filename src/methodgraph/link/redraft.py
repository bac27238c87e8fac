"""Which things have other rows, now that some names mean something else; what is alike is one here as everywhere."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from methodgraph.link.alike import instead, likeness, standing
from methodgraph.link.columns import NONE, Table
from methodgraph.link.names import shown
from methodgraph.link.votes import draft, draft_one, draft_term, votes_of
from methodgraph.records import ENTITY_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from methodgraph.link.redecide import Changed
    from methodgraph.link.state import State
    from methodgraph.records import Entity
    from methodgraph.vocabulary import Vocabulary

    Like = tuple[int, int, int]
    """Type family, label and sense of a draft, as numbers."""


def redraft(state: State, changed: Changed, vocabulary: Vocabulary) -> None:
    """Find anew what the changed keys are alike, and which thing each row is by that."""
    now = {key: like for key in changed.keys if (like := _like_now(state, key, vocabulary)) is not None}
    likes = set(now.values()) | {like for key in changed.keys if (like := _like_before(state, key)) is not None}
    groups: defaultdict[Like, set[int]] = defaultdict(set)
    for key, like in now.items():
        groups[like].add(key)
    affected = set(changed.keys)
    for like in likes:
        others = _members(state, like)
        affected |= others
        groups[like] |= others - changed.keys
    first: dict[int, int] = {}
    for like in groups:
        first |= _joined(state, groups[like])
    _place(state, affected, first, changed)
    _keep(state, affected, groups, first)


def _like_now(state: State, key: int, vocabulary: Vocabulary) -> Like | None:
    told = draft_of(state, "key", key, vocabulary)
    return None if told is None else _like(state, key, told)


def _like(state: State, key: int, told: Entity) -> Like | None:
    like = likeness(state.key(key), told)
    if like is None:
        return None
    return ENTITY_TYPES.index(like[0]), state.texts.number(like[1]), state.texts.number(like[2])


def _like_before(state: State, key: int) -> Like | None:
    """Return the likeness that a key's draft had; None where it had none, or was not there."""
    kept = state.alike.places("key", key)
    if len(kept):
        at = int(kept[0])
        return state.alike.get("family", at), state.alike.get("label", at), state.alike.get("sense", at)
    thing = state.thing_of(key)
    return None if thing is None else _like(state, key, state.entity(thing, as_draft=True))


def _members(state: State, like: Like) -> set[int]:
    """Return the keys whose drafts had this likeness."""
    kept = {
        state.alike.get("key", at)
        for at in state.alike.places("label", like[1]).tolist()
        if (state.alike.get("family", at), state.alike.get("sense", at)) == (like[0], like[2])
    }
    things = {state.things.get("key", at) for at in state.things.places("label", like[1]).tolist()}
    return kept | {key for key in things if _like_before(state, key) == like}


def _joined(state: State, keys: Iterable[int]) -> dict[int, int]:
    """Return which key each of `keys`, which are alike, becomes."""
    by_key = {state.key(key): key for key in keys}
    if len(by_key) < 2:
        return {}
    told = instead(standing(key, len(state.rows.places("key", number))) for key, number in by_key.items())
    return {by_key[key]: by_key[first] for key, first in told.items()}


def _place(state: State, affected: Iterable[int], first: Mapping[int, int], changed: Changed) -> None:
    """Tell the rows of the affected keys which thing they are, and note what has other rows by that."""
    rows = state.rows
    for key in sorted(affected):
        places, thing = rows.places("key", key), first.get(key, key)
        before = rows.columns["first"][places]
        moved = places[before != thing]
        if len(moved):
            changed.papers |= set(rows.columns["paper"][moved].tolist())
            changed.firsts |= (set(before.tolist()) | {thing}) - {NONE}
            rows.put("first", moved, thing)
        if key in changed.keys:
            changed.firsts.add(thing)


def _keep(state: State, affected: Iterable[int], groups: Mapping[Like, set[int]], first: Mapping[int, int]) -> None:
    """Keep which keys are one now."""
    told = [
        (key, *like, first.get(key, key))
        for like, keys in sorted(groups.items())
        for key in sorted(keys)
        if any(other in first for other in keys)
    ]
    columns = ("key", "family", "label", "sense", "first")
    values = zip(*told, strict=True) if told else [()] * len(columns)
    added = Table.of(dict(zip(columns, map(list, values), strict=True)), {})
    state.alike = state.alike.without(state.alike.places_of("key", affected)).plus(added)


def draft_of(state: State, column: str, key: int, vocabulary: Vocabulary) -> Entity | None:
    """Return the draft of a key by the rows that have it in `column`, "key" or "first"; None where no row has."""
    places = state.rows.places(column, key)
    if not len(places):
        return None
    told = state.key(key)
    if told[0] == "term":
        aliases = state.rows.lists["aliases"]
        numbers = set(state.rows.columns["name"][places].tolist())
        has_aliases = places[aliases.starts[places + 1] > aliases.starts[places]]
        numbers.update(number for at in has_aliases.tolist() for number in aliases[at])
        return draft_term(vocabulary.terms[told[1]], {shown(state.texts[number]) for number in numbers})
    rows = [state.row(at) for at in places.tolist()]
    return draft_one(told, rows[0]) if len(rows) == 1 else draft(told, votes_of(rows), vocabulary)


def papers_of(state: State, keys: Iterable[int]) -> set[int]:
    """Return the papers that have rows of these things."""
    places = state.rows.places_of("first", keys)
    told: set[int] = set(np.unique(state.rows.columns["paper"][places]).tolist())
    return told
