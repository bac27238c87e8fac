from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph

from methodgraph.errors import UsageError
from methodgraph.ontology import PREFIXES
from methodgraph.publish.rdf import turtle
from methodgraph.query import Answer, Term, TripleStore, as_csv, as_json, as_table, as_turtle
from methodgraph.records import Linked

XSD = PREFIXES["xsd"]
LORA = Term("iri", "https://w3id.org/methodgraph/entity/lora")
ROWS = Answer(
    "rows",
    ("a", "b"),
    (
        (LORA, Term("literal", "1.50", f"{XSD}decimal")),
        (Term("literal", 'x, "y"\nz\x1b[31m\u202e', f"{XSD}string"), None),
        (Term("blank", "b0"), Term("literal", "oui", f"{PREFIXES['rdf']}langString", "fr")),
    ),
)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("7", "integer", 7),
        ("7", "nonNegativeInteger", 7),
        ("1.50", "decimal", Decimal("1.50")),
        ("1e3", "double", 1000.0),
        ("true", "boolean", True),
        ("0", "boolean", False),
        ("seven", "integer", "seven"),
        ("seven", "decimal", "seven"),
        ("2023", "gYear", "2023"),
        ("7", "string", "7"),
    ],
)
def test_a_literal_is_the_value_its_datatype_says(text: str, kind: str, value: object) -> None:
    told = Term("literal", text, XSD + kind).python
    assert told == value
    assert type(told) is type(value)


def test_a_table_is_short_and_harmless() -> None:
    columns, rows = as_table(ROWS)
    assert columns == ("a", "b")
    assert rows == (("entity:lora", "1.50"), ('x, "y" z\ufffd[31m\ufffd', ""), ("_:b0", "oui"))


def test_csv_is_what_the_standard_says() -> None:
    text = as_csv(ROWS)
    assert text.startswith("a,b\r\nhttps://w3id.org/methodgraph/entity/lora,1.50\r\n")
    assert list(csv.reader(io.StringIO(text, newline="")))[2] == ['x, "y"\nz\x1b[31m\u202e', ""]


def test_json_is_what_the_standard_says() -> None:
    told = json.loads(as_json(ROWS))
    assert told["head"] == {"vars": ["a", "b"]}
    first, second, third = told["results"]["bindings"]
    assert first == {
        "a": {"type": "uri", "value": LORA.value},
        "b": {"type": "literal", "value": "1.50", "datatype": f"{XSD}decimal"},
    }
    assert "b" not in second
    assert third == {
        "a": {"type": "bnode", "value": "b0"},
        "b": {"type": "literal", "value": "oui", "xml:lang": "fr"},
    }


def test_an_ask_is_a_boolean_in_every_format(linked: Linked) -> None:
    answer = TripleStore(turtle(linked)).query("ASK { ?x a mg:Model }")
    assert as_table(answer) == (("answer",), (("true",),))
    assert as_csv(answer) == "answer\r\ntrue\r\n"
    assert json.loads(as_json(answer)) == {"head": {}, "boolean": True}


def test_triples_are_a_graph(linked: Linked) -> None:
    answer = TripleStore(turtle(linked)).query("DESCRIBE entity:lora ?r WHERE { ?r a mg:Result }")
    graph = Graph().parse(data=as_turtle(answer), format="turtle")
    assert len(graph) == len(answer.terms) > 10
    assert as_csv(answer).startswith("subject,predicate,object\r\n")
    assert "entity:lora a " in as_turtle(answer)
    with pytest.raises(UsageError, match="CONSTRUCT"):
        as_turtle(ROWS)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_any_text_survives_csv_and_json(text: str) -> None:
    answer = Answer("rows", ("x", "y"), ((Term("literal", text, f"{XSD}string"), LORA),))
    assert json.loads(as_json(answer))["results"]["bindings"][0]["x"]["value"] == text
    row = list(csv.reader(io.StringIO(as_csv(answer), newline="")))[1]
    assert row == [text, LORA.value]


def test_a_table_has_a_row_for_each_solution(linked: Linked) -> None:
    store = TripleStore(turtle(linked))
    answer = store.query(
        "SELECT ?name (COUNT(?paper) AS ?papers) { ?paper mg:uses/skos:prefLabel ?name } GROUP BY ?name"
    )
    table = answer.to_pandas()
    assert {str(name): str(kind) for name, kind in table.dtypes.items()} == {"name": "string", "papers": "Int64"}
    assert sorted(table.to_numpy().tolist()) == [["GRPO", 1], ["LoRA", 1]]


def test_columns_of_a_table_are_of_one_kind() -> None:
    table = ROWS.to_pandas()
    assert table["a"].tolist() == [LORA.value, 'x, "y"\nz\x1b[31m\u202e', "b0"]
    assert table["b"].isna().tolist() == [False, True, False]
    numbers = Answer(
        "rows",
        ("whole", "part", "mixed", "truth", "broken"),
        tuple(
            (
                Term("literal", whole, f"{XSD}integer"),
                Term("literal", part, f"{XSD}decimal"),
                Term("literal", whole, f"{XSD}{kind}"),
                truth,
                Term("literal", "\ud800"),
            )
            for whole, part, kind, truth in (
                ("1", "0.5", "integer", Term("literal", "true", f"{XSD}boolean")),
                ("2", "1.25", "double", None),
            )
        ),
    ).to_pandas()
    assert [str(kind) for kind in numbers.dtypes] == ["Int64", "float64", "float64", "boolean", "string"]
    assert numbers["part"].tolist() == [0.5, 1.25]
    assert numbers["truth"].tolist() == [True, pd.NA]


@pytest.mark.parametrize("other", [("1", "integer"), ("0.5", "decimal"), ("1e3", "double")])
@pytest.mark.parametrize("whole", [2**63, -(2**63) - 1, 10**400])
def test_a_whole_number_beyond_64_bits_is_text(whole: int, other: tuple[str, str]) -> None:
    def column(number: int) -> pd.Series:
        last = Term("literal", other[0], XSD + other[1])
        rows = ((Term("literal", str(number), f"{XSD}integer"),), (None,), (last,))
        return Answer("rows", ("n",), rows).to_pandas()["n"]

    assert column(whole).dtype == "string"
    assert column(whole).dropna().tolist() == [str(whole), other[0]]
    assert column(whole).isna().tolist() == [False, True, False]
    if abs(whole) < 2**64:
        near = whole + (1 if whole < 0 else -1)
        assert column(near).dtype == ("Int64" if other[1] == "integer" else "float64")


def test_a_column_of_truth_values_and_others_is_text() -> None:
    rows = tuple((Term("literal", text, XSD + kind),) for text, kind in (("true", "boolean"), ("x", "string")))
    assert Answer("rows", ("x",), rows).to_pandas()["x"].tolist() == ["true", "x"]
    numbers = (*rows[:1], (Term("literal", "7", f"{XSD}integer"),))
    assert Answer("rows", ("x",), numbers).to_pandas()["x"].tolist() == ["true", "7"]


def test_an_answer_of_nothing_is_an_empty_table() -> None:
    assert Answer("rows", ("a", "b"), ()).to_pandas().shape == (0, 2)
    assert Answer("rows", (), ((), ())).to_pandas().shape == (2, 0)
