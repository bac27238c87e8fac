"""Who reports the best figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from methodgraph.analysis.names import entity_named
from methodgraph.analysis.tables import FRACTION, TEXT, WHOLE, roles

if TYPE_CHECKING:
    import networkx as nx

    from methodgraph.records import Entity

_COLUMNS = {
    "task": TEXT, "task_label": TEXT, "dataset": TEXT, "dataset_label": TEXT, "metric": TEXT, "metric_label": TEXT,
    "unit": TEXT, "is_difference": "bool", "better": TEXT, "rank": WHOLE, "subject": TEXT, "subject_label": TEXT,
    "value": TEXT, "number": FRACTION, "baseline": TEXT, "baseline_label": TEXT, "paper": TEXT, "year": WHOLE,
    "sentence": TEXT,
}  # fmt: skip
_THINGS = ("dataset", "metric", "subject", "baseline")
_BOARD = ("task", "dataset", "metric", "is_difference", "unit", "better")
_ORDER = (
    "task_label", "task", "dataset_label", "dataset", "metric_label", "metric", "is_difference", "unit", "better",
    "rank", "paper", "figure",
)  # fmt: skip


def leaderboard(
    network: nx.MultiDiGraph[str],
    figures: pd.DataFrame,
    *,
    task: Entity | str | None = None,
    dataset: Entity | str | None = None,
    metric: Entity | str | None = None,
) -> pd.DataFrame:
    """Return the reported figures as leaderboards: by task, dataset and metric, the best figure first.

    A figure stands on the board of each task that its paper addresses, and on one without a task where the paper
    addresses none. Differences ("+14.4%", against a baseline) are no levels ("63.4%") and stand on a board of their
    own, and so does each unit, and figures of which more is better apart from those of which less is. Boards are told
    apart by the nodes of task, dataset and metric: two things of one label have two boards.

    Args:
        network: the graph, as `to_networkx()` makes it; it tells what papers address.
        figures: `graph.figures.to_pandas()` of the same graph.
        task: name, id, node or record of a task that papers address; None is all, and figures without.
        dataset: the same of a dataset or benchmark that figures are of.
        metric: the same of a metric that figures are of.

    Returns:
        A DataFrame sorted by the labels of task, dataset and metric (then their nodes), levels before differences,
        unit, better; then by rank. What a figure does not say is <NA>, and comes last. Empty where no figure has all
        that was asked for. Columns: task, dataset, metric (nodes), each with its label in task_label, dataset_label,
        metric_label (string); unit (string, "" for none); is_difference (bool); better (string: "higher", "lower");
        rank (Int64: 1 is the best, equal numbers share one); subject (node of what reached it), subject_label; value
        (string, as written), number (float64, in `unit`; of a difference the change of the metric as the paper tells
        it); baseline (node), baseline_label; paper (string, its id), year (Int64), sentence (string).

        rank is <NA> where nobody knows which way the metric is better, and for a positive difference of one that is
        better lower: "improves perplexity by 18.5%" and "raises it by 18.5%" are both +18.5. Such figures follow the
        others of their board, by paper.

    Raises:
        UsageError: nothing that figures have, or papers address, is so called, or several things are.

    Figures are taken as written. Splits, sizes and settings differ from paper to paper, so a rank is a place to start
    reading and not a result.

    >>> leaderboard(network, graph.figures.to_pandas(), metric="accuracy")  # doctest: +SKIP
    """
    told = figures.rename_axis("figure").reset_index()
    for column in _THINGS:
        told[column] = "entity:" + told[column]
    told["node"] = "paper:" + told["paper"]
    addressed = _addressed(network)
    asked = {
        "dataset": (dataset, told["dataset"]),
        "metric": (metric, told["metric"]),
        "task": (task, addressed["task"]),
    }
    told = told.merge(addressed, on="node", how="left")
    for column, (name, known) in asked.items():
        if name is not None:
            node = entity_named(network, name, set(known.dropna().tolist()), f"no figure has the {column}")
            told = told[(told[column] == node).fillna(value=False).astype("bool")]
    told = told.assign(sentence=told["evidence"].map(" ".join), rank=_ranks(told))
    return told.sort_values(list(_ORDER), kind="stable")[list(_COLUMNS)].reset_index(drop=True).astype(_COLUMNS)


def _addressed(network: nx.MultiDiGraph[str]) -> pd.DataFrame:
    """Return a row for each paper and task that it addresses: node (the paper's), task, task_label."""
    told = roles(network, ("addresses",)).rename(columns={"paper": "node", "entity": "task"})[["node", "task"]]
    labels = dict(network.nodes(data="label"))
    return told.assign(task_label=pd.Series([labels[node] for node in told["task"].tolist()], told.index, TEXT))


def _ranks(told: pd.DataFrame) -> pd.Series[int]:
    """Return the rank of each figure on its board, <NA> where it is not known what is better."""
    sign = told["better"].map({"higher": -1.0, "lower": 1.0}).astype("float64")
    unclear = told["is_difference"] & (told["better"] == "lower").fillna(value=False) & (told["number"] > 0)
    number = (told["number"] * sign).mask(unclear.astype("bool"))
    board = [told[column] if column == "is_difference" else told[column].fillna("") for column in _BOARD]
    ranks: pd.Series[float] = number.groupby(board).rank(method="min")
    return ranks.astype(WHOLE)
