"""JSON arrays: nothing behind or missing from one is lost without a word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.support.reading import found_in

from methodgraph.errors import InputError, UsageError
from methodgraph.read import read_papers

ONE = '{"id": "a", "title": null, "text": "We propose FooNet."}'
OTHER = '{"id": "b", "title": null, "text": "We propose BarNet."}'


@pytest.mark.parametrize("text", [f"[{ONE},\n{OTHER}]", f"[\n{ONE},\n{OTHER}\n]\n", f"{ONE}\n{OTHER}\n"])
def test_a_whole_file_is_read(text: str, tmp_path: Path) -> None:
    path = tmp_path / "papers.json"
    path.write_text(text, encoding="utf-8")
    assert [paper.id for paper in read_papers([path]).papers] == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "what"),
    [(f"[{ONE},\n{OTHER}", "no end"), (f"[{ONE},\n", "no end"), (f"[{ONE}]\n[{OTHER}] garbage", "more follows")],
)
def test_what_is_cut_off_or_follows_is_a_problem(text: str, what: str, tmp_path: Path) -> None:
    path = tmp_path / "papers.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as told:
        read_papers([path])
    assert what in str(told.value)


def test_records_within_one_that_is_not_closed_are_told() -> None:
    records = [{"id": key, "title": key.upper(), "refs": [{"n": 1}, {"n": 2}]} for key in "abc"]
    whole = json.dumps({"data": records}, indent=1)
    assert found_in(whole, "json", "x.json").problems == ()
    merged = whole.replace('{\n     "n": 2\n    }\n   ]\n  }', "{}", 1)
    found = found_in(merged, "json", "x.json")
    assert [paper.id for paper in found.papers] == ["a"]
    first, last = merged[: merged.index('"id": "b"')].count("\n"), len(merged.splitlines())
    assert str(found.problems[0]).startswith(
        f"x.json:{first}: a record within that of line 3, which is not closed; passed over to line {last}"
    )


def test_one_path_where_a_list_is_due_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="give a list of paths"):
        read_papers(str(tmp_path))
