"""What a reasoner (OWL 2 RL) makes of the ontology: what follows, what must not follow, and what it finds wrong."""

from __future__ import annotations

from itertools import combinations

import pytest
from benchmarks.alignments import closure, contradictions, joined
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF

from methodgraph.ids import BASE, ONTOLOGY
from methodgraph.ontology import PREFIXES, alignments_text, ontology_text
from methodgraph.publish.rdf import turtle
from methodgraph.records import Linked

DEFINITION = URIRef(PREFIXES["skos"] + "definition")
HEAD = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
APART = (
    *("Algorithm", "Data", "EvaluationMeasure", "EvaluationProcedure", "EvaluationSpecification", "HyperParameter"),
    *("HyperParameterSetting", "Implementation", "Model", "ModelEvaluation", "Software", "Task"),
)
"""Classes of ML-Schema no two of which share an instance."""
ML_SCHEMA = "".join(f"mls:{a} owl:disjointWith mls:{b} .\n" for a, b in combinations(APART, 2))
ML_SCHEMA += "mls:Dataset rdfs:subClassOf mls:Data .\n"
SMALL = """
    paper:p mg:introduces entity:x ; mg:addresses entity:t .
    entity:x a mg:Model ; mg:partOf entity:y ; mg:variantOf entity:z .
    entity:b a mg:Benchmark .
    entity:t a mg:Task .
    entity:acc a mg:Metric .
    claim:c a mg:Claim ; mg:evidence evidence:e ; mg:paper paper:p .
    result:r a mg:Result ; mg:metric entity:acc ; mg:value 1.5 .
"""
FOLLOWS = """
    paper:p a mg:Paper , fabio:ResearchPaper , schema:ScholarlyArticle , prov:Entity .
    paper:p mg:refersTo entity:x ; schema:mentions entity:x , entity:t ; schema:about entity:x , entity:t .
    entity:x mg:introducedBy paper:p ; mg:referredToBy paper:p ; schema:subjectOf paper:p .
    entity:t mg:addressedBy paper:p .
    entity:x a mls:Model , mg:Method , mg:Entity , skos:Concept .
    entity:t a mls:Task .
    entity:b a mg:Dataset , mls:Dataset , schema:Dataset , dcat:Dataset .
    entity:acc a mls:EvaluationMeasure .
    entity:x dcterms:isPartOf entity:y .
    entity:y mg:hasPart entity:x ; dcterms:hasPart entity:x ; mls:hasPart entity:x .
    entity:z mg:hasVariant entity:x .
    claim:c a oa:Annotation , rdf:Statement , prov:Entity ; oa:hasTarget evidence:e ; prov:wasDerivedFrom paper:p .
    evidence:e a mg:Evidence , oa:SpecificResource .
    result:r a mls:ModelEvaluation ; mls:specifiedBy entity:acc .
"""
FOLLOWS_NOT = """
    entity:x a mls:Algorithm , mg:Task .
    entity:b a mls:EvaluationSpecification , void:Dataset .
    entity:y a mg:Method .
    entity:x skos:broader entity:z .
    result:r a lpwcc:evaluationresult , cr:EvaluationResult ; mls:hasValue 1.5 ; cr:value 1.5 .
    paper:p cito:cites entity:x .
"""


def graph_of(text: str) -> Graph:
    return Graph().parse(data=HEAD + text, format="turtle")


@pytest.fixture(scope="module")
def schema() -> str:
    """What ML-Schema holds apart, as Turtle."""
    return f"{HEAD}{ML_SCHEMA}"


def reasoned(schema: str, text: str) -> Graph:
    return closure(joined(ontology_text(), alignments_text(), schema, HEAD + text))


@pytest.fixture(scope="module")
def small(schema: str) -> Graph:
    return reasoned(schema, SMALL)


@pytest.fixture(scope="module")
def published(linked: Linked) -> Graph:
    return Graph().parse(data=turtle(linked), format="turtle")


@pytest.fixture(scope="module")
def whole(schema: str, published: Graph) -> Graph:
    return reasoned(schema, published.serialize(format="nt"))


def test_the_ontology_with_its_alignments_and_a_published_graph_is_free_of_contradictions(whole: Graph) -> None:
    assert contradictions(whole) == []
    assert (None, RDF.type, OWL.Nothing) not in whole


def test_every_class_may_have_an_instance(schema: str) -> None:
    classes = [s for s in joined(ontology_text()).subjects(RDF.type, OWL.Class) if str(s).startswith(ONTOLOGY)]
    each = "".join(f"<urn:one:{n}> a <{name}> .\n" for n, name in enumerate(classes))
    assert contradictions(reasoned(schema, each)) == []


@pytest.mark.parametrize(
    "wrong",
    [
        "entity:x a mg:Task , mg:Metric .",
        "entity:x a mg:Model , mg:Task .",
        "entity:x a mg:Benchmark , mg:Method .",
        "entity:x a mg:Benchmark , mg:Task .",
        "entity:x a mg:Metric , mg:Dataset .",
        "entity:x a mg:Metric , mg:Model .",
        "paper:p mg:introduces paper:q . paper:q a mg:Paper .",
        "entity:x mg:uses entity:y . entity:x a mg:Method .",
        "paper:p mg:extends entity:x . paper:p a mg:Paper .",
        "entity:x mg:extends entity:x .",
        "entity:x mg:introducedBy entity:y . entity:y a mg:Method .",
        "claim:c a mg:Claim ; mg:evidence claim:c .",
        "result:r a mg:Result ; mg:evidence paper:p . paper:p a mg:Paper .",
        "result:r mg:subject paper:p . paper:p a mg:Paper .",
    ],
)
def test_a_contradictory_graph_is_found_out_by_our_ontology_alone(wrong: str) -> None:
    assert contradictions(closure(joined(ontology_text(), HEAD + wrong)))


def test_what_others_hold_apart_is_found_out_with_their_axioms(schema: str) -> None:
    wrong = "entity:x a mg:Model , mls:Task ."
    assert contradictions(reasoned(HEAD, wrong)) == []
    assert contradictions(reasoned(schema, wrong))


def test_what_users_of_other_vocabularies_ask_for_follows(small: Graph) -> None:
    assert contradictions(small) == []
    missing = [triple for triple in graph_of(FOLLOWS) if triple not in small]
    assert not missing


def test_what_is_only_close_or_usual_does_not_follow(small: Graph) -> None:
    assert not [triple for triple in graph_of(FOLLOWS_NOT) if triple in small]


def ours(graph: Graph, nodes: set[object]) -> set[tuple[object, object]]:
    typed = graph.subject_objects(RDF.type)
    return {(node, kind) for node, kind in typed if node in nodes and str(kind).startswith(ONTOLOGY)}


def test_a_reasoner_gives_no_node_another_type_of_ours(whole: Graph, published: Graph) -> None:
    nodes: set[object] = set(published.subjects())
    assert ours(whole, nodes) == ours(published, nodes)


def test_a_reasoner_sees_each_role_as_a_mention_and_turns_it_around(whole: Graph, published: Graph) -> None:
    pairs = set(published.subject_objects(URIRef(f"{ONTOLOGY}refersTo")))
    assert pairs
    told = set(whole.subject_objects(URIRef(PREFIXES["schema"] + "mentions")))
    assert pairs == {pair for pair in told if str(pair[0]).startswith(BASE)}
    turned = set(whole.subject_objects(URIRef(f"{ONTOLOGY}referredToBy")))
    assert turned == {(entity, paper) for paper, entity in pairs}


def test_no_inverse_stands_in_a_published_graph(published: Graph) -> None:
    terms = joined(ontology_text())
    pairs = [set(pair) for pair in terms.subject_objects(OWL.inverseOf)]
    turned = {
        term for term in set().union(*pairs) if "Not in the published graph" in str(terms.value(term, DEFINITION))
    }
    assert pairs
    assert all(len(pair & turned) == 1 for pair in pairs)
    assert not turned & set(published.predicates())
