"""What others build on."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from methodgraph.analysis.tables import FRACTION, TEXT, relations, roles, spoken, table

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    from numpy.typing import NDArray

_INFLUENCE = {"entity": TEXT, "label": TEXT, "type": TEXT, "papers": "int64", "influence": FRACTION}
_DAMPING = 0.85
_PRECISION = 1e-12
_MOST_ROUNDS = 1000


def influence(network: nx.MultiDiGraph[str]) -> pd.DataFrame:
    """Return the entities by how much others build on them, directly and through others.

    PageRank (Page et al., "The PageRank Citation Ranking", 1999), with a damping of 0.85, on a graph whose nodes are
    the entities that have one of these edges, and whose edges lead from what is new to what it rests on:

    - for each claim "A extends B" or "A variantOf B", A to B, with weight 1 (so papers that say the same add up);
    - for each paper that introduces i things and uses u others, from each of the one to each of the other, with weight
      1 / (i * u): a paper that uses much has no more to give than one that uses little.

    What rests on nothing passes its share to all, evenly.

    Args:
        network: the graph, as `to_networkx()` makes it.

    Returns:
        A DataFrame, the most influential first, ties by node. Columns: entity (node), label, type (string), papers
        (int64: that have any role for it), influence (float64; the column sums to 1). Empty where no claim says that
        anything rests on anything.

    It counts what abstracts say, and they name what is widely known ("large language models") more often than what an
    idea came from. There are no citations in it. Shares of two graphs cannot be compared: each sums to 1.

    >>> influence(network)[["label", "influence"]].head(3)  # doctest: +SKIP
    """
    weights = edges(network)
    nodes = sorted({node for pair in weights for node in pair})
    numbers = {node: number for number, node in enumerate(nodes)}
    pairs = sorted(weights)
    shares = page_rank(
        len(nodes),
        np.array([numbers[one] for one, _ in pairs], dtype=np.int64),
        np.array([numbers[other] for _, other in pairs], dtype=np.int64),
        np.array([weights[pair] for pair in pairs], dtype=np.float64),
    )
    told, papers = network.nodes, spoken(network)
    rows = [
        (node, told[node]["label"], told[node]["type"], papers[node], share)
        for node, share in zip(nodes, shares.tolist(), strict=True)
    ]
    # Sums of floats differ in their last digits where equal ones are added in another order.
    return table(sorted(rows, key=lambda row: (-round(row[4], 10), row[0])), _INFLUENCE)


def page_rank(
    size: int, sources: NDArray[np.int64], targets: NDArray[np.int64], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the PageRank of `size` nodes, numbered from 0, over weighted edges; it sums to 1, and is empty for none.

    >>> page_rank(2, np.array([0]), np.array([1]), np.array([1.0])).round(2).tolist()
    [0.35, 0.65]
    """
    if not size:
        return np.zeros(0)
    given = np.bincount(sources, weights, size)
    passed = weights / given[sources]
    rank: NDArray[np.float64] = np.full(size, 1 / size)
    for _ in range(_MOST_ROUNDS):
        held = np.bincount(targets, rank[sources] * passed, size) + rank[given == 0].sum() / size
        now = (1 - _DAMPING) / size + _DAMPING * held
        moved = np.abs(now - rank).sum()
        rank = now
        if moved < _PRECISION:
            break
    whole: NDArray[np.float64] = rank / rank.sum()
    return whole


def edges(network: nx.MultiDiGraph[str]) -> dict[tuple[str, str], float]:
    """Return the weight of each edge from what is new to what it rests on, as `influence` tells; none to itself."""
    weights: defaultdict[tuple[str, str], float] = defaultdict(float)
    told = relations(network, ("extends", "variantOf"))
    for one, other in zip(told["subject"].tolist(), told["object"].tolist(), strict=True):
        if one != other:
            weights[one, other] += 1.0
    new, used = _by_paper(network, "introduces"), _by_paper(network, "uses")
    for paper in sorted(new):
        others = [node for node in used.get(paper, ()) if node not in new[paper]]
        for one in new[paper]:
            for other in others:
                weights[one, other] += 1 / (len(new[paper]) * len(others))
    return dict(weights)


def _by_paper(network: nx.MultiDiGraph[str], role: str) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    told = roles(network, (role,))
    for paper, entity in zip(told["paper"].tolist(), told["entity"].tolist(), strict=True):
        found[paper].append(entity)
    return found
