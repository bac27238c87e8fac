"""Alignments: every foreign IRI exists, every term has its counterparts, and no statement says more than holds."""

from __future__ import annotations

import pytest
from benchmarks.alignments import KNOWN, foreign_iris, in_rdflib, joined, known_iris, unlisted, unpublished, vocabulary
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from methodgraph.ids import BASE, ONTOLOGY
from methodgraph.ontology import PREFIXES, alignments_text, ontology_text, terms
from methodgraph.records import ROLES

MAPPINGS = (SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)
AXIOMS = (RDFS.subClassOf, RDFS.subPropertyOf)
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
VOCABULARIES = {
    *("cito", "cr", "cso", "dcat", "fabio", "lpwcc", "lpwcp", "mls"),
    *("oa", "orkgc", "orkgp", "prov", "schema", "skos", "void"),
}
OF_A_RUN = {PREFIXES["mls"] + name for name in ("achieves", "executes", "hasInput", "hasOutput", "realizes")}
"""Properties of ML-Schema with the domain mls:Run."""


@pytest.fixture(scope="module")
def alignments() -> Graph:
    return joined(alignments_text())


@pytest.fixture(scope="module")
def both() -> Graph:
    return joined(ontology_text(), alignments_text())


def foreign(node: object) -> bool:
    return isinstance(node, URIRef) and not node.startswith(BASE)


def test_every_foreign_iri_exists_in_its_vocabulary() -> None:
    assert list(unpublished(foreign_iris(), {})) == []
    assert list(unlisted(foreign_iris(), known_iris())) == []


@pytest.mark.parametrize(
    "iri",
    [
        PREFIXES["fabio"] + "hasArXivID",
        PREFIXES["mls"] + "method",
        PREFIXES["lpwcc"] + "Paper",
        PREFIXES["skos"] + "preferredLabel",
        PREFIXES["prov"] + "wasTakenFrom",
        PREFIXES["schema"] + "isVariationOf",
        "https://example.org/term",
    ],
)
def test_an_iri_that_does_not_exist_is_found(iri: str) -> None:
    assert list(unpublished([iri], {})) == [f"{iri}: does not exist"]


def test_known_iris_are_sorted_within_their_vocabularies_and_of_a_vocabulary() -> None:
    for block in KNOWN.read_text(encoding="utf-8").split("\n\n")[1:]:
        head, *iris = block.strip().splitlines()
        assert head.startswith("# ")
        assert iris == sorted(set(iris))
        assert len({vocabulary(iri) for iri in iris}) == 1
        assert vocabulary(iris[0]) in PREFIXES
        assert not [iri for iri in iris if in_rdflib(iri) is not None], "rdflib knows these"


def test_every_term_is_aligned_or_says_that_nothing_is_like_it(both: Graph) -> None:
    silent = set()
    for name in terms():
        term = URIRef(ONTOLOGY + name)
        # An inverse has the counterparts of its partner.
        aligned = any(counterparts(both, t) for t in (term, *both.objects(term, OWL.inverseOf)))
        notes = [str(note) for note in both.objects(term, SKOS.editorialNote)]
        notes += [str(note) for t in both.objects(term, OWL.inverseOf) for note in both.objects(t, SKOS.editorialNote)]
        assert all(note.startswith("No counterpart: ") for note in notes), name
        assert not (notes and aligned), f"mg:{name} has a counterpart after all"
        if not aligned and not notes:
            silent.add(name)
    assert not silent


def counterparts(graph: Graph, term: Node) -> list[Node]:
    """Return what a term is below or mapped to outside of the project."""
    return [other for told in (*MAPPINGS, *AXIOMS) for other in graph.objects(term, told) if foreign(other)]


def test_every_vocabulary_is_aligned_to(both: Graph) -> None:
    ours = {o for p in (*MAPPINGS, *AXIOMS) for s, o in both.subject_objects(p) if str(s).startswith(ONTOLOGY)}
    assert {vocabulary(str(node)) for node in ours} >= VOCABULARIES


def test_nothing_is_said_to_be_the_same(both: Graph) -> None:
    for equal in (OWL.sameAs, OWL.equivalentClass, OWL.equivalentProperty, SKOS.exactMatch):
        assert (None, equal, None) not in both


def test_only_terms_of_ours_are_put_below_others(both: Graph) -> None:
    assert not [s for axiom in AXIOMS for s, _ in both.subject_objects(axiom) if foreign(s)]
    assert not [s for mapping in MAPPINGS for s, _ in both.subject_objects(mapping) if foreign(s)]


def test_no_property_is_below_one_of_a_run_or_between_papers(both: Graph) -> None:
    above = {str(o) for s, o in both.subject_objects(RDFS.subPropertyOf)}
    assert not above & OF_A_RUN
    assert not [iri for iri in above if iri.startswith(PREFIXES["cito"])]


def test_a_method_is_not_put_below_the_algorithms_that_no_model_is(both: Graph) -> None:
    above = set(both.transitive_objects(URIRef(f"{ONTOLOGY}Model"), RDFS.subClassOf))
    assert URIRef(PREFIXES["mls"] + "Model") in above
    assert URIRef(PREFIXES["mls"] + "Algorithm") not in above
    assert URIRef(PREFIXES["mls"] + "EvaluationSpecification") not in set(
        both.transitive_objects(URIRef(f"{ONTOLOGY}Benchmark"), RDFS.subClassOf)
    )


def test_every_role_is_a_mention_to_others(both: Graph) -> None:
    for role in ROLES:
        above = set(both.transitive_objects(URIRef(ONTOLOGY + role), RDFS.subPropertyOf))
        assert URIRef(PREFIXES["schema"] + "mentions") in above


def kind(graph: Graph, term: Node) -> URIRef | None:
    found = [k for k in KINDS if (term, RDF.type, k) in graph]
    assert len(found) <= 1, f"{term} is declared as {found}"
    return found[0] if found else None


def test_every_foreign_term_has_one_kind_and_stands_by_its_like(both: Graph, alignments: Graph) -> None:
    language = tuple(PREFIXES[prefix] for prefix in ("owl", "rdf", "rdfs", "xsd"))
    for node in {node for triple in alignments for node in triple if foreign(node)}:
        if not str(node).startswith((*language, "https://www.apache.org/")):
            assert kind(both, node) is not None, f"{node} has no kind"
    for axiom in AXIOMS:
        for ours, theirs in alignments.subject_objects(axiom):
            assert kind(both, ours) == kind(both, theirs), f"{ours} {axiom} {theirs}"
    for mapping in MAPPINGS:
        for ours, theirs in alignments.subject_objects(mapping):
            assert (kind(both, ours) == OWL.Class) == (kind(both, theirs) == OWL.Class), f"{ours} {mapping} {theirs}"


def test_declared_kinds_are_of_terms_in_use(alignments: Graph) -> None:
    declared = {term for term in alignments.subjects(RDF.type) if foreign(term)}
    predicates = set(alignments.predicates())
    named = {o for s, p, o in alignments if p != RDF.type} | {s for s, p, _ in alignments if p != RDF.type}
    assert declared <= named | predicates
