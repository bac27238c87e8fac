"""`methodgraph report`: what a built graph tells about its field, as one document."""

from __future__ import annotations

from logging import INFO
from pathlib import Path

import click

from methodgraph.cli.options import QUIET
from methodgraph.cli.streams import tell


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
    from methodgraph.cli.opened import check, opened
    from methodgraph.knowledge import PAPERS_FILE
    from methodgraph.report import check_target, contents, how_made, write_report

    check(graph, "report")
    check_target(target)
    linked = opened(graph, "report").linked
    made = how_made(linked, graph / PAPERS_FILE if graph.is_dir() else graph)
    for file in write_report(contents(linked, made), target):
        if not quiet:
            tell(file.as_posix(), INFO)
