"""`methodgraph explain`: why is this in the graph?"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from methodgraph.cli.streams import count, page, put
from methodgraph.text.characters import for_terminal


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("name")
@click.option(
    "--graph", "-g", type=click.Path(path_type=Path), default=Path("output"), show_default=True,
    help="A build's output folder.",
)  # fmt: skip
@click.pass_context
def command(ctx: click.Context, name: str, graph: Path) -> None:
    """Show all that the graph holds on the entity NAME: a label, an alias or an id.

    Every place that names it, the rule that found it and the reason it was linked; the papers by role; relations and
    reported figures; each with its sentence. In a pipe, [[ ]] marks the names that a terminal shows in colour.

    Exit status 1 where several entities bear the name (they are listed, with their ids) or none does.

    \b
    methodgraph explain GRPO
    methodgraph explain sharpness-aware-minimization --graph output
    """
    from methodgraph.cli.built import require
    from methodgraph.cli.near import near
    from methodgraph.knowledge import PAPERS_FILE, load
    from methodgraph.knowledge.explanation import sense_lines

    require(graph, PAPERS_FILE)
    knowledge = load(graph)
    found = knowledge.senses(name)
    if not found:
        close = near(name, knowledge.entities)
        hint = f"; close to it are: {', '.join(close)}" if close else ""
        click.echo(for_terminal(f"Nothing in the graph is called {name!r}{hint}."), err=True)
        ctx.exit(1)
    if len(found) > 1:
        click.echo(for_terminal(f"{name!r} names {count(len(found), 'thing')}; ask for one by its id:"), err=True)
        click.echo("\n".join(sense_lines(found)), err=True)
        ctx.exit(1)
    explanation = knowledge.explain(found[0])
    if sys.stdout.isatty():
        console = page()
        for line in explanation.lines(marks=False):
            console.print(line)
    else:
        put(f"{explanation}\n")
