"""The views in others' terms: queries written for them find what they should."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SDO

from methodgraph.publish.rdf import write_to
from methodgraph.publish.rdf.lpwc import blocks as lpwc_blocks

if TYPE_CHECKING:
    from methodgraph.records import Linked

PAPER = "arxiv:2305.14314"
PREFIXES = """
PREFIX lpwcc: <https://linkedpaperswithcode.com/class/>
PREFIX lpwcp: <https://linkedpaperswithcode.com/property/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX fabio: <http://purl.org/spar/fabio/>
PREFIX dbp: <http://dbpedia.org/property/>
PREFIX schema: <https://schema.org/>
"""


def view(linked: Linked, profile: str) -> Graph:
    stream = io.BytesIO()
    write_to(linked, stream, form="nt", profile=profile)
    return Graph().parse(data=stream.getvalue(), format="nt")


def rows(graph: Graph, query: str) -> list[tuple[str, ...]]:
    return sorted(tuple(str(value) for value in row) for row in graph.query(PREFIXES + query))  # type: ignore[union-attr]


LPWC = (
    (
        "SELECT ?id ?name { ?p a lpwcc:paper ; fabio:hasArXivID ?id ; lpwcp:hasMethod ?m . "
        "?m a lpwcc:method ; foaf:name ?name }",
        [("2305.14314", "LoRA"), ("2305.14314", "QLoRA")],
    ),
    (
        "SELECT ?title { ?d a lpwcc:dataset ; dcterms:title ?title ; lpwcp:usedForTask ?t . "
        "?t foaf:name 'video understanding' }",
        [("Video-MME",)],
    ),
    (
        "SELECT ?model ?data ?metric ?value { ?p lpwcp:hasEvaluation ?e . ?e lpwcp:hasModel/foaf:name ?model ; "
        "lpwcp:hasDataset/dcterms:title ?data ; lpwcp:hasEvaluationResult ?r . "
        "?r lpwcp:metricName ?metric ; lpwcp:metricValue ?value }",
        [("QLoRA", "MMLU", "Accuracy", "63.4%")],
    ),
    (
        "SELECT ?n { ?m foaf:name 'GRPO' ; dbp:fullname ?n ; lpwcp:numberPapers 1 }",
        [("Group Relative Policy Optimization",)],
    ),
    (
        "SELECT ?y { ?m foaf:name 'QLoRA' ; lpwcp:introducedYear ?y ; lpwcp:introducedBy [ a lpwcc:paper ] }",
        [("2023",)],
    ),
    (
        "SELECT ?u { ?p lpwcp:hasRepository [ a lpwcc:repository ; fabio:hasURL ?u ] }",
        [("https://github.com/example/qlora",)],
    ),
    (
        "SELECT ?n { ?p lpwcp:hasTask [ a lpwcc:task ; foaf:name ?n ] }",
        [("image classification",), ("math reasoning",), ("video understanding",)],
    ),
)


@pytest.mark.parametrize(("query", "expected"), LPWC)
def test_a_query_for_linked_papers_with_code_is_answered(
    linked: Linked, query: str, expected: list[tuple[str, ...]]
) -> None:
    assert rows(view(linked, "lpwc"), query) == expected


def test_what_is_only_mentioned_or_compared_with_is_no_method_of_the_paper(linked: Linked) -> None:
    told = rows(view(linked, "lpwc"), "SELECT ?p ?n { ?p lpwcp:hasMethod|lpwcp:hasModel ?m . ?m foaf:name ?n }")
    assert {name for _, name in told} == {"LoRA", "QLoRA", "GRPO", "LightSAM"}


def test_differences_are_no_evaluation_results(linked: Linked) -> None:
    assert len(rows(view(linked, "lpwc"), "SELECT ?r { ?r a lpwcc:evaluationresult }")) == 1
    assert any(figure.is_difference for figure in linked.figures)


def test_every_object_of_the_view_stands_in_it(linked: Linked) -> None:
    graph = view(linked, "lpwc")
    objects = {o for _, p, o in graph if isinstance(o, URIRef) and p != RDF.type}
    assert objects <= set(graph.subjects())
    assert all(block.pairs for block in lpwc_blocks(linked))


def test_every_term_of_schema_org_exists(linked: Linked) -> None:
    graph = view(linked, "schema")
    names = {str(p).removeprefix(str(SDO)) for p in graph.predicates() if p != RDF.type}
    names |= {str(o).removeprefix(str(SDO)) for o in graph.objects(None, RDF.type)}
    assert names >= {"ScholarlyArticle", "DefinedTerm", "Dataset", "SoftwareApplication", "Observation", "about"}
    assert [name for name in names if URIRef(f"{SDO}{name}") not in SDO] == ["observationAbout"], "newer than rdflib"


def test_schema_org_tells_what_an_article_is_about(linked: Linked) -> None:
    graph = view(linked, "schema")
    about = rows(graph, f"SELECT ?n {{ ?p schema:identifier '{PAPER}' ; schema:about/schema:name ?n }}")
    assert about == [("QLoRA",)]
    named = rows(graph, f"SELECT ?n {{ ?p schema:identifier '{PAPER}' ; schema:mentions/schema:name ?n }}")
    assert named == [("Accuracy",), ("LoRA",), ("MMLU",)]
    value = "SELECT ?v ?u { ?o a schema:Observation ; schema:value ?v ; schema:unitText ?u ; schema:name '63.4%' }"
    assert rows(graph, value) == [("63.4", "%")]
