"""What was used when."""

from __future__ import annotations

import networkx as nx
import pandas as pd
import pytest
from tests.analysis.graphs import network

from methodgraph.analysis import rising, usage_over_time


def test_papers_are_counted_by_year_with_empty_years_and_those_without_last(field: nx.MultiDiGraph[str]) -> None:
    told = usage_over_time(field, ["D", "a"])
    assert told.index.tolist()[:-1] == [2020, 2021, 2022, 2023]
    assert told.index[-1] is pd.NA
    assert told.index.name == "year"
    assert told.to_dict("list") == {"D": [1, 0, 1, 0, 1], "A": [2, 0, 1, 2, 0]}


def test_a_role_can_be_asked_for(field: nx.MultiDiGraph[str]) -> None:
    told = usage_over_time(field, ["a", "d"], roles=("uses",))
    assert told.to_dict("list") == {"A": [1, 0, 1, 2, 0], "D": [1, 0, 0, 0, 1]}


def test_all_columns_come_by_size(field: nx.MultiDiGraph[str]) -> None:
    assert list(usage_over_time(field)) == ["A", "TASK", "B", "D", "BENCH", "DATA", "C", "OTHER"]


def test_labels_of_several_things_bear_their_id(field: nx.MultiDiGraph[str]) -> None:
    own = field.copy()
    own.nodes["entity:a"]["label"] = "B"
    assert list(usage_over_time(own, ["entity:a", "b", "c"])) == ["B (a)", "B (b)", "C"]


def test_a_paper_with_several_roles_counts_once() -> None:
    told = usage_over_time(network({"p": (2020, [("uses", "a"), ("comparesWith", "a")])}))
    assert told.loc[2020, "A"] == 1


def test_growth_is_as_the_formula_says() -> None:
    """Four papers before, two recent: b in 2 of 2 and 1 of 4, expected 1 and 2."""
    graph = network(
        {
            "p1": (2019, [("uses", "a"), ("uses", "b")]), "p2": (2019, [("uses", "a")]), "p3": (2020, [("uses", "a")]),
            "p4": (2020, [("uses", "a")]), "p5": (2021, [("uses", "b"), ("uses", "a")]), "p6": (2022, [("uses", "b")]),
            "p7": (None, [("uses", "b")]),
        }
    )  # fmt: skip
    told = rising(graph, recent=2, least=3)
    assert told["entity"].tolist() == ["entity:b", "entity:a"]
    first, second = told.to_dict("records")
    assert (first["papers"], first["recent"], first["before"]) == (3, 2, 1)
    assert (first["share_recent"], first["share_before"]) == (1.0, 0.25)
    assert first["growth"] == pytest.approx((3 / 2) / (2 / 3))
    assert second["growth"] == pytest.approx((2 / (5 / 3 + 1)) / (5 / (10 / 3 + 1)))
    assert rising(graph, recent=2, least=4)["entity"].tolist() == ["entity:a"]
    assert rising(graph, types=["Task"], least=1).empty


def test_a_share_that_does_not_change_has_growth_one() -> None:
    graph = network({f"p{n}": (2020 + n // 8, [("uses", "a")] if n % 2 else []) for n in range(16)})
    assert rising(graph, recent=1).loc[0, "growth"] == pytest.approx(1)


def test_nothing_rises_where_all_is_recent(field: nx.MultiDiGraph[str]) -> None:
    assert rising(field, recent=4, least=1).empty
    assert not rising(field, recent=3, least=1).empty
