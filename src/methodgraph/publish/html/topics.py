"""Topics: groups of entities that papers name together. They are how a large graph opens, and a way into it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations, islice

from methodgraph.publish.html.numbering import Numbered

MOST = 1500
"""So many entities, those in the most papers, are sorted into topics; the rest is one search away."""
_LEAST = 2
_NEAREST = 12
_NAMED = 3
_CROWD = 24


@dataclass(frozen=True, slots=True)
class Topic:
    """A group of entities, by their numbers, those in the most papers first; `name` is the labels of the first few."""

    name: str
    members: tuple[int, ...]


def topics(told: Numbered) -> list[Topic]:
    """Return the topics of a graph, the one in the most papers first; none where no two papers share anything.

    Entities of two or more papers that are no metrics (those go with everything) are joined by how much more often
    papers name both than their frequencies let expect (the cosine of their papers); each keeps its nearest, and the
    communities of what remains are the topics (Blondel et al. 2008, as networkx has it, with a fixed seed). An entity
    that goes with no other stands in no topic.
    """
    import networkx as nx  # noqa: PLC0415  importing is free

    papers = _papers(told)
    near = _near(papers)
    graph = nx.Graph()
    graph.add_nodes_from(sorted(near))
    graph.add_weighted_edges_from((one, other, weight) for one in sorted(near) for other, weight in near[one])
    found = nx.community.louvain_communities(graph, seed=0) if len(graph) else []
    groups = [sorted(group, key=lambda entity: (-len(papers[entity]), entity)) for group in found if len(group) > 1]
    groups.sort(key=lambda group: (-sum(len(papers[entity]) for entity in group), group))
    first, entities = len(told.papers), told.entities
    labels = {entity: entities[entity - first].label for group in groups for entity in group[:_NAMED]}
    return [Topic(", ".join(labels[entity] for entity in group[:_NAMED]), tuple(group)) for group in groups]


def _papers(told: Numbered) -> dict[int, set[int]]:
    """Return the papers of each of the `MOST` entities that the most papers have a role for, and two at least."""
    first, entities, numbers = len(told.papers), told.entities, told.numbers
    papers: defaultdict[int, set[int]] = defaultdict(set)
    for paper, claim in told.claims:
        if claim.is_role:
            papers[numbers[claim.object]].add(paper)
    ranked = sorted((e for e in papers if len(papers[e]) >= _LEAST), key=lambda e: (-len(papers[e]), e))
    return {e: papers[e] for e in islice((e for e in ranked if entities[e - first].type != "Metric"), MOST)}


def _near(papers: dict[int, set[int]]) -> dict[int, list[tuple[int, float]]]:
    """Return for each entity those that it goes with most, and how much; entities that go with none are left out."""
    named: defaultdict[int, list[int]] = defaultdict(list)
    for entity, some in papers.items():
        for paper in some:
            named[paper].append(entity)
    # A paper that names very many things (a survey) says little of any two, and would cost the most.
    together = Counter(pair for many in named.values() if len(many) <= _CROWD for pair in combinations(sorted(many), 2))
    near: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
    for (one, other), count in together.items():
        weight = count / math.sqrt(len(papers[one]) * len(papers[other]))
        near[one].append((other, weight))
        near[other].append((one, weight))
    return {
        entity: sorted(some, key=lambda pair: (-pair[1], pair[0]))[:_NEAREST] for entity, some in sorted(near.items())
    }
