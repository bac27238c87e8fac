"""What is used together."""

from __future__ import annotations

import networkx as nx
import pytest

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


def test_the_seeds_use_reinforcement_learning_with_language_models(seeds_network: nx.MultiDiGraph[str]) -> None:
    told = co_usage(seeds_network)
    assert all(one < other for one, other in zip(told["entity"], told["other"], strict=True))
    assert (told["papers"] >= 2).all()
    assert told["papers"].is_monotonic_decreasing
    assert (told["label"].tolist()[0], told["other_label"].tolist()[0]) == (
        "multimodal large language model",
        "reinforcement learning",
    )
