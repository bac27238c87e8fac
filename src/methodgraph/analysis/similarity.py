"""Papers that speak of the same things."""

from __future__ import annotations

from collections import defaultdict
from math import fsum, log, sqrt
from typing import TYPE_CHECKING

from methodgraph.analysis.names import paper_named
from methodgraph.analysis.tables import FRACTION, TEXT, WHOLE, at_least, papers, roles, table

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from methodgraph.records import Paper

_SIMILAR = {"paper": TEXT, "label": TEXT, "year": WHOLE, "similarity": FRACTION, "shared": "object"}


def similar_papers(network: nx.MultiDiGraph[str], paper: Paper | str, *, most: int = 10) -> pd.DataFrame:
    """Return the papers most like a paper, by the entities that both have a role for.

    The cosine of their vectors, in which an entity of which d of n papers speak has the weight ln(n / d) (inverse
    document frequency; Spärck Jones, "A statistical interpretation of term specificity", 1972). So a rare thing in
    common counts for more than a usual one, and one that all papers speak of not at all.

    Args:
        network: the graph, as `to_networkx()` makes it.
        paper: its id, node or record.
        most: how many papers to return at most, from 1 on.

    Returns:
        A DataFrame, the most similar first, ties by node. Columns: paper (string, its id), label (string: its title, or
        its id), year (Int64), similarity (float64, above 0 up to 1), shared (object: a list of the labels of what both
        speak of, the rarest first). Empty where nothing is shared; the paper itself is not in it.

    Raises:
        UsageError: there is no such paper, close ids are told; `most` is below 1.

    It does not read the text: papers with few entities are like each other easily, and two names of one thing that were
    not joined are two things.

    >>> similar_papers(network, "arxiv:2106.09685", most=3)[["label", "shared"]]  # doctest: +SKIP
    """
    at_least(most, 1, "most")
    node = paper_named(network, paper)
    said, spoken = _both_ways(network)
    total = len(papers(network))
    weights = {entity: log(total / len(found)) for entity, found in spoken.items()}
    near = {other for entity in said.get(node, ()) for other in spoken[entity] if weights[entity]} - {node}
    lengths = {
        one: sqrt(fsum(weights[entity] ** 2 for entity in said[one])) for one in (*near, *(said.keys() & {node}))
    }
    rows = []
    for other in near:
        shared = sorted(said[node] & said[other], key=lambda entity: (-weights[entity], entity))
        likeness = fsum(weights[entity] ** 2 for entity in shared) / (lengths[node] * lengths[other])
        rows.append((other, min(likeness, 1.0), shared))
    rows.sort(key=lambda row: (-round(row[1], 12), row[0]))
    return table([_row(network, *row) for row in rows[:most]], _SIMILAR)


def _both_ways(network: nx.MultiDiGraph[str]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Return what each paper speaks of, and which papers speak of each entity."""
    said: defaultdict[str, set[str]] = defaultdict(set)
    spoken: defaultdict[str, set[str]] = defaultdict(set)
    told = roles(network)
    for paper, entity in zip(told["paper"].tolist(), told["entity"].tolist(), strict=True):
        said[paper].add(entity)
        spoken[entity].add(paper)
    return dict(said), dict(spoken)


def _row(network: nx.MultiDiGraph[str], node: str, likeness: float, shared: list[str]) -> tuple[object, ...]:
    told, nodes = network.nodes[node], network.nodes
    labels = [nodes[entity]["label"] for entity in shared]
    return node.removeprefix("paper:"), told["label"], told["year"], likeness, labels
