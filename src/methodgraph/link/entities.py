"""From keys to entities: votes, what is alike made one, ids."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from methodgraph.link.alike import instead, likeness, standing
from methodgraph.link.ids import unique_ids
from methodgraph.link.votes import draft, draft_one, draft_term, forms_of, votes_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from methodgraph.link.alike import Likeness
    from methodgraph.link.names import Key
    from methodgraph.link.rows import Row
    from methodgraph.records import Entity
    from methodgraph.vocabulary import Vocabulary


class Drafts:
    """The things that rows have as keys: which rows, and what follows from them."""

    def __init__(self, rows: Sequence[Row], keys: Iterable[Key], vocabulary: Vocabulary) -> None:
        """Draft an entity for each key of `keys`, the keys of `rows` in their order."""
        self._rows = rows
        self._vocabulary = vocabulary
        self.places: dict[Key, list[int]] = {}
        for at, key in enumerate(keys):
            self.places.setdefault(key, []).append(at)
        self.entities = {key: self._draft(key) for key in self.places}
        self.alike: list[tuple[Key, Entity, Key]] = []
        """Each key that was alike another, with its own draft, and the key that all of them became."""

    def join_alike(self) -> dict[Key, Key]:
        """Make one what nothing tells apart, and return which key became which."""
        alike: defaultdict[Likeness, list[Key]] = defaultdict(list)
        for key, entity in self.entities.items():
            like = likeness(key, entity)
            if like is not None:
                alike[like].append(key)
        told: dict[Key, Key] = {}
        for keys in alike.values():
            if len(keys) > 1 and (found := instead(standing(key, len(self.places[key])) for key in keys)):
                told |= found
                (first,) = set(found.values())
                self.alike += ((key, self.entities[key], first) for key in keys)
        for key, first in told.items():
            self.places[first] += self.places.pop(key)
            del self.entities[key]
        for first in set(told.values()):
            self.entities[first] = self._draft(first)
        return told

    def _draft(self, key: Key) -> Entity:
        rows = [self._rows[at] for at in self.places[key]]
        if key[0] == "term":
            return draft_term(self._vocabulary.terms[key[1]], forms_of(rows))
        if len(rows) == 1:
            return draft_one(key, rows[0])
        return draft(key, votes_of(rows), self._vocabulary)


def with_ids(drafts: Mapping[Key, Entity], vocabulary: Vocabulary) -> dict[Key, Entity]:
    """Return the entities, each with an id of its own."""
    ids = unique_ids(drafts, vocabulary)
    return {key: entity if ids[key] == entity.id else replace(entity, id=ids[key]) for key, entity in drafts.items()}
