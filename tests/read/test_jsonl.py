"""Papers as JSON: what is taken, what is repaired, what is refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.reading import found_in

from methodgraph.interchange import dumps, paper_from_json, paper_to_json, to_json
from methodgraph.records import Paper, PaperGraph, Source


def _read(text: str) -> list[Paper]:
    found = found_in(text, "json")
    assert found.problems == ()
    return list(found.papers)


def test_an_abstract_is_repaired_and_a_text_is_not() -> None:
    raw = " a\u200b ฮบ\nof \ufb01ne "
    repaired, verbatim = _read(
        "\n".join(json.dumps({"id": key, key: raw, "title": raw}) for key in ("abstract", "text"))
    )
    assert (repaired.text, repaired.title) == ("a κ of fine", "a κ of fine")
    assert (verbatim.text, verbatim.title) == (raw, raw)


def test_all_fields_are_taken_and_others_ignored() -> None:
    record = {"id": "a:1", "title": "T", "abstract": "A.", "year": 2025, "url": "https://x.y", "entities": 3}
    assert _read(json.dumps(record)) == [Paper("a:1", "T", "A.", (Source("x.jsonl", 1),), 2025, "https://x.y")]


def test_an_id_may_be_a_number_and_a_year_a_string() -> None:
    first, second = _read('{"id": 7, "text": "A.", "year": "2020"}\n{"id": 0, "text": "B.", "year": 2021}')
    assert (first.id, first.year, second.id, second.year) == ("7", 2020, "0", 2021)


def test_null_is_not_given_and_text_counts_before_abstract() -> None:
    line = '{"id": null, "title": null, "text": null, "abstract": "A."}\n{"text": "B ", "abstract": "A.", "title": " "}'
    first, second = _read(line)
    assert (first.text, first.title, second.text, second.title) == ("A.", None, "B ", None)


def test_an_id_that_is_missing_comes_from_the_text_alone() -> None:
    first, second, third = _read('{"text": "We  do."}\n\n{"abstract": "we do.", "title": "T"}\n{"text": "You do."}')
    assert first.id == second.id != third.id
    assert first.id.startswith("text-")


def test_the_name_of_a_file_is_no_title() -> None:
    found = found_in('{"text": "A.", "title": "0687-Paper.pdf"}', "json")
    assert found.papers[0].title is None
    assert [str(note) for note in found.notes] == ["x.jsonl:1: no title: '0687-Paper.pdf' is the name of a file"]


@pytest.mark.parametrize("indent", [None, 2])
def test_arrays_and_objects_over_several_lines_are_read(indent: int | None) -> None:
    records = [{"id": str(number), "text": f"Text {number}."} for number in range(3)]
    papers = _read("\n" + json.dumps(records, indent=indent) + "\n")
    assert [paper.id for paper in papers] == ["0", "1", "2"]
    assert [paper.sources[0].line for paper in papers] == ([3, 7, 11] if indent else [2, 2, 2])
    (single,) = _read(json.dumps(records[0], indent=2))
    assert single.id == "0"


FAULTS = [
    ('{"text": "A."', 1, "broken JSON at column 14 (Expecting ',' delimiter)"),
    ("[1, 2]", 1, "a JSON list, not an object"),
    ('"text"', 1, "a JSON string, not an object"),
    ("null", 1, "a JSON null, not an object"),
    ('{"id": 7.5, "text": "A."}', 1, "'id' is a string with a number in its place"),
    ('{"id": true, "text": "A."}', 1, "'id' is a string with a truth value in its place"),
    ('{"text": ["A."]}', 1, "'text' is a string with a list in its place"),
    ('{"text": "A.", "year": true}', 1, "'year' is a whole number with a truth value in its place"),
    ('{"text": "A.", "year": "in press"}', 1, "'year' is a whole number with a string in its place"),
    ('{"text": "A.", "year": "٢٠٢٥"}', 1, "'year' is a whole number with a string in its place"),
    ('{"text": "A.", "year": 2025.5}', 1, "'year' is a whole number with a number in its place"),
    ('{"text": "A.", "year": 20250}', 1, "'year' is 20250, which is no year of a paper"),
    ('{"text": "A.", "year": 999}', 1, "'year' is 999, which is no year of a paper"),
    ('{"text": "A.", "year": "0999"}', 1, "'year' is 999, which is no year of a paper"),
    ('{"text": "A.", "year": -2020}', 1, "'year' is -2020, which is no year of a paper"),
    ('{"url": "https://x.y"}', 1, "neither title nor abstract"),
    ('{"abstract": " \\n"}', 1, "'abstract' is empty"),
    ('{"text": ""}', 1, "'text' is empty"),
    ('{"id": "", "text": "A."}', 1, "'id' is empty"),
    ('{"text": "A \\ud83d."}', 1, "'text' holds a lone surrogate escape"),
    ('{"text": "A.", "n": ' + "[" * 100_000, 1, "JSON nested or numbered beyond reading"),
    ('[\n  {"text": "A."},\n  {"text": }\n]', 3, "broken JSON at column 12 (Expecting value)"),
    ('[\n  {"text": "A."},\n  3\n]', 3, "a JSON number, not an object"),
]


@pytest.mark.parametrize(("text", "line", "what"), FAULTS, ids=[what for _, _, what in FAULTS])
def test_a_fault_is_told_in_one_message(text: str, line: int, what: str) -> None:
    (problem,) = found_in(text, "json").problems
    assert (problem.path, problem.line, problem.what) == ("x.jsonl", line, what)
    assert problem.remedy


def test_all_faults_are_told_and_the_other_lines_read() -> None:
    lines = ['{"text": "A."}', "{", "", "3", '{"text": 1, "title": 2}', '{"text": "B."}']
    found = found_in("\n".join(lines), "json")
    assert [problem.line for problem in found.problems] == [2, 4, 5, 5]
    assert [(paper.text, paper.sources[0].line) for paper in found.papers] == [("A.", 1), ("B.", 6)]


_text = st.text(st.characters(exclude_categories=["Cs"])).filter(lambda text: bool(text.strip()))


@given(st.lists(st.tuples(_text, _text, st.none() | st.integers(1900, 2100)), max_size=4))
def test_the_interchange_form_is_read_verbatim(rows: list[tuple[str, str, int | None]]) -> None:
    papers = [Paper(name, None, text, (Source("x.jsonl", at),), year) for at, (name, text, year) in enumerate(rows, 1)]
    written = "".join(dumps(to_json(PaperGraph(paper))) + "\n" for paper in papers)
    assert list(found_in(written, "json").papers) == papers
    assert [paper_from_json(paper_to_json(paper)) for paper in papers] == papers


def test_a_long_stretch_of_broken_lines_is_told_in_few_words() -> None:
    good = '{"id": "a", "abstract": "We do."}\n'
    found = found_in(good + "{nonsense\n" * 500 + good.replace('"a"', '"b"') + "{nonsense\n", "json")
    assert [paper.id for paper in found.papers] == ["a", "b"]
    assert [problem.line for problem in found.problems] == [*range(2, 13), 503]
    assert found.problems[10].what == "490 more lines of broken JSON; passed over to line 501"
