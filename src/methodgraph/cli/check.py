"""`methodgraph check`: does our data keep its own rules, does a graph keep the shapes?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from methodgraph.cli.streams import clean, count, put

if TYPE_CHECKING:
    from collections.abc import Iterator

    from methodgraph.cli.integrity import Check


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("graph", required=False, type=click.Path(path_type=Path))
@click.pass_context
def command(ctx: click.Context, graph: Path | None) -> None:
    """Check the vocabulary, the rules on their own examples, the ontology and the saved queries.

    With GRAPH, a build's output folder or a Turtle file, check that too, against the SHACL shapes. Findings go to
    stdout, one a line; exit status 1 if there are any.

    \b
    methodgraph check
    methodgraph check output
    """
    findings = 0
    for check in _checks(graph):
        verdict = count(len(check.findings), "finding") if check.findings else "ok"
        click.echo(f"{check.name:<10}  {check.looked_at}: {verdict}", err=True)
        put("".join(clean(finding) + "\n" for finding in check.findings))
        findings += len(check.findings)
    if findings:
        ctx.exit(1)


def _checks(graph: Path | None) -> Iterator[Check]:
    from methodgraph.cli import integrity

    if graph is not None and not graph.exists():
        integrity.check_graph(graph)  # says so before the rest takes its time
    yield integrity.check_vocabulary()
    yield integrity.check_rules()
    yield integrity.check_ontology()
    yield integrity.check_queries()
    if graph is not None:
        yield integrity.check_graph(graph)
