"""Who reports the best figure."""

from __future__ import annotations

import random

import networkx as nx
import pandas as pd
import pytest
from tests.analysis.graphs import figure, linked

from methodgraph.analysis import leaderboard
from methodgraph.errors import UsageError
from methodgraph.graph import to_networkx
from methodgraph.knowledge import Figures, KnowledgeGraph
from methodgraph.records import Figure

ALL = linked(
    {
        "p1": (2020, [("addresses", "task"), ("uses", "a"), ("uses", "b"), ("uses", "data"), ("reports", "score")]),
        "p2": (2021, [("addresses", "task"), ("addresses", "other")]),
        "p3": (None, [("mentions", "d")]),
    },
    figures=(
        figure("p1", "71%"), figure("p2", "80%", subject="b", before=None), figure("p2", "+3%", baseline="b"),
        figure("p1", "71%", subject="d"), figure("p1", "0.2", better="lower", metric=None),
        figure("p3", "0.4", better=None, dataset=None),
    ),
)  # fmt: skip
NETWORK, FIGURES = to_networkx(ALL), Figures(ALL.figures, ALL).to_pandas()


def plain(told: pd.DataFrame, *columns: str) -> list[list[object]]:
    """Return the rows, None for what is missing."""
    shown = told[list(columns)].astype(object)
    rows: list[list[object]] = shown.where(shown.notna(), None).to_numpy().tolist()
    return rows


def board(*figures: Figure, network: nx.MultiDiGraph[str] = NETWORK) -> pd.DataFrame:
    """Return the board of these figures for "task"."""
    return leaderboard(network, Figures(figures, ALL).to_pandas(), task="task")


def test_levels_by_rank_then_differences_of_a_task() -> None:
    told = leaderboard(NETWORK, FIGURES, task="TASK", dataset="data", metric="Score")
    columns = ("rank", "subject_label", "value", "number", "is_difference", "baseline", "paper", "year")
    rows = plain(told, *columns)
    assert rows[0] == [1, "B", "80%", 80.0, False, None, "p2", 2021]
    assert [row[:3] for row in rows[1:3]] in ([[2, "A", "71%"], [2, "D", "71%"]], [[2, "D", "71%"], [2, "A", "71%"]])
    assert rows[3] == [1, "A", "+3%", 3.0, True, "entity:b", "p2", 2021]
    assert len(rows) == 4
    assert set(told["sentence"]) == {"We say so"}


def test_each_thing_is_told_by_node_and_label() -> None:
    (row,) = plain(
        leaderboard(NETWORK, FIGURES, task="other").query("is_difference"),
        "task", "task_label", "dataset", "dataset_label", "metric", "metric_label", "subject", "subject_label",
        "baseline", "baseline_label",
    )  # fmt: skip
    things = ("other", "data", "score", "a", "b")
    assert row == [told for thing in things for told in (f"entity:{thing}", thing.upper())]


def test_a_paper_on_two_tasks_stands_on_two_boards_and_one_without_on_none() -> None:
    told = leaderboard(NETWORK, FIGURES)
    assert told.groupby("task", dropna=False).size().to_dict() == {"entity:other": 2, "entity:task": 5, pd.NA: 1}
    last = told.iloc[-1]
    assert last["value"] == "0.4"
    assert pd.isna(last["rank"])


def test_less_is_best_where_less_is_better() -> None:
    told = board(figure("p1", "0.2", better="lower"), figure("p2", "0.1", better="lower"), figure("p2", "9"))
    assert told[told["better"] == "lower"]["value"].tolist() == ["0.1", "0.2"]


def test_equal_numbers_share_the_better_rank_and_the_next_is_left_out() -> None:
    told = board(*(figure(paper, value) for paper in ("p1", "p2") for value in ("71%", "80%")), figure("p1", "60%"))
    assert plain(told, "value", "rank") == [["80%", 1], ["80%", 1], ["71%", 3], ["71%", 3], ["60%", 5]]


def test_each_unit_and_each_direction_has_a_board_of_its_own() -> None:
    told = board(
        figure("p1", "71%"), figure("p1", "0.8"), figure("p1", "0.9", better="lower"), figure("p2", "0.7"),
        figure("p2", "0.3", better="lower"),
    )  # fmt: skip
    assert plain(told, "value", "better", "rank") == [
        ["0.8", "higher", 1], ["0.7", "higher", 2], ["0.3", "lower", 1], ["0.9", "lower", 2], ["71%", "higher", 1],
    ]  # fmt: skip


def test_a_rise_of_what_is_better_lower_has_no_rank() -> None:
    """Of "improves perplexity by 18.5%" and "raises it by 18.5%" no sign tells which is good; "-29.5%" is good."""
    lower = (figure("p1", "+18.5%", better="lower"), figure("p2", "-29.5%", better="lower", is_difference=True),
             figure("p1", "-3%", better="lower", is_difference=True))  # fmt: skip
    higher = (figure("p1", "+2%"), figure("p2", "+4%"), figure("p1", "-1%", is_difference=True))
    assert plain(board(*lower), "value", "rank") == [["-29.5%", 1], ["-3%", 2], ["+18.5%", None]]
    assert plain(board(*higher), "value", "rank") == [["+4%", 1], ["+2%", 2], ["-1%", 3]]
    assert plain(board(figure("p1", "18.5%", better="lower")), "rank") == [[1]]  # a level


def test_things_of_one_label_have_boards_of_their_own() -> None:
    own = NETWORK.copy()
    own.add_nodes_from([("entity:data2", {**own.nodes["entity:data"], "label": "DATA"})])
    own.add_edge("paper:p2", "entity:data2", key="x", kind="role", predicate="evaluatesOn", paper="p2")
    figures = Figures((figure("p1", "71%"), figure("p1", "80%", dataset="b")), ALL).to_pandas()
    figures["dataset"] = figures["dataset"].replace("b", "data2")
    figures["dataset_label"] = "DATA"
    told = leaderboard(own, figures)
    assert plain(told, "dataset", "dataset_label", "rank") == [
        ["entity:data", "DATA", 1], ["entity:data2", "DATA", 1],
    ]  # fmt: skip
    assert leaderboard(own, figures, dataset="data2")["value"].tolist() == ["80%"]
    with pytest.raises(UsageError, match=r"^'DATA' may be 2 things, give the id of one: data "):
        leaderboard(own, figures, dataset="DATA")


@pytest.mark.parametrize("name", ["data", "entity:data", "Data", "data by alias"])
def test_things_are_given_as_everywhere(name: str) -> None:
    (entity,) = (one for one in ALL.entities if one.id == "data")
    wanted = leaderboard(NETWORK, FIGURES, dataset=entity)
    assert len(wanted) > 0
    pd.testing.assert_frame_equal(leaderboard(NETWORK, FIGURES, dataset=name), wanted)


def test_only_what_has_figures_counts_for_a_name() -> None:
    own = NETWORK.copy()
    own.nodes["entity:a"]["aliases"] = ["DATA"]
    assert len(leaderboard(own, FIGURES, dataset="DATA")) == len(leaderboard(own, FIGURES, dataset="entity:data"))


def test_the_order_of_the_tables_does_not_matter() -> None:
    mixed = random.Random(3).sample(range(len(FIGURES)), len(FIGURES))  # noqa: S311 - nothing secret
    pd.testing.assert_frame_equal(leaderboard(NETWORK, FIGURES.iloc[mixed]), leaderboard(NETWORK, FIGURES))


def test_an_empty_board_has_the_same_columns() -> None:
    none = leaderboard(to_networkx(linked({})), FIGURES[:0])
    assert len(none) == 0
    assert none.dtypes.to_dict() == leaderboard(NETWORK, FIGURES).dtypes.to_dict()


@pytest.mark.parametrize("given", [{"task": "taks"}, {"dataset": "dat"}, {"metric": "scores of"}])
def test_an_unknown_name_tells_close_ones(given: dict[str, str]) -> None:
    with pytest.raises(UsageError, match=f"no figure has the {next(iter(given))} .*; close: [A-Z]+$"):
        leaderboard(NETWORK, FIGURES, **given)


def test_on_the_seeds(seeds: KnowledgeGraph, seeds_network: nx.MultiDiGraph[str]) -> None:
    told = leaderboard(seeds_network, seeds.figures.to_pandas())
    assert set(told["paper"]) == {figure.paper for figure in seeds.figures}
    assert "+14.4%" in told[told["is_difference"]]["value"].tolist()
