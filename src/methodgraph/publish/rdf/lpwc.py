"""The graph in the terms of Linked Papers With Code, so that queries written for it find the papers of this one.

A view, and narrower than the graph: Linked Papers With Code has one flat `hasMethod` where we have roles, no evidence,
no confidence, and its values are text. What it would hold of our claims stands here; what it has no term for does not:
relations other than a task's sub-tasks, what is merely mentioned, figures that are differences and not levels; venues,
of which it knows conferences only, and identifiers other than arXiv's.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from methodgraph.ids import BASE, digest
from methodgraph.publish.rdf import terms
from methodgraph.publish.rdf.graph import Block, Pairs
from methodgraph.publish.rdf.papers import arxiv_ids
from methodgraph.publish.rdf.terms import string, term
from methodgraph.publish.rdf.told import Told
from methodgraph.records import family

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from methodgraph.records import Entity, EntityType, Figure, Linked, Paper

USED = ("mg", "paper", "entity", "result", "dbp", "dcterms", "fabio", "foaf", "lpwcc", "lpwcp", "rdf", "xsd")
"""The prefixes of the view."""

_CLASS: dict[EntityType, str] = {"Method": "method", "Model": "model", "Task": "task", "Dataset": "dataset"}
_IN_A_PAPER: dict[tuple[str, str], str] = {
    ("introduces", "Method"): "hasMethod",
    ("uses", "Method"): "hasMethod",
    ("introduces", "Model"): "hasModel",
    ("uses", "Model"): "hasModel",
    ("addresses", "Task"): "hasTask",
    ("uses", "Dataset"): "usesDataset",
    ("trainsOn", "Dataset"): "usesDataset",
    ("evaluatesOn", "Dataset"): "usesDataset",
    ("introduces", "Dataset"): "usesDataset",
}
"""What a role is there, by the type of what the paper has it for. Other roles are not told."""


def blocks(linked: Linked) -> Iterator[Block]:
    """Yield the view, entities first, then papers with what they evaluate; all sorted by id."""
    view = _View(linked)
    for entity in sorted(linked.entities, key=lambda e: e.id):
        if _kind(entity) in _CLASS:
            yield Block(terms.entity(entity.id), list(view.entity(entity)))
    for paper in sorted(linked.papers, key=lambda p: p.id):
        evaluations = view.evaluations(paper.id)
        yield Block(terms.paper(paper.id), [*view.paper(paper), *_each("lpwcp:hasEvaluation", sorted(evaluations))])
        for url in view.told.code[paper.id]:
            yield Block(terms.repository(url), [_a("repository"), (term("fabio:hasURL"), terms.url(url))])
        for node, figures in sorted(evaluations.items()):
            yield Block(node, list(view.evaluation(figures)))
            yield from (Block(terms.figure(figure.id), list(view.result(figure))) for figure in figures)


class _View:
    """`linked`, grouped as the view asks for it."""

    def __init__(self, linked: Linked) -> None:
        self.linked = linked
        self.entities = {entity.id: entity for entity in linked.entities}
        self.years = {paper.id: paper.year for paper in linked.papers}
        self.told = Told(linked)

    @cached_property
    def papers(self) -> defaultdict[str, set[str]]:
        """The papers that have an entity in the view, by its id."""
        told: defaultdict[str, set[str]] = defaultdict(set)
        for paper, roles in self.told.roles.items():
            for role, entity in roles:
                if (role, _kind(self.entities[entity])) in _IN_A_PAPER:
                    told[entity].add(paper)
        return told

    @cached_property
    def measured(self) -> set[str]:
        """What has a figure: a row of a leaderboard, which is a model there whatever it is in our graph."""
        return {figure.subject for figures in self.levels.values() for figure in figures if figure.subject}

    @cached_property
    def levels(self) -> dict[str, list[Figure]]:
        """The figures of each paper that an evaluation there can hold: levels of something, by some metric."""
        return {
            paper: [figure for figure in figures if self._is_level(figure)]
            for paper, figures in self.told.figures.items()
        }

    def _is_level(self, figure: Figure) -> bool:
        if figure.is_difference or figure.metric is None or figure.subject is None:
            return False
        return family(self.entities[figure.subject].type) == "Method"

    @cached_property
    def tasks(self) -> dict[str, set[str]]:
        """The tasks of the papers that test with or introduce a dataset, by its id."""
        told: defaultdict[str, set[str]] = defaultdict(set)
        for roles in self.told.roles.values():
            problems = {e for role, e in roles if role == "addresses" and self.entities[e].type == "Task"}
            for role, entity in roles:
                if role in {"evaluatesOn", "introduces"} and family(self.entities[entity].type) == "Dataset":
                    told[entity] |= problems
        return told

    @cached_property
    def narrower(self) -> dict[str, set[str]]:
        """The tasks that are kinds of a task, by its id."""
        told: defaultdict[str, set[str]] = defaultdict(set)
        for entity in self.linked.entities:
            if entity.type == "Task" and entity.broader and self.entities[entity.broader].type == "Task":
                told[entity.broader].add(entity.id)
        return told

    def entity(self, entity: Entity) -> Iterator[tuple[str, str]]:
        kind = _kind(entity)
        yield _a(_CLASS[kind])
        if kind == "Method" and entity.id in self.measured:
            yield _a("model")
        yield term("dcterms:title" if kind == "Dataset" else "foaf:name"), string(entity.label)
        if kind in {"Method", "Dataset"}:
            yield from self._catalogued(entity)
        if kind == "Dataset":
            yield from _each("lpwcp:usedForTask", map(terms.entity, sorted(self.tasks.get(entity.id, ()))))
        if kind == "Task":
            yield from _each("lpwcp:hasSubtask", map(terms.entity, sorted(self.narrower.get(entity.id, ()))))

    def _catalogued(self, entity: Entity) -> Iterator[tuple[str, str]]:
        if entity.sense is not None:
            yield term("dbp:fullname"), string(entity.sense)
        yield term("lpwcp:numberPapers"), terms.integer(len(self.papers[entity.id]))
        papers = sorted(self.told.introducing[entity.id])
        yield from _each("lpwcp:introducedBy", map(terms.paper, papers))
        years = [year for paper in papers if (year := self.years[paper]) is not None]
        if years and entity.type == "Method":
            yield term("lpwcp:introducedYear"), terms.typed(f"{min(years):04}", "xsd:gYear")

    def paper(self, paper: Paper) -> Iterator[tuple[str, str]]:
        yield _a("paper")
        # Linked Papers With Code spells it so; FaBiO's own term is hasArXivId.
        yield from _each("fabio:hasArXivID", dict.fromkeys(arxiv_ids(paper)))
        if paper.title is not None:
            yield term("dcterms:title"), string(paper.title)
        if paper.text:
            yield term("dcterms:abstract"), string(paper.text)
        yield from _each("lpwcp:creatorName", dict.fromkeys(map(string, paper.authors)))
        addresses = (url for url in (paper.url, *paper.urls) if url is not None)
        yield from _each("fabio:hasURL", dict.fromkeys(map(terms.url, addresses)))
        yield from _each("lpwcp:hasRepository", map(terms.repository, self.told.code[paper.id]))
        told = {
            (term(f"lpwcp:{name}"), terms.entity(entity))
            for role, entity in self.told.roles[paper.id]
            if (name := _IN_A_PAPER.get((role, _kind(self.entities[entity])))) is not None
        }
        yield from sorted(told)

    def evaluations(self, paper: str) -> dict[str, list[Figure]]:
        """Return the evaluations of a paper: what was measured on what data, with its figures."""
        told: defaultdict[str, list[Figure]] = defaultdict(list)
        for figure in self.levels.get(paper, ()):
            identity = digest("evaluation", paper, figure.subject or "", figure.dataset or "")
            told[f"<{BASE}evaluation/{identity}>"].append(figure)
        return told

    def evaluation(self, figures: list[Figure]) -> Iterator[tuple[str, str]]:
        first = figures[0]
        yield _a("evaluation")
        yield term("lpwcp:hasModel"), terms.entity(first.subject or "")
        if first.dataset is not None and _kind(self.entities[first.dataset]) == "Dataset":
            yield term("lpwcp:hasDataset"), terms.entity(first.dataset)
        tasks = sorted(e for role, e in self.told.roles[first.paper] if role == "addresses")
        if len(tasks) == 1 and self.entities[tasks[0]].type == "Task":
            yield term("lpwcp:hasTask"), terms.entity(tasks[0])
        yield from _each("lpwcp:hasEvaluationResult", (terms.figure(figure.id) for figure in figures))

    def result(self, figure: Figure) -> Iterator[tuple[str, str]]:
        yield _a("evaluationresult")
        yield term("lpwcp:metricName"), string(self.entities[figure.metric or ""].label)
        yield term("lpwcp:metricValue"), string(figure.value)


def _kind(entity: Entity) -> EntityType:
    """Return the type as it is there: a benchmark is a dataset."""
    return "Dataset" if entity.type == "Benchmark" else entity.type


def _a(name: str) -> tuple[str, str]:
    return term("rdf:type"), term(f"lpwcc:{name}")


def _each(name: str, targets: Iterable[str]) -> Pairs:
    return [(term(name), target) for target in targets]
