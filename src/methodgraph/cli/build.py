"""`methodgraph build`: from papers to the graph, in all its files."""

from __future__ import annotations

from pathlib import Path

import click

from methodgraph.cli import options
from methodgraph.cli.streams import words
from methodgraph.text.counting import count


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@options.PATHS
@click.option(
    "--output", "-o", type=click.Path(path_type=Path, file_okay=False), default=Path("output"), show_default=True,
    help="The folder to write to; made where it is not there.",
)  # fmt: skip
@click.option(
    "--curation", "-c", type=click.Path(path_type=Path), metavar="FOLDER",
    help="A folder with same.tsv and different.tsv: names that are one thing, names that are not.",
)  # fmt: skip
@options.VOCABULARY
@click.option("--learn", is_flag=True, help="Learn names from the papers themselves and read them again by these.")
@options.KEEP_GOING
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
    quiet: bool,
) -> None:
    """Read the papers of the files and folders PATH and write their graph.

    A file is a listing of abstracts as text, or JSON lines with id, title and abstract; "-" is standard input. The
    same papers give the same files, byte for byte.

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
    with progress(console, quiet=quiet) as told:
        report = pipeline.build(
            paths, output, curation=curation, vocabulary=vocabulary, learn=learn, keep_going=keep_going, progress=told
        )
    if not quiet:
        for line in summary(report):
            console.print(line)
    if report.problems:
        click.echo(f"\n{count(len(report.problems), 'problem')}; what could be read was built:", err=True)
        for problem in report.problems:
            click.echo(str(problem), err=True)
        ctx.exit(1)
