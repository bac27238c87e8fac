"""Whoever enumerates sees the part, whoever looks something up sees the whole graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.term import Node

from methodgraph.validate.layout import lay_out
from methodgraph.validate.lookup import Lookup

GRAPH = """
<urn:a> a <urn:C> ; <urn:p> <urn:b> , "x"@en .
<urn:b> a <urn:C> ; <urn:p> <urn:c> .
<urn:c> <urn:q> <urn:a> .
<urn:a> <urn:q> <urn:ä> .
"""


@pytest.fixture
def lookup(tmp_path: Path) -> Iterator[Lookup]:
    layout = lay_out(ox.parse(GRAPH, format=ox.RdfFormat.TURTLE), tmp_path, lambda _count: None)
    assert layout.chunks(2) == [(0, 2), (2, 3)]
    opened = Lookup(layout)
    yield opened
    opened.close()


def n(name: str) -> URIRef:
    return URIRef(f"urn:{name}")


def asked(lookup: Lookup, *pattern: Node | None) -> set[tuple[Node, ...]]:
    return set(Graph(lookup).triples(pattern))  # type: ignore[arg-type]  # three of them


def test_enumeration_sees_the_part(lookup: Lookup) -> None:
    a, b, c, p, q, kind = (n(name) for name in "abcpqC")
    lookup.take(1, 3)
    assert asked(lookup, None, RDF.type, kind) == {(b, RDF.type, kind)}
    assert asked(lookup, None, p, None) == {(b, p, c)}
    assert asked(lookup, None, None, None) == {(b, RDF.type, kind), (b, p, c), (c, q, a)}
    assert (lookup.sizes(), len(lookup)) == ({"urn:C": 1}, 2)
    lookup.take(0, 1)
    assert asked(lookup, None, RDF.type, kind) == {(a, RDF.type, kind)}
    assert asked(lookup, None, q, None) == {(a, q, n("ä"))}


def test_looking_up_sees_the_whole(lookup: Lookup) -> None:
    a, b, c, p, q, kind = (n(name) for name in "abcpqC")
    lookup.take(2, 3)
    assert asked(lookup, a, p, None) == {(a, p, b), (a, p, Literal("x", lang="en"))}
    assert asked(lookup, b, None, None) == {(b, RDF.type, kind), (b, p, c)}
    assert asked(lookup, b, RDF.type, kind) == {(b, RDF.type, kind)}
    assert asked(lookup, b, RDF.type, a) == set()
    assert asked(lookup, None, p, c) == {(b, p, c)}
    assert asked(lookup, None, p, Literal("x", lang="en")) == {(a, p, Literal("x", lang="en"))}
    assert asked(lookup, None, None, a) == {(c, q, a)}
    assert asked(lookup, None, q, n("ä")) == {(a, q, n("ä"))}


def test_sparql_sees_the_whole(lookup: Lookup) -> None:
    lookup.take(2, 3)
    rows = Graph(lookup).query("SELECT ?x ?kind ?none { ?x a ?kind }", initBindings={"kind": n("C")})
    assert {row.x for row in rows} == {n("a"), n("b")}  # type: ignore[union-attr]  # of a SELECT
    assert Graph(lookup).query("ASK { ?x ?p 7 }").askAnswer is False
