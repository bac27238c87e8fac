"""What the tests of the command line share: a way to call it, a small graph, and one build of the seeds."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from methodgraph.cli.main import group
from methodgraph.publish.rdf import turtle
from methodgraph.records import Linked

ROOT = Path(__file__).parents[2]

Call = Callable[..., Result]
Shell = Callable[..., "subprocess.CompletedProcess[bytes]"]


def invoke(*args: str | Path, stdin: str | bytes | None = None) -> Result:
    """Run the command line in this process. What is no exit of click is a bug and raises."""
    result = CliRunner().invoke(group, [str(arg) for arg in args], input=stdin)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def call() -> Call:
    return invoke


@pytest.fixture
def shell() -> Shell:
    """Run the command line as a process of its own."""

    def run(*args: str, stdin: bytes = b"", cwd: Path = ROOT) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "methodgraph", *args],
            input=stdin, capture_output=True, check=False, cwd=cwd, env=environment(), timeout=120,
        )  # fmt: skip

    return run


def environment() -> dict[str, str]:
    """Return the environment of a process that imports the same methodgraph as this one, from any folder."""
    path = os.pathsep.join(str(Path(part).resolve()) for part in sys.path if part)
    return {**os.environ, "PYTHONPATH": path, "COLUMNS": "100"}


@pytest.fixture(scope="session")
def small(linked: Linked, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph file of the four sample papers."""
    path = tmp_path_factory.mktemp("small") / "graph.ttl"
    path.write_bytes(turtle(linked))
    return path


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """The seeds, built once for all tests: the output folder, and what the command said."""
    folder = tmp_path_factory.mktemp("built") / "output"
    return folder, invoke("build", ROOT / "seeds", "--output", folder)
