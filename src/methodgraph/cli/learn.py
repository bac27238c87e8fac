"""`methodgraph learn`: the names that papers introduce themselves, as rows that a person reviews."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from methodgraph.cli.streams import count, put, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from methodgraph.cli.progress import Told
    from methodgraph.records import PaperGraph


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option(
    "--output", "-o", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="The file to write to; stdout where none is named.",
)  # fmt: skip
@click.option(
    "--min-score", type=click.FloatRange(0, 1), metavar="SCORE",
    help="Leave out names that score less, from 0 (all) to 1.  [default: 0.7]",
)  # fmt: skip
@click.option(
    "--min-papers", type=click.IntRange(min=1), default=1, show_default=True, metavar="N",
    help="Leave out names that fewer papers bear.",
)  # fmt: skip
@click.option(
    "--vocabulary", "-v", type=click.Path(path_type=Path), multiple=True, metavar="FILE",
    help="Rows to know beside the shipped vocabulary; what they hold is not learned again.",
)  # fmt: skip
@click.option("--keep-going", is_flag=True, help="Go on past what cannot be read; list it at the end, exit status 1.")
@click.option("--quiet", "-q", is_flag=True, help="No progress and no summary; problems are still told.")
@click.pass_context
def command(  # noqa: PLR0913 - one for each option
    ctx: click.Context,
    paths: tuple[str, ...],
    output: Path | None,
    *,
    min_score: float | None,
    min_papers: int,
    vocabulary: tuple[Path, ...],
    keep_going: bool,
    quiet: bool,
) -> None:
    """Find the names that the papers of PATH introduce or type, and that the vocabulary lacks.

    One row a name, the surest first: label, types and aliases as in the vocabulary, then score, papers that bear it,
    the paper that introduces it, agreement, votes for its type by kind of evidence, and example sentences. Delete what
    is wrong, correct what is nearly right, and read papers by it with --vocabulary.

    \b
    methodgraph learn abstracts.jsonl --output learned.tsv
    methodgraph build more-abstracts.jsonl --vocabulary learned.tsv
    """
    from methodgraph import pipeline
    from methodgraph.cli.progress import progress
    from methodgraph.files import write_lines_atomic
    from methodgraph.learn import table_lines

    console = words()
    with progress(console, quiet=quiet) as told:
        terms = pipeline.given_terms(vocabulary)
        told("read", 0, None)
        reading = pipeline.read(paths, keep_going=keep_going)
        graphs = _telling(pipeline.extract_papers(reading.papers, terms), len(reading.papers), told)
        rows = pipeline.learn_names(graphs, terms, min_score=min_score, min_papers=min_papers)
    if output is None:
        for line in table_lines(rows):
            put(line + "\n")
    else:
        write_lines_atomic(output, table_lines(rows))
    if not quiet:
        console.print(f"{count(len(rows), 'name')} learned from {count(len(reading.papers), 'paper')}")
    for problem in reading.problems:
        click.echo(str(problem), err=True)
    if reading.problems:
        ctx.exit(1)


def _telling(graphs: Iterable[PaperGraph], total: int, told: Told) -> Iterator[PaperGraph]:
    """Pass on `graphs` and tell how many have come."""
    told("extract", 0, total)
    for done, graph in enumerate(graphs, 1):
        yield graph
        told("extract", done, total)
