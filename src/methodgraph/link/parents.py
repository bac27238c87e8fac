"""Versions, sizes and variants: different things, tied to what they vary by a `variantOf` claim.

The vocabulary's parent decides where it has one. Otherwise the name does (`variants`). A parent has to be in the graph,
of the same type family, and the only thing known by its name, unless the senses agree: SAM2 is a Segment Anything Model
whatever else SAM may stand for.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from methodgraph.link.names import meeting_form
from methodgraph.link.variants import parents_by_name
from methodgraph.records import family

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from methodgraph.link.names import Key
    from methodgraph.records import Entity, EntityType
    from methodgraph.vocabulary import Term, Vocabulary

    Called = tuple[str, EntityType]
    """A name in small letters, and the type family of what is called so."""

BY_NAME = "variantOf/name"
BY_VOCABULARY = "variantOf/vocabulary"
_FAMILIES = ("Method", "Dataset")


def called(entity: Entity) -> Iterator[Called]:
    """Yield what `entity` is called, as parents are sought; nothing where it can be no parent."""
    kind = family(entity.type)
    if kind in _FAMILIES:
        yield entity.label.casefold(), kind
        for name in entity.aliases:
            yield name.casefold(), kind


def wanted(key: Key, entity: Entity, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the names of which the thing's own names a variant, nearest first; empty where the vocabulary decides."""
    if family(entity.type) not in _FAMILIES or _parent_term(key, vocabulary) is not None:
        return ()
    return parents_by_name(entity.label, entity.type)


def _parent_term(key: Key, vocabulary: Vocabulary) -> str | None:
    term = vocabulary.terms.get(key[1]) if key[0] == "term" else None
    return term.parent if term is not None else None


class Parents:
    """The things of a graph by name, to find what varies what.

    It answers for `of`, by default for all `entities`. These have to hold all terms of the graph, and all that is
    called by a name that `of` want; what else they hold changes nothing.
    """

    def __init__(self, entities: Mapping[Key, Entity], vocabulary: Vocabulary, of: Mapping[Key, Entity] | None = None):
        self._entities = entities
        self._vocabulary = vocabulary
        self._wanted: dict[Key, tuple[str, ...]] = {}
        self._by_name: dict[Called, set[Key]] = {}
        for key, entity in (entities if of is None else of).items():
            if names := wanted(key, entity, vocabulary):
                self._wanted[key] = names
        for key, names in self._wanted.items():
            kind = family(entities[key].type)
            self._by_name |= {(name.casefold(), kind): set() for name in names}
        for key, entity in entities.items():
            for told in called(entity):
                if (here := self._by_name.get(told)) is not None:
                    here.add(key)

    def wanted_by(self, key: Key) -> tuple[str, ...]:
        """Return the names of which the thing's own names a variant, nearest first."""
        return self._wanted.get(key, ())

    def parent(self, key: Key, entity: Entity) -> tuple[Entity, str] | None:
        """Return the thing of which `entity` is a variant, and by which rule; None for what varies nothing."""
        if family(entity.type) not in _FAMILIES:
            return None
        above = _parent_term(key, self._vocabulary)
        if above is not None:
            found = self._by_vocabulary(entity, above)
            return (found, BY_VOCABULARY) if found is not None and _varies(entity, found) else None
        for name in self._wanted.get(key, ()):
            named = self._by_parent_name(name, entity)
            if named is not None and named.id != entity.id:
                return named, BY_NAME
        return None

    def broader(self, key: Key, entity: Entity) -> Entity | None:
        """Return the nearest thing of the graph that the vocabulary puts above `entity`; None where there is none."""
        found = self._by_vocabulary(entity, _parent_term(key, self._vocabulary))
        return found if found is not None and found.id != entity.id else None

    def _by_vocabulary(self, child: Entity, parent: str | None) -> Entity | None:
        """Return the nearest ancestor of `child` that is in the graph."""
        passed: set[str] = set()
        while parent is not None and parent not in passed:
            passed.add(parent)
            term = self._meant(child, parent)
            found = self._entities.get(("term", term.id)) if term is not None else None
            if found is not None:
                return found
            parent = term.parent if term is not None else None
        return None

    def _meant(self, child: Entity, parent: str) -> Term | None:
        """Return the parent's term; of several with its label, which a row cannot tell apart, the agreeing one."""
        term = self._vocabulary.terms.get(parent)
        if term is None:
            return None
        alike = [told for told in self._vocabulary.named(term.label) if told.label == term.label]
        agreeing = [told for told in alike if told.sense and _continues(child, told.sense)]
        return agreeing[0] if len(agreeing) == 1 else term if len(alike) == 1 else None

    def _by_parent_name(self, name: str, child: Entity) -> Entity | None:
        kind = family(child.type)
        here = self._by_name.get((name.casefold(), kind), set())
        if not here:
            return None
        agreeing = {key for key in here if (sense := self._entities[key].sense) and _continues(child, sense)}
        if len(agreeing) == 1:
            return self._entities[agreeing.pop()]
        known = {("term", t.id) for t in self._vocabulary.named(name) if family(t.types[0]) == kind}
        return self._entities[next(iter(here))] if len(here) == 1 and here >= known else None


def with_broader(entities: Mapping[Key, Entity], parents: Parents) -> dict[Key, Entity]:
    """Return the entities, each knowing the broader thing of the graph that it belongs under."""
    return {
        key: replace(entity, broader=above.id)
        if key[0] == "term" and (above := parents.broader(key, entity))
        else entity
        for key, entity in entities.items()
    }


def _varies(child: Entity, parent: Entity) -> bool:
    """Return True where a broader term is what `child` varies: of the same narrow kind, or part of its name.

    Kinds called by ordinary words (graph neural network, neural network) are broader and narrower, not versions.
    """
    if child.label == child.label.lower():
        return False
    kinds = {child.type, parent.type}
    if kinds == {"Model"} or kinds <= {"Dataset", "Benchmark"}:
        return True
    if not kinds <= {"Model", "Method"}:
        return False
    names = [_spaced(name) for name in (parent.label, parent.sense) if name]
    own = [_spaced(name) for name in (child.label, *child.aliases)]
    return any(name in words and name != words for name in names for words in own)


def _spaced(name: str) -> str:
    """Return a name as its folded words between spaces, so that one name within another is found by whole words."""
    return "".join(f" {meeting_form(part)}" for part in name.replace("-", " ").split()) + " "


def _continues(child: Entity, sense: str) -> bool:
    """Return True where the child's expansion, or a name of it where it has none, continues `sense`."""
    forms = [child.sense] if child.sense is not None else list(child.aliases)
    return any(meeting_form(form).startswith(meeting_form(sense)) for form in forms)
