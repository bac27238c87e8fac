"""`methodgraph query`: a question in SPARQL, or one of the saved ones, to a built graph."""

from __future__ import annotations

import re
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from methodgraph.cli.streams import aligned, page, put, tell, words
from methodgraph.errors import InputError, QueryError, UsageError
from methodgraph.files import decode, is_broken
from methodgraph.text.counting import count

if TYPE_CHECKING:
    from collections.abc import Mapping

    from methodgraph.query import Answer, TripleStore

FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle")


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("graph", required=False, type=click.Path(path_type=Path))
@click.argument("query", required=False)
@click.argument("parameters", nargs=-1, metavar="[NAME=VALUE]...")
@click.option(
    "--format",
    "-f",
    "form",
    type=click.Choice(FORMATS),
    help="How to answer; table, or Turtle where triples are asked.",
)
@click.option(
    "--explain", is_flag=True, help="Tell how the query is read, what each pattern meets and how long it takes."
)
@click.option("--list", "listing", is_flag=True, help="List the saved queries, their parameters and the question.")
def command(  # noqa: PLR0913 - its options
    graph: Path | None,
    query: str | None,
    parameters: tuple[str, ...],
    form: str | None,
    *,
    explain: bool,
    listing: bool,
) -> None:
    """Ask GRAPH a question in SPARQL: a build's output folder, a file of RDF, or a store that `export` wrote.

    QUERY is @ and the name of a saved query, a file that ends in .rq, SPARQL itself, or - for SPARQL on standard input.
    NAME=VALUE fixes a variable of the query. The prefixes of the graph (mg:, skos:, entity: ...) need no declaration.
    CSV, TSV, JSON and XML are those of SPARQL 1.1; turtle is for CONSTRUCT and DESCRIBE.

    \b
    methodgraph query --list
    methodgraph query output @uses-method method=GRPO
    methodgraph query output "SELECT ?name { ?model a mg:Model ; skos:prefLabel ?name }" --format csv
    methodgraph query output my-question.rq task="video reasoning" --explain
    """
    if listing:
        _list()
        return
    if graph is None or query is None:
        raise UsageError("name a graph and a query: methodgraph query GRAPH QUERY; saved queries: query --list")
    from methodgraph.cli.built import require
    from methodgraph.query.binding import bind, parsed
    from methodgraph.rdf_files import GRAPH_FILE

    values = parsed(parameters)
    text = bind(_from_stdin() if query == "-" else _resolved(query), values)
    if is_broken(text):
        raise UsageError("the query is not UTF-8")
    require(graph, GRAPH_FILE, store=True)
    try:
        _answer(graph, text, form, values, explain=explain)
    except QueryError as error:
        _point(error, text)
        raise


def _answer(graph: Path, text: str, form: str | None, values: Mapping[str, str], *, explain: bool) -> None:
    from methodgraph.query import TripleStore

    store = TripleStore(graph)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Oxigraph does not look up while it evaluates
    if explain:
        put(f"{store.explain(text)}\n")
        for warning in store.check(text):
            tell(f"warning: {warning}")
        _hint(store, text, values)
        return
    answer = store.query(text)
    for warning in answer.warnings:
        tell(f"warning: {warning}")
    _write(answer, form or ("turtle" if answer.kind == "triples" else "table"))
    if not answer.rows:
        tell("The graph holds no answer to this query.")
        _hint(store, text, values)


def _hint(store: TripleStore, text: str, values: Mapping[str, str]) -> None:
    """Tell names that are spelled like a value that nothing is called; of the parameters that are names."""
    from methodgraph.text.near import nearest

    asked = {name: value for name, value in values.items() if re.search(rf"skos:prefLabel[^.;]*\?{name}\b", text)}
    names = store.names() if asked else frozenset()
    for name, value in asked.items():
        if value not in names and (close := nearest(value, names)):
            tell(f"Nothing is called {value!r}; {name}= may be {' or '.join(close)}.")


def _from_stdin() -> str:
    text, problems = decode(sys.stdin.buffer.read(), "-")
    if problems:
        raise InputError(problems)
    return text


def _resolved(query: str) -> str:
    """Return the query that the command line tells. Raises UsageError, with close names, for an unknown one."""
    from methodgraph.ontology import query_names
    from methodgraph.query import resolve
    from methodgraph.text.near import nearest

    try:
        return resolve(query)
    except UsageError as error:
        close = " or ".join(f"@{name}" for name in nearest(query.removeprefix("@"), query_names()))
        if not close or query.endswith(".rq"):
            raise
        told = f"no saved query is called {query!r}; did you mean {close}? All are listed by: query --list"
        raise UsageError(told) from error


def _list() -> None:
    from methodgraph.ontology import query_names, query_text, query_title
    from methodgraph.query.binding import defaults

    rows = [(f"@{name}", ", ".join(defaults(query_text(name))), query_title(name)) for name in query_names()]
    put(aligned(("query", "parameters", "question"), rows) + "\n")


def _point(error: QueryError, text: str) -> None:
    """Show the line of the query that is wrong and, below it, the place."""
    lines = text.split("\n")
    if error.line is not None and error.column is not None and error.line <= len(lines):
        tell(f"    {lines[error.line - 1]}\n    {' ' * (error.column - 1)}^")


def _write(answer: Answer, form: str) -> None:
    from methodgraph import query

    columns, rows = query.as_table(answer)
    if form in {"csv", "tsv", "turtle"}:
        put({"csv": query.as_csv, "tsv": query.as_tsv, "turtle": query.as_turtle}[form](answer))
    elif form in {"json", "xml"}:
        put({"json": query.as_json, "xml": query.as_xml}[form](answer) + "\n")
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
