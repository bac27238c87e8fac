"""What others build on."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from tests.analysis.graphs import Told, network

from methodgraph.analysis import influence
from methodgraph.analysis.ranking import edges, page_rank


def test_edges_and_weights_are_as_told(field: nx.MultiDiGraph[str]) -> None:
    """By claims b -> a 1, c -> b 2; by papers b -> a 1 (p3), c -> a 1/2 and c -> b 1/2 (p4); p1 uses nothing."""
    plain: nx.DiGraph[str] = nx.DiGraph()
    plain.add_weighted_edges_from([("b", "a", 2), ("c", "b", 2.5), ("c", "a", 0.5)])
    told = dict(influence(field)[["entity", "influence"]].to_numpy().tolist())
    wanted = _ranks(plain)
    assert told == pytest.approx({f"entity:{node}": share for node, share in wanted.items()}, abs=1e-9)


def _ranks(graph: nx.DiGraph[str]) -> dict[str, float]:
    """Solve the equations of PageRank outright, where `influence` goes step by step."""
    nodes = sorted(graph)
    moves = np.array([[graph.edges[a, b]["weight"] if graph.has_edge(a, b) else 0 for b in nodes] for a in nodes])
    given = moves.sum(axis=1, keepdims=True)
    even = np.full_like(moves, 1 / len(nodes))
    moves = np.where(given > 0, moves / np.where(given > 0, given, 1), even)
    matrix = np.eye(len(nodes)) - 0.85 * moves.T
    return dict(zip(nodes, np.linalg.solve(matrix, np.full(len(nodes), 0.15 / len(nodes))).tolist(), strict=True))


def test_columns_and_sum(field: nx.MultiDiGraph[str]) -> None:
    told = influence(field)
    assert told["label"].tolist() == ["A", "B", "C"]
    assert told["papers"].tolist() == [5, 3, 1]
    assert told["influence"].sum() == pytest.approx(1)


def test_papers_are_counted_in_the_graph_as_it_is(field: nx.MultiDiGraph[str]) -> None:
    own = field.copy()
    own.remove_node("paper:p1")
    assert influence(own)["papers"].tolist() == [4, 3, 1]


def test_nothing_rests_on_itself() -> None:
    graph = network(
        {"p": (2020, [("introduces", "c"), ("uses", "c")])}, [("a", "extends", "a", "p"), ("b", "extends", "a", "p")]
    )
    assert edges(graph) == {("entity:b", "entity:a"): 1}
    assert influence(graph)["label"].tolist() == ["A", "B"]


def test_a_paper_has_one_to_give_for_all_that_it_uses() -> None:
    papers: dict[str, Told] = {
        "p1": (2020, [("introduces", "c"), ("introduces", "d"), ("uses", "a"), ("uses", "b")]),
        "p2": (2020, [("introduces", "c"), ("uses", "a")]),
    }
    told = edges(network(papers, [("c", "variantOf", "a", "p1"), ("c", "extends", "a", "p2")]))
    assert told == {
        ("entity:c", "entity:a"): 0.25 + 1 + 2, ("entity:c", "entity:b"): 0.25,
        ("entity:d", "entity:a"): 0.25, ("entity:d", "entity:b"): 0.25,
    }  # fmt: skip


def test_ties_come_by_node() -> None:
    graph = network({"p": (2020, [])}, [("d", "extends", "c", "p"), ("b", "extends", "a", "p")])
    assert influence(graph)["label"].tolist() == ["A", "C", "B", "D"]


def test_no_nodes_have_no_rank() -> None:
    none = np.zeros(0, dtype=np.int64)
    assert page_rank(0, none, none, np.zeros(0)).tolist() == []


def test_on_the_seeds(seeds_network: nx.MultiDiGraph[str]) -> None:
    told = influence(seeds_network)
    assert told["influence"].sum() == pytest.approx(1)
    assert told["influence"].round(9).is_monotonic_decreasing
    assert "reinforcement learning" in told["label"].head(3).tolist()
