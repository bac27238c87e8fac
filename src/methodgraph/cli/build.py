"""`methodgraph build`: from papers to the graph, in all its files."""

from __future__ import annotations

from pathlib import Path

import click

from methodgraph.cli import options, run_options
from methodgraph.cli.streams import words
from methodgraph.cli.told import end, log_done, put_lines


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@options.PATHS
@run_options.OUTPUT
@run_options.CURATION
@options.VOCABULARY
@click.option("--learn", is_flag=True, help="Learn names from the papers themselves and read them again by these.")
@options.KEEP_GOING
@options.FORMAT
@run_options.WORKERS
@run_options.WAIT
@options.QUIET
@click.pass_context
def command(  # noqa: PLR0913 - one for each option
    ctx: click.Context,
    paths: tuple[str, ...],
    output: Path,
    curation: Path | None,
    vocabulary: tuple[Path, ...],
    *,
    learn: bool,
    keep_going: bool,
    form: str | None,
    workers: int | None,
    wait: float,
    quiet: bool,
) -> None:
    """Read the papers of the files and folders PATH and write their graph.

    What a file is, is found out from its content; "-" is standard input. The same papers give the same files, byte for
    byte. The papers are kept in store.db in the output folder, in the place of those that were there: what a text says
    is not found out twice. `methodgraph add` adds to them.

    merges.tsv tells which written names became one thing, and why. What is wrong there a line of a curation file puts
    right: same.tsv has columns name, other and (if need be) type; different.tsv name and either other or paper. To take
    it back, take the line out.

    \b
    methodgraph build seeds
    methodgraph build abstracts.jsonl more-papers --output graph --keep-going
    methodgraph build seeds --curation curation
    methodgraph build abstracts.jsonl --learn
    methodgraph build abstracts.jsonl --vocabulary learned.tsv
    """
    from methodgraph import pipeline
    from methodgraph.cli.progress import progress
    from methodgraph.cli.summary import summary

    console = words()
    with progress(console, quiet=quiet, keeps=True) as told:
        report = pipeline.build(
            paths, output, curation=curation, vocabulary=vocabulary, learn=learn, keep_going=keep_going, form=form,
            workers=workers, wait=wait, progress=told,
        )  # fmt: skip
    log_done(report)
    put_lines(console, summary(report), quiet=quiet)
    end(ctx, report.problems, "was built")
