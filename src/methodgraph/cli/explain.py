"""`methodgraph explain`: why is this in the graph?"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from methodgraph.cli.streams import page, put, tell
from methodgraph.text.counting import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from methodgraph.knowledge import KnowledgeGraph
    from methodgraph.records import Entity


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("name")
@click.option(
    "--graph", "-g", type=click.Path(path_type=Path), default=Path("output"), show_default=True,
    help="A build's output folder or its papers.jsonl.",
)  # fmt: skip
@click.pass_context
def command(ctx: click.Context, name: str, graph: Path) -> None:
    """Show all that the graph holds on the entity NAME: a label, an alias or an id.

    Every place that names it, the rule that found it and the reason it was linked; the papers by role; relations and
    reported figures; each with its sentence. In a pipe, [[ ]] marks the names that a terminal shows in colour.

    Of several entities that bear the name it is the one that nine in ten of their papers speak of, if there are ten.
    Exit status 1 where it is none of them; they are listed, with their ids. So it is where nothing is called that.

    \b
    methodgraph explain GRPO
    methodgraph explain sharpness-aware-minimization --graph output
    """
    from methodgraph.cli.opened import opened
    from methodgraph.knowledge import names
    from methodgraph.text.near import nearest_labels

    knowledge = opened(graph, "explain")
    found = knowledge.senses(name)
    if not found:
        close = nearest_labels(name, ((own, one.label) for one in knowledge.entities for own in names(one)))
        hint = f"; close to it are: {', '.join(close)}" if close else ""
        tell(f"Nothing in the graph is called {name!r}{hint}.")
        ctx.exit(1)
    meant = found[0] if len(found) == 1 else _leading(knowledge, name, found)
    if meant is None:
        ctx.exit(1)
    explanation = knowledge.explain(meant)
    if sys.stdout.isatty():
        console = page()
        for line in explanation.lines(marks=False):
            console.print(line)
    else:
        put(f"{explanation}\n")


def _leading(knowledge: KnowledgeGraph, name: str, found: Sequence[Entity]) -> Entity | None:
    """Return which of several entities the name means, None where that is open; say what they are either way."""
    from methodgraph.grouped import papers_of_entities
    from methodgraph.knowledge.explanation import sense_lines
    from methodgraph.text.naming import leading

    papers = papers_of_entities(knowledge.linked)
    meant = leading({entity.id: len(papers[entity.id]) for entity in found})
    told = "this is the one in most papers. To see another, ask" if meant else "ask for one"
    tell(f"{name!r} names {count(len(found), 'thing')}; {told} by its id:")
    tell("\n".join(sense_lines(found, papers)))
    return next((entity for entity in found if entity.id == meant), None)
