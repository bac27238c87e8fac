"""GraphML, for Gephi, Cytoscape, yEd, igraph, networkx and rustworkx."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from methodgraph.publish.exchange.attributes import declared, flat
from methodgraph.publish.exchange.characters import cleaner, xml_text, xml_value
from methodgraph.text.characters import for_xml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import networkx as nx

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
TAIL = "  </graph>\n</graphml>\n"
"""What stands behind the edges."""


def pieces(graph: nx.MultiDiGraph[str]) -> Iterator[str]:
    r"""Yield the graph that GRAPH makes as GraphML, a node or an edge at a time. An edge's id is its key.

    GraphML has no lists and no None: attributes are as `flat` tells them. A character that XML has no place for
    becomes U+FFFD; line breaks stay as they are.

    >>> "".join(pieces(to_networkx(linked))).endswith("</graphml>\n")  # doctest: +SKIP
    True
    """
    name = cleaner(graph, for_xml)
    nodes = declared(told for _, told in graph.nodes(data=True))
    yield document_head(nodes, declared(told for *_, told in graph.edges(data=True)))
    for node, told in graph.nodes(data=True):
        yield node_element(name(node), told)
    for head, tail, key, told in graph.edges(keys=True, data=True):
        yield edge_element(name(head), name(tail), key, told)
    yield TAIL


def document_head(nodes: Mapping[str, str], edges: Mapping[str, str]) -> str:
    """Return what stands before the nodes; `nodes` and `edges` are their attributes with the types of these."""
    keys = (*_keys("node", nodes), *_keys("edge", edges))
    return f'{_HEAD}{"".join(keys)}  <graph edgedefault="directed">\n'


def node_element(node: str, told: Mapping[str, Any]) -> str:
    """Return a node as it stands in the file."""
    return f"    <node id={xml_value(node)}>\n{_data('node', told)}    </node>\n"


def edge_element(head: str, tail: str, key: str, told: Mapping[str, Any]) -> str:
    """Return an edge as it stands in the file."""
    ends = f"source={xml_value(head)} target={xml_value(tail)}"
    return f"    <edge {ends} id={xml_value(key)}>\n{_data('edge', told)}    </edge>\n"


def _keys(scope: str, attributes: Mapping[str, str]) -> Iterator[str]:
    """Yield the declarations. An id stands once in a file, while nodes and edges have attributes of the same name."""
    for name, kind in attributes.items():
        yield f'  <key id="{scope}-{name}" for="{scope}" attr.name="{name}" attr.type="{kind}"/>\n'


def _data(scope: str, told: Mapping[str, Any]) -> str:
    return "".join(
        [
            f'      <data key="{scope}-{name}">{xml_text(value) if isinstance(value, str) else value}</data>\n'
            for name, value in flat(told).items()
        ]
    )
