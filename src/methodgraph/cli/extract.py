"""`methodgraph extract`: what each paper says, as JSON lines on stdout."""

from __future__ import annotations

from pathlib import Path

import click

from methodgraph.cli import options
from methodgraph.cli.streams import put


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@options.PATHS
@options.VOCABULARY
@options.KEEP_GOING
@click.pass_context
def command(ctx: click.Context, paths: tuple[str, ...], vocabulary: tuple[Path, ...], *, keep_going: bool) -> None:
    """Write what each paper of the files and folders PATH says: one JSON object a line, in the order of the input.

    A record holds the paper, its entities with types, roles, mentions and evidence, relations, results and code; the
    README names all fields. Nothing is joined across papers. PATH "-" reads standard input.

    \b
    methodgraph extract seeds > papers.jsonl
    methodgraph extract abstracts.jsonl | head -n 1
    methodgraph extract abstracts.jsonl --vocabulary learned.tsv
    cat abstracts.txt | methodgraph extract -
    """
    from methodgraph import pipeline
    from methodgraph.interchange import dumps, to_json

    terms = pipeline.given_terms(vocabulary)
    reading = pipeline.read(paths, keep_going=keep_going)
    for graph in pipeline.extract_papers(reading.papers, terms):
        put(dumps(to_json(graph)) + "\n")
    for problem in reading.problems:
        click.echo(str(problem), err=True)
    if reading.problems:
        ctx.exit(1)
