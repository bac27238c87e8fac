"""The JSON-LD context: a term for everything a published graph holds, and JSON written with it means that graph."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import Any

import pytest
from benchmarks.alignments import context_iris, foreign_iris, joined
from pyoxigraph import RdfFormat, parse
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS, XSD

from methodgraph.ids import ONTOLOGY
from methodgraph.ontology import PREFIXES, context_text, ontology_text, terms
from methodgraph.publish.rdf import turtle
from methodgraph.records import Linked

CONTEXT: dict[str, Any] = json.loads(context_text())["@context"]
KEYWORDS = {"id": "@id", "type": "@type"}
OURS = {"paper", "entity", "claim", "evidence", "result", "graph"}
"""Prefixes of ours that are none in JSON-LD: a property is called `paper`, another `evidence`."""
RDFLIB = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
"""rdflib's own reader of JSON-LD uses what rdflib deprecates."""
DOCUMENT = {
    "id": "https://w3id.org/methodgraph/claim/0123456789abcdef",
    "type": ["Claim", "Statement", "Annotation"],
    "statementSubject": "https://w3id.org/methodgraph/paper/arxiv:2305.14314",
    "statementPredicate": "mg:introduces",
    "statementObject": "https://w3id.org/methodgraph/entity/qlora",
    "paper": {
        "id": "https://w3id.org/methodgraph/paper/arxiv:2305.14314",
        "type": ["Paper", "ResearchPaper"],
        "arxivId": "2305.14314",
        "year": 2023,
        "url": "https://arxiv.org/abs/2305.14314",
    },
    "confidence": "0.93",
    "rule": ["role/title-colon", "role/we-propose"],
    "evidence": {
        "id": "https://w3id.org/methodgraph/evidence/fedcba9876543210",
        "hasSelector": {
            "id": "https://w3id.org/methodgraph/evidence/fedcba9876543210#place",
            "type": "TextPositionSelector",
            "start": 0,
            "end": 58,
        },
    },
}
MEANT = """
claim:0123456789abcdef a mg:Claim , rdf:Statement , oa:Annotation ;
    rdf:subject paper:arxiv:2305.14314 ; rdf:predicate mg:introduces ; rdf:object entity:qlora ;
    mg:paper paper:arxiv:2305.14314 ; mg:confidence 0.93 ; mg:rule "role/title-colon" , "role/we-propose" ;
    mg:evidence evidence:fedcba9876543210 .
paper:arxiv:2305.14314 a mg:Paper , fabio:ResearchPaper ; fabio:hasArXivId "2305.14314" ; mg:year 2023 ;
    schema:url "https://arxiv.org/abs/2305.14314"^^xsd:anyURI .
evidence:fedcba9876543210 oa:hasSelector <https://w3id.org/methodgraph/evidence/fedcba9876543210#place> .
<https://w3id.org/methodgraph/evidence/fedcba9876543210#place> a oa:TextPositionSelector ;
    oa:start "0"^^xsd:nonNegativeInteger ; oa:end "58"^^xsd:nonNegativeInteger .
"""


@pytest.fixture(scope="module")
def published(linked: Linked) -> Graph:
    return Graph().parse(data=turtle(linked), format="turtle")


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return joined(ontology_text())


def defined() -> dict[str, tuple[str, str | None]]:
    """Return each term that is neither keyword nor prefix, with its IRI and what its values are coerced to."""
    found = {}
    for name, told in CONTEXT.items():
        if name.startswith("@") or name in KEYWORDS or (isinstance(told, str) and "://" in told):
            continue
        parts = told if isinstance(told, dict) else {"@id": told}
        found[name] = (expanded(parts["@id"]), expanded(parts["@type"]) if "@type" in parts else None)
    return found


def expanded(name: str) -> str:
    prefix, _, local = name.partition(":")
    return CONTEXT[prefix] + local if prefix in CONTEXT else name


def read(document: object) -> tuple[Graph, Graph]:
    """Return a document with the context in it as two readers understand it: rdflib and Oxigraph."""
    text = json.dumps({"@context": CONTEXT, "@graph": document})
    triples = parse(text, format=RdfFormat.JSON_LD)
    lines = "".join(f"{t.subject} {t.predicate} {t.object} .\n" for t in triples)
    return Graph().parse(data=text, format="json-ld"), Graph().parse(data=lines, format="nt")


def test_it_is_a_context_of_json_ld_11_and_nothing_else() -> None:
    assert list(json.loads(context_text())) == ["@context"]
    assert CONTEXT["@version"] == 1.1
    assert KEYWORDS.items() <= CONTEXT.items()
    assert len(json.loads(context_text(), object_pairs_hook=list)[0][1]) == len(CONTEXT), "a key stands twice"


def test_its_prefixes_are_ours_and_no_term_is_called_like_one() -> None:
    prefixes = {name: told for name, told in CONTEXT.items() if isinstance(told, str) and "://" in told}
    assert prefixes.items() <= PREFIXES.items()
    assert not OURS & set(prefixes)
    assert {"paper", "evidence"} <= set(defined())
    others = [told for told in CONTEXT.values() if told not in prefixes.values()]
    names = [str(name) for told in others for name in (told.values() if isinstance(told, dict) else [told])]
    assert set(prefixes) == {name.partition(":")[0] for name in names if ":" in name}, "one that nothing needs"


def test_every_property_and_class_of_a_published_graph_has_exactly_one_term(published: Graph) -> None:
    told = Counter(iri for iri, _ in defined().values())
    assert set(told.values()) == {1}
    held = {str(p) for p in published.predicates()} | {str(o) for o in published.objects(None, RDF.type)}
    assert held - {str(RDF.type)} <= set(told)


def test_every_term_of_ours_but_the_inverses_has_its_local_name(ontology: Graph) -> None:
    inverses = {
        str(term).removeprefix(ONTOLOGY)
        for term in ontology.subjects(OWL.inverseOf)
        if "Not in the published graph" in str(ontology.value(term, SKOS.definition))
    }
    ours = {name: iri for name, (iri, _) in defined().items() if iri.startswith(ONTOLOGY)}
    assert ours == {name: ONTOLOGY + name for name in terms() - inverses}


def test_values_are_coerced_as_the_ontology_says(ontology: Graph) -> None:
    for iri, coerced in defined().values():
        term = URIRef(iri)
        if (term, RDF.type, OWL.ObjectProperty) in ontology:
            assert coerced == "@id", iri
        elif (term, RDF.type, OWL.DatatypeProperty) in ontology and iri.startswith(ONTOLOGY):
            range_ = str(ontology.value(term, RDFS.range))
            assert coerced == (None if range_ == str(XSD.string) else range_), iri


def test_values_are_coerced_as_the_published_graph_has_them(published: Graph) -> None:
    coercion = dict(defined().values())
    for _, predicate, target in published:
        if predicate == RDF.type:
            continue
        plain = target.datatype in (None, XSD.string) if isinstance(target, Literal) else False
        wanted = None if plain else str(target.datatype) if isinstance(target, Literal) else "@id"
        assert coercion[str(predicate)] == wanted, predicate


@RDFLIB
def test_a_document_means_what_it_says() -> None:
    head = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
    meant = Graph().parse(data=head + MEANT, format="turtle")
    for told in read(DOCUMENT):
        assert set(told) == set(meant)


@RDFLIB
def test_a_whole_graph_written_with_it_is_read_as_it_was(published: Graph) -> None:
    names = {iri: name for name, (iri, _) in defined().items()}
    nodes: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, target in published:
        name = "type" if predicate == RDF.type else names[str(predicate)]
        nodes[str(subject)][name].append(names[str(target)] if name == "type" else str(target))
    assert len(nodes) > 30
    for told in read([{"id": node, **values} for node, values in nodes.items()]):
        assert set(told) == set(published)


def test_its_iris_are_among_those_that_are_looked_up() -> None:
    foreign = {iri for iri, _ in defined().values() if not iri.startswith(ONTOLOGY)}
    assert foreign <= set(context_iris(CONTEXT))
    assert foreign <= foreign_iris()
