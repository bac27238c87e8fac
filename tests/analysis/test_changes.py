"""What changed from one graph to another."""

from __future__ import annotations

import networkx as nx
from tests.analysis.graphs import network

from methodgraph.analysis import difference

BEFORE = network({"p1": (2020, [("uses", "a")]), "p2": (2020, [("uses", "a"), ("uses", "b")])})
AFTER = network({"p1": (2021, [("uses", "a")]), "p3": (2020, [("uses", "c")])}, [("a", "extends", "c", "p3")])


def test_what_came_went_and_changed() -> None:
    told = difference(BEFORE, AFTER)
    assert told.papers.to_numpy().tolist() == [
        ["changed", "paper:p1", "Paper p1", ["year"]],
        ["went", "paper:p2", "Paper p2", []],
        ["came", "paper:p3", "Paper p3", []],
    ]
    assert told.entities[["change", "label", "fields"]].to_numpy().tolist() == [
        ["changed", "A", ["papers"]], ["went", "B", []], ["came", "C", []],
    ]  # fmt: skip
    assert told.claims[["change", "subject", "predicate", "object", "paper"]].to_numpy().tolist() == [
        ["came", "entity:a", "extends", "entity:c", "p3"],
        ["went", "paper:p2", "uses", "entity:a", "p2"],
        ["went", "paper:p2", "uses", "entity:b", "p2"],
        ["came", "paper:p3", "uses", "entity:c", "p3"],
    ]
    assert told


def test_it_reads_well() -> None:
    assert str(difference(BEFORE, AFTER)).splitlines() == [
        "papers: 1 came, 1 went, 1 changed",
        "  + Paper p3",
        "  - Paper p2",
        "  ~ Paper p1 (year)",
        "entities: 1 came, 1 went, 1 changed",
        "  + C",
        "  - B",
        "  ~ A (papers)",
        "claims: 2 came, 2 went, 0 changed",
        "  + a extends c",
        "  + p3 uses c",
        "  - p2 uses a",
        "  - p2 uses b",
    ]


def test_many_are_cut() -> None:
    told = str(difference(network({}), network({f"p{n}": (2020, []) for n in range(1200)})))
    assert "papers: 1,200 came, 0 went, 0 changed" in told
    assert told.splitlines()[6] == "  + ... and 1,195 more"


def test_the_same_graph_does_not_differ(seeds_network: nx.MultiDiGraph[str]) -> None:
    told = difference(seeds_network, seeds_network.copy())
    assert not told
    assert str(told).splitlines()[0] == "papers: 0 came, 0 went, 0 changed"


def test_a_paper_taken_out_of_the_seeds(seeds_network: nx.MultiDiGraph[str]) -> None:
    own = seeds_network.copy()
    gone = next(node for node, kind in own.nodes(data="kind") if kind == "paper")
    claims, spoken = own.out_degree(gone), sorted(set(own.successors(gone)))
    own.remove_node(gone)
    told = difference(seeds_network, own)
    assert told.papers["node"].tolist() == [gone]
    assert len(told.claims) == claims
    assert set(told.claims["change"]) == {"went"}
    assert told.entities[["change", "node"]].to_numpy().tolist() == [["changed", node] for node in spoken]
    assert told.entities["fields"].tolist() == [["papers"]] * len(spoken)
