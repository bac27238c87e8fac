"""`methodgraph export`: a built graph in another form of RDF, in other terms, or as a store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from methodgraph.cli.options import QUIET
from methodgraph.cli.streams import count
from methodgraph.errors import UsageError

if TYPE_CHECKING:
    from methodgraph.records import Linked

FORMS = ("ttl", "nt", "nq", "trig", "jsonld", "rdf")
PROFILES = ("methodgraph", "lpwc", "schema")
STORE = ".store"
"""The suffix of a folder that Oxigraph keeps the graph in."""


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("graph", type=click.Path(path_type=Path))
@click.argument("target", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--format", "-f", "form", type=click.Choice(FORMS), help="The form, where the suffix of TARGET tells none."
)
@click.option(
    "--profile",
    type=click.Choice(PROFILES),
    default="methodgraph",
    show_default=True,
    help="In whose terms: our own, those of Linked Papers With Code, or of schema.org.",
)
@QUIET
def command(graph: Path, target: Path, form: str | None, profile: str, *, quiet: bool) -> None:
    """Write the graph of GRAPH, a build's output folder or its papers.jsonl, to TARGET as RDF.

    The suffix tells the form: .ttl (Turtle), .nt (N-Triples), .nq (N-Quads), .trig (TriG), .jsonld (JSON-LD), .rdf
    (RDF/XML), each also with .gz, compressed; - is standard output. N-Quads and TriG hold a named graph for each paper.
    A TARGET that ends in .store becomes an Oxigraph store, which `query` and `serve` open without loading.

    \b
    methodgraph export output graph.nq.gz
    methodgraph export output papers.jsonld --profile schema
    methodgraph export output - --format nt | sort | head
    methodgraph export output graph.store
    """
    from methodgraph.cli.built import require

    require(graph, "papers.jsonl")
    if graph.is_file() and graph.suffix != ".jsonl":
        raise UsageError(f"{graph.as_posix()}: export takes a build's output folder or its papers.jsonl")
    if target.suffix == STORE and (form is not None or profile != "methodgraph"):
        raise UsageError("a store holds the graph in our own terms and in no form; leave out --format and --profile")
    if str(target) == "-":
        _to_stdout(graph, form, profile)
        return
    triples = _to_file(graph, target, form, profile)
    if not quiet:
        click.echo(f"{target.as_posix()}: {count(triples, 'triple')}", err=True)


def _to_file(graph: Path, target: Path, form: str | None, profile: str) -> int:
    from methodgraph.publish import rdf

    if target.suffix == STORE:
        return rdf.write_store(_linked(graph), target)
    if form is None:
        rdf.form_of(target)  # says so before the graph is read
    return rdf.write_rdf(_linked(graph), target, form=form, profile=profile)


def _to_stdout(graph: Path, form: str | None, profile: str) -> None:
    from methodgraph.cli.streams import binary_stdout
    from methodgraph.publish import rdf

    if form is None:
        raise UsageError("standard output has no suffix; name the form: --format nt")
    linked = _linked(graph)
    with binary_stdout() as stream:
        rdf.write_to(linked, stream, form=form, profile=profile)


def _linked(graph: Path) -> Linked:
    from methodgraph.knowledge import load

    return load(graph).linked
