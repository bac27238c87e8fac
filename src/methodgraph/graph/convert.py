"""The networkx graph as the graphs of faster libraries, where these are installed."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from methodgraph.errors import UsageError

if TYPE_CHECKING:
    import igraph
    import networkx as nx
    import rustworkx


def to_igraph(network: nx.MultiDiGraph[str]) -> igraph.Graph:
    """Return what `to_networkx` made as a directed `igraph.Graph`, parallel edges and all attributes kept.

    Vertices and edges come in the order of `network`. Of a vertex: `name` (the node, which igraph looks up by) and the
    attributes that `methodgraph.graph.to_networkx` documents, those of edges `id` (the claim's) and likewise. What one
    kind of node does not have is None. Raises UsageError where igraph is not installed.

    >>> to_igraph(network).vs.find("entity:grpo").indegree()  # doctest: +SKIP
    7
    """
    library = _installed("igraph", "igraph")
    numbers = {node: number for number, node in enumerate(network)}
    edges = list(network.edges(keys=True, data=True))
    graph: igraph.Graph = library.Graph(
        n=len(numbers),
        edges=[(numbers[start], numbers[end]) for start, end, _, _ in edges],
        directed=True,
        vertex_attrs=_columns([{"name": node, **told} for node, told in network.nodes(data=True)]),
        edge_attrs=_columns([{"id": key, **told} for _, _, key, told in edges]),
    )
    return graph


def to_rustworkx(network: nx.MultiDiGraph[str]) -> rustworkx.PyDiGraph[dict[str, Any], dict[str, Any]]:
    """Return what `to_networkx` made as a `rustworkx.PyDiGraph`, parallel edges and all attributes kept.

    Nodes and edges come in the order of `network` and carry a dictionary: of a node `node` (its name in `network`) and
    the attributes that `methodgraph.graph.to_networkx` documents, of an edge `id` (the claim's) and likewise. Raises
    UsageError where rustworkx is not installed.

    >>> to_rustworkx(network)[0]["kind"]  # doctest: +SKIP
    'paper'
    """
    library = _installed("rustworkx", "rustworkx")
    graph: rustworkx.PyDiGraph[dict[str, Any], dict[str, Any]] = library.PyDiGraph(multigraph=True)
    numbers = graph.add_nodes_from([{"node": node, **told} for node, told in network.nodes(data=True)])
    at = dict(zip(network, numbers, strict=True))
    graph.add_edges_from(
        [(at[start], at[end], {"id": key, **told}) for start, end, key, told in network.edges(keys=True, data=True)]
    )
    return graph


def _installed(module: str, package: str) -> Any:
    try:
        return import_module(module)
    except ImportError as error:
        raise UsageError(f"{package} is not installed; pip install {package}") from error


def _columns(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    """Return rows as columns, None where a row lacks one."""
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: [row.get(name) for row in rows] for name in names}
