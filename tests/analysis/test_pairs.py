"""What is used together."""

from __future__ import annotations

import networkx as nx
import pytest
from tests.analysis.graphs import Told, network, shuffled

from methodgraph.analysis import co_usage


def test_pairs_with_what_chance_would_give(field: nx.MultiDiGraph[str]) -> None:
    """a is used or introduced by 5 papers of 6, b by 3, both by 3."""
    told = co_usage(field)
    assert told[["entity", "other"]].to_numpy().tolist() == [["entity:a", "entity:b"]]
    (row,) = told.to_dict("records")
    assert (row["label"], row["other_label"], row["papers"]) == ("A", "B", 3)
    assert row["expected"] == pytest.approx(2.5)
    assert row["lift"] == pytest.approx(1.2)
    assert row["jaccard"] == pytest.approx(0.6)


def test_types_roles_and_least(field: nx.MultiDiGraph[str]) -> None:
    assert co_usage(field, types=["Method"], least=1)[["label", "other_label"]].to_numpy().tolist() == [
        ["A", "B"], ["A", "D"],
    ]  # fmt: skip
    every = co_usage(field, roles=("introduces", "uses", "mentions"), least=1)
    assert ["B", "D"] in every[["label", "other_label"]].to_numpy().tolist()
    assert co_usage(field, least=4).empty


def test_a_paper_with_several_roles_counts_once() -> None:
    papers: dict[str, Told] = {
        "p1": (2020, [("introduces", "a"), ("uses", "a"), ("uses", "b")]),
        "p2": (2020, [("uses", "a"), ("uses", "b")]),
        "p3": (2020, []),
    }
    (row,) = co_usage(network(papers), least=1).to_dict("records")
    assert (row["entity"], row["other"], row["papers"]) == ("entity:a", "entity:b", 2)
    assert row["expected"] == pytest.approx(4 / 3)
    assert row["jaccard"] == 1


def test_pairs_of_equal_papers_come_by_lift_then_by_node() -> None:
    """a and b are in four papers, the others in two: of the pairs that two papers have, the rarer ones come first."""
    papers: dict[str, Told] = {
        **{f"p{n}": (2020, [("uses", "a"), ("uses", "b")]) for n in range(2)},
        **{f"q{n}": (2020, [("uses", one)]) for one in "ab" for n in range(3)},
        "q0": (2020, [("uses", "a"), ("uses", "b"), ("uses", "c")]),
        "r": (2020, [("uses", "a"), ("uses", "c")]),
        **{f"s{n}": (2020, [("uses", "w"), ("uses", "y")]) for n in range(2)},
        **{f"t{n}": (2020, [("uses", "v"), ("uses", "z")]) for n in range(2)},
    }
    graph = network(papers)
    told = co_usage(graph)
    assert (told["label"] + told["other_label"]).tolist() == ["AB", "VZ", "WY", "AC"]
    for seed in range(3):
        assert co_usage(shuffled(graph, seed))["entity"].tolist() == told["entity"].tolist()


def test_the_seeds_use_reinforcement_learning_with_language_models(seeds_network: nx.MultiDiGraph[str]) -> None:
    told = co_usage(seeds_network)
    assert all(one < other for one, other in zip(told["entity"], told["other"], strict=True))
    assert (told["papers"] >= 2).all()
    assert told["papers"].is_monotonic_decreasing
    assert (told["label"].tolist()[0], told["other_label"].tolist()[0]) == (
        "multimodal large language model",
        "reinforcement learning",
    )
