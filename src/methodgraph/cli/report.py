"""`methodgraph report`: what a built graph tells about its field, as one document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from methodgraph.cli.options import QUIET

if TYPE_CHECKING:
    from methodgraph.knowledge import KnowledgeGraph


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("graph", type=click.Path(path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
@QUIET
def command(graph: Path, target: Path, *, quiet: bool) -> None:
    """Write a report on GRAPH, a build's output folder or its papers.jsonl, to TARGET.

    TARGET ends in .html, one page that opens from disk with its plots in it, or in .md, Markdown with its plots in a
    folder beside it. It tells how many papers, entities and claims there are, papers per year, what most papers speak
    of, the leading methods over time and what rises, methods used together, descent, influence, communities,
    leaderboards, gaps, code, what was left out, and how it was made. The same graph gives the same bytes.

    \b
    methodgraph report output report.html
    methodgraph report output report.md
    """
    from methodgraph.cli.opened import opened
    from methodgraph.report.writing import check_target, contents, write_report

    check_target(target)
    told = opened(graph, "report")
    report = contents(told.linked, told.figures.to_pandas(), told.claims.to_pandas(), _made(graph, told))
    files = write_report(report, target)
    if not quiet:
        for file in files:
            click.echo(file.as_posix(), err=True)


def _made(graph: Path, told: KnowledgeGraph) -> list[tuple[str, str]]:
    """Return how the report came about: the version, what it was made from, the data that decide what is found."""
    from methodgraph.knowledge import PAPERS_FILE
    from methodgraph.publish.manifest import content, manifest
    from methodgraph.version import version

    file = graph / PAPERS_FILE if graph.is_dir() else graph
    known = manifest(version(), told.linked, ())
    inputs = [entry["name"] for entry in known["inputs"]]
    shown = ", ".join(inputs[:8]) + (f" and {len(inputs) - 8:,} more" if len(inputs) > 8 else "")
    return [
        ("methodgraph", version()),
        ("papers read from", shown),
        (f"{file.name}, SHA-256", content(file)["sha256"]),
        *((f"{folder}, SHA-256", digest) for folder, digest in known["data"].items()),
    ]
