"""Node-link JSON, for d3 and networkx."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from methodgraph.interchange import dumps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import networkx as nx


HEAD, MIDDLE, TAIL = '{"directed": true, "multigraph": true, "graph": {},\n"nodes": ', ',\n"edges": ', "}\n"
"""What stands before the nodes, between them and the edges, and at the end."""


def pieces(graph: nx.MultiDiGraph[str]) -> Iterator[str]:
    """Yield the graph that GRAPH makes as node-link JSON, for d3 and `networkx.node_link_graph(..., edges="edges")`.

    A node or an edge is one line. Nothing is flattened: lists stay lists, None is null.

    >>> json.loads("".join(pieces(to_networkx(linked))))["multigraph"]  # doctest: +SKIP
    True
    """
    yield HEAD
    yield from rows({"id": node, **told} for node, told in graph.nodes(data=True))
    yield MIDDLE
    yield from rows(edge_record(*edge) for edge in graph.edges(keys=True, data=True))
    yield TAIL


def edge_record(head: str, tail: str, key: str, told: Mapping[str, Any]) -> dict[str, Any]:
    """Return an edge as it stands in the file."""
    return {"source": head, "target": tail, "key": key, **told}


def rows(records: Iterable[dict[str, Any]]) -> Iterator[str]:
    r"""Yield a JSON array, one record a line.

    >>> "".join(rows([{"a": 1}, {"a": 2}]))
    '[\n{"a": 1},\n{"a": 2}\n]'
    """
    joint = "["
    for record in records:
        yield f"{joint}\n{dumps(record)}"
        joint = ","
    yield "\n]" if joint == "," else "[\n]"
