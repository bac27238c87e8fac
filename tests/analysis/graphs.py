"""Short ways to a graph of made-up papers, as `to_networkx` makes it."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from decimal import Decimal

import networkx as nx

from methodgraph.graph import to_networkx
from methodgraph.ids import digest
from methodgraph.records import Claim, Entity, EntityType, Figure, Linked, Paper, Passage, Predicate, Role

SAID = (Passage("text", 0, 8, "We say so", ("rule/test",)),)
TYPES: Mapping[str, EntityType] = {
    "a": "Method", "b": "Method", "c": "Model", "d": "Method", "task": "Task", "other": "Task", "data": "Dataset",
    "bench": "Benchmark", "score": "Metric",
}  # fmt: skip
Told = tuple[int | None, Sequence[tuple[Role, str]]]


def entity(identity: str) -> Entity:
    """Return an entity called as its id, in capitals."""
    return Entity(identity, identity.upper(), TYPES.get(identity, "Method"), (f"{identity} by alias",))


def linked(
    papers: Mapping[str, Told],
    relations: Sequence[tuple[str, Predicate, str, str]] = (),
    figures: Sequence[Figure] = (),
) -> Linked:
    """Return papers with their year and roles, and relations as subject, predicate, object, paper."""
    claims = [
        Claim(digest(paper, role, thing, paper), paper, role, thing, paper, SAID)
        for paper, (_, roles) in papers.items()
        for role, thing in roles
    ]
    claims += [
        Claim(digest(head, what, tail, paper), head, what, tail, paper, SAID) for head, what, tail, paper in relations
    ]
    named = {claim.object for claim in claims} | {claim.subject for claim in claims if not claim.is_role}
    return Linked(
        tuple(Paper(name, f"Paper {name}", "We say so.", (), year) for name, (year, _) in papers.items()),
        tuple(entity(identity) for identity in sorted(named)),
        (),
        tuple(sorted(claims, key=lambda claim: claim.id)),
        tuple(sorted(figures, key=lambda figure: figure.id)),
    )


def network(
    papers: Mapping[str, Told], relations: Sequence[tuple[str, Predicate, str, str]] = ()
) -> nx.MultiDiGraph[str]:
    """Return the same as `to_networkx` makes it."""
    return to_networkx(linked(papers, relations))


def shuffled(graph: nx.MultiDiGraph[str], seed: int) -> nx.MultiDiGraph[str]:
    """Return the same graph, its nodes and edges added in another order."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    nodes, edges = list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))
    chance.shuffle(nodes)
    chance.shuffle(edges)
    other: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    other.add_nodes_from(nodes)
    other.add_edges_from(edges)
    return other


def figure(paper: str, value: str, **more: object) -> Figure:
    """Return a figure on the dataset "data" in the metric "score", which is better higher, of the method "a"."""
    number = Decimal(value.strip("%+"))
    told = {
        "subject": "a", "dataset": "data", "metric": "score", "unit": "%" if value.endswith("%") else "",
        "is_difference": value.startswith("+"), "before": None, "baseline": None, "evidence": SAID, "better": "higher",
        **more,
    }  # fmt: skip
    return Figure(id=digest(paper, value, str(more)), paper=paper, value=value, number=number, **told)  # type: ignore[arg-type]
