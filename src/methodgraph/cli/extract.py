"""`methodgraph extract`: what each paper says, as JSON lines on stdout."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from methodgraph.cli import options, run_options
from methodgraph.cli.streams import put, tell_problems
from methodgraph.errors import Problem


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@options.PATHS
@options.VOCABULARY
@options.KEEP_GOING
@options.FORMAT
@run_options.WORKERS
@click.pass_context
def command(  # noqa: PLR0913 - one for each option
    ctx: click.Context,
    paths: tuple[str, ...],
    vocabulary: tuple[Path, ...],
    *,
    keep_going: bool,
    form: str | None,
    workers: int | None,
) -> None:
    """Write what each paper of the files and folders PATH says: one JSON object a line, sorted by id.

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
    reading = pipeline.read(paths, keep_going=keep_going, form=form)
    problems = list(reading.problems)
    with closing(pipeline.extract_or_tell(reading.papers, terms, workers=workers)) as found:
        for told in found:
            if isinstance(told, Problem):
                problems.append(told)
            else:
                put(dumps(to_json(told)) + "\n")
    tell_problems(problems)
    if problems:
        ctx.exit(1)
