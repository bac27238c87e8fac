"""What belongs together: communities of things that papers use at once."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

import networkx as nx

from methodgraph.analysis.pairs import together
from methodgraph.analysis.tables import TEXT, at_least, table

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

_COMMUNITIES = {
    "community": "int64", "name": TEXT, "entity": TEXT, "label": TEXT, "type": TEXT, "papers": "int64",
}  # fmt: skip
_ROLES = ("introduces", "uses", "addresses")
_NAMED_BY = 3


def communities(
    network: nx.MultiDiGraph[str],
    *,
    types: Iterable[str] = ("Method", "Model", "Task"),
    least: int = 2,
    seed: int = 0,
) -> pd.DataFrame:
    """Return groups of entities that the same papers introduce, use or address.

    Louvain's method (Blondel et al., "Fast unfolding of communities in large networks", 2008) as networkx has it, at
    resolution 1, on the graph whose edges are pairs of entities. With a and b papers that have the one and the other,
    and c both, an edge weighs c / sqrt(ab), the cosine of the two (Salton and McGill, "Introduction to Modern
    Information Retrieval", 1983): were it c, what most papers name would draw everything to itself.

    Args:
        network: the graph, as `to_networkx()` makes it.
        types: the types of entity to group.
        least: papers that have both ends of an edge, at least. What has no edge then is in no group and left out.
        seed: decides in which order the method visits nodes. The same seed gives the same groups.

    Returns:
        A DataFrame: the largest community first (ties by their first nodes), in it the entity with most papers first,
        then by node. Columns: community (int64, from 1), name (string: the labels of its three entities with the
        most papers), entity (node), label, type (string), papers (int64: that introduce, use or address it).

    Raises:
        UsageError: a type does not exist; `least` is below 1.

    Groups are of one level and share nothing, while methods such as "attention" belong everywhere; another seed may
    draw some of the lines between them elsewhere. Groups of a few entities are mostly a few papers.

    >>> communities(network).groupby("name", sort=False).size().head()  # doctest: +SKIP
    """
    at_least(least, 1, "least")
    pairs, sizes = together(network, types, _ROLES)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_weighted_edges_from(
        (one, other, both / sqrt(sizes[one] * sizes[other]))
        for (one, other), both in sorted(pairs.items())
        if both >= least
    )
    if not graph:  # Louvain wants an edge
        return table([], _COMMUNITIES)
    groups = [sorted(group, key=lambda node: (-sizes[node], node)) for group in _louvain(graph, seed)]
    groups.sort(key=lambda group: (-len(group), group))
    told = network.nodes
    rows = []
    for number, group in enumerate(groups, 1):
        name = ", ".join(told[node]["label"] for node in group[:_NAMED_BY])
        rows += [(number, name, node, told[node]["label"], told[node]["type"], sizes[node]) for node in group]
    return table(rows, _COMMUNITIES)


def _louvain(graph: nx.Graph[str], seed: int) -> list[set[str]]:
    """Return the communities. Nodes are numbers meanwhile, since the order of a set of strings changes by the run."""
    nodes = sorted(graph)
    numbers = {node: number for number, node in enumerate(nodes)}
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(range(len(nodes)))
    plain.add_weighted_edges_from(
        (numbers[one], numbers[other], told) for one, other, told in graph.edges.data("weight")
    )
    found: list[set[int]] = nx.community.louvain_communities(plain, weight="weight", seed=seed)
    return [{nodes[number] for number in group} for group in found]
