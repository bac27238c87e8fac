"""Cytoscape JSON, as Cytoscape's desktop program, cytoscape.js and networkx read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from methodgraph.publish.exchange.node_link import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import networkx as nx


def pieces(graph: nx.MultiDiGraph[str]) -> Iterator[str]:
    """Yield the graph that GRAPH makes as Cytoscape JSON: `cytoscape({elements: file.elements})`.

    A node or an edge is one line. Besides the attributes as GRAPH tells them there is what the three programs go by:
    `name` (a node's label), `interaction` (an edge's predicate), `value` and `key` (what networkx calls a node and an
    edge by). What is None and empty lists are left out: Cytoscape cannot tell what type their column has.

    >>> nx.cytoscape_graph(json.loads("".join(pieces(to_networkx(linked)))))  # doctest: +SKIP
    """
    yield '{"format_version": "1.0", "generated_by": "methodgraph", "directed": true, "multigraph": true,\n'
    yield '"data": {"name": "methodgraph"},\n"elements": {"nodes": '
    yield from rows({"data": _node(node, told)} for node, told in graph.nodes(data=True))
    yield ',\n"edges": '
    yield from rows({"data": _edge(*edge)} for edge in graph.edges(keys=True, data=True))
    yield "}}\n"


def _node(node: str, told: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": node, "value": node, "name": told["label"], **_known(told)}


def _edge(head: str, tail: str, key: str, told: Mapping[str, Any]) -> dict[str, Any]:
    ends = {"id": key, "source": head, "target": tail, "key": key}
    return {**ends, "interaction": told["predicate"], **_known(told)}


def _known(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value is not None and value != []}
