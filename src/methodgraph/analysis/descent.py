"""What came of what."""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING

import networkx as nx

from methodgraph.analysis.names import entity_named
from methodgraph.analysis.tables import relations
from methodgraph.text.counting import count

if TYPE_CHECKING:
    from collections.abc import Iterator

_DESCENT = ("extends", "variantOf")
_PART = "partOf"


def lineage(
    network: nx.MultiDiGraph[str], entity: str, *, ancestors: bool = False, parts: bool = False
) -> nx.DiGraph[str]:
    """Return what descends from an entity, directly and through others; with `ancestors` what it descends from.

    A descends from B where a paper says "A extends B" or "A variantOf B", and with `parts` also "A partOf B".

    Args:
        network: the graph, as `to_networkx()` makes it.
        entity: its name, id or node.
        ancestors: go up instead of down.
        parts: also follow `partOf`.

    Returns:
        A `networkx.DiGraph` of the entity and all that it leads to. Edges lead away from the entity: from a method to
        what extends it, with `ancestors` to what it extends. All edges between its nodes are there, so it need not be
        a tree and may hold circles, where papers contradict each other. Its attribute `root` is the entity's node.
        Nodes come by depth, then by node, edges sorted. Of a node: label, type, papers (as in `network`), depth (int,
        the fewest edges from the entity, which has 0). Of an edge: predicates (sorted list), papers (sorted list of the
        ids of the papers that say so).

    Raises:
        UsageError: the name is unknown or of several things.

    It holds what abstracts say outright. A method whose paper does not name its ancestor as such is missing.

    >>> print(lineage_text(lineage(network, "LoRA")))  # doctest: +SKIP
    """
    root = entity_named(network, entity)
    steps = _steps(network, (*_DESCENT, _PART) if parts else _DESCENT, ancestors=ancestors)
    depths = _depths(root, steps)
    tree: nx.DiGraph[str] = nx.DiGraph(root=root)
    for node in sorted(depths, key=lambda node: (depths[node], node)):
        told = network.nodes[node]
        tree.add_node(node, label=told["label"], type=told["type"], papers=told["papers"], depth=depths[node])
    for node in list(tree):
        for other, said in sorted(steps.get(node, {}).items()):
            predicates, papers = ({pair[at] for pair in said} for at in (0, 1))
            tree.add_edge(node, other, predicates=sorted(predicates), papers=sorted(papers))
    return tree


def lineage_text(tree: nx.DiGraph[str]) -> str:
    r"""Return a lineage as indented lines: each entity below the one it is nearest to, with the relation.

    An entity that several lead to stands below the first of them by depth, then node; that it is further related is
    told by "also" and their labels. The text has no line break at its end.

    >>> graph = nx.DiGraph(root="entity:lora")
    >>> graph.add_node("entity:lora", label="LoRA", depth=0)
    >>> graph.add_node("entity:qlora", label="QLoRA", depth=1)
    >>> graph.add_edge("entity:lora", "entity:qlora", predicates=["extends"], papers=["a", "b"])
    >>> print(lineage_text(graph))
    LoRA
    └── QLoRA  extends (2 papers)
    """
    parents: dict[str, str] = {}
    for node in tree:  # by depth, so the first that leads here is the nearest
        for other in tree.successors(node):
            if tree.nodes[other]["depth"] == tree.nodes[node]["depth"] + 1:
                parents.setdefault(other, node)
    children: defaultdict[str, list[str]] = defaultdict(list)
    for node in tree:
        if node in parents:
            children[parents[node]].append(node)
    root = tree.graph["root"]
    return "\n".join([tree.nodes[root]["label"], *_branches(tree, root, children)])


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


def _branches(tree: nx.DiGraph[str], root: str, children: dict[str, list[str]]) -> Iterator[str]:
    """Yield the lines below `root`. No recursion: a lineage may be deeper than Python's stack."""
    open_: list[tuple[str, str, str, bool]] = []

    def put(parent: str, indent: str) -> None:
        found = children.get(parent, [])
        for number, child in reversed(list(enumerate(found, 1))):
            open_.append((parent, child, indent, number == len(found)))

    put(root, "")
    while open_:
        parent, node, indent, last = open_.pop()
        yield f"{indent}{'└── ' if last else '├── '}{_told(tree, parent, node)}"
        put(node, f"{indent}{'    ' if last else '│   '}")


def _told(tree: nx.DiGraph[str], parent: str, node: str) -> str:
    edge = tree.edges[parent, node]
    papers = count(len(edge["papers"]), "paper")
    told = f"{tree.nodes[node]['label']}  {', '.join(edge['predicates'])} ({papers})"
    others = [tree.nodes[other]["label"] for other in tree if other != parent and tree.has_edge(other, node)]
    return f"{told}; also {', '.join(others)}" if others else told
