"""What was never tried."""

from __future__ import annotations

import networkx as nx
from tests.analysis.graphs import network

from methodgraph.analysis import gaps


def test_methods_without_a_usual_benchmark(field: nx.MultiDiGraph[str]) -> None:
    """Two papers on the task evaluate on bench, one on data. a and d were on bench; a and b (p5), d (p6) on data."""
    told = gaps(field, "task", least=1)
    assert told[["label", "benchmark_label", "method_papers", "benchmark_papers"]].to_numpy().tolist() == [
        ["C", "BENCH", 1, 2],
        ["C", "DATA", 1, 1],
    ]
    assert gaps(field, "task", least=2)["benchmark"].tolist() == ["entity:bench"]
    assert gaps(field, "task").empty


def test_an_evaluation_told_as_a_relation_counts(field: nx.MultiDiGraph[str]) -> None:
    own = field.copy()
    own.add_edge("entity:c", "entity:bench", key="x", kind="relation", predicate="evaluatedOn", paper="p4")
    assert gaps(own, "task", least=1)["benchmark_label"].tolist() == ["DATA"]


def test_a_method_is_for_a_task_by_what_solves_it_or_by_who_introduces_it() -> None:
    graph = network(
        {
            "p1": (2020, [("introduces", "a"), ("uses", "b"), ("addresses", "task")]),
            "p2": (2020, [("addresses", "task"), ("evaluatesOn", "bench")]),
            "p3": (2020, [("introduces", "c"), ("addresses", "other")]),
        },
        [("d", "solves", "task", "p3"), ("c", "solves", "other", "p3"), ("score", "solves", "task", "p3")],
    )
    assert gaps(graph, "task", least=1)["label"].tolist() == ["A", "D"]


def test_on_the_seeds(seeds_network: nx.MultiDiGraph[str]) -> None:
    told = gaps(seeds_network, "VQA", least=1)
    assert set(told["type"]) <= {"Method", "Model"}
    assert (told["benchmark_papers"] >= 1).all()
    assert len(told) > 0
