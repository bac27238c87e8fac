"""Roles and relations of one paper as claims between things, each with its evidence."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from methodgraph.errors import UsageError
from methodgraph.records import Passage, family

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from methodgraph.records import Entity, EntityType, PaperGraph, Predicate, Role

    Triple = tuple[str, Role | Predicate, str]
    """Subject, predicate and object of a claim, by id."""

TAIL_TYPES: Mapping[Predicate, EntityType] = {"evaluatedOn": "Dataset", "trainedOn": "Dataset", "solves": "Task"}
"""The type family to prefer where two things of one paper bear the name that a relation tells."""


class Names:
    """The things of one paper by the names it gives them; `things` are those of its entities, in their order."""

    def __init__(self, graph: PaperGraph, things: Sequence[Entity]) -> None:
        self._graph = graph
        self._things = things
        self._by_name: defaultdict[str, list[Entity]] | None = None

    def find(self, name: str, prefer: EntityType | None = None) -> Entity:
        """Return the thing called `name`, of the preferred type family where several are.

        Raises UsageError where the paper has no such entity: its record contradicts itself.
        """
        if self._by_name is None:  # most papers are never asked
            self._by_name = self._read()
        found = self._by_name.get(name)
        if not found:
            paper = self._graph.paper.id
            raise UsageError(f"paper {paper}: {name!r} is no entity of it; name one of its entities, or add it")
        return next((entity for entity in found if family(entity.type) == prefer), found[0])

    def _read(self) -> defaultdict[str, list[Entity]]:
        by_name: defaultdict[str, list[Entity]] = defaultdict(list)
        for seen, thing in zip(self._graph.entities, self._things, strict=True):
            by_name[seen.name].append(thing)
        for seen, thing in zip(self._graph.entities, self._things, strict=True):
            for alias in seen.aliases:
                by_name[alias].append(thing)
        return by_name


def roles(graph: PaperGraph, things: Sequence[Entity]) -> dict[Triple, tuple[Passage, ...]]:
    """Return what a paper does with each thing, and the evidence; without evidence there is no claim.

    It is the first role of the paper's entity, for that is the one its evidence decided.
    """
    told: dict[Triple, tuple[Passage, ...]] = {}
    paper = graph.paper.id
    for seen, thing in zip(graph.entities, things, strict=True):
        if seen.evidence:
            triple: Triple = (paper, seen.roles[0], thing.id)
            told[triple] = told.get(triple, ()) + seen.evidence
    return told


def relations(
    graph: PaperGraph, names: Names, things: Sequence[Entity], parents: Mapping[str, tuple[Entity, str]]
) -> dict[Triple, tuple[Passage, ...]]:
    """Return the relations of a paper between things across papers, with their evidence; none ties a thing to itself.

    `parents` are what each entity is a variant of, and by which rule, by its id: a paper that speaks of the variant
    claims it.
    """
    told: dict[Triple, tuple[Passage, ...]] = {}
    for found in (_variants(graph, things, parents), _said(graph, names)):
        for triple, evidence in found:
            if evidence:
                told[triple] = told.get(triple, ()) + evidence
    return told


def _variants(
    graph: PaperGraph, things: Sequence[Entity], parents: Mapping[str, tuple[Entity, str]]
) -> Iterator[tuple[Triple, tuple[Passage, ...]]]:
    """Yield that a thing is a variant of another, with the sentences that speak of the variant."""
    for seen, thing in zip(graph.entities, things, strict=True):
        if thing.id in parents:
            parent, rule = parents[thing.id]
            yield (thing.id, "variantOf", parent.id), _under(rule, seen.evidence or seen.mentions)


def _said(graph: PaperGraph, names: Names) -> Iterator[tuple[Triple, tuple[Passage, ...]]]:
    for relation in graph.relations:
        head = names.find(relation.head)
        tail = names.find(relation.tail, TAIL_TYPES.get(relation.relation))
        if head.id != tail.id:
            yield (head.id, relation.relation, tail.id), relation.evidence


def _under(rule: str, passages: Iterable[Passage]) -> tuple[Passage, ...]:
    rules = (rule,)
    return tuple(Passage(p.field, p.start, p.end, p.text, rules) for p in passages)


def one_each(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """Return the passages sorted, each place once, with the sorted rules of all that found it.

    What is so already is given back as it is, and shares its memory.
    """
    if (len(passages) == 1 and len(passages[0].rules) == 1) or _is_one_each(passages):
        return passages
    rules: defaultdict[tuple[str, int, int], set[str]] = defaultdict(set)
    first: dict[tuple[str, int, int], Passage] = {}
    for passage in passages:
        place = (passage.field, passage.start, passage.end)
        rules[place].update(passage.rules)
        first[place] = passage
    return tuple(
        sorted(Passage(p.field, p.start, p.end, p.text, tuple(sorted(rules[place]))) for place, p in first.items())
    )


def _is_one_each(passages: tuple[Passage, ...]) -> bool:
    for passage in passages:
        rules = passage.rules
        if len(rules) > 1 and any(one >= other for one, other in pairwise(rules)):
            return False
    return len(passages) < 2 or all(
        (one.field, one.start, one.end) < (other.field, other.start, other.end) for one, other in pairwise(passages)
    )
