"""What was used when."""

from __future__ import annotations

import random

import networkx as nx
import pandas as pd
import pytest
from tests.analysis.graphs import Told, entity, network

from methodgraph.analysis import rising, usage_over_time
from methodgraph.records import Role


def test_papers_are_counted_by_year_with_empty_years_and_those_without_last(field: nx.MultiDiGraph[str]) -> None:
    told = usage_over_time(field, ["D", "a"])
    assert told.index.tolist()[:-1] == [2020, 2021, 2022, 2023]
    assert told.index[-1] is pd.NA
    assert told.index.name == "year"
    assert told.to_dict("list") == {"D": [1, 0, 1, 0, 1], "A": [2, 0, 1, 2, 0]}
    pd.testing.assert_frame_equal(usage_over_time(field, (entity("d"), "entity:a")), told)


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
    """Four papers before, two recent: b in 2 of 2 and 1 of 4, expected 1 and 2; three are added to all."""
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
    assert first["growth"] == pytest.approx(((2 + 3) / (1 + 3)) / ((1 + 3) / (2 + 3)))
    assert second["growth"] == pytest.approx(((1 + 3) / (5 / 3 + 3)) / ((4 + 3) / (10 / 3 + 3)))
    assert rising(graph, recent=2, least=4)["entity"].tolist() == ["entity:a"]
    assert rising(graph, types=["Task"], least=1).empty


def test_a_share_that_does_not_change_has_growth_one() -> None:
    graph = network({f"p{n}": (2020 + n // 8, [("uses", "a")] if n % 2 else []) for n in range(16)})
    assert rising(graph, recent=1).loc[0, "growth"] == pytest.approx(1)


def test_equal_growth_comes_by_papers_then_by_node() -> None:
    """In both years a, b and d are in half of the papers or in a quarter."""
    named = {"b": (0, 4), "d": (0, 1, 4, 5), "a": (1, 5)}
    papers: dict[str, Told] = {
        f"p{n}": (2020 + n // 4, [("uses", one) for one, own in named.items() if n in own]) for n in range(8)
    }
    told = rising(network(papers), recent=1, least=1)
    assert told[["label", "growth"]].to_numpy().tolist() == [["D", 1], ["A", 1], ["B", 1]]


@pytest.mark.parametrize("seed", range(6))
def test_what_has_nothing_to_do_with_years_seldom_seems_to_rise(seed: int) -> None:
    """Papers of years drawn by lot, of things drawn by lot. Were small counts not held back, one thing in twelve would
    have a growth above 2.
    """
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    names = [f"e{n:03}" for n in range(400)]
    papers: dict[str, Told] = {}
    for n in range(500):
        papers[f"p{n:03}"] = (chance.choice((2020, 2021)), [("uses", one) for one in chance.sample(names, 8)])
    told = rising(network(papers), recent=1)
    assert len(told) > 300
    assert (told["growth"] > 2).mean() < 0.03


def test_what_does_rise_is_told_among_those() -> None:
    chance = random.Random(1)  # noqa: S311 - nothing secret
    names = [f"e{n:03}" for n in range(400)]
    papers: dict[str, Told] = {}
    for n in range(500):
        drawn: list[tuple[Role, str]] = [("uses", one) for one in chance.sample(names, 8)]
        papers[f"p{n:03}"] = (2020 + n % 2, [*drawn, ("uses", "new")] if n % 2 and n < 60 else drawn)
    assert rising(network(papers), recent=1).loc[0, "label"] == "NEW"


def test_nothing_rises_where_all_is_recent(field: nx.MultiDiGraph[str]) -> None:
    assert rising(field, recent=4, least=1).empty
    assert not rising(field, recent=3, least=1).empty
