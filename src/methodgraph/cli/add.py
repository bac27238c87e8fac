"""`methodgraph add`: more papers into the store of an output folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from methodgraph.cli import options, run_options
from methodgraph.cli.streams import words
from methodgraph.cli.told import end, log_done, put_lines
from methodgraph.text.counting import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.text import Text

    from methodgraph.pipeline import AddReport


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@options.PATHS
@run_options.OUTPUT
@run_options.NO_PUBLISH
@run_options.CURATION
@options.VOCABULARY
@run_options.LEARN
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
    publish: bool,
    learn: bool | None,
    keep_going: bool,
    form: str | None,
    workers: int | None,
    wait: float,
    quiet: bool,
) -> None:
    """Add the papers of the files and folders PATH to those of the output folder, and publish the graph of all.

    A file that was added before takes its own place: what it holds now counts, what it held is gone. A paper that is
    there already, from another file, gets one more source. The order in which files are added makes no difference.

    --curation, --vocabulary and --learn hold from now on, in the place of what was given before; where they are left
    out, what was given before holds. All papers come in or, where a file cannot be read, none.

    \b
    methodgraph add monday.bib
    methodgraph add tuesday.jsonl wednesday.xml --no-publish
    curl -s https://example.org/today.jsonl | methodgraph add -
    """
    from methodgraph import pipeline
    from methodgraph.cli.progress import progress

    console = words()
    with progress(console, quiet=quiet, keeps=True) as told:
        report = pipeline.add(
            paths, output, curation=curation, vocabulary=vocabulary or None, learn=learn, keep_going=keep_going,
            publish=publish, form=form, workers=workers, wait=wait, progress=told,
        )  # fmt: skip
    changes = report.changes
    counts = {"new": changes.new, "changed": changes.changed, "unchanged": changes.unchanged, "gone": changes.gone}
    log_done(report.built, papers=report.papers, extracted=report.extracted, **counts)
    put_lines(console, _summary(report, publish=publish), quiet=quiet)
    end(ctx, report.problems, "was added")


def _summary(report: AddReport, *, publish: bool) -> Iterator[Text | str]:
    from methodgraph.cli.summary import joined, notes, summary

    changes = report.changes
    if report.built is not None:
        yield from summary(report.built)
    elif publish:
        yield "\nwhat is published is up to date already"
    known = joined(report.joined)
    new = f"{changes.new:,} new ({known})" if known else f"{changes.new:,} new"
    told = f"{new}, {changes.changed:,} changed, {changes.unchanged:,} unchanged"
    more = f", {changes.gone:,} gone" if changes.gone else ""
    yield f"\n{told}{more}; {count(report.extracted, 'paper')} to extract, {count(report.papers, 'paper')} in all"
    yield from notes(report.notes)
