from __future__ import annotations

import re

import pytest

from methodgraph.errors import QueryError
from methodgraph.ids import ONTOLOGY
from methodgraph.ontology import PREFIXES
from methodgraph.query.check import check
from methodgraph.query.tokens import place, tokens

WARNED = {
    "SELECT ?p { ?p mg:introduce ?e }": "line 1, column 16: mg:introduce is not a term .* mg:introduces?",
    "ASK { ?p a mg:model }": "line 1, column 12: mg:model is not a term of the ontology; did you mean mg:Model?",
    f"ASK {{ ?p <{ONTOLOGY}outperfroms> ?e }}": "column 10: mg:outperfroms is not a term .* mg:outperforms?",
    f"PREFIX x: <{ONTOLOGY}>\nASK {{ ?p x:usess ?e }}": "line 2, column 10: mg:usess is not a term",
    "ASK { ?p mg:zzzzzz ?e }": "line 1, column 10: mg:zzzzzz is not a term of the ontology",
    "SELECT * FROM <https://example.org/> { ?s ?p ?o }": "line 1, column 10: FROM finds nothing here",
    "SELECT * { GRAPH ?g { ?s ?p ?o } }": "line 1, column 12: GRAPH finds nothing here",
}

QUIET = (
    "SELECT ?p { ?p mg:introduces|mg:uses ?e . ?e a mg:Model. }",
    'SELECT ?p { ?p dcterms:title "mg:introduce" } # mg:introduce',
    "SELECT ?p { ?p dcterms:title '''it's mg:introduce \"''' }",
    "PREFIX mg: <https://example.org/>\nSELECT ?p { ?p mg:introduce ?e }",
    "SELECT ?p { FILTER(STRSTARTS(STR(?p), STR(mg:))) ?p ?q ?o }",
    "SELECT (?a < ?b AS ?c) { ?s mg:value ?a , ?b FILTER(?a > 1) }",
    "ASK { entity:qwen2.5-vl-7b mg:variantOf entity:x\\+y . }",
    "BASE <https://example.org/> ASK { <a> mg:uses ?e }",
    "\ufeffASK { ?p mg:uses ?e }".removeprefix("\ufeff"),
)

REFUSED = {
    "INSERT DATA { <a:b> <a:c> 1 }": "line 1, column 1: INSERT would change the graph",
    "# first\nPREFIX x: <https://example.org/>\n  DELETE WHERE { ?s ?p ?o }": "line 3, column 3: DELETE would change",
    "clear all": "line 1, column 1: CLEAR would change the graph",
    "SELECT ?x {SERVICESILENT<http://127.0.0.1:1/>{?s ?p ?x}}": "line 1, column 12: SERVICE asks another server",
    "SELECT * { ?a ?b trueSERVICE <http://e.org/> { ?s ?p ?o } }": "line 1, column 18: SERVICE asks another server",
    "ASK { FILTER(" + 300 * "(" + "1" + 300 * ")" + ") }": "line 1, column 268: more than 256 brackets",
    "SELECT * {\n  service <https://example.org/> { ?s ?p ?o } }": "line 2, column 3: SERVICE asks another server",
    "SELEC ?x { ?x ?p ?y }": "line 1, column 1: a query begins with SELECT, .* not 'SELEC'; did you mean SELECT?",
    "?x mg:uses ?y": "line 1, column 1: a query begins with",
    "  # nothing\n": "the query is empty",
    "ASK { ?x skoss:prefLabel ?y }": "line 1, column 10: the prefix skoss: is not declared; did you mean skos:?",
    "ASK { ?x dct:title ?y }": "line 1, column 10: the prefix dct: is not declared; did you mean dcterms:?",
    "ASK { ?x dct:creator ?y }": "line 1, column 10: the prefix dct: is not declared; did you mean dc:?",
    "ASK { ?x\n  wdt:P31 ?y }": "line 2, column 3: the prefix wdt: is not declared; begin the query with PREFIX wdt:",
}


@pytest.mark.parametrize("query", WARNED)
def test_a_probable_mistake_is_pointed_out(query: str) -> None:
    warnings = check(query)
    assert len(warnings) == 1
    assert re.search(WARNED[query].replace("?", r"\?"), warnings[0])


@pytest.mark.parametrize("query", QUIET)
def test_what_is_right_is_let_through(query: str) -> None:
    assert check(query) == ()


OTHERS = {
    "ASK { ?p dcterms:creator ?n }": ("dcterms:creator never stands in the graph; did you mean dc:creator?",),
    "PREFIX x: <http://purl.org/dc/elements/1.1/>\nASK { ?p x:title ?n }": (
        "dc:title never stands in the graph; did you mean dcterms:title?",
    ),
    "ASK { ?p a schema:Paper }": ("schema:Paper never stands in the graph; did you mean mg:Paper?",),
    "ASK { ?p dc:creator ?n ; dcterms:title ?t ; dcterms:language ?l ; a entity:title }": (),
    "ASK { ?p dcterms:abstract ?text }": (),
    "ASK { ?p <1:title> ?t ; <title> ?u }": (),
    "CONSTRUCT { ?p dcterms:creator ?n } WHERE { ?p dc:creator ?n }": (),
    "CONSTRUCT { ?p dcterms:creator ?n } { ?p foaf:title ?n }": (
        "foaf:title never stands in the graph; did you mean dcterms:title?",
    ),
}


@pytest.mark.parametrize("query", OTHERS)
def test_a_term_of_another_vocabulary_is_told_by_that_of_the_graph(query: str) -> None:
    warnings = check(query, stands=lambda iri: iri.endswith("/abstract"))
    assert tuple(warning.partition(": ")[2] for warning in warnings) == OTHERS[query]
    assert check(query) == ()


@pytest.mark.parametrize("query", REFUSED)
def test_what_must_not_run_is_refused_with_its_place(query: str) -> None:
    with pytest.raises(QueryError, match=REFUSED[query].replace("?", r"\?")):
        check(query)


def test_a_place_counts_lines_and_code_points() -> None:
    assert place("ab\ncd", 0) == (1, 1)
    assert place("ab\ncd", 4) == (2, 2)
    assert place("é𝔐x", 2) == (1, 3)


def test_tokens_join_up_to_the_text_without_its_space() -> None:
    query = "PREFIX a: <https://e.org/#> SELECT ?é { ?é a:b.c \"x # y\" ; a:d 1.5e3 , '''q'uote''' . } # end"
    found = tokens(query)
    assert "".join(token.text for token in found) == query.partition(" # end")[0].replace(" ", "").replace(
        '"x#y"', '"x # y"'
    )
    assert all(query[token.start :].startswith(token.text) for token in found)
    assert {token.kind for token in found} == {"word", "name", "iri", "variable", "other", "string", "number"}


def test_the_prefixes_of_the_graph_are_all_known() -> None:
    assert check("ASK { " + " . ".join(f"?x {prefix}:y ?z" for prefix in PREFIXES if prefix != "mg") + " }") == ()
