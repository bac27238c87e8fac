"""Where a graph comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

import methodgraph
from methodgraph import pipeline
from methodgraph.errors import InputError, UsageError
from methodgraph.knowledge import KnowledgeGraph, load


@pytest.mark.parametrize("given", [["a", "b"], 3, b"a"])
def test_what_is_no_path_is_told(given: object) -> None:
    with pytest.raises(UsageError, match=rf"not a {type(given).__name__}; give several as build\(\*paths\)"):
        methodgraph.build(given)  # type: ignore[arg-type]


def test_what_is_written_is_loaded_as_the_same_graph(graph: KnowledgeGraph, tmp_path: Path) -> None:
    written = graph.write(tmp_path / "out")
    assert [path.name for path in written] == list(pipeline.OUTPUT_FILES)
    for given in (tmp_path / "out", tmp_path / "out" / "papers.jsonl"):
        assert load(given).linked == graph.linked
    load(tmp_path / "out").write(tmp_path / "again")
    for path in written:
        assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes()


def test_all_faulty_lines_are_told(tmp_path: Path) -> None:
    (tmp_path / "papers.jsonl").write_text('{"id": "1"}\n\nnot json\n[]\n', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load(tmp_path)
    assert [problem.line for problem in caught.value.problems] == [1, 3, 4]


def test_a_folder_without_papers_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"papers\.jsonl: no such file"):
        load(tmp_path)


@pytest.mark.parametrize("told", ["not json", "[]", '{"curation": {"same": 3}}'])
def test_a_manifest_that_is_none_is_told(graph: KnowledgeGraph, tmp_path: Path, told: str) -> None:
    graph.write(tmp_path)
    (tmp_path / "manifest.json").write_text(told, encoding="utf-8")
    with pytest.raises(InputError, match=r"manifest\.json: not a build's manifest .*; build the graph again"):
        load(tmp_path)


def test_without_a_manifest_nothing_was_curated(graph: KnowledgeGraph, tmp_path: Path) -> None:
    graph.write(tmp_path)
    (tmp_path / "manifest.json").unlink()
    assert load(tmp_path).linked == graph.linked
