"""Whether every foreign term that the ontology names exists where it was published, and whether all fits together.

    python benchmarks/alignments.py [GRAPH] [--ontologies ../shared/ontologies]

Looks up each IRI of ontology/methodgraph.ttl, alignments.ttl and context.jsonld: in the files of the folder
`ontologies`, in the closed namespaces of rdflib, and, for the vocabularies of which neither has the text, in
tests/ontology/known_iris.txt, whose other lines are looked up too. A class must not be told as a property, nor an
object property as a datatype property. Then draws all that follows by OWL 2 RL from ontology, alignments, the published
ontologies and a graph (the sample of the tests; or GRAPH, as built), and prints every contradiction.

Prints a line for each fault, and last how many IRIs and triples were looked at; fails where there is a fault. The
sample takes seconds, the graph of fifty papers a quarter of a minute.
"""

from __future__ import annotations

import argparse
import json
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import owlrl  # type: ignore[import-untyped]
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import (
    DC,
    DCAT,
    DCTERMS,
    FOAF,
    OWL,
    PROV,
    RDF,
    RDFS,
    SDO,
    SKOS,
    VANN,
    VOID,
    XSD,
    DefinedNamespace,
)

from methodgraph.ids import BASE
from methodgraph.ontology import PREFIXES, alignments_text, context_text, ontology_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

HERE = Path(__file__).resolve().parent.parent
KNOWN = HERE / "tests" / "ontology" / "known_iris.txt"
FILES = {
    "mls": "mls.ttl",
    "lpwcc": "lpwc.ttl",
    "lpwcp": "lpwc.ttl",
    "cr": "croissant-tasks.ttl",
    "fabio": "fabio.ttl",
    "cito": "cito.ttl",
}
"""The file of each published vocabulary, by our prefix for it."""
CLOSED: tuple[type[DefinedNamespace], ...] = (
    *(DC, DCAT, DCTERMS, FOAF, OWL, PROV, RDF, RDFS, SDO, SKOS, VANN, VOID, XSD),
)
"""Vocabularies of which rdflib knows all terms."""
NO_TERMS = ("https://www.apache.org/licenses/",)
"""What the files name besides terms."""
_ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")


def main() -> None:
    """Check and print. Exits with 1 where there is a fault."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("graph", nargs="?", type=Path, help="a built graph as Turtle; by default the sample of the tests")
    ask.add_argument("--ontologies", type=Path, default=Path("../shared/ontologies"), help="the published files")
    told = ask.parse_args()
    published = {prefix: Graph().parse(told.ontologies / name) for prefix, name in FILES.items()}
    used, known = foreign_iris(), known_iris()
    faults = [*unpublished(used | known, published), *unlisted(used, known), *wrong_kinds(published)]
    data = told.graph.read_bytes() if told.graph else sample()
    whole = joined(ontology_text(), alignments_text(), data.decode())
    for name in sorted(set(FILES.values())):
        whole.parse(told.ontologies / name)
    told_triples = len(whole)
    faults += contradictions(closure(whole))
    for fault in faults:
        print(fault)
    follow = len(whole) - told_triples
    print(f"{len(used)} IRIs, {told_triples} triples and {follow} that follow; faults: {len(faults)}")
    sys.exit(1 if faults else 0)


def foreign_iris() -> set[str]:
    """Return the IRIs of other vocabularies that the ontology, its alignments and its context name."""
    graph = joined(ontology_text(), alignments_text())
    told = {str(node) for triple in graph for node in triple if isinstance(node, URIRef)}
    told |= {str(node.datatype) for node in graph.objects() if isinstance(node, Literal) and node.datatype}
    told |= set(context_iris(json.loads(context_text())["@context"]))
    return {iri for iri in told if not iri.startswith((BASE, *NO_TERMS))}


def context_iris(context: Mapping[str, str | dict[str, str]]) -> Iterator[str]:
    """Yield the IRIs of the terms of a JSON-LD context and of the datatypes it coerces to, expanded."""
    for told in context.values():
        for name in told.values() if isinstance(told, dict) else [str(told)]:
            prefix, _, local = name.partition(":")
            if prefix in context and local:
                yield f"{context[prefix]}{local}"


def known_iris() -> set[str]:
    """Return the IRIs of tests/ontology/known_iris.txt."""
    lines = KNOWN.read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def unpublished(iris: Iterable[str], published: Mapping[str, Graph]) -> Iterator[str]:
    """Yield each IRI that is in neither the published file nor the closed namespace of its vocabulary."""
    listed = known_iris()
    for iri in sorted(iris):
        theirs = published.get(vocabulary(iri) or "")
        exists = (URIRef(iri), None, None) in theirs if theirs is not None else in_rdflib(iri)
        if exists is False or (exists is None and iri not in listed):
            yield f"{iri}: does not exist"


def unlisted(used: set[str], known: set[str]) -> Iterator[str]:
    """Yield each IRI that known_iris.txt should hold and does not, or holds and should not."""
    wanted = {iri for iri in used if in_rdflib(iri) is None}
    yield from (f"{iri}: not in {KNOWN.name}" for iri in sorted(wanted - known))
    yield from (f"{iri}: in {KNOWN.name}, used nowhere" for iri in sorted(known - wanted))


def in_rdflib(iri: str) -> bool | None:
    """Return whether an IRI is a term of its vocabulary; None where rdflib does not know all terms of that."""
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    namespace = _closed().get(iri[:cut])
    return None if namespace is None else URIRef(iri) in namespace


def vocabulary(iri: str) -> str | None:
    """Return the prefix of the vocabulary that an IRI belongs to; None where none of ours fits."""
    fitting = [prefix for prefix, namespace in PREFIXES.items() if iri.startswith(namespace)]
    return max(fitting, key=lambda prefix: len(PREFIXES[prefix]), default=None)


def wrong_kinds(published: Mapping[str, Graph]) -> Iterator[str]:
    """Yield each foreign term that alignments.ttl declares as another kind of term than its vocabulary does."""
    for term, kind in sorted(joined(alignments_text()).subject_objects(RDF.type)):
        theirs = published.get(vocabulary(str(term)) or "", Graph())
        kinds = {str(told).rpartition("#")[2] for told in theirs.objects(term, RDF.type)}
        ours = str(kind).rpartition("#")[2]
        if kinds and kinds.isdisjoint({ours, "Property" if ours.endswith("Property") else "Class"}):
            yield f"{term}: declared as {ours}, published as {' and '.join(sorted(kinds))}"


def joined(*texts: str) -> Graph:
    """Return the triples of several Turtle texts as one graph."""
    graph = Graph()
    for text in texts:
        graph.parse(data=text, format="turtle")
    return graph


def closure(graph: Graph) -> Graph:
    """Add to `graph` all that follows from it by OWL 2 RL, and return it."""
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def contradictions(closed: Graph) -> list[str]:
    """Return what a reasoner found contradictory in a graph that `closure` returned, sorted; empty for nothing."""
    told = {str(message) for message in closed.objects(None, _ERROR)}
    told |= {f"{node} is an instance of owl:Nothing" for node in closed.subjects(RDF.type, OWL.Nothing)}
    return sorted(told)


def sample() -> bytes:
    """Return the graph of the tests' four papers, as published."""
    sys.path.insert(0, str(HERE))
    from tests.support.linked import sample_linked  # noqa: PLC0415  needs the path above

    from methodgraph.publish.rdf import turtle  # noqa: PLC0415  only where no graph is given

    return turtle(sample_linked())


@cache
def _closed() -> dict[str, type[DefinedNamespace]]:
    return {str(namespace): namespace for namespace in CLOSED}


if __name__ == "__main__":
    main()
