"""`methodgraph remove`: papers out of the store of an output folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from methodgraph.cli import options, run_options
from methodgraph.cli.built import publish_command
from methodgraph.cli.streams import put, tell, words
from methodgraph.cli.told import log_done, put_lines
from methodgraph.text.characters import for_terminal
from methodgraph.text.counting import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.text import Text

    from methodgraph.pipeline import RemoveReport


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("asked", metavar="ID|QUERY...", nargs=-1, required=True)
@run_options.OUTPUT
@click.option("--dry-run", "-n", is_flag=True, help="List what would go, one paper a line, and change nothing.")
@run_options.NO_PUBLISH
@run_options.WORKERS
@run_options.WAIT
@options.QUIET
@click.pass_context
def command(  # noqa: PLR0913 - one for each option
    ctx: click.Context,
    asked: tuple[str, ...],
    output: Path,
    *,
    dry_run: bool,
    publish: bool,
    workers: int | None,
    wait: float,
    quiet: bool,
) -> None:
    """Take papers out of the output folder, and publish the graph of those that are left.

    ID is a paper's id or an identifier of it (doi:10.1000/182); of several each is meant. A QUERY is one of
    source:GLOB, year:2019, year:2015-2019, category:cs.CL, venue:GLOB, title:WORDS, author:WORDS, identifier:GLOB; of
    several all have to hold. With source: only what these files tell goes: a paper that another file tells too stays.

    Exit status 1 where nothing is meant, or no paper has one of the ids.

    \b
    methodgraph remove arxiv:2106.09685
    methodgraph remove source:monday.bib
    methodgraph remove year:1990-1999 venue:ACL --dry-run
    """
    from methodgraph import pipeline
    from methodgraph.cli.progress import progress

    console = words()
    with progress(console, quiet=quiet or dry_run, keeps=True) as told:
        report = pipeline.remove(
            asked, output, dry_run=dry_run, publish=publish, workers=workers, wait=wait, progress=told
        )
    if dry_run:
        for paper in report.going:
            left = "" if paper.is_whole else f"\t{paper.records} of {paper.of} sources"
            put(f"{for_terminal(paper.id)}\t{for_terminal(paper.title or '')}{left}\n")
    log_done(report.built, papers=report.papers, removed=0 if dry_run else report.gone)
    put_lines(console, _summary(report, dry_run=dry_run), quiet=quiet)
    _tell_unmet(report, output)
    if not report.going or report.unmet:
        ctx.exit(1)


def _tell_unmet(report: RemoveReport, output: Path) -> None:
    """Say what nothing is called, what may have been meant, and that files are not what they should be."""
    from methodgraph.store import near_fields

    for identity in report.unmet:
        fields = " or ".join(f"{field}:" for field in near_fields(identity))
        meant = f"; there is no field {identity.partition(':')[0]!r}; did you mean {fields}?" if fields else ""
        tell(f"no paper is called {identity!r}{meant}")
    for source, near in report.near:
        tell(f"no source is called {source!r}" + (f"; close to it are: {', '.join(near)}" if near else ""))
    if not report.going and report.published in {"interrupted", "out of date"}:
        tell(f"what is published is {report.published}; {publish_command(output)} writes it anew")


def _summary(report: RemoveReport, *, dry_run: bool) -> Iterator[Text | str]:
    from methodgraph.cli.summary import summary

    if report.built is not None:
        yield from summary(report.built)
    kept = len(report.going) - report.gone
    verb = "would go" if dry_run else "removed"
    more = f", {kept:,} lost a source and {'stays' if kept == 1 else 'stay'}" if kept else ""
    yield f"\n{count(report.gone, 'paper')} {verb}{more}; {count(report.papers, 'paper')} in all"
