"""Roles and relations of papers as claims between things, each with its evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from methodgraph.errors import UsageError
from methodgraph.ids import digest
from methodgraph.link.identity import Decision
from methodgraph.records import Claim, Entity, EntityType, PaperEntity, PaperGraph, Passage, Predicate, Role, family

TAIL_TYPES: Mapping[Predicate, EntityType] = {"evaluatedOn": "Dataset", "trainedOn": "Dataset", "solves": "Task"}
"""The type family to prefer where two things of one paper bear the name that a relation tells."""


class Statement(NamedTuple):
    """One reading of a claim, before those that say the same are joined."""

    subject: str
    predicate: Role | Predicate
    object: str
    paper: str
    evidence: tuple[Passage, ...]


class Names:
    """The things of one paper by the names it gives them."""

    def __init__(self, paper: str, told: Sequence[tuple[PaperEntity, Entity]]) -> None:
        self._paper = paper
        self._by_name: dict[str, list[Entity]] = defaultdict(list)
        for seen, entity in told:
            self._by_name[seen.name].append(entity)
        for seen, entity in told:
            for alias in seen.aliases:
                self._by_name[alias].append(entity)

    def find(self, name: str, prefer: EntityType | None = None) -> Entity:
        """Return the thing called `name`, of the preferred type family where several are.

        Raises UsageError where the paper has no such entity: its record contradicts itself.
        """
        found = self._by_name.get(name)
        if not found:
            raise UsageError(f"paper {self._paper}: {name!r} is no entity of it; name one of its entities, or add it")
        return next((entity for entity in found if family(entity.type) == prefer), found[0])


def role_statements(decisions: Iterable[Decision], entities: Mapping[tuple[str, ...], Entity]) -> Iterator[Statement]:
    """Yield what each paper does with each thing: its first role, for that is the one its evidence decided."""
    for graph, entity, key, _ in decisions:
        paper = graph.paper.id
        yield Statement(paper, entity.roles[0], entities[key].id, paper, entity.evidence)


def relation_statements(graph: PaperGraph, names: Names) -> Iterator[Statement]:
    """Yield the relations of a paper between things across papers; none ties a thing to itself."""
    for relation in graph.relations:
        head = names.find(relation.head)
        tail = names.find(relation.tail, TAIL_TYPES.get(relation.relation))
        if head.id != tail.id:
            yield Statement(head.id, relation.relation, tail.id, graph.paper.id, relation.evidence)


def join(statements: Iterable[Statement]) -> tuple[Claim, ...]:
    """Return one claim for each subject, predicate, object and paper, sorted by id; without evidence there is none."""
    evidence: dict[tuple[str, Role | Predicate, str, str], list[Passage]] = defaultdict(list)
    for told in statements:
        evidence[told.subject, told.predicate, told.object, told.paper] += told.evidence
    claims = (
        Claim(digest(subject, predicate, target, paper), subject, predicate, target, paper, one_each(passages))
        for (subject, predicate, target, paper), passages in evidence.items()
        if passages
    )
    return tuple(sorted(claims, key=lambda claim: claim.id))


def one_each(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Return the passages sorted, each place once, with the rules of all that found it."""
    rules: dict[tuple[str, int, int], set[str]] = defaultdict(set)
    first: dict[tuple[str, int, int], Passage] = {}
    for passage in passages:
        place = (passage.field, passage.start, passage.end)
        rules[place].update(passage.rules)
        first[place] = passage
    return tuple(
        sorted(Passage(p.field, p.start, p.end, p.text, tuple(sorted(rules[place]))) for place, p in first.items())
    )
