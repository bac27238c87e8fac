from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.support.linked import sample_linked

from methodgraph.errors import InputError, QueryError, UsageError
from methodgraph.ontology import query_text
from methodgraph.publish.rdf import turtle, write_rdf, write_store
from methodgraph.publish.rdf.graph import blocks
from methodgraph.query import TripleStore, resolve, run

if TYPE_CHECKING:
    from pathlib import Path

    from methodgraph.records import Linked


EVIDENCED = ((sum(len(claim.evidence) for claim in sample_linked().claims) + len(sample_linked().figures),),)
"""How many pieces of evidence the sample's claims and results have, those that several use counted for each."""


@pytest.fixture(scope="module")
def store(linked: Linked) -> TripleStore:
    return TripleStore(turtle(linked))


def test_all_triples_are_loaded(store: TripleStore, linked: Linked) -> None:
    assert len(store) == sum(len(block.pairs) for block in blocks(linked))


def test_select_gives_plain_values_in_the_order_asked_for(store: TripleStore) -> None:
    answer = store.query("SELECT ?value ?change ?start { ?r mg:value ?value ; mg:isDifference ?change "
                         "OPTIONAL { ?r mg:startValue ?start } } ORDER BY ?value")  # fmt: skip
    assert answer.kind == "rows"
    assert answer.variables == ("value", "change", "start")
    assert answer.rows == ((Decimal("1.4"), True, None), (Decimal("63.4"), False, Decimal("60.1")))


def test_a_term_that_stands_only_under_another_prefix_is_told(store: TripleStore) -> None:
    (told,) = store.query(
        "SELECT ?n { ?p dcterms:creator ?n ; schema:identifier ?i ; a schema:ScholarlyArticle }"
    ).warnings
    assert told.endswith("dcterms:creator never stands in the graph; did you mean dc:creator?")
    own = TripleStore(b'<https://e.org/p> <http://purl.org/dc/terms/creator> "Ada"; a <https://schema.org/Paper> .')
    assert own.check("ASK { ?p dcterms:creator ?n ; a schema:Paper }") == ()


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
    write_rdf(linked, tmp_path / "graph.ttl")
    query = "SELECT (COUNT(*) AS ?n) { ?x a mg:Paper }"
    assert run(tmp_path, query).rows == run(tmp_path / "graph.ttl", query).rows == ((4,),)


@pytest.mark.parametrize("name", ["g.ttl", "g.nt", "g.nq", "g.trig", "g.jsonld", "g.rdf", "g.nq.gz", "g.ttl.gz"])
def test_a_graph_is_read_in_every_form_it_is_written_in(tmp_path: Path, linked: Linked, name: str) -> None:
    write_rdf(linked, tmp_path / name)
    store = TripleStore(tmp_path / name)
    assert store.query("SELECT (COUNT(*) AS ?n) { ?x mg:evidence ?e }").rows == EVIDENCED
    assert store.query("ASK { entity:qlora mg:extends entity:lora }").rows == ((True,),)


def test_named_graphs_are_asked_as_one_and_one_by_one(tmp_path: Path, linked: Linked) -> None:
    write_rdf(linked, tmp_path / "g.trig")
    store = TripleStore(tmp_path / "g.trig")
    where = store.query("SELECT ?g { GRAPH ?g { entity:qlora mg:extends entity:lora } }")
    assert where.rows == (("https://w3id.org/methodgraph/graph/arxiv:2305.14314",),)
    assert where.warnings == ()
    asked = store.query("ASK FROM <https://w3id.org/methodgraph/graph/003:9> { entity:qlora mg:extends ?x }")
    assert asked.rows == ((False,),)


def test_a_graph_without_names_warns_of_asking_for_them(store: TripleStore) -> None:
    told = store.query("SELECT ?g { GRAPH ?g { ?s ?p ?o } }")
    assert told.rows == ()
    assert "GRAPH finds nothing here" in told.warnings[0]


def test_a_store_on_disk_is_opened_for_reading(tmp_path: Path, linked: Linked) -> None:
    folder = tmp_path / "graph.store"
    triples = write_store(linked, folder)
    first, second = TripleStore(folder), TripleStore(folder)
    assert len(first) == len(second) == triples
    assert first.query("SELECT (COUNT(*) AS ?n) { ?x mg:evidence ?e }").rows == EVIDENCED
    with pytest.raises(UsageError, match="is there already"):
        write_store(linked, folder)


def test_broken_files_are_told(tmp_path: Path, linked: Linked) -> None:
    write_rdf(linked, tmp_path / "g.ttl.gz")
    packed = (tmp_path / "g.ttl.gz").read_bytes()
    (tmp_path / "cut.ttl.gz").write_bytes(packed[: len(packed) // 2])
    with pytest.raises(InputError, match="a broken gzip file"):
        TripleStore(tmp_path / "cut.ttl.gz")
    (tmp_path / "graph.txt").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match=r"no form of RDF by its name; the suffixes are \.ttl"):
        TripleStore(tmp_path / "graph.txt")


def test_names_are_all_that_anything_is_called(store: TripleStore) -> None:
    assert {"LoRA", "Low-Rank Adaptation", "VideoMME", "Segment Anything Model"} <= store.names()


def test_an_explanation_counts_what_each_pattern_meets(store: TripleStore) -> None:
    told = store.explain(
        'SELECT ?n { VALUES ?a { "LoRA" } ?x skos:prefLabel ?a . ?y (mg:extends|mg:variantOf)+ ?x ; skos:prefLabel ?n '
        "OPTIONAL { ?y mg:trainsOn entity:lora } FILTER(?n != ?a) } ORDER BY DESC(?n) LIMIT 3 OFFSET 0"
    )
    plan = [line.strip() for line in told.plan]
    assert plan[:4] == ["SELECT ?n", "LIMIT 3", "ORDER BY DESC(?n)", "FILTER"]
    assert 'VALUES ?a = "LoRA"' in plan
    assert "2 steps  ?y (mg:extends|mg:variantOf)+ ?x" in plan
    assert "1  ?x skos:prefLabel ?a" in plan
    assert told.idle == ()
    assert told.spared == ("?y mg:trainsOn entity:lora (optional)",)
    assert told.answers == 1
    assert str(told).splitlines()[-1] == "nothing in the graph meets: ?y mg:trainsOn entity:lora (optional)"


@pytest.mark.parametrize(
    ("query", "first", "answers"),
    [
        ("ASK { ?x mg:uses ?y }", "ASK", 1),
        ("CONSTRUCT { ?y mg:uses ?x } WHERE { { ?x mg:uses ?y } UNION { ?x mg:trainsOn ?y } }", "CONSTRUCT", 3),
        ("SELECT ?t (COUNT(?x) AS ?n) { ?x a ?t MINUS { ?x a mg:Entity } } GROUP BY ?t", "SELECT ?t ?n", 11),
        ("SELECT ?x { { SELECT DISTINCT ?x { ?x !mg:uses|^mg:uses ?y } } }", "SELECT ?x", 4),
        ("SELECT ?x { GRAPH ?g { ?x mg:uses ?y } }", "SELECT ?x", 0),
    ],
)
def test_every_kind_of_query_can_be_explained(store: TripleStore, query: str, first: str, answers: int) -> None:
    told = store.explain(query)
    assert told.plan[0] == first
    assert told.answers >= min(answers, 1)


def test_a_graph_that_is_not_there_or_not_turtle_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"graph\.ttl: no such file"):
        run(tmp_path, "ASK { ?s ?p ?o }")
    path = tmp_path / "bad.ttl"
    path.write_text("<https://e.org/a> <https://e.org/b> 1 .\n\nnonsense", encoding="utf-8")
    with pytest.raises(InputError, match=r"bad\.ttl:3: not Turtle"):
        run(path, "ASK { ?s ?p ?o }")


def test_rows_come_in_the_same_order_in_every_process(tmp_path: Path, linked: Linked) -> None:
    write_rdf(linked, tmp_path / "graph.ttl")
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
    assert resolve("@uses-method") == query_text("uses-method")
    assert resolve("ASK{?s?p?o}") == "ASK{?s?p?o}"
    assert resolve("SELEC ?x WHERE") == "SELEC ?x WHERE"


def test_a_query_that_is_none_of_them_is_told() -> None:
    with pytest.raises(UsageError, match=r"'uses-method' is neither .* did you mean @uses-method"):
        resolve("uses-method")
    with pytest.raises(UsageError, match="no saved query is called 'uses'"):
        resolve("@uses")
    with pytest.raises(InputError, match=r"none\.rq: no such file"):
        resolve("none.rq")
