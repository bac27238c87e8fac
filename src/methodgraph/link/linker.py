"""LINK as one function."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from methodgraph.confidence import load_scorer
from methodgraph.errors import UsageError
from methodgraph.link.alike import joined
from methodgraph.link.apart import unmixed
from methodgraph.link.claims import Names, join, relation_statements, role_statements
from methodgraph.link.curated import curate
from methodgraph.link.entities import make_entities
from methodgraph.link.figures import find_figures
from methodgraph.link.identity import decide
from methodgraph.link.merges import find_merges
from methodgraph.link.parting import pairs, part
from methodgraph.link.trust import figures_with_confidence, with_confidence
from methodgraph.link.variants import variant_statements, with_broader
from methodgraph.records import Curation, Figure, Link, Linked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from methodgraph.link.identity import Decision, Key
    from methodgraph.records import Entity, PaperEntity, PaperGraph, Unlinked
    from methodgraph.vocabulary import Vocabulary


def link(graphs: Iterable[PaperGraph], vocabulary: Vocabulary, curation: Curation | None = None) -> Linked:
    """Return everything across papers: things, why each paper's entity is which thing, claims and figures.

    The result is the same for any order of `graphs`, but for `papers`, which keep it. A graph given twice counts
    once. Which entities are one thing is told in `methodgraph.link.identity`, what varies what in `.variants`, and how
    the lines of `curation` change that in `.curated`; `merges` says why names are one.

    Raises UsageError where two different graphs bear one paper id, or a graph names an entity that it does not have,
    and InputError for lines of `curation` that contradict each other or name what is not there.

    >>> linked = link([extract(paper) for paper in papers], load_vocabulary())  # doctest: +SKIP
    >>> [entity.label for entity in linked.entities][:2]  # doctest: +SKIP
    ['AdaAggRL', 'Adam']
    """
    curation = curation or Curation()
    papers = part(_once(graphs), pairs(curation.different))
    decisions = decide(papers, vocabulary)
    entities = make_entities(decisions, vocabulary)
    together = joined(decisions, entities)
    if curation:
        together = curate(together, curation, vocabulary, lambda told: make_entities(told, vocabulary))
    if together is not decisions:
        decisions, entities = together, make_entities(together, vocabulary)
    entities = unmixed(entities, decisions, curation.different)
    entities = with_broader(entities, vocabulary)
    names = _names(papers, decisions, entities)
    statements = (
        *role_statements(decisions, entities),
        *variant_statements(decisions, entities, vocabulary),
        *(told for graph in papers for told in relation_statements(graph, names[graph.paper.id])),
    )
    figures, unlinked = _figures(papers, names)
    links = tuple(sorted({_link(decision, entities[decision.key]) for decision in decisions}))
    scorer = load_scorer()
    return Linked(
        papers=tuple(graph.paper for graph in papers),
        entities=tuple(sorted(entities.values(), key=lambda entity: entity.id)),
        links=links,
        claims=with_confidence(join(statements), links, scorer),
        figures=figures_with_confidence(figures, scorer),
        code=tuple(sorted({(graph.paper.id, url) for graph in papers for url in graph.code})),
        unlinked=unlinked,
        merges=find_merges(decisions, entities, vocabulary),
        curation=curation,
    )


def _link(decision: Decision, entity: Entity) -> Link:
    graph, seen, _, reason = decision
    return Link(graph.paper.id, seen.name, entity.id, reason, seen.mentions)


def _names(
    papers: Iterable[PaperGraph], decisions: Iterable[Decision], entities: Mapping[Key, Entity]
) -> dict[str, Names]:
    """Return the things of each paper by the names it gives them, by paper id."""
    told: dict[str, list[tuple[PaperEntity, Entity]]] = defaultdict(list)
    for decision in decisions:
        told[decision.graph.paper.id].append((decision.entity, entities[decision.key]))
    return {graph.paper.id: Names(graph.paper.id, told[graph.paper.id]) for graph in papers}


def _figures(
    papers: Iterable[PaperGraph], names: Mapping[str, Names]
) -> tuple[tuple[Figure, ...], tuple[tuple[str, Unlinked], ...]]:
    """Return the figures of all papers, and all that is left out: names, and figures that are no single number."""
    figures: set[Figure] = set()
    unlinked: list[tuple[str, Unlinked]] = []
    for graph in papers:
        left_out = list(graph.unlinked)
        for told in find_figures(graph, names[graph.paper.id]):
            if isinstance(told, Figure):
                figures.add(told)
            else:
                left_out.append(told)
        unlinked += ((graph.paper.id, told) for told in left_out)
    unlinked.sort(key=lambda pair: (pair[0], pair[1].name, pair[1].reason, pair[1].mentions))
    return tuple(sorted(figures, key=lambda figure: figure.id)), tuple(unlinked)


def _once(graphs: Iterable[PaperGraph]) -> list[PaperGraph]:
    told: dict[str, PaperGraph] = {}
    for graph in graphs:
        if told.setdefault(graph.paper.id, graph) != graph:
            raise UsageError(f"two different papers have the id {graph.paper.id!r}; give one of them another id")
    return list(told.values())
