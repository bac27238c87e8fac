"""Ways to look at a description of a data set, for the tests of VoID, DCAT and PROV, and files to describe."""

from __future__ import annotations

import hashlib
import re
from collections import Counter

import pyoxigraph as ox
from rdflib import RDF, BNode, Graph, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, OWL, PROV, VOID, DefinedNamespace

from methodgraph.ontology import PREFIXES
from methodgraph.publish.description.files import FileContent

SPDX = PREFIXES["spdx"]
NAMES = ("graph.ttl", "graph.nq.gz", "graph.html", "graph.graphml", "graph.json", "papers.jsonl", "merges.tsv")
FILES = tuple(FileContent(name, 10 + n, hashlib.sha256(name.encode()).hexdigest()) for n, name in enumerate(NAMES))


def unknown(graph: Graph) -> list[str]:
    """Return the blank nodes of a description, and its properties and classes that their vocabularies do not have."""
    closed: dict[str, type[DefinedNamespace]] = {str(ns): ns for ns in (VOID, DCAT, DCTERMS, PROV, FOAF, OWL)}
    terms = {*graph.predicates(), *graph.objects(None, RDF.type)}
    blank = {str(node) for triple in graph for node in triple if isinstance(node, BNode)}
    return sorted(blank | {str(term) for term in terms if not known(str(term), closed)})


def known(term: str, closed: dict[str, type[DefinedNamespace]]) -> bool:
    spdx = {f"{SPDX}{name}" for name in ("checksum", "Checksum", "algorithm", "checksumValue")}
    schema = {PREFIXES["schema"] + name for name in ("SoftwareApplication", "name", "softwareVersion", "contentSize")}
    space = next((space for space in closed if term.startswith(space)), None)
    return term in {*spdx, *schema, str(RDF.type)} if space is None else URIRef(term) in closed[space]


def repeated(data: bytes) -> list[str]:
    """Return the subjects of a description that have more than one block, and the triples that stand twice."""
    triples = Counter(map(str, ox.parse(data, format=ox.RdfFormat.TURTLE)))
    subjects = Counter(re.findall(r"^(<\S+>|\w+:\S*) ", data.decode(), re.MULTILINE))
    return [told for told, times in (triples + subjects).items() if times > 1]
