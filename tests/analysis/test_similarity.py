"""Papers that speak of the same things."""

from __future__ import annotations

from math import log, sqrt

import networkx as nx
import pandas as pd
import pytest
from tests.analysis.graphs import Told, linked, network

from methodgraph.analysis import similar_papers
from methodgraph.graph import to_networkx

PAPERS: dict[str, Told] = {
    "p1": (2020, [("uses", "a"), ("uses", "b"), ("uses", "c")]),
    "p2": (2021, [("uses", "a"), ("comparesWith", "b"), ("mentions", "b")]),
    "p3": (None, [("uses", "c"), ("uses", "a")]),
    "p4": (2020, [("uses", "d"), ("uses", "a")]),
}


def test_rarer_things_count_for_more_and_what_all_share_for_nothing() -> None:
    """b and c are in two papers of four (ln 2), d in one (ln 4), a in all (0)."""
    told = similar_papers(network(PAPERS), "p1")
    assert told["paper"].tolist() == ["p2", "p3"]
    half = log(2) ** 2 / (sqrt(2 * log(2) ** 2) * log(2))
    assert told["similarity"].tolist() == pytest.approx([half, half])
    assert told["shared"].tolist() == [["B", "A"], ["C", "A"]]
    assert told["label"].tolist() == ["Paper p2", "Paper p3"]
    assert told["year"].isna().tolist() == [False, True]


def test_most_and_a_paper_that_shares_nothing() -> None:
    assert len(similar_papers(network(PAPERS), "paper:p1", most=1)) == 1
    assert similar_papers(network(PAPERS), "p4").empty
    assert similar_papers(network({"p": (2020, [])}), "p").empty


def test_a_paper_is_given_as_its_record_too() -> None:
    told = linked(PAPERS)
    pd.testing.assert_frame_equal(
        similar_papers(to_networkx(told), told.papers[0]), similar_papers(network(PAPERS), "p1")
    )


def test_papers_that_are_equally_alike_come_by_node() -> None:
    papers: dict[str, Told] = {f"p{n}": (2020, [("uses", "a")] if n else [("uses", "b")]) for n in range(10)}
    assert similar_papers(network(papers), "p5")["paper"].tolist() == ["p1", "p2", "p3", "p4", "p6", "p7", "p8", "p9"]


def test_the_same_things_are_alike_altogether() -> None:
    graph = network({"p1": (2020, [("uses", "a")]), "p2": (2020, [("uses", "a")]), "p3": (2020, [])})
    assert similar_papers(graph, "p1")["similarity"].tolist() == [pytest.approx(1)]


def test_on_the_seeds(seeds_network: nx.MultiDiGraph[str]) -> None:
    papers = [node for node, kind in seeds_network.nodes(data="kind") if kind == "paper"]
    for paper in papers:
        told = similar_papers(seeds_network, paper)
        assert paper.removeprefix("paper:") not in told["paper"].tolist()
        assert told["similarity"].between(0, 1, inclusive="right").all()
        assert told["shared"].map(len).gt(0).all()
