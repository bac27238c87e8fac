"""GEXF 1.3, for Gephi: attributes declared with their types, colours by type, sizes by the number of papers."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Any

from methodgraph.palette import colour
from methodgraph.publish.exchange.attributes import declared, flat
from methodgraph.publish.exchange.characters import cleaner, xml_value
from methodgraph.text.characters import for_xml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import networkx as nx

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
  <meta><creator>methodgraph</creator></meta>
  <graph mode="static" defaultedgetype="directed">
"""
_LEAST = 4.0
"""The size of a paper, and of an entity of no paper, in Gephi's units."""


def pieces(graph: nx.MultiDiGraph[str]) -> Iterator[str]:
    r"""Yield the graph that GRAPH makes as GEXF, a node or an edge at a time. An edge's id is its key.

    Its kind is its predicate, so that Gephi keeps edges of several predicates between two nodes apart. A node's label
    is that of GEXF itself. Attributes are as `flat` tells them; a character that XML has no place for becomes U+FFFD.

    >>> "".join(pieces(to_networkx(linked))).endswith("</gexf>\n")  # doctest: +SKIP
    True
    """
    name = cleaner(graph, for_xml)
    yield _HEAD
    yield from _attributes("node", declared(told for _, told in graph.nodes(data=True)))
    yield from _attributes("edge", declared(told for *_, told in graph.edges(data=True)))
    yield "    <nodes>\n"
    for node, told in graph.nodes(data=True):
        yield f"      <node id={xml_value(name(node))} label={xml_value(told['label'])}>\n{_values(told)}{_looks(told)}"
        yield "      </node>\n"
    yield "    </nodes>\n    <edges>\n"
    for head, tail, key, told in graph.edges(keys=True, data=True):
        ends = f"source={xml_value(name(head))} target={xml_value(name(tail))}"
        yield f"      <edge id={xml_value(key)} {ends} kind={xml_value(told['predicate'])}>\n{_values(told)}"
        yield "      </edge>\n"
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _attributes(scope: str, attributes: Mapping[str, str]) -> Iterator[str]:
    yield f'    <attributes class="{scope}">\n'
    for name, kind in attributes.items():
        if name != "label":
            yield f'      <attribute id="{name}" title="{name}" type="{kind}"/>\n'
    yield "    </attributes>\n"


def _values(told: Mapping[str, Any]) -> str:
    values = "".join(
        f'          <attvalue for="{name}" value={xml_value(str(value))}/>\n'
        for name, value in flat(told).items()
        if name != "label"
    )
    return f"        <attvalues>\n{values}        </attvalues>\n"


def _looks(told: Mapping[str, Any]) -> str:
    """Return colour and size. An area grows with the papers, so that one of 400 does not hide the rest."""
    red, green, blue = bytes.fromhex(colour(told.get("type"))[1:])
    size = _LEAST + 3 * sqrt(told.get("papers", 0))
    return f'        <viz:color r="{red}" g="{green}" b="{blue}"/>\n        <viz:size value="{size:.2f}"/>\n'
