"""How often each rule was right, by the question that it answers, and how often rules were that agreed."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from methodgraph.confidence import Cases, Precision, rules_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from methodgraph.confidence.precision import Key
    from methodgraph.evaluate.judgement import Judged, JudgedEntity
    from methodgraph.records import Question

FEWEST = 3
"""Cases below which rules that agree get no row."""


class Case(NamedTuple):
    """A question, the rules that answered it with yes, whether they were right, and whether a rule stood alone."""

    question: Question
    rules: frozenset[str]
    right: bool
    alone: bool


def cases(judged: Iterable[Judged]) -> Iterator[Case]:
    """Yield each judged item with the rules behind it; what the gold calls optional is no case.

    The type of a thing counts only where there is such a thing, its role only where its type is right, a relation only
    where both its ends are there.
    """
    for paper in judged:
        for one in paper.entities:
            yield from _of_entity(one)
        for relation in paper.relations:
            if relation.has_ends:
                yield from _case("relation", rules_of(relation.relation.evidence), right=relation.right)
        for result in paper.results:
            yield from _case("result", rules_of(result.result.evidence), right=result.right)


def measure(judged: Iterable[Judged]) -> Precision:
    """Return how often each rule was right and wrong. An item that several rules found counts for each of them."""
    return Precision(_counted(cases(judged), lambda rules: rules))


def agreements(judged: Iterable[Judged]) -> Precision:
    """Return the same for rules that agreed on an item, all of them together: "a + b", where there are `FEWEST` cases.

    An item counts once, for all the rules behind it.
    """
    several = (case for case in cases(judged) if len(case.rules) > 1)
    counts = _counted(several, lambda rules: (" + ".join(sorted(rules)),))
    return Precision({key: told for key, told in counts.items() if told.right + told.wrong >= FEWEST})


def _counted(told: Iterable[Case], names: Callable[[frozenset[str]], Iterable[str]]) -> dict[Key, Cases]:
    counts: dict[Key, Cases] = defaultdict(Cases)
    for case in told:
        one = (int(case.right), int(not case.right))
        further = Cases(*one, *(one if case.alone else (0, 0)))
        for name in names(case.rules):
            counts[case.question, name] = counts[case.question, name].plus(further)
    return counts


def _of_entity(one: JudgedEntity) -> Iterator[Case]:
    finders = rules_of(one.entity.mentions)
    yield from _case("entity", finders, right=one.found, alone=len(one.entity.mentions) == 1)
    if one.found:
        yield from _case("type", finders, right=one.typed)
        if one.typed:
            yield from _case("role", rules_of(one.entity.evidence), right=one.role_right)


def _case(question: Question, rules: frozenset[str], *, right: bool | None, alone: bool = True) -> Iterator[Case]:
    if right is not None:
        yield Case(question, rules, right, alone and len(rules) == 1)
