"""The ontology: what every term tells of itself, and that it agrees with the records and with itself."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from rdflib import BNode, Graph, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SDO, SKOS, VANN, XSD

from methodgraph import ontology
from methodgraph.errors import UsageError
from methodgraph.ids import BASE, ONTOLOGY
from methodgraph.records import ENTITY_TYPES, PARENT_TYPE, PREDICATES, ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable

ITSELF = URIRef(ONTOLOGY.rstrip("#"))
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
DIRECTED = ("refersTo", *ROLES, *PREDICATES)
"""What has an inverse."""
INVERSES = {
    "refersTo": "referredToBy",
    "introduces": "introducedBy",
    "uses": "usedBy",
    "addresses": "addressedBy",
    "evaluatesOn": "usedForEvaluationBy",
    "trainsOn": "usedForTrainingBy",
    "comparesWith": "comparedWithBy",
    "reports": "reportedBy",
    "mentions": "mentionedBy",
    "extends": "extendedBy",
    "outperforms": "outperformedBy",
    "partOf": "hasPart",
    "solves": "solvedBy",
    "evaluatedOn": "evaluationDataFor",
    "trainedOn": "trainingDataFor",
    "variantOf": "hasVariant",
}


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph().parse(data=ontology.ontology_text(), format="turtle")


def mg(name: str) -> URIRef:
    return URIRef(ONTOLOGY + name)


def local_names(nodes: Iterable[object]) -> set[str]:
    return {str(node).removeprefix(ONTOLOGY) for node in nodes if str(node).startswith(ONTOLOGY)}


def test_every_term_is_found_without_a_parser(graph: Graph) -> None:
    assert ontology.terms() == local_names(graph.subjects())


def test_every_term_is_of_one_kind_and_labelled_defined_and_shown(graph: Graph) -> None:
    for name in ontology.terms():
        assert len(set(graph.objects(mg(name), RDF.type)) & set(KINDS)) == 1, name
        for property_ in (RDFS.label, SKOS.definition, SKOS.example):
            (told,) = graph.objects(mg(name), property_)
            assert getattr(told, "language", None) == "en", f"mg:{name} {property_}"


def test_every_property_has_a_range_and_a_domain_or_says_what_is_usual(graph: Graph) -> None:
    for name in local_names(graph.subjects(RDF.type, OWL.ObjectProperty)):
        assert graph.value(mg(name), RDFS.range) in {mg("Entity"), mg("Paper"), mg("Evidence")}, name
    for name in local_names(graph.subjects(RDF.type, OWL.DatatypeProperty)):
        assert str(graph.value(mg(name), RDFS.range)).startswith(str(XSD)), name
    properties = {*graph.subjects(RDF.type, OWL.ObjectProperty), *graph.subjects(RDF.type, OWL.DatatypeProperty)}
    for name in local_names(properties):
        domains = [*graph.objects(mg(name), RDFS.domain), *graph.objects(mg(name), SDO.domainIncludes)]
        assert domains, name
        assert all((domain, RDF.type, OWL.Class) in graph for domain in domains), name


def test_every_type_role_and_predicate_of_the_records_is_a_term(graph: Graph) -> None:
    assert set(ENTITY_TYPES) <= local_names(graph.subjects(RDF.type, OWL.Class))
    assert {*ROLES, *PREDICATES} <= local_names(graph.subjects(RDF.type, OWL.ObjectProperty))
    assert local_names(graph.subjects(RDFS.subPropertyOf, mg("refersTo"))) == set(ROLES)
    for child, parent in PARENT_TYPE.items():
        assert (mg(child), RDFS.subClassOf, mg(parent)) in graph


def test_every_role_and_relation_has_an_inverse_with_domain_and_range_swapped(graph: Graph) -> None:
    assert set(DIRECTED) == set(INVERSES)
    for name, turned in INVERSES.items():
        assert local_names(graph.objects(mg(name), OWL.inverseOf)) == {turned}
        assert local_names(graph.objects(mg(turned), OWL.inverseOf)) == {name}
        for there, back in ((RDFS.domain, RDFS.range), (SDO.domainIncludes, SDO.rangeIncludes)):
            assert set(graph.objects(mg(name), there)) == set(graph.objects(mg(turned), back)), name
            assert set(graph.objects(mg(name), back)) == set(graph.objects(mg(turned), there)), name
        assert f"^mg:{name}." in str(graph.value(mg(turned), SKOS.definition))
    turned_roles = {INVERSES[role] for role in ROLES}
    assert local_names(graph.subjects(RDFS.subPropertyOf, mg("referredToBy"))) == turned_roles


def test_nothing_is_its_own_relation(graph: Graph) -> None:
    for name in PREDICATES:
        assert (mg(name), RDF.type, OWL.IrreflexiveProperty) in graph
        assert (mg(INVERSES[name]), RDF.type, OWL.IrreflexiveProperty) in graph


def test_papers_entities_claims_evidence_and_results_are_disjoint(graph: Graph) -> None:
    kinds = ("Paper", "Entity", "Claim", "Evidence", "Result")
    told = {frozenset(local_names(pair)) for pair in graph.subject_objects(OWL.disjointWith)}
    assert {frozenset((a, b)) for a in kinds for b in kinds if a != b} <= told


def test_it_tells_its_version_licence_makers_and_prefix(graph: Graph) -> None:
    version = str(graph.value(ITSELF, OWL.versionInfo))
    assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    assert str(graph.value(ITSELF, OWL.versionIRI)) == f"{ITSELF}/{version}"
    assert str(graph.value(ITSELF, VANN.preferredNamespaceUri)) == ONTOLOGY
    assert str(graph.value(ITSELF, VANN.preferredNamespacePrefix)) == "mg"
    assert graph.value(ITSELF, DCTERMS.license)
    (maker,) = graph.objects(ITSELF, DCTERMS.creator)
    assert list(graph.predicate_objects(maker))
    days = [graph.value(ITSELF, day) for day in (DCTERMS.created, DCTERMS.modified)]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", str(day)) for day in days)
    assert sorted(map(str, days)) == list(map(str, days))


@pytest.mark.parametrize("text", [ontology.ontology_text, ontology.alignments_text])
def test_no_blank_node_is_needed(text: object) -> None:
    assert callable(text)
    parsed = Graph().parse(data=text(), format="turtle")
    assert not [node for triple in parsed for node in triple if isinstance(node, BNode)]


def test_every_foreign_term_it_uses_has_a_kind(graph: Graph) -> None:
    # RDF, RDFS, OWL and XSD are part of the language, and rdf:Statement is what a claim is whether OWL DL likes it.
    language = (str(RDF), str(RDFS), str(OWL), str(XSD), BASE, "https://www.apache.org/")
    named = {str(node) for triple in graph for node in triple if isinstance(node, URIRef)}
    used = {name for name in named if not name.startswith(language)}
    declared = {str(term) for kind in (*KINDS, OWL.AnnotationProperty) for term in graph.subjects(RDF.type, kind)}
    assert used <= declared
    assert len(used) > 20, "it looked at nothing"


def test_it_tells_how_skos_stands_in_the_graph(graph: Graph) -> None:
    for term in (SKOS.prefLabel, SKOS.altLabel, SKOS.broader):
        assert "mg:Entity" in str(graph.value(term, SKOS.scopeNote))


def test_prefixes_are_those_the_files_declare() -> None:
    for text in (ontology.ontology_text(), ontology.alignments_text(), ontology.shapes_text()):
        declared = {prefix: str(name) for prefix, name in Graph(bind_namespaces="none").parse(data=text).namespaces()}
        for own in ("shape", "vann"):
            declared.pop(own, None)
        assert declared.items() <= ontology.PREFIXES.items()


def test_compact_shortens_what_a_prefix_covers() -> None:
    assert ontology.compact(f"{BASE}paper/003:9") == "paper:003:9"
    assert ontology.compact("https://example.org/x") == "https://example.org/x"
    assert ontology.compact(ONTOLOGY) == ONTOLOGY


def test_an_unknown_saved_query_is_told_with_those_there_are() -> None:
    with pytest.raises(UsageError) as told:
        ontology.query_text("../methodgraph")
    assert len(ontology.query_names()) > 10
    assert all(name in str(told.value) for name in ontology.query_names())


def test_importing_it_loads_no_rdf_library() -> None:
    code = "import sys, methodgraph.ontology; print({'rdflib', 'pyoxigraph', 'pyshacl'} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "set()"
