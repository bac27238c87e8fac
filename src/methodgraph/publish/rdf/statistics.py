"""Exact counts over the triples of a graph, taken while they go by to be written, so that nobody holds it for them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, parse

from methodgraph.publish.rdf.terms import term

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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

        >>> write_rdf(linked, Path("output/graph.nq"), counted=statistics)  # doctest: +SKIP
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

    def add_alike(self, first: str, number: int, kinds: Sequence[str], properties: Mapping[str, int]) -> None:
        """Count a `number` of subjects, of which `first` is the first, that all have the classes `kinds`.

        `properties` are how many triples of each property they have together, without those that tell the classes.
        """
        if not number:
            return
        for kind in kinds:
            self.classes[kind] += number
            self.examples.setdefault(kind, first)
        self.subjects += number
        self.properties[_TYPE] += number * len(kinds)
        self.triples += number * len(kinds)
        for name, count in properties.items():
            if count:
                self.properties[name] += count
                self.triples += count

    def take(self, turtle: bytes) -> None:
        """Count off the triples of a Turtle document whose subjects nothing else tells of.

        `examples` stay as they are.
        """
        kinds: Counter[str] = Counter()
        properties: Counter[str] = Counter()
        subjects = set()
        for triple in parse(turtle, format=RdfFormat.TURTLE):
            subjects.add(triple.subject)
            properties[triple.predicate.value] += 1
            if triple.predicate.value == _TYPE[1:-1]:
                kinds[str(triple.object)] += 1
        self.subjects -= len(subjects)
        self.triples -= properties.total()
        self.classes -= kinds
        self.properties -= Counter({f"<{name}>": count for name, count in properties.items()})

    def _typed(self, subject: str, kinds: list[str]) -> None:
        self.subjects += 1
        for kind in kinds:
            self.classes[kind] += 1
            self.examples.setdefault(kind, subject)
