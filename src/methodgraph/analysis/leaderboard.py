"""Who reports the best figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from methodgraph.analysis.tables import FRACTION, TEXT, WHOLE
from methodgraph.errors import UsageError
from methodgraph.text.folding import fold
from methodgraph.text.near import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_COLUMNS = {
    "task": TEXT, "dataset": TEXT, "metric": TEXT, "unit": TEXT, "is_difference": "bool", "better": TEXT, "rank": WHOLE,
    "subject": TEXT, "value": TEXT, "number": FRACTION, "baseline": TEXT, "paper": TEXT, "year": WHOLE,
    "sentence": TEXT,
}  # fmt: skip
_BOARD = ["task", "dataset", "metric", "is_difference", "unit"]


def leaderboard(
    figures: pd.DataFrame,
    claims: pd.DataFrame,
    *,
    task: str | None = None,
    dataset: str | None = None,
    metric: str | None = None,
) -> pd.DataFrame:
    """Return the reported figures as leaderboards: by task, dataset and metric, the best figure first.

    A figure stands on the board of each task that its paper addresses, and on one without a task where the paper
    addresses none. Differences ("+14.4%", against a baseline) are no levels ("63.4%") and stand on a board of their
    own, and so does each unit.

    Args:
        figures: `graph.figures.to_pandas()`.
        claims: `graph.claims.to_pandas()`, which tells what papers address.
        task: a label or an id in the tables; None is all, and figures without.
        dataset: the same for the dataset or benchmark.
        metric: the same for the metric.

    Returns:
        A DataFrame sorted by task, dataset, metric, levels before differences, unit; then by rank. What a figure does
        not say is <NA>, and comes last. Columns: task, dataset, metric (string, labels); unit (string, "" for none);
        is_difference (bool); better (string: "higher", "lower"); rank (Int64: 1 is the best, equal numbers share one;
        <NA> where nobody knows which way the metric is better, and such figures follow by paper); subject (string,
        the label of what reached it), value (string, as written), number (float64, in `unit`), baseline (string),
        paper (string, its id), year (Int64), sentence (string). A change for the worse has a negative number.

    Raises:
        UsageError: nothing in the column is so called; close names are told.

    Figures are taken as written. Splits, sizes and settings differ from paper to paper, so a rank is a place to start
    reading and not a result.

    >>> leaderboard(graph.figures.to_pandas(), graph.claims.to_pandas(), metric="accuracy")  # doctest: +SKIP
    """
    told = figures.rename_axis("figure").reset_index()
    told = _only(_only(told, "dataset", dataset), "metric", metric)
    addressed = claims[claims["predicate"] == "addresses"][["paper", "object", "object_label"]].drop_duplicates()
    addressed = addressed.rename(columns={"object": "task", "object_label": "task_label"})
    told = told.merge(addressed, on="paper", how="left")
    told = _only(told, "task", task, known=addressed)
    for column in ("task", "dataset", "metric", "subject", "baseline"):
        told[column] = told.pop(f"{column}_label")
    told["sentence"] = told["evidence"].map(" ".join)
    told["rank"] = _ranks(told)
    order = [*_BOARD, "rank", "paper", "figure"]
    return told.sort_values(order, kind="stable")[list(_COLUMNS)].reset_index(drop=True).astype(_COLUMNS)


def _only(told: pd.DataFrame, column: str, name: str | None, known: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the rows whose `column` is `name`: an id, else a label as written, else a label in any spelling."""
    if name is None:
        return told
    source = told if known is None else known
    for is_meant in _ways(column, name):
        if is_meant(source).any():
            return told[is_meant(told)]
    close = nearest(name, source[f"{column}_label"].dropna().unique().tolist())
    raise UsageError(f"no figure has the {column} {name!r}{'; close: ' + ', '.join(close) if close else ''}")


def _ways(column: str, name: str) -> Iterator[Callable[[pd.DataFrame], pd.Series[bool]]]:
    """Yield what finds the rows whose `column` is `name`, the strictest first."""
    identity, labels, wanted = name.removeprefix("entity:"), f"{column}_label", fold(name)

    def folded(rows: pd.DataFrame) -> pd.Series[bool]:
        return pd.Series([isinstance(one, str) and fold(one) == wanted for one in rows[labels]], rows.index, "bool")

    yield lambda rows: (rows[column] == identity).fillna(value=False).astype("bool")
    yield lambda rows: (rows[labels] == name).fillna(value=False).astype("bool")
    yield folded


def _ranks(told: pd.DataFrame) -> pd.Series[int]:
    """Return the rank of each figure on its board, <NA> where it is not known what is better."""
    sign = told["better"].map({"higher": -1.0, "lower": 1.0}).astype("float64")
    board = [told[column] if column == "is_difference" else told[column].fillna("") for column in (*_BOARD, "better")]
    ranks: pd.Series[float] = (told["number"] * sign).groupby(board).rank(method="min")
    return ranks.astype(WHOLE)
