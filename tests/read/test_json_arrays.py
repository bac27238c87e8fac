"""JSON arrays: nothing behind or missing from one is lost without a word."""

from __future__ import annotations

from pathlib import Path

import pytest

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


def test_one_path_where_a_list_is_due_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="give a list of paths"):
        read_papers(str(tmp_path))
