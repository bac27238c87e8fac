"""RDF terms as Oxigraph has them and as rdflib, on which pySHACL works, has them."""

from __future__ import annotations

from functools import lru_cache

import pyoxigraph as ox
from rdflib import BNode, Literal, URIRef
from rdflib.term import Node

from methodgraph.validate.layout import BLANK

_STRING = "http://www.w3.org/2001/XMLSchema#string"


@lru_cache(maxsize=1 << 16)
def iri(text: str) -> URIRef | BNode:
    """Return the node of an IRI, which in a laid out graph may stand for a blank node."""
    return BNode(text.removeprefix(BLANK)) if text.startswith(BLANK) else URIRef(text)


def to_rdflib(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> URIRef | BNode | Literal:
    """Return a term for rdflib, a literal exactly as it is written."""
    if isinstance(term, ox.Literal):
        if term.language is not None:
            return Literal(term.value, lang=term.language)
        datatype = term.datatype.value
        return Literal(term.value) if datatype == _STRING else _typed(term.value, datatype)
    assert isinstance(term, ox.NamedNode)  # noqa: S101  a laid out graph has neither blank nodes nor triples in it
    return iri(term.value)


@lru_cache(maxsize=1 << 12)
def _typed(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=URIRef(datatype), normalize=False)


def to_oxigraph(node: Node) -> ox.NamedNode | ox.Literal:
    """Return a node of rdflib as it stands in a laid out graph."""
    if isinstance(node, Literal):
        if node.language is not None:
            return ox.Literal(str(node), language=node.language)
        return ox.Literal(str(node), datatype=ox.NamedNode(node.datatype or _STRING))
    return ox.NamedNode(f"{BLANK}{node}" if isinstance(node, BNode) else str(node))
