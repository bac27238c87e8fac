from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from methodgraph.errors import InputError, QueryError, UsageError
from methodgraph.ontology import query_text
from methodgraph.publish.rdf import triples, turtle, write_turtle
from methodgraph.query import TripleStore, resolve, run

if TYPE_CHECKING:
    from pathlib import Path

    from methodgraph.records import Linked


@pytest.fixture(scope="module")
def store(linked: Linked) -> TripleStore:
    return TripleStore(turtle(linked))


def test_all_triples_are_loaded(store: TripleStore, linked: Linked) -> None:
    assert len(store) == len(list(triples(linked)))


def test_select_gives_plain_values_in_the_order_asked_for(store: TripleStore) -> None:
    answer = store.query("SELECT ?value ?change ?start { ?r mg:value ?value ; mg:isDifference ?change "
                         "OPTIONAL { ?r mg:startValue ?start } } ORDER BY ?value")  # fmt: skip
    assert answer.kind == "rows"
    assert answer.variables == ("value", "change", "start")
    assert answer.rows == ((Decimal("1.4"), True, None), (Decimal("63.4"), False, Decimal("60.1")))


def test_superclasses_and_refers_to_need_no_reasoner(store: TripleStore) -> None:
    models = store.query('ASK { ?x a mg:Method ; a mg:Model ; skos:prefLabel "Segment Anything Model" }')
    assert models.rows == ((True,),)
    named = store.query('SELECT ?id { ?p mg:refersTo/skos:prefLabel "LoRA" ; dcterms:identifier ?id } ORDER BY ?id')
    assert named.rows == (("arxiv:2305.14314",), ("survey one/2",))


def test_ask_construct_and_describe(store: TripleStore) -> None:
    assert store.query('ASK { ?x skos:prefLabel "none such" }').rows == ((False,),)
    built = store.query("CONSTRUCT { ?b mg:extends ?a } WHERE { ?a mg:extends ?b }")
    assert built.kind == "triples"
    assert [str(row[0]).rpartition("/")[2] for row in built.rows] == ["lora"]
    described = store.query("DESCRIBE entity:lora")
    assert described.variables == ("subject", "predicate", "object")
    assert (
        "https://w3id.org/methodgraph/entity/lora",
        "http://www.w3.org/2004/02/skos/core#prefLabel",
        "LoRA",
    ) in described.rows


def test_a_warning_comes_with_the_answer(store: TripleStore) -> None:
    answer = store.query("SELECT ?p { ?p mg:introduce ?e }")
    assert answer.terms == ()
    assert "did you mean mg:introduces?" in answer.warnings[0]


@pytest.mark.parametrize(
    ("query", "line", "column", "what"),
    [
        ("SELECT ?x {\n  ?x mg:uses ?y\n  FILTR(?y) }", 3, 3, "'FILTR' is not a word of SPARQL; did you mean FILTER"),
        ("SELECT ?x {\n  ?x mg:uses }", 2, 14, "'}' does not fit here"),
        ("SELECT ?x {\n  ?x mg:uses ?y", 1, 11, "'{' is opened here and not closed"),
        ("SELECT ?x { ?x mg:uses ?y }\n}", 2, 1, "'}' closes nothing that is open"),
        ("SELECT ?x { ?x mg:uses (?y } )", 1, 28, "'}' closes nothing that is open"),
        ('SELECT ?x {\n ?x dcterms:title "open }', 2, 19, "a quote is opened here and not closed"),
        ("SELECT ?x { ?x <a> ?y }", 1, 16, "<a> is not a full IRI"),
        ("SELECT ?x { ?x mg:uses ?y } ORDER BY", 1, 37, "the query ends too early"),
        ("SELECT ?x (COUNT(?y) AS ?n) { ?x mg:uses ?y }", 1, 46, "the SELECT contains a variable that is unbound"),
        ("PREFIX a: <https://e.org/>\n\nSELECT ?é { ?é a:b 'é' ; }\nLIMIT ten", 4, 7, "'ten' is not a word of SPARQL"),
    ],
)
def test_a_syntax_error_is_told_where_it_is(store: TripleStore, query: str, line: int, column: int, what: str) -> None:
    with pytest.raises(QueryError) as raised:
        store.query(query)
    assert raised.value.what.startswith(what)
    assert (raised.value.line, raised.value.column) == (line, column)
    assert str(raised.value).startswith(f"line {line}, column {column}: ")


def test_a_graph_is_a_file_or_the_folder_of_a_build(tmp_path: Path, linked: Linked) -> None:
    write_turtle(linked, tmp_path / "graph.ttl")
    query = "SELECT (COUNT(*) AS ?n) { ?x a mg:Paper }"
    assert run(tmp_path, query).rows == run(tmp_path / "graph.ttl", query).rows == ((4,),)


def test_a_graph_that_is_not_there_or_not_turtle_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"graph\.ttl: no such file"):
        run(tmp_path, "ASK { ?s ?p ?o }")
    path = tmp_path / "bad.ttl"
    path.write_text("<https://e.org/a> <https://e.org/b> 1 .\n\nnonsense", encoding="utf-8")
    with pytest.raises(InputError, match=r"bad\.ttl:3: not Turtle"):
        run(path, "ASK { ?s ?p ?o }")


def test_rows_come_in_the_same_order_in_every_process(tmp_path: Path, linked: Linked) -> None:
    write_turtle(linked, tmp_path / "graph.ttl")
    code = (
        "import sys; from pathlib import Path; from methodgraph.query import run, as_csv\n"
        "print(as_csv(run(Path(sys.argv[1]), 'SELECT * { ?s ?p ?o }')))"
    )
    told = {
        subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, check=True).stdout
        for _ in range(3)
    }
    assert len(told) == 1


def test_a_query_is_a_name_a_file_or_itself(tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text("ASK { ?s ?p ?o }\r\n", encoding="utf-8")
    assert resolve(str(path)) == "ASK { ?s ?p ?o }\n"
    assert resolve("papers-using") == query_text("papers-using")
    assert resolve("ASK{?s?p?o}") == "ASK{?s?p?o}"
    assert resolve("SELEC ?x WHERE") == "SELEC ?x WHERE"


def test_a_query_that_is_none_of_them_is_told() -> None:
    with pytest.raises(UsageError, match=r"'papers-usin' is neither .* papers-using"):
        resolve("papers-usin")
    with pytest.raises(InputError, match=r"none\.rq: no such file"):
        resolve("none.rq")
