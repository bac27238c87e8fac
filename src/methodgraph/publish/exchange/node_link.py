"""Node-link JSON, for d3 and networkx."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from methodgraph.interchange import dumps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import networkx as nx


def pieces(graph: nx.MultiDiGraph[str]) -> Iterator[str]:
    """Yield the graph that GRAPH makes as node-link JSON, for d3 and `networkx.node_link_graph(..., edges="edges")`.

    A node or an edge is one line. Nothing is flattened: lists stay lists, None is null.

    >>> json.loads("".join(pieces(to_networkx(linked))))["multigraph"]  # doctest: +SKIP
    True
    """
    nodes = ({"id": node, **told} for node, told in graph.nodes(data=True))
    edges = (
        {"source": head, "target": tail, "key": key, **told}
        for head, tail, key, told in graph.edges(keys=True, data=True)
    )
    yield '{"directed": true, "multigraph": true, "graph": {},\n"nodes": '
    yield from rows(nodes)
    yield ',\n"edges": '
    yield from rows(edges)
    yield "}\n"


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
