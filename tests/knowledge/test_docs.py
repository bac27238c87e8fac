"""The pages on Python: what they show is what comes out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.support.documents import run

import methodgraph
from methodgraph.extract import Extractor
from methodgraph.knowledge import Claims, Entities, Figures, KnowledgeGraph, Papers

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="session")
def output(extractor: Extractor, tmp_path_factory: pytest.TempPathFactory) -> Path:  # noqa: ARG001 - compiled once
    """The folder in which `output` is a build of the seeds."""
    folder = tmp_path_factory.mktemp("docs")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(DOCS.parent)
        graph = methodgraph.build("seeds")
    graph.write(folder / "output")
    return folder


@pytest.mark.parametrize("page", ["python.md", "analysis.md"])
def test_blocks_print_what_the_page_shows(page: str, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(output)
    done = list(run(DOCS / page))
    assert len(done) > 5
    for code, printed, shown in done:
        assert printed == shown, code


def test_the_page_names_every_method() -> None:
    page = (DOCS / "python.md").read_text(encoding="utf-8")
    for face in (KnowledgeGraph, Papers, Entities, Claims, Figures):
        for name in vars(face):
            if not name.startswith("_"):
                assert re.search(rf"\b{name}\b", page), name
