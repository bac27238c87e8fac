"""What varies what, now that some things are other ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from methodgraph.link.broader import terms_above, terms_below
from methodgraph.link.columns import NONE
from methodgraph.link.parents import Parents, called
from methodgraph.link.redraft import papers_of
from methodgraph.link.rename import ABOVE
from methodgraph.link.state import as_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from methodgraph.link.names import Key
    from methodgraph.link.redecide import Changed
    from methodgraph.link.state import State
    from methodgraph.records import Entity
    from methodgraph.vocabulary import Vocabulary


def reparent(state: State, changed: Changed, keys: set[int], vocabulary: Vocabulary) -> None:
    """Find anew what the things with these keys vary, and what varies them or did.

    Notes in `changed` the entities as they are, and the papers that tell of another variant now.
    """
    now = _present(state, keys)
    children = keys | _children(state, [*changed.before.values(), *now.values()])
    terms = {key[1]: key in now for key in map(state.key, keys) if key[0] == "term"}
    appeared = {term for term, is_there in terms.items() if is_there != (term in changed.before)}
    children |= _numbers(state, terms_below(vocabulary, appeared)) if appeared else set()
    entities = _present(state, children)
    above = _numbers(state, terms_above(vocabulary, [key[1] for key in entities if key[0] == "term"]))
    names = {state.texts[number] for key in entities for number in state.things.lists["wanted"][_place(state, key)]}
    finder = Parents(_bearers(state, names) | _present(state, above) | entities, vocabulary, of=entities)
    for key, entity in entities.items():
        _tell(state, changed, key, entity, finder)
    changed.now |= {entity.id: entity for entity in _present(state, keys).values()}


def _present(state: State, keys: Iterable[int]) -> dict[Key, Entity]:
    """Return the entities of those keys that have one."""
    return {state.key(key): state.entity(at) for key in keys if (at := state.thing_of(key)) is not None}


def _place(state: State, key: Key) -> int:
    at = state.thing_of(state.texts.find(as_text(key)))
    if at is None:
        raise KeyError(key)
    return at


def _numbers(state: State, terms: Iterable[str]) -> set[int]:
    """Return the keys of terms that papers speak of, or spoke of."""
    return {state.texts.find(as_text(("term", term))) for term in terms} - {NONE}


def _children(state: State, entities: Iterable[Entity]) -> set[int]:
    """Return the keys of what has a name that a variant of one of `entities` would have."""
    names = {state.texts.find(name) for entity in entities for name, _ in called(entity)} - {NONE}
    places = state.things.places_of("wanted", names)
    told: set[int] = set(state.things.columns["key"][places].tolist())
    return told


def _bearers(state: State, names: set[str]) -> dict[Key, Entity]:
    """Return all that is called one of `names`, in whatever capitals."""
    written = [number for number, text in enumerate(state.texts.values) if text.casefold() in names] if names else []
    places = {*state.things.places_of("label", written).tolist(), *state.things.places_of("aliases", written).tolist()}
    return {state.key(state.things.get("key", at)): state.entity(at) for at in sorted(places)}


def _tell(state: State, changed: Changed, key: Key, entity: Entity, finder: Parents) -> None:
    """Keep what a thing varies and belongs under; note what is not as it was."""
    at = _place(state, key)
    parent, above = finder.parent(key, entity), finder.broader(key, entity)
    number = state.texts.number
    told = (number(parent[0].id), number(parent[1])) if parent is not None else (NONE, NONE)
    now = (*told, number(above.id) if above is not None else NONE)
    before = tuple(state.things.get(name, at) for name in ABOVE)
    if now == before:
        return
    for name, value in zip(ABOVE, now, strict=True):
        state.things.put(name, [at], value)
    if told != before[:2]:
        changed.papers |= papers_of(state, [state.texts.number(as_text(key))])
    if now[2] != before[2]:
        changed.before.setdefault(entity.id, entity)
        changed.now[entity.id] = state.entity(at)
