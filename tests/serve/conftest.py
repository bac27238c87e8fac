"""Servers that several tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.calls import Call, invoke
from tests.serve.servers import Server, serving

from methodgraph.publish.html import write_html
from methodgraph.publish.rdf import turtle
from methodgraph.records import Linked


@pytest.fixture(scope="session")
def folder(linked: Linked, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build's output folder, as far as it is served: the four sample papers."""
    folder = tmp_path_factory.mktemp("output")
    (folder / "graph.ttl").write_bytes(turtle(linked))
    write_html(linked, folder / "graph.html")
    return folder


@pytest.fixture(scope="session")
def server(folder: Path) -> Iterator[Server]:
    """A server of that folder with nothing set."""
    with serving(folder) as server:
        yield server
    assert server.said == [""]  # whatever was asked of it, it had nothing to complain of


@pytest.fixture(scope="session")
def strict(folder: Path) -> Iterator[Server]:
    """A server with narrow limits, of a single file, which pages of one origin may ask."""
    with serving(
        folder / "graph.ttl",
        *("--timeout", "1", "--max-rows", "50", "--workers", "2"),
        *("--cors", "https://example.org", "--allow-host", "graph.example"),
    ) as server:
        yield server
    assert server.said == [""]


@pytest.fixture(scope="session")
def alone(folder: Path) -> Iterator[Server]:
    """A server with one worker and the usual time limit."""
    with serving(folder / "graph.ttl", "--workers", "1") as server:
        yield server
    assert server.said == [""]


@pytest.fixture
def call() -> Call:
    """Run the command line in this process."""
    return invoke
