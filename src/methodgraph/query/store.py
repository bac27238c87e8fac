"""Running a query on a published graph, by Oxigraph."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from methodgraph.errors import InputError, Problem, UsageError
from methodgraph.files import read_bytes, read_text
from methodgraph.ontology import PREFIXES, query_names, query_text
from methodgraph.query.answer import Answer, Term, term
from methodgraph.query.check import check
from methodgraph.query.complaint import complaint

GRAPH_FILE = "graph.ttl"
"""The graph's file in a build's output folder."""


def run(graph: Path, query: str) -> Answer:
    """Return what `query` (SPARQL; the usual prefixes need no declaration) finds in `graph`.

    `graph` is a Turtle file or the output folder of a build. For several queries load a `TripleStore` once. Raises
    InputError for a graph that cannot be read and QueryError for a query that cannot be run.

    >>> run(Path("output"), "ASK { ?model a mg:Model }").rows  # doctest: +SKIP
    ((True,),)
    """
    return TripleStore(graph).query(query)


def resolve(told: str) -> str:
    """Return the query that a command line tells: a saved query's name, a path that ends in .rq, or SPARQL itself.

    Raises UsageError for a single word that is neither, InputError for a file that cannot be read.
    """
    words = told.split()
    if told in query_names():
        return query_text(told)
    if told.endswith(".rq"):
        return read_text(told)
    if len(words) == 1 and "{" not in told:
        saved = ", ".join(query_names())
        raise UsageError(f"{told!r} is neither SPARQL nor a file ending in .rq nor a saved query; saved are: {saved}")
    return told


class TripleStore:
    """A graph in memory, ready to be queried. A million triples take about three seconds to load and 300 MB to hold."""

    def __init__(self, graph: Path | bytes) -> None:
        """Load a Turtle file, a build's output folder or Turtle itself. Raises InputError for what cannot be read."""
        path = (graph / GRAPH_FILE if graph.is_dir() else graph) if isinstance(graph, Path) else None
        content = graph if isinstance(graph, bytes) else read_bytes(path or "")
        self._store = ox.Store()
        try:
            self._store.bulk_load(content, format=ox.RdfFormat.TURTLE)
        except SyntaxError as error:
            name = "graph" if path is None else path.as_posix()
            raise InputError(
                [Problem(name, error.lineno, f"not Turtle ({error.msg})", "build the graph again")]
            ) from error

    def __len__(self) -> int:
        """Return the number of triples."""
        return len(self._store)

    def query(self, text: str) -> Answer:
        """Return what a SELECT, ASK, CONSTRUCT or DESCRIBE finds, in the query's order, else in a stable one.

        Raises QueryError, with line and column in `text`, for a query that is wrong or not allowed: updates and
        SERVICE are refused. A term the ontology does not have is in the answer's `warnings`.
        """
        warnings = check(text)
        try:
            found = self._store.query(text, prefixes=PREFIXES)
        except SyntaxError as error:
            raise complaint(text, str(error)) from error
        if isinstance(found, ox.QueryBoolean):
            truth = Term("literal", "true" if found else "false", f"{PREFIXES['xsd']}boolean")
            return Answer("boolean", ("answer",), ((truth,),), warnings)
        if isinstance(found, ox.QueryTriples):
            triples = sorted({(term(t.subject), term(t.predicate), term(t.object)) for t in found}, key=repr)
            return Answer("triples", ("subject", "predicate", "object"), tuple(triples), warnings)
        variables = tuple(variable.value for variable in found.variables)
        rows = tuple(tuple(None if (node := row[v]) is None else term(node) for v in variables) for row in found)
        return Answer("rows", variables, rows, warnings)
