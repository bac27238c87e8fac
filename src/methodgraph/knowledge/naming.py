"""What a name means: every entity by all that it is called."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from methodgraph.errors import UsageError
from methodgraph.text.folding import fold
from methodgraph.text.near import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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

    def __init__(self, entities: Iterable[Entity]) -> None:
        told = tuple(entities)
        self._by_id = {entity.id: entity for entity in told}
        self._written = _grouped(_named(told))
        self._folded = _grouped((fold(name), entity) for name, entity in _named(told))

    def senses(self, name: str) -> tuple[Entity, ...]:
        """Return the entities that `name` may mean, sorted by id; see `KnowledgeGraph.senses`."""
        if name in self._by_id:
            return (self._by_id[name],)
        return self._written.get(name) or self._folded.get(fold(name), ())

    def one(self, name: str) -> Entity:
        """Return the one entity that `name` means. Raises UsageError where there is none, or more than one."""
        found = self.senses(name)
        if not found:
            raise UsageError(f"nothing is called {name!r}{close(name, self._written)}")
        if len(found) > 1:
            told = "; ".join(f"{entity.id} ({entity.type}, {entity.sense or entity.label})" for entity in found)
            raise UsageError(f"{name!r} may be {len(found)} things, give the id of one: {told}")
        return found[0]


def close(name: str, known: Iterable[str]) -> str:
    """Return the end of a message: what is close to `name` among the `known`, in any case; "" where nothing is.

    >>> close("GRPOO", ["GRPO", "LoRA"])
    '; close: GRPO'
    """
    found = nearest(name, known)
    return "; close: " + ", ".join(found) if found else ""


def _named(entities: Iterable[Entity]) -> Iterator[tuple[str, Entity]]:
    for entity in entities:
        for name in names(entity):
            yield name, entity


def _grouped(told: Iterable[tuple[str, Entity]]) -> dict[str, tuple[Entity, ...]]:
    """Return each name with the entities that bear it, sorted by id."""
    groups: dict[str, dict[str, Entity]] = defaultdict(dict)
    for name, entity in told:
        groups[name][entity.id] = entity
    return {name: tuple(group[identity] for identity in sorted(group)) for name, group in groups.items()}
