"""Who reports the best figure."""

from __future__ import annotations

import random

import pandas as pd
import pytest
from tests.analysis.graphs import figure, linked

from methodgraph.analysis import leaderboard
from methodgraph.errors import UsageError
from methodgraph.knowledge import Claims, Figures, KnowledgeGraph

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
FIGURES, CLAIMS = Figures(ALL.figures, ALL).to_pandas(), Claims(ALL.claims, ALL).to_pandas()


def test_levels_by_rank_then_differences_of_a_task() -> None:
    told = leaderboard(FIGURES, CLAIMS, task="TASK", dataset="data", metric="Score")
    shown = told[["rank", "subject", "value", "number", "is_difference", "baseline", "paper", "year"]]
    rows = shown.astype(object).where(shown.notna(), None).to_numpy().tolist()
    assert rows[0] == [1, "B", "80%", 80.0, False, None, "p2", 2021]
    assert [row[:3] for row in rows[1:3]] in ([[2, "A", "71%"], [2, "D", "71%"]], [[2, "D", "71%"], [2, "A", "71%"]])
    assert rows[3] == [1, "A", "+3%", 3.0, True, "B", "p2", 2021]
    assert len(rows) == 4
    assert set(told["sentence"]) == {"We say so"}


def test_a_paper_on_two_tasks_stands_on_two_boards_and_one_without_on_none() -> None:
    told = leaderboard(FIGURES, CLAIMS)
    assert told.groupby("task", dropna=False).size().to_dict() == {"OTHER": 2, "TASK": 5, pd.NA: 1}
    last = told.iloc[-1]
    assert last["value"] == "0.4"
    assert pd.isna(last["rank"])


def test_less_is_best_where_less_is_better() -> None:
    figures = (figure("p1", "0.2", better="lower"), figure("p2", "0.1", better="lower"), figure("p2", "9"))
    told = leaderboard(Figures(figures, ALL).to_pandas(), CLAIMS, task="task")
    assert told[told["better"] == "lower"]["value"].tolist() == ["0.1", "0.2"]


def test_the_order_of_the_tables_does_not_matter() -> None:
    mixed = random.Random(3).sample(range(len(FIGURES)), len(FIGURES))  # noqa: S311 - nothing secret
    pd.testing.assert_frame_equal(leaderboard(FIGURES.iloc[mixed], CLAIMS[::-1]), leaderboard(FIGURES, CLAIMS))


def test_an_empty_board_has_the_same_columns() -> None:
    none = leaderboard(FIGURES[:0], CLAIMS[:0])
    assert len(none) == 0
    assert none.dtypes.to_dict() == leaderboard(FIGURES, CLAIMS).dtypes.to_dict()


@pytest.mark.parametrize("given", [{"task": "taks"}, {"dataset": "dat"}, {"metric": "scores of"}])
def test_an_unknown_name_tells_close_ones(given: dict[str, str]) -> None:
    with pytest.raises(UsageError, match=f"no figure has the {next(iter(given))} .*; close: "):
        leaderboard(FIGURES, CLAIMS, **given)


def test_on_the_seeds(seeds: KnowledgeGraph) -> None:
    told = leaderboard(seeds.figures.to_pandas(), seeds.claims.to_pandas())
    assert set(told["paper"]) == {figure.paper for figure in seeds.figures}
    assert "+14.4%" in told[told["is_difference"]]["value"].tolist()
