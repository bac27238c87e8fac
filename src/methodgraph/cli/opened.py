"""The graph that a command works on as a whole, made again of what a build wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from methodgraph.cli.built import require
from methodgraph.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from methodgraph.knowledge import KnowledgeGraph

_PAPERS = "papers.jsonl"


def check(graph: Path, command: str) -> None:
    """Raise InputError where there is no graph at `graph`, UsageError where it is another file than `command` takes."""
    require(graph, _PAPERS)
    if graph.is_file() and graph.suffix != ".jsonl":
        raise UsageError(f"{graph.as_posix()}: {command} takes a build's output folder or its {_PAPERS}")


def opened(graph: Path, command: str) -> KnowledgeGraph:
    """Return the graph of a build's output folder or of its papers.jsonl. Raises as `check` and `load` do."""
    check(graph, command)
    from methodgraph.knowledge import load

    return load(graph)
