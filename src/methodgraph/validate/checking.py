"""A part of a laid out graph against shapes, by pySHACL."""

from __future__ import annotations

import logging
import re
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pyoxigraph as ox
from pyshacl import validate as run
from pyshacl.errors import ConstraintLoadError, RuleLoadError, ShapeLoadError
from rdflib import RDF, SH, BNode, Graph, Literal, URIRef

from methodgraph.errors import DataError, Problem
from methodgraph.validate.findings import BLANK, Finding, PropertyPath
from methodgraph.validate.lookup import Lookup

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from rdflib.term import Node

    from methodgraph.validate.layout import Layout

_BREAK = re.compile(r"\s*\n\s*")
_SIGNS = {SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?", SH.inversePath: "^"}
_FAULTS = (ConstraintLoadError, RuleLoadError, ShapeLoadError, RuntimeError, SyntaxError)
"""What is raised where the shapes are at fault; the last two also by Oxigraph, of SPARQL in them."""


def parsed(shapes: str) -> Graph:
    """Return shapes, given as Turtle, as a graph. Raises DataError for what is none, or none that can be checked."""
    try:
        for _ in ox.parse(shapes, format=ox.RdfFormat.TURTLE):
            pass  # rdflib's parser neither sees all that is wrong nor tells where
    except SyntaxError as error:
        raise _fault(f"not Turtle ({error.msg})", error.lineno) from error
    graph = Graph().parse(data=shapes, format="turtle")
    if (None, SH.inversePath, RDF.type) in graph:
        raise _fault("a path leads backwards along rdf:type, which is not supported")
    for query, text in list(graph.subject_objects(SH.select)):
        graph.set((query, SH.select, Literal(_in_one_line(str(text)))))
    return graph


def _in_one_line(query: str) -> str:
    """Return a query without line breaks, unless one might mean something.

    pySHACL searches the text anew for each node it checks, by patterns that begin at every line and go to the end.
    """
    return query if "#" in query or '"""' in query or "'''" in query else _BREAK.sub(" ", query).strip()


class Checker:
    """Holds a laid out graph open, to check it part by part; a context manager."""

    def __init__(self, layout: Layout, shapes: str) -> None:
        """Raise DataError for shapes that cannot be checked."""
        self._shapes = parsed(shapes)
        self._lookup = Lookup(layout)

    def __enter__(self) -> Checker:
        return self

    def __exit__(self, _kind: type | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        self._lookup.close()

    def check(self, start: int, stop: int) -> tuple[frozenset[Finding], dict[str, int]]:
        """Return what is wrong with the subjects from `start` to `stop`, and how many of them each class has.

        Raises DataError for shapes that turn out to be faulty.
        """
        with _quiet():
            self._lookup.take(start, stop)
            try:
                _, report, words = run(
                    Graph(self._lookup, bind_namespaces="none"), shacl_graph=self._shapes, inplace=True
                )
            except _FAULTS as error:
                raise _fault(str(error)) from error
        if isinstance(report, Exception):  # pySHACL hands it back instead of raising it
            raise _fault(words) from report
        return frozenset(_findings(report)), self._lookup.sizes()


def _fault(what: str, line: int | None = None) -> DataError:
    return DataError([Problem("shapes.ttl", line, " ".join(what.split()), "mend the shapes")])


@contextmanager
def _quiet() -> Iterator[None]:
    """Let rdflib not complain of literals that their datatype forbids: they become findings."""
    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", module="rdflib")
            yield
    finally:
        logger.setLevel(level)


def _findings(report: Graph) -> Iterator[Finding]:
    for result in report.subjects(RDF.type, SH.ValidationResult):
        node, shape = report.value(result, SH.focusNode), report.value(result, SH.sourceShape)
        path, value = report.value(result, SH.resultPath), report.value(result, SH.value)
        yield Finding(
            node=BLANK if isinstance(node, BNode) else str(node),
            what="; ".join(sorted(str(message) for message in report.objects(result, SH.resultMessage))),
            path=None if path is None else _path(report, path),
            value=None if value is None else BLANK if isinstance(value, BNode) else value.n3(),
            shape=str(shape) if isinstance(shape, URIRef) else None,
            severity=str(report.value(result, SH.resultSeverity)).removeprefix(str(SH)),
            component=str(report.value(result, SH.sourceConstraintComponent)),
        )


def _path(graph: Graph, path: Node) -> PropertyPath:
    if isinstance(path, URIRef):
        return str(path)
    alternatives = graph.value(path, SH.alternativePath)
    if alternatives is not None:
        return "|", tuple(_path(graph, part) for part in graph.items(alternatives))
    for name, sign in _SIGNS.items():
        inner = graph.value(path, name)
        if inner is not None:
            return sign, (_path(graph, inner),)
    return "/", tuple(_path(graph, part) for part in graph.items(path))
