"""A graph at a glance, for notebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from methodgraph.grouped import papers_of_entities
from methodgraph.knowledge.markup import block, heading, rows, text
from methodgraph.records import ENTITY_TYPES
from methodgraph.text.counting import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from methodgraph.records import Entity, Linked

_LARGEST = 6


def overview(linked: Linked) -> str:
    """Return how much a graph holds, and for each type the entities that most papers have a role for, as HTML."""
    sizes = {entity: len(papers) for entity, papers in papers_of_entities(linked).items()}
    more = ", ".join(
        (
            count(len(linked.papers), "paper"),
            count(len(linked.entities), "entity", "entities"),
            count(len(linked.claims), "claim"),
            count(len(linked.figures), "reported figure"),
        )
    )
    columns = ("type", "entities", f"in most papers (the first {_LARGEST})")
    return block(heading("KnowledgeGraph", more), rows(columns, _by_type(linked.entities, sizes)))


def _by_type(entities: Sequence[Entity], sizes: dict[str, int]) -> Iterator[tuple[str, str, str]]:
    for kind in ENTITY_TYPES:
        own = [entity for entity in entities if entity.type == kind]
        largest = sorted(own, key=lambda entity: (-sizes.get(entity.id, 0), entity.id))[:_LARGEST]
        if own:
            told = " · ".join(f"{text(one.label)}&nbsp;<small>{sizes.get(one.id, 0):,}</small>" for one in largest)
            yield text(kind), f"{len(own):,}", told
