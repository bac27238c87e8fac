from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import owlrl  # type: ignore[import-untyped]
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import DCAT, DCTERMS, OWL, PROV, RDF, RDFS, SDO, SKOS, XSD, DefinedNamespace

from methodgraph import ontology
from methodgraph.errors import UsageError
from methodgraph.ids import BASE, ONTOLOGY
from methodgraph.publish.rdf import turtle
from methodgraph.records import ENTITY_TYPES, PARENT_TYPE, PREDICATES, ROLES, Linked

if TYPE_CHECKING:
    from collections.abc import Iterable

OURS = (ONTOLOGY, BASE.rstrip("/"))
IN_RDFLIB: tuple[type[DefinedNamespace], ...] = (DCAT, DCTERMS, OWL, PROV, RDF, RDFS, SDO, SKOS, XSD)
ELSEWHERE = {
    "mls:": "Algorithm Dataset EvaluationMeasure EvaluationSpecification Model ModelEvaluation Task hasValue "
    "specifiedBy",
    "fabio:": "Algorithm Dataset Model ResearchPaper hasPublicationYear",
    "cr:": "EvaluationResult TaskProblem evaluatedSolution metric value",
    "cito:": "extends",
    "oa:": "TextPositionSelector TextQuoteSelector",
    "lpwcc:": "dataset evaluationresult method model paper task",
    "lpwcp:": "hasDataset hasMethod hasModel hasRepository hasTask introducedBy metricValue usesDataset",
}
"""Terms of vocabularies that rdflib does not know, each looked up in the vocabulary as published."""


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph().parse(data=ontology.ontology_text(), format="turtle")


def local_names(nodes: Iterable[object]) -> set[str]:
    return {str(node).removeprefix(ONTOLOGY) for node in nodes if str(node).startswith(ONTOLOGY)}


def test_every_term_is_found_without_a_parser(graph: Graph) -> None:
    assert ontology.terms() == local_names(graph.subjects())


def test_every_term_is_labelled_defined_and_shown(graph: Graph) -> None:
    for name in ontology.terms():
        term = URIRef(ONTOLOGY + name)
        for property_ in (RDFS.label, SKOS.definition, SKOS.example):
            assert graph.value(term, property_), f"mg:{name} lacks {property_}"


def test_every_type_role_and_predicate_of_the_records_is_a_term(graph: Graph) -> None:
    assert set(ENTITY_TYPES) <= local_names(graph.subjects(RDF.type, OWL.Class))
    assert {*ROLES, *PREDICATES} <= local_names(graph.subjects(RDF.type, OWL.ObjectProperty))
    assert local_names(graph.subjects(RDFS.subPropertyOf, URIRef(f"{ONTOLOGY}refersTo"))) == set(ROLES)
    for child, parent in PARENT_TYPE.items():
        assert (URIRef(ONTOLOGY + child), RDFS.subClassOf, URIRef(ONTOLOGY + parent)) in graph


def test_every_foreign_term_exists_in_its_vocabulary(graph: Graph) -> None:
    elsewhere = {ontology.PREFIXES[p[:-1]] + name for p, names in ELSEWHERE.items() for name in names.split()}
    used = {str(node) for triple in graph for node in triple if isinstance(node, URIRef)}
    foreign = {iri for iri in used if not iri.startswith(OURS) and "licenses" not in iri}
    namespaces = {str(namespace): namespace for namespace in IN_RDFLIB}
    unknown = set()
    for iri in foreign - elsewhere:
        cut = max(iri.rfind("#"), iri.rfind("/")) + 1
        namespace = namespaces.get(iri[:cut])
        if namespace is None or URIRef(iri) not in namespace:
            unknown.add(iri)
    assert not unknown
    assert elsewhere <= foreign, "listed above but not used"


def test_a_reasoner_gives_no_node_another_type_of_ours(graph: Graph, linked: Linked) -> None:
    data = Graph().parse(data=turtle(linked), format="turtle")
    told = {triple for triple in data.triples((None, RDF.type, None)) if str(triple[2]).startswith(ONTOLOGY)}
    nodes = set(data.subjects())
    for triple in graph:
        data.add(triple)
    owlrl.DeductiveClosure(owlrl.RDFS_Semantics).expand(data)
    entailed = {t for t in data.triples((None, RDF.type, None)) if str(t[2]).startswith(ONTOLOGY) and t[0] in nodes}
    assert entailed == told


def test_a_reasoner_sees_each_role_as_a_mention_and_no_contradiction(graph: Graph, linked: Linked) -> None:
    data = Graph().parse(data=turtle(linked), format="turtle")
    pairs = set(data.subject_objects(URIRef(f"{ONTOLOGY}refersTo")))
    for triple in graph:
        data.add(triple)
    closure = owlrl.DeductiveClosure(owlrl.OWLRL_Semantics)
    closure.expand(data)
    assert pairs
    assert pairs == {pair for pair in data.subject_objects(SDO.mentions) if str(pair[0]).startswith(BASE)}
    assert not list(data.subjects(RDF.type, URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage")))


def test_prefixes_are_those_the_files_declare() -> None:
    for text in (ontology.ontology_text(), ontology.shapes_text()):
        declared = {prefix: str(name) for prefix, name in Graph(bind_namespaces="none").parse(data=text).namespaces()}
        declared.pop("shape", None)
        assert declared.items() <= ontology.PREFIXES.items()


def test_compact_shortens_what_a_prefix_covers() -> None:
    assert ontology.compact(f"{BASE}paper/003:9") == "paper:003:9"
    assert ontology.compact("https://example.org/x") == "https://example.org/x"
    assert ontology.compact(ONTOLOGY) == ONTOLOGY


def test_an_unknown_saved_query_is_told_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="papers-using"):
        ontology.query_text("../methodgraph")


def test_importing_it_loads_no_rdf_library() -> None:
    code = "import sys, methodgraph.ontology; print({'rdflib', 'pyoxigraph', 'pyshacl'} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "set()"
