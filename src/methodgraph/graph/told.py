"""How GRAPH tells papers, entities and claims, one by one: what PUBLISH is handed to write graphs piece by piece."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from methodgraph.graph.network import entity_attributes, entity_node, paper_attributes, paper_node
from methodgraph.graph.rows import edges_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from methodgraph.records import Claim, Entity, Paper


class Told:
    """Nodes and edges of `to_networkx`, each from its own records."""

    def paper(self, paper: Paper, code: Sequence[str]) -> tuple[str, dict[str, Any]]:
        """Return a paper's node and its attributes; `code` are the URLs of its code, sorted."""
        return paper_node(paper.id), paper_attributes(paper, code)

    def entity(self, entity: Entity, papers: int) -> tuple[str, dict[str, Any]]:
        """Return an entity's node and its attributes; `papers` is how many papers have a role for it."""
        return entity_node(entity.id), entity_attributes(entity, papers)

    def claims(self, claims: Iterable[Claim]) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
        """Yield claims as edges: both ends, the key, the attributes."""
        return edges_of(claims)
