from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from methodgraph.errors import UsageError
from methodgraph.query import TripleStore
from methodgraph.query.binding import bind, parsed, term

DATA = b"""
@prefix mg: <https://w3id.org/methodgraph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix entity: <https://w3id.org/methodgraph/entity/> .
entity:lora a mg:Method ; skos:prefLabel "LoRA" .
entity:grpo a mg:Method ; skos:prefLabel "GRPO" .
entity:mmlu a mg:Benchmark ; skos:prefLabel "MMLU" .
"""
NAMED = "SELECT ?thing ?name WHERE { ?thing skos:prefLabel ?name } ORDER BY ?name"


def answers(query: str) -> list[tuple[object, ...]]:
    return list(TripleStore(DATA).query(query).rows)


def labels(query: str) -> list[object]:
    return [row[-1] for row in answers(query)]


def test_text_fixes_a_variable() -> None:
    assert labels(bind(NAMED, {"name": "LoRA"})) == ["LoRA"]


@pytest.mark.parametrize("value", ["entity:lora", "<https://w3id.org/methodgraph/entity/lora>"])
def test_iri_fixes_a_variable(value: str) -> None:
    assert labels(bind(NAMED, {"thing": value})) == ["LoRA"]


def test_several_variables() -> None:
    assert labels(bind(NAMED, {"thing": "entity:lora", "name": "LoRA"})) == ["LoRA"]
    assert labels(bind(NAMED, {"thing": "entity:lora", "name": "GRPO"})) == []


def test_default_of_the_query_is_replaced() -> None:
    query = 'SELECT ?name { VALUES ?name { "GRPO" "MMLU" } ?thing skos:prefLabel ?name }'
    assert labels(query) == ["GRPO", "MMLU"]
    assert labels(bind(query, {"name": "LoRA"})) == ["LoRA"]


def test_grouped_query() -> None:
    query = "SELECT ?kind (COUNT(?thing) AS ?n) { ?thing a ?kind } GROUP BY ?kind"
    assert answers(bind(query, {"kind": "mg:Method"})) == [("https://w3id.org/methodgraph/ontology#Method", 2)]


def test_pattern_of_construct_is_behind_where() -> None:
    query = "CONSTRUCT { ?thing a mg:Entity } WHERE { ?thing skos:prefLabel ?name }"
    assert len(answers(bind(query, {"name": "LoRA"}))) == 1


def test_question_marks_in_strings_comments_and_iris_are_no_variables() -> None:
    query = 'SELECT ?a { # ?comment\n ?a ?b "?string" . FILTER(?a != <urn:x?iri>) }'
    for name in ("comment", "string", "iri"):
        with pytest.raises(UsageError, match="its variables are: a, b"):
            bind(query, {name: "1"})


@pytest.mark.parametrize("binding", ["name", "=LoRA", "a-b=c", "?name=LoRA"])
def test_what_is_no_binding(binding: str) -> None:
    with pytest.raises(UsageError, match="name=value"):
        parsed([binding])


def test_what_the_query_computes_cannot_be_fixed() -> None:
    with pytest.raises(UsageError, match=r"computes \?n"):
        bind("SELECT (COUNT(?thing) AS ?n) { ?thing a ?kind }", {"n": "3"})


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_text_is_told_to_the_store_as_it_is(text: str) -> None:
    if term(text).startswith('"'):
        assert answers(f"SELECT ?x {{ VALUES ?x {{ {term(text)} }} }}") == [(text,)]


def test_comments_and_strings_are_no_defaults() -> None:
    query = "# VALUES ?name { 1 }\nSELECT ?name { ?thing skos:prefLabel ?name FILTER(?name != 'VALUES ?name { 2 }') }"
    assert labels(bind(query, {"name": "LoRA"})) == ["LoRA"]


def test_a_value_cannot_become_part_of_the_query() -> None:
    query = 'SELECT ?a ?b { VALUES ?a { "x" } VALUES ?b { "a}b" } }'
    hostile = "VALUES ?b { x"
    assert answers(bind(query, {"a": hostile, "b": 'say "b" }'})) == [(hostile, 'say "b" }')]


def test_where_the_default_is_text_so_is_the_value() -> None:
    query = 'SELECT ?id { VALUES ?id { "1" } }'
    for value in ("paper:4", "<think>", "entity:lora"):
        assert answers(bind(query, {"id": value})) == [(value,)]


def test_the_template_of_a_construct_is_no_pattern() -> None:
    query = "CONSTRUCT { ?thing a mg:Entity } { ?thing skos:prefLabel ?name }"
    assert len(answers(bind(query, {"name": "LoRA"}))) == 1


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("CONSTRUCT WHERE { ?thing skos:prefLabel ?name }", "CONSTRUCT WHERE takes no values"),
        ("DESCRIBE ?name", "no pattern in which"),
        ("SELECT ?n { { SELECT (COUNT(?t) AS ?n) { ?t skos:prefLabel ?name } } }", "only inside a subquery"),
    ],
)
def test_what_no_values_could_fix_is_told(query: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        bind(query, {"name": "LoRA"})


def test_a_parameter_has_one_value() -> None:
    with pytest.raises(UsageError, match="given twice"):
        parsed(["name=a", "name=b"])
