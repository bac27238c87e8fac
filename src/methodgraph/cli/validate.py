"""`methodgraph validate`: does a graph keep the SHACL shapes?"""

from __future__ import annotations

from contextlib import contextmanager
from logging import INFO
from pathlib import Path
from typing import TYPE_CHECKING

import click

from methodgraph.cli.options import QUIET
from methodgraph.cli.streams import put, tell, words
from methodgraph.errors import InputError, Problem
from methodgraph.text.counting import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import Console

    from methodgraph.validate import Validation

    Told = Callable[[str, int, int | None], None]

_STAGES = {"read": "Reading the graph", "check": "Checking its nodes"}
_KINDS = {
    "Paper": ("paper", None),
    "Entity": ("entity", "entities"),
    "Claim": ("claim", None),
    "Evidence": ("piece of evidence", "pieces of evidence"),
    "Result": ("result", None),
}


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("graph", default="output", type=click.Path(path_type=Path))
@click.option(
    "--format", "-f", "form", type=click.Choice(("text", "json")), default="text", show_default=True,
    help="Findings as lines, or as one JSON object.",
)  # fmt: skip
@click.option(
    "--report", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.ttl",
    help="Write SHACL's validation report there too, as Turtle.",
)  # fmt: skip
@click.option("--workers", type=click.IntRange(1, 64), help="Processes; by default one for each processor.")
@QUIET
@click.pass_context
def command(  # noqa: PLR0913 - one for each option
    ctx: click.Context, graph: Path, form: str, report: Path | None, workers: int | None, *, quiet: bool
) -> None:
    """Check GRAPH, a build's output folder or a file of RDF in any form, against the SHACL shapes of methodgraph.

    They hold in every graph that methodgraph writes: each claim has evidence whose quote stands in the paper at its
    offsets, types that exclude each other do, numbers are decimals, names are unique, nothing leads nowhere.
    docs/validation.md tells them all. Findings go to stdout; exit status 1 if there are any, warnings aside.

    \b
    methodgraph validate output
    methodgraph validate graph.nq.gz --report report.ttl
    methodgraph validate output --format json
    """
    from methodgraph import validate
    from methodgraph.cli.built import require
    from methodgraph.files import write_atomic

    require(graph, "graph.ttl", store=True)  # `validate` says why it takes no store
    with _progress(words(), quiet=quiet) as told:
        validation = validate.validate(graph, workers=workers, told=told)
    _recognise(graph, validation)
    if report is not None:
        write_atomic(report, validate.as_turtle(validation))
    lines = _lines(validation)
    put(validate.as_json(validation) + "\n" if form == "json" else "".join(line + "\n" for line in lines))
    if not quiet:
        tell(f"{graph.as_posix()}: {_sizes(validation)}: {count(len(lines), 'finding') if lines else 'ok'}", INFO)
    if any(finding.is_violation for finding in validation.findings):
        ctx.exit(1)


def _lines(validation: Validation) -> list[str]:
    """Return the findings, each once: what breaks a shape in two ways reads the same twice."""
    from methodgraph.text.characters import for_terminal

    return list(dict.fromkeys(for_terminal(str(finding)) for finding in validation.findings))


def _members(validation: Validation) -> dict[str, int]:
    from methodgraph.ids import ONTOLOGY

    return {kind: validation.classes.get(f"{ONTOLOGY}{kind}", 0) for kind in _KINDS}


def _sizes(validation: Validation) -> str:
    told = [count(number, *_KINDS[kind]) for kind, number in _members(validation).items()]
    return f"{count(validation.triples, 'triple')} with {', '.join(told)}"


def _recognise(graph: Path, validation: Validation) -> None:
    """Raise InputError for a graph that the shapes say nothing about: no finding would mean nothing."""
    if validation.triples and not any(_members(validation).values()):
        what = "no paper, entity or claim in the terms of methodgraph"
        raise InputError([Problem(graph.as_posix(), None, what, "export it without --profile")])


@contextmanager
def _progress(console: Console, *, quiet: bool) -> Iterator[Told]:
    """Give a function to call with a stage and how far it is: a bar on a terminal, a line for each stage elsewhere."""
    if quiet:
        yield lambda _stage, _done, _total: None
    elif console.is_terminal:
        with _bars(console) as told:
            yield told
    else:
        yield lambda stage, done, _total: None if done else console.print(f"{_STAGES[stage]} ...")


@contextmanager
def _bars(console: Console) -> Iterator[Told]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:<20}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bars:
        tasks = {stage: bars.add_task(told, total=None, start=False) for stage, told in _STAGES.items()}

        def told(stage: str, done: int, total: int | None) -> None:
            if done == 0:
                bars.start_task(tasks[stage])
            bars.update(tasks[stage], completed=done, total=total)

        yield told
