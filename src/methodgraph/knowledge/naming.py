"""What a name means: every entity by all that it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from methodgraph.errors import UsageError
from methodgraph.text.naming import Bearers, as_name, close_labels, leading, several

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from methodgraph.records import Entity


def names(entity: Entity) -> tuple[str, ...]:
    """Return all that an entity is called: label, aliases and sense, each once.

    >>> from methodgraph.records import Entity
    >>> names(Entity("low-rank-adaptation", "LoRA", "Method", ("low-rank adapter",), "Low-Rank Adaptation"))
    ('LoRA', 'low-rank adapter', 'Low-Rank Adaptation')
    """
    return tuple(dict.fromkeys((entity.label, *entity.aliases, *((entity.sense,) if entity.sense else ()))))


class Names:
    """The entities of a graph by id, by name as written and by name in any spelling."""

    def __init__(self, entities: Iterable[Entity], papers: Mapping[str, int]) -> None:
        """Take the entities, and how many papers have a role for each id."""
        self._by_id = {entity.id: entity for entity in entities}
        self._papers = papers
        self._bearers = Bearers((entity.id, name) for entity in self._by_id.values() for name in names(entity))

    def senses(self, name: str) -> tuple[Entity, ...]:
        """Return the entities that `name` may mean, sorted by id; see `KnowledgeGraph.senses`."""
        told = as_name(name, "an entity")
        if told in self._by_id:
            return (self._by_id[told],)
        return tuple(self._by_id[identity] for identity in self._bearers.of(told))

    def one(self, name: str) -> Entity:
        """Return the one entity that `name` means; of several, the `leading` one.

        Raises UsageError where there is none, and where there are several and none of them leads.
        """
        found = self.senses(name)
        if not found:
            named = ((called, entity.label) for entity in self._by_id.values() for called in names(entity))
            raise UsageError(f"nothing is called {name!r}{close_labels(name, named)}")
        if len(found) == 1:
            return found[0]
        papers = {one.id: self._papers.get(one.id, 0) for one in found}
        meant = leading(papers)
        if meant is None:
            raise UsageError(several(name, ((one.id, _described(one), papers[one.id]) for one in found)))
        return self._by_id[meant]


def _described(entity: Entity) -> str:
    return f"{entity.type}, {entity.sense or entity.label}"
