"""Running a query on a published graph, by Oxigraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from methodgraph.errors import UsageError
from methodgraph.files import read_text
from methodgraph.ontology import PREFIXES, query_names, query_text
from methodgraph.query.answer import Answer, Term, term
from methodgraph.query.check import check
from methodgraph.query.complaint import complaint
from methodgraph.query.loading import has_names, opened

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from methodgraph.query.explain import Explanation

    Found = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
    """What Oxigraph answers: solutions, a truth value or triples; solutions and triples come as they are found."""


def run(graph: Path, query: str) -> Answer:
    """Return what `query` (SPARQL; the usual prefixes need no declaration) finds in `graph`.

    `graph` is a file of RDF, the output folder of a build, or an Oxigraph store. For several queries load a
    `TripleStore` once. Raises InputError for a graph that cannot be read and QueryError for a query that cannot be run.

    >>> run(Path("output"), "ASK { ?model a mg:Model }").rows  # doctest: +SKIP
    ((True,),)
    """
    return TripleStore(graph).query(query)


def resolve(told: str) -> str:
    """Return the query that a command line tells: "@" and a saved query's name, a path that ends in .rq, or SPARQL.

    Raises UsageError for a single word that is neither, InputError for a file that cannot be read.

    >>> resolve("@uses-method").splitlines()[0]
    '# title: Which papers use GRPO?'
    """
    if told.startswith("@"):
        return query_text(told[1:])
    if told.endswith(".rq"):
        return read_text(told)
    if len(told.split()) == 1 and "{" not in told:
        hint = f"did you mean @{told}?" if told in query_names() else "saved queries are called as @name"
        raise UsageError(f"{told!r} is neither SPARQL nor a file ending in .rq; {hint}")
    return told


def evaluate(
    store: ox.Store,
    text: str,
    *,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
    base: str | None = None,
) -> Found:
    """Return what a SELECT, ASK, CONSTRUCT or DESCRIBE finds in `store`.

    `default_graphs` and `named_graphs` are IRIs that stand for the query's own FROM and FROM NAMED, as the SPARQL
    protocol has them; `base` is what relative IRIs of the query are relative to. Raises QueryError, with line and
    column in `text`, for a query that is wrong or not allowed: updates and SERVICE are refused.
    """
    check(text)
    given = bool(default_graphs or named_graphs)
    default, named = _nodes(default_graphs), _nodes(named_graphs)
    try:
        return store.query(
            text,
            prefixes=PREFIXES,
            base_iri=base,
            default_graph=[*default] if given else None,
            named_graphs=[*named] if given else None,
        )
    except SyntaxError as error:
        raise complaint(text, str(error)) from error


def doubts(store: ox.Store, text: str, *, named: bool) -> tuple[str, ...]:
    """Return what in a query to `store` is probably a mistake; `named` tells whether it has named graphs.

    Raises QueryError for what is refused.
    """

    def stands(iri: str) -> bool:
        """Return True for an IRI that is a predicate, a class or another object in the graph."""
        node = ox.NamedNode(iri)
        patterns = ((node, None), (None, node))
        return any(next(store.quads_for_pattern(None, *each), None) is not None for each in patterns)

    return check(text, named=named, stands=stands)


class TripleStore:
    """A graph ready to be queried, in memory or, for an Oxigraph store, on disk.

    A million triples take about two seconds to load and 300 MB to hold.
    """

    def __init__(self, graph: Path | bytes) -> None:
        """Load a file, an output folder or Turtle itself, or open a store. Raises InputError for what is none."""
        self._store = opened(graph)
        self._named = has_names(self._store)

    def __len__(self) -> int:
        """Return the number of triples; one that stands in several named graphs counts once."""
        if not self._named:
            return len(self._store)
        return int(str(self.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows[0][0]))

    def check(self, text: str) -> tuple[str, ...]:
        """Return what in a query is probably a mistake. Raises QueryError for what is refused."""
        return doubts(self._store, text, named=self._named)

    def explain(self, text: str) -> Explanation:
        """Return how a query is read and what it costs; it is run once. Raises QueryError as `query` does."""
        from methodgraph.query.explain import explain  # noqa: PLC0415  it needs this module

        return explain(self._store, text)

    def names(self) -> frozenset[str]:
        """Return all that anything in the graph is called: labels, aliases and senses."""
        text = "SELECT DISTINCT ?name { ?entity skos:prefLabel|skos:altLabel|mg:sense ?name }"
        return frozenset(str(row[0]) for row in self.query(text).rows)

    def query(self, text: str) -> Answer:
        """Return what a SELECT, ASK, CONSTRUCT or DESCRIBE finds, in the query's order, else in a stable one.

        Where the file held named graphs (N-Quads, TriG), a query that names none asks all of them merged. Raises
        QueryError as `evaluate` does. A term the ontology does not have is in the answer's `warnings`.
        """
        warnings = self.check(text)
        found = evaluate(self._store, text)
        if isinstance(found, ox.QueryBoolean):
            truth = Term("literal", "true" if found else "false", f"{PREFIXES['xsd']}boolean")
            return Answer("boolean", ("answer",), ((truth,),), warnings)
        if isinstance(found, ox.QueryTriples):
            triples = sorted({(term(t.subject), term(t.predicate), term(t.object)) for t in found}, key=repr)
            return Answer("triples", ("subject", "predicate", "object"), tuple(triples), warnings)
        variables = tuple(variable.value for variable in found.variables)
        rows = tuple(tuple(None if (node := row[v]) is None else term(node) for v in variables) for row in found)
        return Answer("rows", variables, rows, warnings)


def _nodes(iris: Sequence[str]) -> list[ox.NamedNode]:
    """Return IRIs as nodes. Raises UsageError for what is none."""
    try:
        return [ox.NamedNode(iri) for iri in iris]
    except ValueError as error:
        raise UsageError(f"a graph's name is not an IRI ({error})") from error
