"""What was never tried."""

from __future__ import annotations

import networkx as nx
import pytest
from tests.analysis.graphs import Told, entity, network

from methodgraph.analysis import gaps
from methodgraph.records import Role


def on_task(name: str, number: int, *has: tuple[Role, str]) -> dict[str, Told]:
    """Return papers on the task that have these roles."""
    return {f"{name}-{n}": (2020, [("addresses", "task"), *has]) for n in range(number)}


def test_methods_without_a_usual_benchmark(field: nx.MultiDiGraph[str]) -> None:
    """Of four papers on the task two evaluate on bench, one on data. a, d were on bench; a, b (p5), d (p6) on data."""
    told = gaps(field, "task", least=1)
    columns = ["label", "benchmark_label", "method_papers", "benchmark_papers", "expected"]
    assert told[columns].to_numpy().tolist() == [
        ["B", "BENCH", 1, 2, 0.5], ["C", "BENCH", 1, 2, 0.5], ["C", "DATA", 1, 1, 0.25],
    ]  # fmt: skip
    assert gaps(field, entity("task"), least=1).equals(told)
    assert gaps(field, "task", least=2).empty  # of what two papers on the task have, a and d, both were on bench
    assert gaps(field, "task").empty


def test_both_have_to_be_usual() -> None:
    """Four papers on the task have b and three a; three evaluate on bench and two on data; other tasks do not count."""
    papers: dict[str, Told] = {
        **on_task("p", 3, ("uses", "b"), ("introduces", "a")), **on_task("p3", 1, ("uses", "b")),
        **on_task("q", 2, ("evaluatesOn", "bench"), ("evaluatesOn", "data")),
        **on_task("q2", 1, ("evaluatesOn", "bench")),
        **{f"r{n}": (2020, [("addresses", "other"), ("uses", "d"), ("mentions", "task")]) for n in range(3)},
        **{f"s{n}": (2020, [("addresses", "other"), ("evaluatesOn", "data")]) for n in range(3)},
    }  # fmt: skip
    graph = network(papers)
    assert gaps(graph, "task")[["label", "benchmark_label", "expected"]].to_numpy().tolist() == [
        ["B", "BENCH", pytest.approx(12 / 7)], ["A", "BENCH", pytest.approx(9 / 7)],
    ]  # fmt: skip
    assert gaps(graph, "task", least=4).empty


def test_what_is_expected_most_comes_first_then_the_benchmark_with_most_papers_then_nodes() -> None:
    """Of b 4 papers, of a, c and d 2, of e 1; on bench 2, on data 1: pairs of 2 x 2 and 4 x 1 are expected alike."""
    papers: dict[str, Told] = {
        **on_task("o", 2, ("uses", "b")), **on_task("p", 2, ("uses", "b"), ("uses", "d")),
        **on_task("q", 1, ("uses", "a"), ("uses", "c")),
        **on_task("q2", 1, ("uses", "a"), ("uses", "c"), ("uses", "e")),
        **on_task("r", 1, ("evaluatesOn", "bench")),
        **on_task("s", 1, ("evaluatesOn", "bench"), ("evaluatesOn", "data")),
    }  # fmt: skip
    told = gaps(network(papers), "task", least=1)
    assert (told["label"] + " " + told["benchmark_label"]).tolist() == [
        "B BENCH", "A BENCH", "C BENCH", "D BENCH", "B DATA", "E BENCH", "A DATA", "C DATA", "D DATA", "E DATA",
    ]  # fmt: skip
    assert told["expected"].tolist() == [1, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.25, 0.125]


@pytest.mark.parametrize("role", ["introduces", "uses", "comparesWith"])
def test_a_paper_that_has_both_has_tried_it_whatever_its_task(role: Role) -> None:
    papers: dict[str, Told] = {
        "p1": (2020, [("addresses", "task"), ("uses", "a"), ("uses", "b")]),
        "p2": (2020, [("addresses", "task"), ("evaluatesOn", "bench")]),
        "p3": (2020, [("addresses", "other"), (role, "a"), ("mentions", "b"), ("evaluatesOn", "bench")]),
    }
    assert gaps(network(papers), "task", least=1)["label"].tolist() == ["B"]


def test_an_evaluation_told_as_a_relation_counts(field: nx.MultiDiGraph[str]) -> None:
    own = field.copy()
    own.add_edge("entity:c", "entity:bench", key="x", kind="relation", predicate="evaluatedOn", paper="p4")
    told = gaps(own, "task", least=1)
    assert told[["label", "benchmark_label"]].to_numpy().tolist() == [["B", "BENCH"], ["C", "DATA"]]


def test_on_the_seeds(seeds_network: nx.MultiDiGraph[str]) -> None:
    told = gaps(seeds_network, "VQA", least=1)
    assert set(told["type"]) <= {"Method", "Model"}
    assert (told["benchmark_papers"] >= 1).all()
    assert told["expected"].is_monotonic_decreasing
    assert len(told) > 0
