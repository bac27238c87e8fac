"""`methodgraph stats`: what a built graph holds, on one screen."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from methodgraph.cli.streams import page, put

if TYPE_CHECKING:
    from methodgraph.report import Overview


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("graph", type=click.Path(path_type=Path))
@click.option(
    "--top", type=click.IntRange(min=0), default=5, show_default=True, metavar="N",
    help="How many of the most used entities of each type, and of the most connected, are named.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Write the numbers as JSON, for programs.")
def command(graph: Path, top: int, *, as_json: bool) -> None:
    """Tell what GRAPH holds, a build's output folder or its papers.jsonl.

    Papers, by year if years are known, and those without any entity; entities by type, and how many of them one paper
    alone speaks of; claims by kind and by confidence; results, code, names left out; what most papers speak of.

    \b
    methodgraph stats output
    methodgraph stats output --top 10
    methodgraph stats output --json | jq .papers.years
    """
    from methodgraph.cli.opened import opened
    from methodgraph.report import overview

    told = overview(opened(graph, "stats").linked, top)
    if as_json:
        import json

        put(json.dumps(as_data(told), ensure_ascii=False, indent=2) + "\n")
    else:
        _show(told)


def as_data(told: Overview) -> dict[str, object]:
    """Return an overview as plain data: numbers by what they count, entities as objects."""
    from dataclasses import asdict

    def named(kind: str) -> list[dict[str, object]]:
        return [asdict(one) for one in told.used[kind]]

    return {
        "papers": {
            "number": told.papers, "titled": told.titled, "undated": told.undated,
            "years": {str(year): number for year, number in told.years.items()}, "without_entity": list(told.silent),
        },
        "entities": {
            kind: {"number": number, "in_one_paper": told.once[kind], "most_used": named(kind)}
            for kind, number in told.entities.items()
        },
        "most_connected": [asdict(one) for one in told.connected],
        "roles": dict(told.roles), "relations": dict(told.relations),
        "confidence": {"tenths": list(told.bands), "none": told.unsure},
        "evidence": told.evidence, "mentions": told.mentions, "merges": told.merges,
        "results": {"number": told.results, "differences": told.differences, "papers": told.reporting},
        "code": {"number": told.code, "papers": told.coded},
        "left_out": dict(told.left_out),
    }  # fmt: skip


def _show(told: Overview) -> None:
    from rich.text import Text

    from methodgraph.cli.statistics import lines

    text = Text("\n").join(lines(told))
    if sys.stdout.isatty():
        page().print(text, soft_wrap=True)
    else:
        put(text.plain + "\n")
