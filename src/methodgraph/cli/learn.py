"""`methodgraph learn`: the names that papers introduce themselves, or what short forms mean, as rows to review."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from methodgraph.cli import options, run_options
from methodgraph.cli.streams import put, tell_problems, words
from methodgraph.errors import Problem, UsageError
from methodgraph.text.counting import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from methodgraph.cli.progress import Told
    from methodgraph.learn import Learned
    from methodgraph.records import PaperGraph


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@options.PATHS
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
@click.option(
    "--senses", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER",
    help="Learn what short forms mean instead, and write senses.tsv and clues.tsv to this folder, made where need be.",
)  # fmt: skip
@options.KEEP_GOING
@options.FORMAT
@run_options.WORKERS
@options.QUIET
@click.pass_context
def command(  # noqa: PLR0913 - one for each option
    ctx: click.Context,
    paths: tuple[str, ...],
    output: Path | None,
    *,
    min_score: float | None,
    min_papers: int,
    vocabulary: tuple[Path, ...],
    senses: Path | None,
    keep_going: bool,
    form: str | None,
    workers: int | None,
    quiet: bool,
) -> None:
    """Find the names that the papers of PATH introduce or type, and that the vocabulary lacks.

    One row a name, the surest first: label, types and aliases as in the vocabulary, then score, papers that bear it,
    the paper that introduces it, agreement, votes for its type by kind of evidence, and example sentences. Delete what
    is wrong, correct what is nearly right, and read papers by it with --vocabulary.

    With --senses it counts instead what short forms (GAN, SSL) stand for in these papers, and by which words around
    them their senses are told apart.

    \b
    methodgraph learn abstracts.jsonl --output learned.tsv
    methodgraph build more-abstracts.jsonl --vocabulary learned.tsv
    methodgraph learn abstracts.jsonl --senses senses/
    """
    from methodgraph import pipeline
    from methodgraph.cli.progress import progress

    if senses is not None:
        _refuse_options_of_names(ctx)
    if output is not None and not output.parent.is_dir():
        raise UsageError(f"there is no folder {output.parent} to write {output.name} to; make it first")
    console = words()
    with progress(console, quiet=quiet) as told:
        terms = pipeline.given_terms(vocabulary)
        told("read", 0, None)
        reading = pipeline.read(paths, keep_going=keep_going, form=form)
        problems = list(reading.problems)
        found = pipeline.extract_or_tell(reading.papers, terms, workers=workers)
        graphs = _telling(found, len(reading.papers), told, problems)
        if senses is None:
            rows = pipeline.learn_names(graphs, terms, min_score=min_score, min_papers=min_papers)
        else:
            tables = pipeline.learn_senses(graphs, terms)
    learned = _write_names(rows, output) if senses is None else _write_senses(tables, senses)
    if not quiet:
        console.print(f"{learned} learned from {count(len(reading.papers), 'paper')}")
    tell_problems(problems)
    if problems:
        ctx.exit(1)


def _refuse_options_of_names(ctx: click.Context) -> None:
    """Raise UsageError for options that `--senses` has no use for; nothing asked for is passed over in silence."""
    for name in ("output", "min_score", "min_papers"):
        if ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            told = "--" + name.replace("_", "-")
            raise UsageError(f"{told} is for names, not for --senses; take one of the two out")


def _write_names(rows: list[Learned], output: Path | None) -> str:
    """Write learned names to a file, or to stdout where none is named, and return how many they are, in words."""
    from methodgraph.files import write_lines_atomic
    from methodgraph.learn import table_lines

    if output is not None:
        write_lines_atomic(output, table_lines(rows))
    else:
        for line in table_lines(rows):
            put(line + "\n")
    return count(len(rows), "name")


def _write_senses(tables: dict[str, str], folder: Path) -> str:
    """Write the tables of senses to a folder, and return how many senses they hold, in words."""
    from methodgraph.files import write_lines_atomic

    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        write_lines_atomic(folder / name, table.splitlines())
    return count(tables["senses.tsv"].count("\n") - 1, "sense")


def _telling(
    found: Iterable[PaperGraph | Problem], total: int, told: Told, problems: list[Problem]
) -> Iterator[PaperGraph]:
    """Pass on graphs and tell how many have come; keep in `problems` why one did not."""
    told("extract", 0, total)
    for done, graph in enumerate(found, 1):
        if isinstance(graph, Problem):
            problems.append(graph)
        else:
            yield graph
        told("extract", done, total)
