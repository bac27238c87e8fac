"""A laid out graph as rdflib's store: all of it to whoever looks something up, a part of it to whoever takes stock.

pySHACL asks in two ways. For targets it enumerates: which nodes are of this class, which have this property? That is
answered by the part that was last taken, so that those nodes get checked. From there on it looks up: the values of a
node, what points at a node, SPARQL. That is answered by the whole graph. So each node is checked in its turn and sees
all there is: checking part by part finds exactly what checking the whole would, whatever the shapes are and however the
graph is parted.

The one question that would not be answered fully is which nodes have a class, where a shape follows rdf:type backwards;
`methodgraph.validate.checking` refuses such shapes.
"""

from __future__ import annotations

from collections import defaultdict
from mmap import ACCESS_READ, mmap
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
from rdflib import RDF
from rdflib.query import Result
from rdflib.store import Store
from rdflib.term import BNode, Node, Variable

from methodgraph.validate.layout import BLANK
from methodgraph.validate.terms import iri, to_oxigraph, to_rdflib

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from methodgraph.validate.layout import Layout

    Values = dict[Node, list[Node]]
    """What stands at a node: by property, each value once."""
    Pattern = tuple[Node | None, Node | None, Node | None]


class Lookup(Store):
    """Reads a laid out graph. Nothing can be added to it, and its pyoxigraph and mmap are closed by `close`."""

    context_aware = True  # or pySHACL would not take it
    graph_aware = True

    def __init__(self, layout: Layout) -> None:
        super().__init__()
        with layout.lines.open("rb") as stream:
            self._lines = mmap(stream.fileno(), 0, access=ACCESS_READ) if layout.index else b""
        self._index = layout.index
        self._subjects = list(layout.index)
        self._native = ox.Store.read_only(str(layout.store))
        self._known: dict[Node, Values] = {}
        self._part: list[Node] = []
        self._having: dict[Node, list[Node]] = {}
        self._members: dict[Node, list[Node]] = {}

    def take(self, start: int, stop: int) -> None:
        """Make the subjects from `start` to `stop` the part that is enumerated."""
        self._known = {}
        self._part = [iri(subject[1:-1].decode()) for subject in self._subjects[start:stop]]
        having: defaultdict[Node, list[Node]] = defaultdict(list)
        members: defaultdict[Node, list[Node]] = defaultdict(list)
        for node in self._part:
            values = self._values(node)
            for predicate in values:
                having[predicate].append(node)
            for kind in values.get(RDF.type, ()):
                members[kind].append(node)
        self._having, self._members = having, members

    def sizes(self) -> dict[str, int]:
        """Return how many nodes of each class the part has, by the class's IRI."""
        return {str(kind): len(nodes) for kind, nodes in self._members.items()}

    def triples(self, triple_pattern: Pattern, context: Any = None) -> Iterator[tuple[Any, Any]]:  # noqa: ARG002
        """Yield what matches a pattern, as the head of this module tells."""
        subject, predicate, target = triple_pattern
        if subject is not None:
            yield from self._at(subject, predicate, target)
        elif target is None:
            for node in self._part if predicate is None else self._having.get(predicate, ()):
                yield from self._at(node, predicate, None)
        elif predicate == RDF.type:
            for node in self._members.get(target, ()):
                yield (node, predicate, target), ()
        else:
            name = None if predicate is None else ox.NamedNode(str(predicate))
            for quad in self._native.quads_for_pattern(None, name, to_oxigraph(target)):
                yield (to_rdflib(quad.subject), iri(quad.predicate.value), target), ()

    def _at(self, node: Node, predicate: Node | None, target: Node | None) -> Iterator[tuple[Any, Any]]:
        values = self._values(node)
        for name in values if predicate is None else (predicate,):
            for value in values.get(name, ()):
                if target is None or value == target:
                    yield (node, name, value), ()

    def _values(self, node: Node) -> Values:
        known = self._known.get(node)
        if known is None:
            known = self._known[node] = self._read(node)
        return known

    def _read(self, node: Node) -> Values:
        name = f"<{BLANK}{node}>" if isinstance(node, BNode) else f"<{node}>"
        spans = iter(self._index.get(name.encode(), ()))
        values: Values = {}
        for start, stop in zip(spans, spans, strict=True):
            for quad in ox.parse(self._lines[start:stop], format=ox.RdfFormat.N_TRIPLES):
                told = values.setdefault(iri(quad.predicate.value), [])
                value = to_rdflib(quad.object)
                if value not in told:
                    told.append(value)
        return values

    def query(  # type: ignore[override]  # rdflib passes more than it declares
        self,
        query: str,
        initNs: Mapping[str, Any],  # noqa: N803, ARG002  rdflib's names
        initBindings: Mapping[str, Node],  # noqa: N803
        queryGraph: str,  # noqa: N803, ARG002
        **_kwargs: Any,
    ) -> Result:
        """Return what Oxigraph finds for a SELECT or an ASK in the whole graph."""
        bound: dict[ox.Variable, Any] = {ox.Variable(name): to_oxigraph(node) for name, node in initBindings.items()}
        found = self._native.query(query, substitutions=bound)
        if isinstance(found, ox.QueryBoolean):
            truth = Result("ASK")
            truth.askAnswer = bool(found)
            return truth
        assert isinstance(found, ox.QuerySolutions)  # noqa: S101  SHACL asks nothing else
        rows = Result("SELECT")
        names = [Variable(variable.value) for variable in found.variables]
        rows.vars = names
        rows.bindings = [
            {name: to_rdflib(term) for name, term in zip(names, row, strict=True) if term is not None} for row in found
        ]
        return rows

    def __len__(self, context: Any = None) -> int:
        """Return the number of nodes of the part: rdflib only asks whether there are any."""
        return len(self._part)

    def close(self, commit_pending_transaction: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002  rdflib's
        """Let go of the files, so that they can be deleted."""
        if isinstance(self._lines, mmap):
            self._lines.close()
        del self._native
