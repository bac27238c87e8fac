"""`methodgraph export`: a built graph in another form: RDF, a store, a file for a graph program, a folder of tables."""

from __future__ import annotations

from logging import INFO
from pathlib import Path
from typing import TYPE_CHECKING

import click

from methodgraph.cli.options import QUIET
from methodgraph.cli.streams import tell
from methodgraph.errors import UsageError
from methodgraph.text.counting import count

if TYPE_CHECKING:
    from methodgraph.records import Linked

RDF = ("ttl", "nt", "nq", "trig", "jsonld", "rdf")
GRAPHS = ("graphml", "gexf", "json", "cyjs")
FOLDERS = ("neo4j", "parquet", "csv")
PROFILES = ("methodgraph", "lpwc", "schema")
STORE = ".store"
"""The suffix of a folder that Oxigraph keeps the graph in."""


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("graph", type=click.Path(path_type=Path))
@click.argument("target", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--format",
    "-f",
    "form",
    type=click.Choice((*RDF, *GRAPHS, *FOLDERS)),
    help="The form, where the suffix of TARGET tells none.",
)
@click.option(
    "--profile",
    type=click.Choice(PROFILES),
    default="methodgraph",
    show_default=True,
    help="RDF in whose terms: our own, those of Linked Papers With Code, or of schema.org.",
)
@QUIET
def command(graph: Path, target: Path, form: str | None, profile: str, *, quiet: bool) -> None:
    """Write the graph of GRAPH, a build's output folder or its papers.jsonl, to TARGET in another form.

    The suffix tells the form. RDF: .ttl (Turtle), .nt (N-Triples), .nq (N-Quads), .trig (TriG), .jsonld (JSON-LD), .rdf
    (RDF/XML); N-Quads and TriG hold a named graph for each paper. For graph programs: .graphml (GraphML), .gexf
    (Gephi), .cyjs (Cytoscape), .json (node-link JSON). Each may have .gz behind it, compressed; - is standard output.

    Folders: a TARGET that ends in .store becomes an Oxigraph store, which `query` and `serve` open without loading.
    --format neo4j writes CSV for Neo4j's import, parquet and csv write the records as tables.

    \b
    methodgraph export output graph.nq.gz
    methodgraph export output papers.jsonld --profile schema
    methodgraph export output - --format nt | sort | head
    methodgraph export output graph.store
    methodgraph export output graph.gexf
    methodgraph export output graph-neo4j --format neo4j && sh graph-neo4j/import.sh
    methodgraph export output tables --format parquet
    """
    from methodgraph.cli.opened import check

    _check(target, form, profile)
    check(graph, "export")
    if str(target) == "-":
        _to_stdout(graph, form, profile)
        return
    _check_place(target, form)
    told = _to_target(graph, target, form, profile)
    if not quiet:
        tell(f"{target.as_posix()}: {told}", INFO)


def _check(target: Path, form: str | None, profile: str) -> None:
    """Raise UsageError for what makes no sense together, before anything is read."""
    own = profile == "methodgraph"
    if target.suffix == STORE and (form is not None or not own):
        raise UsageError("a store holds the graph in our own terms and in no form; leave out --format and --profile")
    if str(target) == "-":
        if form is None:
            raise UsageError("standard output has no suffix; name the form: --format nt")
        if form in FOLDERS:
            raise UsageError(f"{form} is a folder of files, which standard output cannot be; name a folder")
    chosen = form or _suffix(target)
    if target.suffix != STORE and chosen not in (*RDF, *GRAPHS, *FOLDERS):
        known = ", ".join(f".{name}" for name in (*RDF, *GRAPHS))
        folders = ", ".join(f"--format {name}" for name in FOLDERS)
        told = f"there are {known}, each also with .gz, {STORE}, and as folders {folders}"
        raise UsageError(f"{target.name}: the suffix tells no form; {told}")
    if chosen not in RDF and not own:
        raise UsageError(f"--profile is for RDF: {', '.join(RDF)}; leave it out")


def _check_place(target: Path, form: str | None) -> None:
    """Raise UsageError where `target` cannot be written, before the graph is read."""
    if form in FOLDERS:
        from methodgraph.publish.exchange import ready

        ready(target, form)
        return
    from methodgraph.files import check_writable

    if target.suffix == STORE and target.exists():
        raise UsageError(f"{target}: is there already; name another folder or remove it")
    check_writable(target)


def _suffix(target: Path) -> str | None:
    """Return the form of a file that its name tells; None where it tells none."""
    suffix = Path(target.name.removesuffix(".gz")).suffix[1:]
    return suffix if suffix in (*RDF, *GRAPHS) else None


def _to_target(graph: Path, target: Path, form: str | None, profile: str) -> str:
    """Write the graph and return what was written, in words."""
    from methodgraph.publish import rdf

    if target.suffix == STORE:
        return count(rdf.write_store(_linked(graph), target), "triple")
    chosen = form or _suffix(target)
    if chosen in FOLDERS:
        return _to_folder(graph, target, chosen)
    if chosen in GRAPHS:
        return _to_graph(graph, target, chosen)
    return count(rdf.write_rdf(_linked(graph), target, form=chosen, profile=profile), "triple")


def _to_graph(graph: Path, target: Path, form: str) -> str:
    from methodgraph.graph import Rows
    from methodgraph.publish.exchange import write_graph

    network = Rows(_linked(graph))
    write_graph(network, target, form)
    return f"{count(len(network), 'node')}, {count(network.number_of_edges(), 'edge')}"


def _to_folder(graph: Path, target: Path, form: str) -> str:
    from methodgraph.publish.exchange import write_folder

    rows = write_folder(_linked(graph), target, form)
    return ", ".join(f"{number:,} {name.replace('_', ' ')}" for name, number in rows.items())


def _to_stdout(graph: Path, form: str | None, profile: str) -> None:
    from methodgraph.cli.streams import binary_stdout

    assert form is not None  # noqa: S101 - _check has seen to it
    linked = _linked(graph)
    if form in GRAPHS:
        from methodgraph.graph import Rows
        from methodgraph.publish.exchange import write_to

        network = Rows(linked)
        with binary_stdout() as stream:
            write_to(network, stream, form)
        return
    from methodgraph.publish import rdf

    with binary_stdout() as stream:
        rdf.write_to(linked, stream, form=form, profile=profile)


def _linked(graph: Path) -> Linked:
    from methodgraph.knowledge import load

    return load(graph).linked
