"""The interactive page in the browser and in a notebook."""

from __future__ import annotations

import sys
import tempfile
import webbrowser
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import pytest

from methodgraph.errors import UsageError
from methodgraph.knowledge import KnowledgeGraph
from methodgraph.knowledge.viewing import NotebookPage, fragment_of, frame, in_notebook
from methodgraph.records import Entity


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The addresses that a browser was asked for; files are written where they go with the test."""
    asked: list[str] = []
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(webbrowser, "open", asked.append)
    return asked


def shell(monkeypatch: pytest.MonkeyPatch, **told: object) -> None:
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: SimpleNamespace(**told)))


def test_a_file_is_written_and_opened_at_the_entity(graph: KnowledgeGraph, opened: list[str], tmp_path: Path) -> None:
    path = graph.view("GiTok")
    assert isinstance(path, Path)
    assert opened == [f"{path.as_uri()}#entity/gitok"]
    graph.write_html(tmp_path / "own.html")
    assert path.read_bytes() == (tmp_path / "own.html").read_bytes()


def test_without_an_entity_the_whole_graph(graph: KnowledgeGraph, opened: list[str]) -> None:
    path = graph.view()
    assert isinstance(path, Path)
    assert opened == [path.as_uri()]


def test_an_unknown_entity_opens_nothing(graph: KnowledgeGraph, opened: list[str]) -> None:
    with pytest.raises(UsageError, match="nothing is called"):
        graph.view("@@@")
    assert opened == []


def test_in_a_notebook_a_frame_holds_the_page(
    graph: KnowledgeGraph, opened: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    graph.write_html(tmp_path / "own.html")  # first: pyvis imports the real IPython
    shell(monkeypatch, kernel=object())
    page = graph.view("GiTok", height=300)
    assert isinstance(page, NotebookPage)
    assert opened == []
    told = page._repr_html_()
    start = told.index('srcdoc="') + len('srcdoc="')
    assert unescape(told[start : told.index('"', start)]) == (tmp_path / "own.html").read_text(encoding="utf-8")
    assert "height:300px" in told
    assert len(repr(page)) < 80


def test_a_frame_goes_on_to_the_entity_and_sees_no_notebook() -> None:
    told = frame('<p title="a">&amp;', "#entity/lora", 200)
    assert 'srcdoc="&lt;p title=&quot;a&quot;&gt;&amp;amp;"' in told
    assert "about:srcdoc#entity/lora" in unescape(told)
    assert "allow-same-origin" not in told
    assert "onload" not in frame("", "", 200)


def test_ids_are_quoted_in_the_address() -> None:
    assert fragment_of(Entity("qwen2.5-vl", "Qwen2.5-VL", "Model")) == "#entity/qwen2.5-vl"
    assert fragment_of(Entity("a/'#", "x", "Model")) == "#entity/a%2F%27%23"


def test_a_kernel_is_a_notebook_and_a_terminal_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    shell(monkeypatch, kernel=object())
    assert in_notebook()
    shell(monkeypatch)
    assert not in_notebook()
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: None))
    assert not in_notebook()
    monkeypatch.delitem(sys.modules, "IPython")
    assert not in_notebook()
