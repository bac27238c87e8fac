"""Exact counts over the triples of a graph, taken while they go by to be written, so that nobody holds it for them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from methodgraph.publish.rdf.terms import term

if TYPE_CHECKING:
    from methodgraph.publish.rdf.graph import Block

_TYPE = term("rdf:type")


class Statistics:
    """How many triples, subjects, subjects of each class and triples of each property there are.

    Each subject has one block that tells its types; a block that tells none adds triples to a subject told elsewhere,
    and several named graphs may hold the same ones. So it suffices to remember the triples of the latter: what is
    counted is the graph in which all named graphs are merged. Terms are as N-Triples writes them.
    """

    def __init__(self) -> None:
        self.triples = 0
        self.subjects = 0
        self.classes: Counter[str] = Counter()
        """How many subjects each class has."""
        self.properties: Counter[str] = Counter()
        """How many triples each property has."""
        self.examples: dict[str, str] = {}
        """The first subject of each class."""
        self._added: set[tuple[str, str, str]] = set()

    def add(self, block: Block) -> None:
        """Count the triples of a block, in which none stands twice.

        >>> write_rdf(linked, Path("output/graph.ttl"), told=statistics.add)  # doctest: +SKIP
        """
        subject, pairs, _ = block
        kinds = [target for predicate, target in pairs if predicate == _TYPE]
        if kinds:
            self._typed(subject, kinds)
        else:
            pairs = [pair for pair in pairs if (subject, *pair) not in self._added]
            self._added.update((subject, *pair) for pair in pairs)
        self.triples += len(pairs)
        properties = self.properties
        for predicate, _ in pairs:  # Counter.update costs more than the counting: pairs are few, blocks many
            properties[predicate] += 1

    def _typed(self, subject: str, kinds: list[str]) -> None:
        self.subjects += 1
        for kind in kinds:
            self.classes[kind] += 1
            self.examples.setdefault(kind, subject)
