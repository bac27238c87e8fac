"""`methodgraph query`: a question in SPARQL, or one of the saved ones, to a built graph."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from methodgraph.cli.streams import aligned, count, page, put, words
from methodgraph.errors import InputError, QueryError, UsageError
from methodgraph.files import decode, is_broken

if TYPE_CHECKING:
    from methodgraph.query import Answer

FORMATS = ("table", "csv", "tsv", "json", "turtle")


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("graph", required=False, type=click.Path(path_type=Path))
@click.argument("query", required=False)
@click.option(
    "--format", "-f", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How to answer."
)
@click.option(
    "--bind", "-b", "bindings", multiple=True, metavar="NAME=VALUE", help="Fix a variable of the query; repeatable."
)
@click.option("--list", "listing", is_flag=True, help="List the saved queries, what --bind may fix, and the question.")
def command(graph: Path | None, query: str | None, form: str, bindings: tuple[str, ...], *, listing: bool) -> None:
    """Ask GRAPH, a build's output folder or a Turtle file, a question in SPARQL.

    QUERY is the name of a saved query, a file that ends in .rq, SPARQL itself, or - for SPARQL on standard input.
    The prefixes of the graph (mg:, skos:, entity: ...) need no declaration. CSV and JSON are those of SPARQL 1.1;
    tsv is the table with tabs; turtle is for CONSTRUCT and DESCRIBE.

    \b
    methodgraph query --list
    methodgraph query output papers-using
    methodgraph query output datasets-for-tasks --bind task="video reasoning"
    methodgraph query output "SELECT ?name { ?model a mg:Model ; skos:prefLabel ?name }" --format csv
    """
    if listing:
        _list()
        return
    if graph is None or query is None:
        raise UsageError("name a graph and a query: methodgraph query GRAPH QUERY; saved queries: query --list")
    from methodgraph.cli.binding import bind
    from methodgraph.cli.built import require
    from methodgraph.query import run

    text = bind(_from_stdin() if query == "-" else _resolved(query), bindings)
    if is_broken(text):
        raise UsageError("the query is not UTF-8")
    require(graph, "graph.ttl")
    try:
        answer = run(graph, text)
    except QueryError as error:
        _point(error, text)
        raise
    for warning in answer.warnings:
        click.echo(f"warning: {warning}", err=True)
    _write(answer, form)
    if not answer.rows:
        click.echo("The graph holds no answer to this query.", err=True)
    if bindings and not answer.rows:
        told = "Bound names are matched exactly as written; how one is written, tells: methodgraph explain NAME"
        click.echo(told, err=True)


def _from_stdin() -> str:
    text, problems = decode(sys.stdin.buffer.read(), "-")
    if problems:
        raise InputError(problems)
    return text


def _resolved(query: str) -> str:
    """Return the query that the command line tells. Raises UsageError, with close names, for an unknown one."""
    from methodgraph.cli.near import alike
    from methodgraph.ontology import query_names
    from methodgraph.query import resolve

    try:
        return resolve(query)
    except UsageError as error:
        close = " or ".join(alike(query, query_names())[:3])
        if not close:
            raise
        told = f"no saved query is called {query!r}; did you mean {close}? All are listed by: query --list"
        raise UsageError(told) from error


def _list() -> None:
    from methodgraph.cli.binding import defaults
    from methodgraph.ontology import query_names, query_text, query_title

    rows = [(name, ", ".join(defaults(query_text(name))), query_title(name)) for name in query_names()]
    put(aligned(("query", "--bind", "question"), rows) + "\n")


def _point(error: QueryError, text: str) -> None:
    """Show the line of the query that is wrong and, below it, the place."""
    lines = text.split("\n")
    if error.line is not None and error.column is not None and error.line <= len(lines):
        click.echo(f"    {lines[error.line - 1]}\n    {' ' * (error.column - 1)}^", err=True)


def _write(answer: Answer, form: str) -> None:
    from methodgraph import query

    columns, rows = query.as_table(answer)
    if form == "csv":
        put(query.as_csv(answer))
    elif form == "json":
        put(query.as_json(answer) + "\n")
    elif form == "turtle":
        put(query.as_turtle(answer))
    elif form == "tsv":
        put("".join("\t".join(row) + "\n" for row in (columns, *rows)))
    elif not rows:
        return
    elif sys.stdout.isatty():
        _draw(columns, rows)
    else:
        put(aligned(columns, rows) + "\n")


def _draw(columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(Text(column), overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))  # Text: square brackets of a paper are no markup
    page().print(table)
    words().print(count(len(rows), "row"), style="dim")
