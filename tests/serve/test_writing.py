from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph

from methodgraph.serve import writing
from methodgraph.serve.writing import TooMuchError, UnwritableError

SIZE = 1 << 20
texts = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=12) | st.sampled_from(
    ["},{", '"', "\n"]
)


def found(values: Sequence[str | None]) -> ox.QuerySolutions:
    """Return solutions with one variable, which is unbound where None stands."""
    rows = " ".join("UNDEF" if value is None else str(ox.Literal(value)) for value in values)
    told = ox.Store().query(f"SELECT ?x {{ VALUES ?x {{ {rows} }} }}")
    assert isinstance(told, ox.QuerySolutions)
    return told


@given(st.lists(texts | st.none(), max_size=30), st.integers(0, 30))
def test_as_many_rows_as_allowed_and_no_more(values: list[str | None], rows: int) -> None:
    if len(values) > rows:
        with pytest.raises(TooMuchError, match=f"more than {rows} rows"):
            writing.solutions(found(values), "tsv", rows=rows, size=SIZE)
    else:
        assert writing.solutions(found(values), "tsv", rows=rows, size=SIZE).count(b"\n") == len(values) + 1


@given(st.lists(texts, min_size=1, max_size=20))
def test_csv_and_json_hold_what_was_found(values: list[str]) -> None:
    told = writing.solutions(found(values), "csv", rows=100, size=SIZE).decode()
    assert [row[0] if row else "" for row in csv.reader(io.StringIO(told, newline=""))] == ["x", *values]
    parsed = ox.parse_query_results(
        writing.solutions(found(values), "json", rows=100, size=SIZE), format=ox.QueryResultsFormat.JSON
    )
    assert isinstance(parsed, ox.QuerySolutions)
    assert [row["x"] for row in parsed] == [ox.Literal(value) for value in values]


def test_counting_ends_long_before_the_answer_would() -> None:
    store = ox.Store()
    store.extend(ox.Quad(ox.BlankNode(), ox.NamedNode("http://example.org/p"), ox.Literal(n)) for n in range(300))
    endless = store.query("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
    assert isinstance(endless, ox.QuerySolutions)
    with pytest.raises(TooMuchError, match="rows"):
        writing.solutions(endless, "json", rows=1000, size=1 << 40)


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_size_is_limited_in_every_format(form: str) -> None:
    with pytest.raises(TooMuchError, match="bytes"):
        writing.solutions(found(["x" * 5000]), form, rows=10, size=4000)


def triples(*told: tuple[str, str, str]) -> list[ox.Triple]:
    base = "https://w3id.org/methodgraph/"
    return [ox.Triple(ox.NamedNode(base + s), ox.NamedNode(base + p), ox.Literal(o)) for s, p, o in told]


def test_triples_are_told_once_and_in_order() -> None:
    told = triples(("entity/b", "ontology#y", "2"), ("entity/a", "ontology#x", "1"), ("entity/b", "ontology#y", "2"))
    assert writing.distinct(told, rows=2) == [told[1], told[0]]
    with pytest.raises(TooMuchError, match="more than 1 triples"):
        writing.distinct(told, rows=1)


def test_turtle_has_the_prefixes_it_needs() -> None:
    told = writing.graph(triples(("entity/a", "ontology#x", "1"), ("entity/b", "ontology#x", "1")), "turtle", size=SIZE)
    assert told.decode() == (
        "@prefix mg: <https://w3id.org/methodgraph/ontology#> .\n"
        "@prefix entity: <https://w3id.org/methodgraph/entity/> .\n"
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n\n"
        'entity:a mg:x "1" .\n\nentity:b mg:x "1" .\n'
    )
    assert writing.graph([], "turtle", size=SIZE) == b""


@given(st.lists(texts, max_size=6))
def test_every_format_holds_the_same_graph(values: list[str]) -> None:
    told = writing.distinct(triples(*(("entity/a", "ontology#x", value) for value in values)), rows=10)
    graphs = []
    for form, media in (("turtle", "turtle"), ("nt", "nt"), ("jsonld", "json-ld"), ("rdf", "xml")):
        try:
            content = writing.graph(told, form, size=SIZE)
        except UnwritableError:
            assert form == "rdf"
            continue
        if form != "jsonld":  # which rdflib reads with a graph of a kind that it warns of
            graphs.append(set(Graph().parse(data=content, format=media)))
    assert all(graph == graphs[0] for graph in graphs)


@pytest.mark.parametrize("text", ["\x00", "a\x0bb", "\x1b[2J", "\ufffe"])
def test_what_xml_cannot_hold_is_refused(text: str) -> None:
    with pytest.raises(UnwritableError):
        writing.solutions(found([text]), "xml", rows=10, size=SIZE)
    with pytest.raises(UnwritableError):
        writing.graph(triples(("entity/a", "ontology#x", text)), "rdf", size=SIZE)


def test_carriage_returns_survive_rdf_xml() -> None:
    told = writing.graph(triples(("entity/a", "ontology#x", "a\r\nb\rc")), "rdf", size=SIZE)
    assert [str(value) for value in Graph().parse(data=told, format="xml").objects()] == ["a\r\nb\rc"]


def test_a_property_without_a_name_for_xml_is_refused() -> None:
    told = [ox.Triple(ox.NamedNode("http://e.org/s"), ox.NamedNode("http://e.org/1"), ox.Literal("x"))]
    with pytest.raises(UnwritableError):
        writing.graph(told, "rdf", size=SIZE)


def test_what_json_ld_cannot_hold_is_refused() -> None:
    node = ox.NamedNode("http://example.org/")
    with pytest.raises(UnwritableError, match="turtle"):
        writing.graph([ox.Triple(node, node, ox.Triple(node, node, node))], "jsonld", size=SIZE)
