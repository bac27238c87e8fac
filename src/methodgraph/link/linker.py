"""LINK as one function."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from methodgraph.errors import UsageError
from methodgraph.link.claims import Names, join, relation_statements, role_statements
from methodgraph.link.entities import make_entities
from methodgraph.link.figures import find_figures
from methodgraph.link.identity import decide
from methodgraph.link.variants import variant_statements
from methodgraph.records import Figure, Link, Linked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from methodgraph.link.identity import Decision
    from methodgraph.link.claims import Statement
    from methodgraph.records import PaperGraph, Unlinked
    from methodgraph.vocabulary import Vocabulary


def link(graphs: Iterable[PaperGraph], vocabulary: Vocabulary) -> Linked:
    """Return everything across papers: things, why each paper's entity is which thing, claims and figures.

    The result is the same for any order of `graphs`, but for `papers`, which keep it. A graph given twice counts
    once. Which entities are one thing is told in `methodgraph.link.identity`, what varies what in `.variants`.

    Raises UsageError where two different graphs bear one paper id, or a graph names an entity that it does not have.

    >>> linked = link([extract(paper) for paper in papers], load_vocabulary())  # doctest: +SKIP
    >>> [entity.label for entity in linked.entities][:2]  # doctest: +SKIP
    ['AdaAggRL', 'Adam']
    """
    papers = _once(graphs)
    decisions = decide(papers, vocabulary)
    entities = make_entities(decisions, vocabulary)
    named: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        named[decision.graph.paper.id].append(decision)
    statements: list[Statement] = [
        *role_statements(decisions, entities),
        *variant_statements(decisions, entities, vocabulary),
    ]
    figures: set[Figure] = set()
    unlinked: list[tuple[str, Unlinked]] = []
    for graph in papers:
        paper = graph.paper.id
        names = Names(graph, ((decision, entities[decision.key]) for decision in named[paper]))
        statements += relation_statements(graph, names)
        unlinked += ((paper, told) for told in graph.unlinked)
        for told in find_figures(graph, names):
            if isinstance(told, Figure):
                figures.add(told)
            else:
                unlinked.append((paper, told))
    return Linked(
        papers=tuple(graph.paper for graph in papers),
        entities=tuple(sorted(entities.values(), key=lambda entity: entity.id)),
        links=tuple(sorted({Link(g.paper.id, e.name, entities[key].id, reason) for g, e, key, reason in decisions})),
        claims=join(statements),
        figures=tuple(sorted(figures, key=lambda figure: figure.id)),
        code=tuple(sorted({(graph.paper.id, url) for graph in papers for url in graph.code})),
        unlinked=tuple(sorted(unlinked, key=lambda pair: (pair[0], pair[1].name, pair[1].reason, pair[1].mentions))),
    )


def _once(graphs: Iterable[PaperGraph]) -> list[PaperGraph]:
    told: dict[str, PaperGraph] = {}
    for graph in graphs:
        if told.setdefault(graph.paper.id, graph) != graph:
            raise UsageError(f"two different papers have the id {graph.paper.id!r}; give one of them another id")
    return list(told.values())
