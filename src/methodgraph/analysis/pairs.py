"""What is used together."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

from methodgraph.analysis.tables import FRACTION, TEXT, at_least, of_types, papers, roles, table

if TYPE_CHECKING:
    from collections.abc import Iterable

    import networkx as nx
    import pandas as pd

_PAIRS = {
    "entity": TEXT, "other": TEXT, "label": TEXT, "other_label": TEXT, "papers": "int64", "expected": FRACTION,
    "lift": FRACTION, "jaccard": FRACTION,
}  # fmt: skip


def co_usage(
    network: nx.MultiDiGraph[str],
    *,
    types: Iterable[str] = ("Method", "Model"),
    roles: Iterable[str] = ("introduces", "uses"),
    least: int = 2,
) -> pd.DataFrame:
    """Return the pairs of entities that the same papers use.

    With n papers in the graph, a and b of which use the one and the other, and c both: expected = ab / n is how many
    would use both if they were chosen independently, lift = c / expected (1 is chance), jaccard = c / (a + b - c).

    Args:
        network: the graph, as `to_networkx()` makes it.
        types: the types of the two entities.
        roles: what counts as use.
        least: papers that use both, at least.

    Returns:
        A DataFrame, the pairs with most papers first, then those with the greatest lift, then by node. Columns:
        entity, other (nodes, entity < other), label, other_label (string); papers (int64: that use both); expected,
        lift, jaccard (float64). Each pair is there once.

    Raises:
        UsageError: a type or role does not exist; `least` is below 1.

    Lift favours rare pairs: two things that one paper alone uses have the greatest there is. Sort by it only with a
    `least` that leaves chance out.

    >>> co_usage(network).query("lift > 5")[["label", "other_label", "papers"]]  # doctest: +SKIP
    """
    at_least(least, 1, "least")
    counts, sizes = together(network, types, roles)
    labels = dict(network.nodes(data="label"))
    total = len(papers(network))
    rows = []
    for (one, other), both in counts.items():
        if both >= least:
            expected = sizes[one] * sizes[other] / total
            jaccard = both / (sizes[one] + sizes[other] - both)
            rows.append((one, other, labels[one], labels[other], both, expected, both / expected, jaccard))
    rows.sort(key=lambda row: (-row[4], -row[6], row[0], row[1]))
    return table(rows, _PAIRS)


def together(
    network: nx.MultiDiGraph[str], types: Iterable[str], wanted: Iterable[str]
) -> tuple[Counter[tuple[str, str]], Counter[str]]:
    """Return how many papers have a wanted role for both of two nodes (the lesser first), and for each node."""
    allowed = set(of_types(network, types)["entity"].tolist())
    used: dict[str, list[str]] = {}
    told = roles(network, wanted)[["paper", "entity"]].drop_duplicates()
    for paper, entity in zip(told["paper"].tolist(), told["entity"].tolist(), strict=True):
        if entity in allowed:
            used.setdefault(paper, []).append(entity)
    pairs: Counter[tuple[str, str]] = Counter()
    sizes: Counter[str] = Counter()
    for found in used.values():
        sizes.update(found)
        pairs.update(combinations(sorted(found), 2))
    return pairs, sizes
