"""Each fault as one line of words, paper by paper, to be read by who mends the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from methodgraph.evaluate.judgement import Judged, JudgedEntity


def tell_faults(judged: Iterable[Judged]) -> Iterator[str]:
    """Yield what is wrong and what is missed: things first, then relations, then figures, with the rules that erred."""
    for paper in judged:
        for told in (*_entities(paper), *_relations(paper), *_results(paper)):
            yield f"{paper.paper}: {told}"


def _entities(paper: Judged) -> Iterator[str]:
    for one in paper.entities:
        entity, truth = one.entity, one.truth
        kind, role = entity.types[0], entity.roles[0]
        if truth is None:
            yield f"extra entity {entity.name!r}, {kind}, {role}; {_finders(one)}"
        elif truth.optional:
            continue
        elif not one.typed:
            yield f"{entity.name!r} is {kind}, gold {' or '.join(truth.types)}; {_finders(one)}"
        elif not one.role_right:
            rules = sorted({rule for passage in entity.evidence for rule in passage.rules})
            yield f"{entity.name!r} has {role}, gold {' or '.join(truth.roles)}; {', '.join(rules)}"
    for truth in paper.missed:
        yield f"missed entity {truth.name!r}, {' or '.join(truth.types)}, {' or '.join(truth.roles)}"


def _finders(one: JudgedEntity) -> str:
    return ", ".join(sorted({rule for mention in one.entity.mentions for rule in mention.rules}))


def _relations(paper: Judged) -> Iterator[str]:
    for one in paper.relations:
        if one.right is False:
            rules = sorted({rule for passage in one.relation.evidence for rule in passage.rules})
            yield f"extra relation {' '.join(one.triple)}; {', '.join(rules)}"
    for triple in paper.missed_relations:
        yield f"missed relation {' '.join(triple)}"


def _results(paper: Judged) -> Iterator[str]:
    for one in paper.results:
        if one.right is False:
            told = one.result
            yield f"extra result {told.value}, metric {told.metric or '-'}, dataset {told.dataset or '-'}"
    for truth in paper.missed_results:
        yield f"missed result {truth.value}, metric {truth.metric or '-'}, dataset {truth.dataset or '-'}"
