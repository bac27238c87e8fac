"""The README's commands, run: what it shows is what they say."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import Result
from tests.cli.calls import ROOT, Call, environment

README = (ROOT / "README.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"^```sh\n(methodgraph query [^`]*)\n```\n```text\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
PYTHON = re.findall(r"^```python\n(.*?)^```\n```text\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


@pytest.fixture
def here(built: tuple[Path, Result], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which `output` is the build of the seeds."""
    folder, _ = built
    assert folder.name == "output"
    monkeypatch.chdir(folder.parent)
    return folder.parent


@pytest.mark.parametrize(("command", "answer"), QUERIES)
@pytest.mark.usefixtures("here")
def test_query_answers_what_the_readme_shows(call: Call, command: str, answer: str) -> None:
    result = call(*shlex.split(command)[1:])
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == answer


def test_there_are_three_queries_and_ten_lines_of_python() -> None:
    assert len(QUERIES) == 3
    assert [len(code.strip().splitlines()) <= 12 for code, _ in PYTHON] == [True, True]


def test_python_prints_what_the_readme_shows(here: Path) -> None:
    code, told = ("".join(parts) for parts in zip(*PYTHON, strict=True))  # the second block goes on from the first
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=here, env=environment())
    assert done.stdout.decode() == told


def test_help_that_the_readme_names_is_there() -> None:
    lines = re.findall(r"`((?:from [\w.]+ import \w+; )?help\([\w.]+\))`", README)
    assert len(lines) == 2
    for line in lines:
        code = f"import methodgraph; {line}"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=environment())
        assert b"networkx" in done.stdout


@pytest.mark.parametrize("name", ["build", "test"])
def test_command_lines_that_ci_runs_are_marked(name: str) -> None:
    assert len(re.findall(rf"^<!-- ci: {name} -->\n```sh\n.+\n```$", README, re.MULTILINE)) == 1


def test_contributing_justifies_every_dependency() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    needed = {re.split(r"[<>=~!\[ ]", dependency)[0] for dependency in told}
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert needed == set(re.findall(r"^- \*\*([\w-]+)\*\*: \w", page.split("## Dependencies")[1], re.MULTILINE))


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_files_that_a_page_names_are_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    named = re.findall(r"`((?:src|ontology|benchmarks|seeds|tests)/[\w/.*-]*)`|\]\((\w[\w./-]*)\)", text)
    paths = {path or link for path, link in named}
    assert paths
    assert {path for path in paths if not list(ROOT.glob(path.rstrip("/")))} == set()
