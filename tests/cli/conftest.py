"""What the tests of the command line share: a way to call it, a small graph, and one build of the seeds."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from click.testing import Result
from tests.cli.calls import ROOT, Call, Shell, invoke, run

from methodgraph.publish.rdf import turtle
from methodgraph.records import Linked


@pytest.fixture
def call() -> Call:
    """Run the command line in this process."""
    return invoke


@pytest.fixture
def shell() -> Shell:
    """Run the command line as a process of its own."""
    return run


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
    with contextlib.chdir(ROOT):  # so that the sources are told as the README tells them
        return folder, invoke("build", "seeds", "--output", folder)
