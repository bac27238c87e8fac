"""JSON through a window: the same values whatever the window's size, and broken ones passed over."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.reading import found_in

from methodgraph.read import window as window_module
from methodgraph.read.documents import is_document

_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@given(st.lists(_json, max_size=5), st.integers(1, 9), st.sampled_from([None, 1]))
def test_values_are_those_of_the_library_whatever_the_window(values: list[Any], chunk: int, indent: int | None) -> None:
    text = "\n".join(json.dumps(value, indent=indent) for value in values)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(window_module, "_CHUNK", chunk)
        seen = window_module.Window(io.StringIO(text))
        told = []
        lines = []
        while seen.peek():
            lines.append(seen.line)
            told.append(seen.value())
    assert told == values
    assert lines == [
        1 + sum(json.dumps(each, indent=indent).count("\n") + 1 for each in values[:at]) for at in range(len(values))
    ]


ONE = '{"id": "%s", "text": "We propose %s."}'
RECORDS = [ONE % (name, name) for name in ("a", "b", "c", "d")]
BROKEN = [
    '{"id": "x", "text": }',
    '{"id": "x", "text": "a\tb"}',
    '{"id": "x" "text": "}{]["}',
    '{"id": "x", "text": "A.", }',
    '{"id": "x", "text": [1, 2}',
    "{'id': 'x'}",
    '{"id": "x", "text": nul}',
]


@pytest.mark.parametrize("chunk", [7, 64, 2**18])
@pytest.mark.parametrize("broken", BROKEN[:4] + BROKEN[5:])
@pytest.mark.parametrize("around", ["[%s]", '{"meta": {"page": 1}, "results": [%s], "more": [1]}'])
def test_a_broken_record_of_an_array_costs_itself(
    monkeypatch: pytest.MonkeyPatch, chunk: int, broken: str, around: str
) -> None:
    monkeypatch.setattr(window_module, "_CHUNK", chunk)
    found = found_in(around % ",\n".join([*RECORDS[:2], broken, *RECORDS[2:]]), "json")
    assert [paper.id for paper in found.papers] == ["a", "b", "c", "d"]
    assert [problem.line for problem in found.problems] == [3]
    assert found.problems[0].what.startswith("broken JSON at column")


def test_faults_tell_line_and_column_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "[" + ", ".join([*RECORDS, '{"text": }']) + ",\n" + '  {"text": "A.",\n   "year" 3}]'
    places = []
    for chunk in (5, 2**18):
        monkeypatch.setattr(window_module, "_CHUNK", chunk)
        places.append([(problem.line, problem.what) for problem in found_in(text, "json").problems])
    column = text.index('"text": }') + 9
    assert places[0] == places[1]
    assert places[0] == [
        (1, f"broken JSON at column {column} (Expecting value)"),
        (2, "broken JSON at line 3, column 11 (Expecting ':' delimiter); passed over to line 3"),
    ]


def test_a_fault_within_a_value_tells_where_that_begins() -> None:
    text = '{\n"config": {\n"is": 1,\n"items": [\n{"id": "a", "abstract": "We do."},\n{"id": }\n]\n'
    (problem,) = found_in(text, "json").problems
    assert problem.line == 2
    assert problem.what.startswith("broken JSON at line 6, column 8 (Expecting value); passed over to line ")


@pytest.mark.parametrize(
    ("head", "document"),
    [
        ("[", True),
        ("[]", True),
        ('[{"a": 1}, ', True),
        ("[null, {", True),
        ("[1, 2]", False),
        ("[1]\n[2]", False),
        ('{"text": "A."}', False),
        ('{"text": "A."}\n{"text": "B."}', False),
        ('{\n"text": "A."', True),
        ('{"text": "A.",\n "id": 1}', True),
        ('{"results": [{}]}', True),
        ('{"data": []}\n{"data": []}', False),
        ('{"text"\n{"text": "B."}', False),
        ('{"data": [\n{"text": "B."}', True),
        ('{"text": "A."},\n{"text": "B."}', True),
        ('{"text": "' + "a" * 70_000, True),
        ("3", False),
        ('"text"', False),
    ],
)
def test_lines_and_documents_are_told_apart(head: str, document: bool) -> None:
    assert is_document(head) is document


def test_a_record_without_end_is_refused_in_bounded_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window_module, "LONGEST", 1000)
    monkeypatch.setattr(window_module, "_CHUNK", 100)
    found = found_in("[" + RECORDS[0] + ', {"text": "' + "a" * 100_000 + '"}]', "json")
    assert [paper.id for paper in found.papers] == ["a"]
    assert found.problems[0].what == "a value of more than 64 million characters"


def test_a_record_without_its_bracket_costs_no_other() -> None:
    text = '[\n {\n  "id": "x",\n  "y": [1, 2\n },\n ' + RECORDS[0]
    text += ',\n {"id": }}}"q": 1\n },\n ' + RECORDS[1] + "\n]\n"
    found = found_in(text, "json")
    assert [paper.id for paper in found.papers] == ["a", "b"]
    assert [(problem.line, problem.what.rpartition("; ")[2]) for problem in found.problems] == [
        (2, "passed over to line 5"),
        (7, "passed over to line 8"),
    ]


def test_what_follows_an_array_is_read_too() -> None:
    found = found_in(f"[{RECORDS[0]}]\n{RECORDS[1]}\n[{RECORDS[2]}]", "json")
    assert [paper.id for paper in found.papers] == ["a", "b", "c"]
    assert [note.line for note in found.notes] == [2, 3]


@pytest.mark.parametrize("around", ["%s", "[%s]", "[\n%s\n]"])
def test_a_key_given_twice_is_told(around: str) -> None:
    found = found_in(around % '{"title": "One paper", "abstract": "We do.", "title": "Another paper"}', "json")
    assert [paper.title for paper in found.papers] == ["Another paper"]
    assert [note.what for note in found.notes] == ["the key 'title' is given twice; the last counts"]


def test_a_title_that_fell_out_of_its_record_is_told() -> None:
    found = found_in(f'{{"results": [\n{RECORDS[0]}\n],\n"title": "Lost"}}', "json")
    assert [paper.id for paper in found.papers] == ["a"]
    assert [str(note) for note in found.notes] == ["x.jsonl:4: left out: the key 'title' beside the papers"]
