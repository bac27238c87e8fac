"""`methodgraph serve`: a built graph over HTTP."""

from __future__ import annotations

from pathlib import Path

import click

_DEFAULT_TIMEOUT = 30.0
_DEFAULT_ROWS = 100_000


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("graph", default="output", type=click.Path(path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", "-p", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: any that is free."
)
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=_DEFAULT_TIMEOUT,
    show_default=True,
    help="Seconds for one query.",
)
@click.option(
    "--max-rows",
    type=click.IntRange(1),
    default=_DEFAULT_ROWS,
    show_default=True,
    help="Rows or triples of one answer.",
)
@click.option("--workers", type=click.IntRange(1, 64), help="Queries at the same time; 2 to 4 by the processors.")
@click.option("--cors", "origins", multiple=True, metavar="ORIGIN", help="Let its pages ask; '*' for all; repeatable.")
@click.option("--allow-host", "names", multiple=True, metavar="NAME", help="Another name of this server; repeatable.")
@click.option("--quiet", "-q", is_flag=True, help="Do not tell the address.")
def command(  # noqa: PLR0913, PLR0917 - one argument an option
    graph: Path,
    host: str,
    port: int,
    timeout: float,
    max_rows: int,
    workers: int | None,
    origins: tuple[str, ...],
    names: tuple[str, ...],
    *,
    quiet: bool,
) -> None:
    """Serve GRAPH to browsers and SPARQL clients on this machine, until Ctrl-C.

    GRAPH is a build's output folder, a file of RDF or an Oxigraph store. At / is the graph to look at, at /query a page
    to ask it, at /sparql the endpoint, and every IRI of the graph has a page and its triples. Nothing can be changed
    through it. docs/serve.md tells the limits.

    \b
    methodgraph serve output
    methodgraph serve output --port 0 --timeout 5 --cors '*'
    curl 'http://127.0.0.1:8000/sparql?query=ASK%7B?model+a+mg:Model%7D'
    """
    from methodgraph.cli.built import require
    from methodgraph.serve.limits import Limits
    from methodgraph.serve.server import Settings, serve

    require(graph, "graph.ttl", store=True)
    settings = Settings(
        graph=graph,
        host=host,
        port=port,
        limits=Limits(timeout=timeout, rows=max_rows),
        origins=origins,
        names=names,
        **({} if workers is None else {"workers": workers}),
    )
    serve(settings, lambda address, triples: None if quiet else _tell(address, triples))


def _tell(address: str, triples: int) -> None:
    from methodgraph.text.counting import count

    click.echo(f"Serving {count(triples, 'triple')} at {address} until Ctrl-C; ask at {address}query", err=True)
