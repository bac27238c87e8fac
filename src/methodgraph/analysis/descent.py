"""What came of what."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx

from methodgraph.analysis.names import entity_named
from methodgraph.analysis.tables import relations, spoken
from methodgraph.text.counting import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from methodgraph.records import Entity

_DESCENT = ("extends", "variantOf")
_PART = "partOf"


@dataclass(frozen=True, slots=True)
class Step:
    """A line of an outline: a node, the one that it stands below (None for the root), how deep, and if no other follows
    below the same one.
    """

    node: str
    parent: str | None
    depth: int
    last: bool


def lineage(
    network: nx.MultiDiGraph[str], entity: Entity | str, *, ancestors: bool = False, parts: bool = False
) -> nx.DiGraph[str]:
    """Return what descends from an entity, directly and through others; with `ancestors` what it descends from.

    A descends from B where a paper says "A extends B" or "A variantOf B", and with `parts` also "A partOf B".

    Args:
        network: the graph, as `to_networkx()` makes it.
        entity: its name, id, node or record.
        ancestors: go up instead of down.
        parts: also follow `partOf`.

    Returns:
        A `networkx.DiGraph` of the entity and all that it leads to. Edges lead away from the entity: from a method to
        what extends it, with `ancestors` to what it extends. All edges between its nodes are there, so it need not be
        a tree and may hold circles, where papers contradict each other. Its attribute `root` is the entity's node.
        Nodes come by depth, then by node, edges sorted. Of a node: label, type, papers (int, that have a role for it),
        depth (int, the fewest edges from the entity, which has 0). Of an edge: predicates (sorted list), papers (sorted
        list of the ids of the papers that say so).

    Raises:
        UsageError: the name is unknown or of several things, or is none.

    It holds what abstracts say outright. A method whose paper does not name its ancestor as such is missing.

    >>> print(lineage_text(lineage(network, "LoRA")))  # doctest: +SKIP
    """
    root = entity_named(network, entity)
    steps = _steps(network, (*_DESCENT, _PART) if parts else _DESCENT, ancestors=ancestors)
    depths = _depths(root, steps)
    tree: nx.DiGraph[str] = nx.DiGraph(root=root)
    spoken_of = spoken(network)
    for node in sorted(depths, key=lambda node: (depths[node], node)):
        told = network.nodes[node]
        tree.add_node(node, label=told["label"], type=told["type"], papers=spoken_of[node], depth=depths[node])
    for node in list(tree):
        for other, said in sorted(steps.get(node, {}).items()):
            predicates, papers = ({pair[at] for pair in said} for at in (0, 1))
            tree.add_edge(node, other, predicates=sorted(predicates), papers=sorted(papers))
    return tree


def outline(tree: nx.DiGraph[str]) -> tuple[Step, ...]:
    """Return a lineage as an outline, which has each of its nodes once, each below the one that it is nearest to.

    The root comes first. A node that several lead to stands below the first of them by depth, then by node. Below a
    node those stand first of which most papers say so, then by node.
    """
    root = tree.graph["root"]
    children: dict[str, list[str]] = {}
    seen = {root}
    for node in tree:  # by depth, so that the first that leads somewhere is the nearest
        fresh = [other for other in tree.successors(node) if other not in seen]
        children[node] = sorted(fresh, key=lambda other: (-len(tree.edges[node, other]["papers"]), other))
        seen.update(fresh)
    steps: list[Step] = []
    open_ = [Step(root, None, 0, last=True)]
    while open_:  # no recursion: a lineage may be deeper than Python's stack
        step = open_.pop()
        steps.append(step)
        below = reversed(children[step.node])
        open_ += [Step(node, step.node, step.depth + 1, last=not at) for at, node in enumerate(below)]
    return tuple(steps)


def lineage_text(tree: nx.DiGraph[str]) -> str:
    r"""Return a lineage as indented lines: each entity once, below the one it is nearest to, with the relation.

    Of those below one entity, what most papers say comes first. An entity that several lead to stands below the first
    of them by depth, then node; that it is further related is told by "also" and their labels. The text has no line
    break at its end.

    >>> graph = nx.DiGraph(root="entity:lora")
    >>> graph.add_node("entity:lora", label="LoRA", depth=0)
    >>> graph.add_node("entity:qlora", label="QLoRA", depth=1)
    >>> graph.add_edge("entity:lora", "entity:qlora", predicates=["extends"], papers=["a", "b"])
    >>> print(lineage_text(graph))
    LoRA
    └── QLoRA  extends (2 papers)
    """
    return "\n".join(_lines(tree))


def _lines(tree: nx.DiGraph[str]) -> Iterator[str]:
    indents = {1: ""}
    for step in outline(tree):
        if step.parent is None:
            yield tree.nodes[step.node]["label"]
        else:
            indent = indents[step.depth]
            yield f"{indent}{'└── ' if step.last else '├── '}{_told(tree, step.parent, step.node)}"
            indents[step.depth + 1] = f"{indent}{'    ' if step.last else '│   '}"


def _steps(
    network: nx.MultiDiGraph[str], predicates: tuple[str, ...], *, ancestors: bool
) -> dict[str, dict[str, set[tuple[str, str]]]]:
    """Return from each node the nodes one step on, with (predicate, paper) of each claim that leads there."""
    steps: defaultdict[str, dict[str, set[tuple[str, str]]]] = defaultdict(dict)
    told = relations(network, predicates)
    for young, predicate, old, paper in zip(*(told[column].tolist() for column in told.columns), strict=True):
        if young != old:
            start, end = (young, old) if ancestors else (old, young)
            steps[start].setdefault(end, set()).add((predicate, paper))
    return dict(steps)


def _depths(root: str, steps: dict[str, dict[str, set[tuple[str, str]]]]) -> dict[str, int]:
    depths, queue = {root: 0}, deque([root])
    while queue:
        node = queue.popleft()
        for other in steps.get(node, ()):
            if other not in depths:
                depths[other] = depths[node] + 1
                queue.append(other)
    return depths


def _told(tree: nx.DiGraph[str], parent: str, node: str) -> str:
    edge = tree.edges[parent, node]
    papers = count(len(edge["papers"]), "paper")
    told = f"{tree.nodes[node]['label']}  {', '.join(edge['predicates'])} ({papers})"
    others = [tree.nodes[other]["label"] for other in tree if other != parent and tree.has_edge(other, node)]
    return f"{told}; also {', '.join(others)}" if others else told
