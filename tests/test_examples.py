"""The notebooks of examples/: they run, and show what is committed in them."""

from __future__ import annotations

import re
import sys
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from examples.refresh import BARE, FOLDER, cleaned, executed, notebooks, read
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

ROOT = FOLDER.parent
LARGEST = 400_000
"""Bytes of a notebook in the repository."""


class Told(HTMLParser):
    """The text of a document, without its styles."""

    def __init__(self, document: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._skipped = False
        self.feed(document)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - it is called so
        self._skipped = tag == "style"

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - it is called so
        self._skipped = False

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self.words += data.split()


def shown(output: NotebookNode) -> str:
    """Return what a reader sees of an output: text, tables as text, of a picture that there is one."""
    if output.output_type == "stream":
        return f"{output.name}: {output.text}"
    if "image/png" in output.data:
        return "a picture"
    if "text/html" in output.data:
        return " ".join(Told(output.data["text/html"]).words)
    return str(output.data["text/plain"])


def is_bare(cell: NotebookNode) -> bool:
    return BARE in cell.metadata.get("tags", ())


def code(*sources: str) -> NotebookNode:
    made: NotebookNode = new_notebook(cells=[new_code_cell(source) for source in sources])  # type: ignore[no-untyped-call]
    return made


@pytest.fixture(params=notebooks(), ids=lambda path: path.name)
def path(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


@pytest.mark.slow
@pytest.mark.parametrize("folder", [FOLDER, ROOT], ids=["in examples", "at the top"])
def test_a_notebook_shows_what_is_committed(path: Path, folder: Path) -> None:
    committed = read(path)
    for cell, done in zip(committed.cells, executed(committed, folder).cells, strict=True):
        if cell.cell_type != "code":
            continue
        told = [shown(output) for output in done.outputs]
        assert not any(one.startswith("stderr") for one in told), told
        if is_bare(cell):
            assert "<iframe" in done.outputs[0].data["text/html"]
        else:
            expected = [shown(output) for output in cell.outputs]
            assert told == expected, f"cell {cell.id} shows something else now; python examples/refresh.py writes it"


def test_a_committed_notebook_is_as_refresh_writes_it(path: Path) -> None:
    notebook, text = read(path), path.read_text(encoding="utf-8")
    runs = [cell.execution_count for cell in notebook.cells if cell.cell_type == "code"]
    assert runs == list(range(1, len(runs) + 1))
    assert nbformat.writes(cleaned(notebook)) + "\n" == text  # type: ignore[no-untyped-call]
    assert len(text.encode()) < LARGEST
    assert not re.search(r"/(?:tmp|home|root|usr|opt|Users)/|site-packages|C:\\\\", text)
    assert str(ROOT) not in text


def test_cells_have_names(path: Path) -> None:
    for cell in read(path).cells:
        assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", cell.id), cell.id


def test_links_lead_somewhere(path: Path) -> None:
    links = [
        link
        for cell in read(path).cells
        if cell.cell_type == "markdown"
        for link in re.findall(r"\]\((.+?)\)", cell.source)
    ]
    assert links
    assert [link for link in links if not (FOLDER / link).exists()] == []


def test_the_readme_names_every_notebook(path: Path) -> None:
    assert f"({path.name})" in (FOLDER / "README.md").read_text(encoding="utf-8")


def test_there_are_notebooks() -> None:
    assert notebooks()


def test_a_notebook_is_run_by_this_python_where_it_is_told_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "startup.py").write_text("print('from the user')")
    monkeypatch.setenv("PYTHONSTARTUP", str(tmp_path / "startup.py"))
    monkeypatch.setenv("MPLBACKEND", "agg")
    done = executed(
        code(
            "import os, sys\nprint(sys.executable)\nprint(os.getcwd())",
            "import matplotlib.pyplot as plt\nplt.plot([1])\nplt.show()",
        ),
        tmp_path,
    )
    assert done.cells[0].outputs[0].text.splitlines() == [sys.executable, str(tmp_path)]
    assert shown(done.cells[1].outputs[-1]) == "a picture"


def test_a_cell_that_fails_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CellExecutionError, match="ZeroDivisionError"):
        executed(code("1 / 0"), tmp_path)


def test_cleaning_leaves_nothing_of_the_run() -> None:
    notebook = code("1", "2")
    notebook.metadata = nbformat.from_dict({"kernelspec": {"name": "mine"}, "widgets": {}})  # type: ignore[no-untyped-call]
    for cell in notebook.cells:
        cell.metadata = nbformat.from_dict({"execution": {"iopub.execute_input": "now"}})  # type: ignore[no-untyped-call]
        cell.outputs = [nbformat.v4.new_output("stream", text="told")]  # type: ignore[no-untyped-call]
    notebook.cells[1].metadata.tags = [BARE]
    done = cleaned(notebook)
    assert done.metadata.kernelspec.name == "python3"
    assert [dict(cell.metadata) for cell in done.cells] == [{}, {"tags": [BARE]}]
    assert [len(cell.outputs) for cell in done.cells] == [1, 0]
