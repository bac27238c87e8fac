"""`methodgraph publish`: all files of a folder anew, from its store."""

from __future__ import annotations

from pathlib import Path

import click

from methodgraph.cli import options, run_options
from methodgraph.cli.streams import words
from methodgraph.cli.told import end, log_done, put_lines


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@run_options.OUTPUT
@run_options.CURATION
@options.VOCABULARY
@run_options.LEARN
@run_options.WORKERS
@run_options.WAIT
@options.QUIET
@click.pass_context
def command(  # noqa: PLR0913 - one for each option
    ctx: click.Context,
    output: Path,
    curation: Path | None,
    vocabulary: tuple[Path, ...],
    *,
    learn: bool | None,
    workers: int | None,
    wait: float,
    quiet: bool,
) -> None:
    """Write all files of the graph from the papers that are there, after papers were added or removed without it.

    Also the way on where a run was interrupted, after an update of methodgraph, and to change what was given before:
    --curation, --vocabulary and --learn hold from now on.

    \b
    methodgraph publish
    methodgraph publish --output graph --curation curation
    """
    from methodgraph import pipeline
    from methodgraph.cli.progress import progress
    from methodgraph.cli.summary import summary

    console = words()
    with progress(console, quiet=quiet, keeps=True) as told:
        report = pipeline.publish_store(
            output, curation=curation, vocabulary=vocabulary or None, learn=learn, workers=workers, wait=wait,
            progress=told,
        )  # fmt: skip
    log_done(report)
    put_lines(console, summary(report), quiet=quiet)
    end(ctx, report.problems, "was published")
