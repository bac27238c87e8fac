"""What a paper's graph says, item by item: right, wrong, or left open because the gold calls it optional."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from methodgraph.evaluate.names import address, align, amount, key
from methodgraph.records import Paper, PaperGraph, family

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from methodgraph.evaluate.gold import GoldEntity, GoldPaper, GoldResult
    from methodgraph.records import PaperEntity, Relation, Result

Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class JudgedEntity:
    """A thing that was told; `truth` is what it is in the gold, None where the gold has no such thing left."""

    entity: PaperEntity
    truth: GoldEntity | None

    @property
    def found(self) -> bool | None:
        """Whether there is such a thing; None where the gold calls it optional."""
        return self.truth is not None and (None if self.truth.optional else True)

    @property
    def typed(self) -> bool:
        """Whether it is of an acceptable type, a Model being a Method and a Benchmark a Dataset, either way."""
        return self.truth is not None and family(self.entity.types[0]) in {family(t) for t in self.truth.types}

    @property
    def role_right(self) -> bool:
        """Whether it is of an acceptable type and has an acceptable role."""
        return self.truth is not None and self.typed and self.entity.roles[0] in self.truth.roles

    @property
    def introduced(self) -> bool:
        """Whether the paper was said to introduce it."""
        return self.entity.roles[0] == "introduces"


@dataclass(frozen=True, slots=True)
class JudgedRelation:
    """A relation that was told, by the gold's names; a name that the gold lacks begins with a question mark."""

    relation: Relation
    triple: Triple
    right: bool | None

    @property
    def has_ends(self) -> bool:
        """Whether there are both things, so that the relation alone may be wrong."""
        head, _, tail = self.triple
        return not head.startswith("?") and not tail.startswith("?")


@dataclass(frozen=True, slots=True)
class JudgedResult:
    """A figure that was told."""

    result: Result
    right: bool | None


@dataclass(frozen=True, slots=True)
class Judged:
    """One paper's graph with a judgement on each of its items, and what it misses of the gold."""

    paper: str
    entities: tuple[JudgedEntity, ...]
    missed: tuple[GoldEntity, ...]
    relations: tuple[JudgedRelation, ...]
    missed_relations: tuple[Triple, ...]
    results: tuple[JudgedResult, ...]
    missed_results: tuple[GoldResult, ...]
    code: tuple[int, int, int]
    """How many addresses are right, wrong and missed."""
    absent: bool = False
    """True where there is no graph of this paper."""


def judge_all(gold: Iterable[GoldPaper], graphs: Mapping[str, PaperGraph]) -> list[Judged]:
    """Return a judgement for each gold paper, in order; of a paper without a graph all is missed."""
    return [
        judge(paper, graphs[paper.id])
        if paper.id in graphs
        else replace(judge(paper, PaperGraph(Paper(paper.id, None, ""))), absent=True)
        for paper in gold
    ]


def judge(gold: GoldPaper, graph: PaperGraph) -> Judged:
    """Return what is right and wrong in `graph`, and what it misses.

    A second name for a thing that was found already is a node too many: wrong.
    """
    matched = align(graph.entities, gold.entities)
    entities = tuple(
        JudgedEntity(entity, gold.entities[matched[n]] if n in matched else None)
        for n, entity in enumerate(graph.entities)
    )
    found = set(matched.values())
    relations, missed_relations = _relations(gold, graph, matched)
    results, missed_results = _results(gold, graph)
    told, wanted = {address(url) for url in graph.code}, {address(url) for url in gold.code}
    return Judged(
        paper=gold.id,
        entities=entities,
        missed=tuple(truth for n, truth in enumerate(gold.entities) if n not in found and not truth.optional),
        relations=relations,
        missed_relations=missed_relations,
        results=results,
        missed_results=missed_results,
        code=(len(told & wanted), len(told - wanted), len(wanted - told)),
    )


def _relations(
    gold: GoldPaper, graph: PaperGraph, matched: Mapping[int, int]
) -> tuple[tuple[JudgedRelation, ...], tuple[Triple, ...]]:
    names: dict[str, str] = {}
    for told, truth in matched.items():
        for name in (graph.entities[told].name, *graph.entities[told].aliases):
            names.setdefault(key(name), gold.entities[truth].name)
    open_ends = {entity.name for entity in gold.entities if entity.optional}
    wanted: set[Triple] = set()
    spared: set[Triple] = set()
    for r in gold.relations:
        side = spared if r.optional or r.head in open_ends or r.tail in open_ends else wanted
        side.add((r.head, r.relation, r.tail))
    judged = []
    for relation in graph.relations:
        # the gold has no variantOf: what is a variant there stands under extends, and need not stand there
        is_variant = relation.relation == "variantOf"
        head, tail = (names.get(key(name), f"?{name}") for name in (relation.head, relation.tail))
        triple = (head, "extends" if is_variant else relation.relation, tail)
        right = True if triple in wanted else None if triple in spared or is_variant else False
        judged.append(JudgedRelation(relation, triple, right))
    return tuple(judged), tuple(sorted(wanted - {one.triple for one in judged}))


def _results(gold: GoldPaper, graph: PaperGraph) -> tuple[tuple[JudgedResult, ...], tuple[GoldResult, ...]]:
    left = dict(enumerate(graph.results))
    right: dict[int, bool | None] = {}
    missed = []
    for truth in gold.results:
        meeting = next((n for n, result in left.items() if _meets(result, truth)), None)
        if meeting is not None:
            del left[meeting]
            right[meeting] = None if truth.optional else True
        elif not truth.optional:
            missed.append(truth)
    return tuple(JudgedResult(r, right.get(n, False)) for n, r in enumerate(graph.results)), tuple(missed)


def _meets(told: Result, truth: GoldResult) -> bool:
    """True where the value is the same, and metric and dataset wherever the gold names them."""
    parts = ((told.metric, truth.metric), (told.dataset, truth.dataset))
    return amount(told.value) == amount(truth.value) and all(
        not wanted or key(said or "") == key(wanted) for said, wanted in parts
    )
