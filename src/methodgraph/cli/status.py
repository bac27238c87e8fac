"""`methodgraph status`: what papers a folder holds, and whether what is published is made of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from methodgraph.cli import run_options
from methodgraph.cli.built import publish_command
from methodgraph.cli.streams import put
from methodgraph.cli.summary import size
from methodgraph.text.characters import for_terminal
from methodgraph.text.counting import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from methodgraph.pipeline import Status

_SOURCES = 10
_ADVICE = {
    "up to date": "",
    "out of date": "; {publish} writes it anew",
    "interrupted": "; {publish} writes what is missing",
    "never": "; {publish} writes it",
}


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@run_options.OUTPUT
@click.option("--json", "as_json", is_flag=True, help="As a JSON object, with all sources.")
def command(output: Path, *, as_json: bool) -> None:
    """Tell what papers are in the output folder, from where, and whether what is published is made of just these.

    It changes nothing and may be asked while another process writes. All pages of the store are looked at: damage is
    told, and exit status 1.

    \b
    methodgraph status
    methodgraph status --output graph --json
    """
    from methodgraph import pipeline

    told = pipeline.status(output)
    put(_json(told) if as_json else "".join(f"{line}\n" for line in _lines(told)))


def _json(told: Status) -> str:
    import json
    from dataclasses import asdict

    sources = [{"file": file, "papers": papers} for file, papers in told.sources]
    return json.dumps({**asdict(told), "sources": sources}, indent=2) + "\n"


def _lines(told: Status) -> Iterator[str]:
    yield _row("papers", f"{told.papers:,}")
    yield _row("records", f"{told.records:,}  one for each paper of each source")
    yield _row("sources", f"{len(told.sources):,}")
    for file, papers in told.sources[:_SOURCES]:
        yield _row("", f"{for_terminal(file)}  {count(papers, 'record')}")
    if len(told.sources) > _SOURCES:
        yield _row("", f"and {len(told.sources) - _SOURCES:,} more")
    stale = f", {told.to_extract:,} to extract" if told.to_extract else ""
    yield _row("extracted", f"{told.extracted:,}{stale}")
    learn = "learns names from its papers" if told.learn else "learns no names"
    given = f"{count(told.given_terms, 'given row')}, {count(told.curated_lines, 'curated line')}"
    yield _row("settings", f"{learn}, {given}")
    by = f" by methodgraph {told.published_by}" if told.published_by else ""
    advice = _ADVICE[told.published].format(publish=publish_command(Path(told.store).parent))
    why = f" ({told.reason})" if told.reason else ""
    yield _row("published", f"{told.published}{by}{why}{advice}")
    yield _row("store", f"{told.store}  {size(told.bytes)}, tables of version {told.tables}")


def _row(name: str, told: str) -> str:
    return f"{name:<10} {told}".rstrip()
