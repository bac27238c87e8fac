"""The networkx graph without networkx: its nodes and edges one by one, for whoever reads them once, in order."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from methodgraph.graph.network import claim_attributes, entity_attributes, entity_node, paper_attributes, paper_node
from methodgraph.grouped import code_of_papers, papers_of_entities

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from methodgraph.records import Claim, Linked

    Attributes = dict[str, Any]


class Rows:
    """The nodes and edges that `to_networkx` has, asked for in the same way, each made when it is.

    Papers come in their order, then entities; the edges come by the paper that says so, in the papers' order, and those
    of a paper by their keys: what a paper adds to a file stands in one place.

    >>> [node for node, _ in Rows(linked).nodes(data=True)] == list(to_networkx(linked))  # doctest: +SKIP
    True
    """

    def __init__(self, linked: Linked) -> None:
        self._linked = linked
        self._code = code_of_papers(linked)
        self._papers = papers_of_entities(linked)
        self._claims: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in sorted(linked.claims, key=lambda claim: claim.id):
            self._claims[claim.paper].append(claim)

    def __iter__(self) -> Iterator[str]:
        """Yield the nodes' names."""
        yield from (paper_node(paper.id) for paper in self._linked.papers)
        yield from (entity_node(entity.id) for entity in self._linked.entities)

    def __len__(self) -> int:
        """Return how many nodes there are."""
        return len(self._linked.papers) + len(self._linked.entities)

    def number_of_edges(self) -> int:
        """Return how many edges there are."""
        return len(self._linked.claims)

    def nodes(self, *, data: bool) -> Iterator[tuple[str, Attributes]]:  # noqa: ARG002  as networkx is asked
        """Yield each node with its attributes."""
        for paper in self._linked.papers:
            yield paper_node(paper.id), paper_attributes(paper, self._code[paper.id])
        for entity in self._linked.entities:
            yield entity_node(entity.id), entity_attributes(entity, len(self._papers[entity.id]))

    def edges(self, *, data: bool, keys: bool = False) -> Iterator[Any]:  # noqa: ARG002  as networkx is asked
        """Yield each edge with its attributes, and with its key before them where `keys` is set."""
        for paper in self._linked.papers:
            for head, tail, key, told in edges_of(self._claims[paper.id]):
                yield (head, tail, key, told) if keys else (head, tail, told)


def edges_of(claims: Iterable[Claim]) -> Iterator[tuple[str, str, str, Attributes]]:
    """Yield claims as edges: both ends, the key, the attributes."""
    for claim in claims:
        head = paper_node(claim.subject) if claim.is_role else entity_node(claim.subject)
        yield head, entity_node(claim.object), claim.id, claim_attributes(claim)
