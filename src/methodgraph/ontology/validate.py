"""A published graph against the SHACL shapes.

pySHACL works on rdflib's graph, so this takes time: about three seconds for a thousand claims. Nothing else in
methodgraph loads either.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from methodgraph.errors import DataError, InputError, Problem
from methodgraph.files import read_bytes
from methodgraph.ontology import compact, shapes_text

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_LONGEST = 80
"""Characters of a value that a finding shows."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something in the graph that a shape forbids: about which node, what, and by which property and value if known."""

    node: str
    what: str
    path: str | None
    value: str | None

    def __str__(self) -> str:
        place = self.node if self.path is None else f"{self.node} {self.path}"
        return f"{place}: {self.what}" if self.value is None else f"{place}: {self.what}; here it is {self.value}"


def validate(turtle: bytes | Path) -> tuple[Finding, ...]:
    """Return everything in a graph, given as Turtle or as its file, that breaks a shape; sorted, empty if all is well.

    Raises InputError for a file that cannot be read or is not Turtle, DataError for shapes that are not SHACL.

    >>> for finding in validate(Path("output/graph.ttl")):  # doctest: +SKIP
    ...     print(finding)
    claim:5f1f mg:evidence: a claim or result has mg:evidence, an mg:Evidence
    """
    from pyshacl import validate as check  # noqa: PLC0415  half a second, for those who validate

    data = _parsed(turtle)
    shapes = _graph(shapes_text().encode())
    _, report, words = check(data, shacl_graph=shapes, inference="none", inplace=True)
    if isinstance(report, Exception):  # pySHACL hands it back instead of raising it
        raise DataError([Problem("shapes.ttl", None, words, "mend the shapes")]) from report
    return _findings(report, shapes)


def _parsed(turtle: bytes | Path) -> Graph:
    import pyoxigraph  # noqa: PLC0415  see validate

    name = turtle.as_posix() if isinstance(turtle, Path) else "graph"
    content = read_bytes(turtle) if isinstance(turtle, Path) else turtle
    try:
        for _ in pyoxigraph.parse(content, format=pyoxigraph.RdfFormat.TURTLE):
            pass  # rdflib's parser neither sees all that is wrong nor tells the line
    except SyntaxError as error:
        raise InputError([Problem(name, error.lineno, f"not Turtle ({error.msg})", "build the graph again")]) from error
    return _graph(content)


def _graph(content: bytes) -> Graph:
    from rdflib import Graph  # noqa: PLC0415  see validate

    return Graph().parse(data=content, format="turtle")


def _findings(report: Graph, shapes: Graph) -> tuple[Finding, ...]:
    from rdflib.namespace import RDF, SH  # noqa: PLC0415  see validate

    found = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        node = report.value(result, SH.focusNode)
        messages = sorted(str(message) for message in report.objects(result, SH.resultMessage))
        path, value = report.value(result, SH.resultPath), report.value(result, SH.value)
        if (None, SH.targetNode, node) in shapes:  # asked of a whole class: the value is the node it is about
            node, value = value, None
        found.add(Finding(str(_shown(node)), "; ".join(messages), _shown(path), _shown(value)))
    return tuple(sorted(found, key=lambda finding: (finding.node, finding.what, str(finding.path), str(finding.value))))


def _shown(node: Node | None) -> str | None:
    """Return a node for reading: IRIs by prefix, long text cut, None for what is not there or has no name."""
    from rdflib import BNode, URIRef  # noqa: PLC0415  see validate

    if node is None or isinstance(node, BNode):
        return None
    text = compact(str(node)) if isinstance(node, URIRef) else repr(str(node))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
