"""The sections on what belongs together: used together, descent, influence, communities."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from methodgraph.analysis import co_usage, communities, influence, lineage
from methodgraph.analysis.descent import outline
from methodgraph.report import plots
from methodgraph.report.content import Bar, Block, Line, Names, Outline, Paragraph, Plot, Section, Table
from methodgraph.report.material import Material, named, rows

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

_PAIRS, _MATRIX, _LEAST, _MOST_LIFT = 15, 12, 6, 8.0
_ROOTS, _LINES = 3, 18
_INFLUENCE, _COMMUNITIES, _MEMBERS = 15, 10, 8


def together_section(material: Material) -> Section:
    """Return the pairs of methods and models that the same papers introduce or use."""
    title = "Methods used together"
    found = co_usage(material.network)
    if found.empty:
        return Section("together", title, (Paragraph("No two methods are used together in two papers."),))
    kinds = dict(material.network.nodes(data="type"))
    pairs = tuple(
        (named(label, kinds[one]), named(other_label, kinds[other]), papers, round(expected, 1), round(lift, 1))
        for one, other, label, other_label, papers, expected, lift in rows(
            found.head(_PAIRS), "entity", "other", "label", "other_label", "papers", "expected", "lift"
        )
    )
    words = (
        "Pairs that the same papers introduce or use, in two papers at least. Lift is how much more often than chance "
        "would have it: how many papers use both, divided by how many would if each were chosen independently."
    )
    plot = _matrix(found)
    table = Table(("", "with", "papers", "by chance", "lift"), pairs)
    return Section("together", title, (Paragraph(words), *((plot,) if plot else ()), table))


def _matrix(found: pd.DataFrame) -> Plot | None:
    """Return a matrix of what has most papers together with others; None where it would be a few cells."""
    weights: Counter[str] = Counter()
    labels: dict[str, str] = {}
    pairs = list(rows(found, "entity", "other", "label", "other_label", "papers", "lift"))
    for one, other, label, other_label, papers, _ in pairs:
        weights[one] += papers
        weights[other] += papers
        labels[one], labels[other] = label, other_label
    order = sorted(weights, key=lambda node: (-weights[node], node))[:_MATRIX]
    if len(order) < _LEAST:
        return None
    places = {node: at for at, node in enumerate(order)}
    cells: dict[tuple[int, int], tuple[int, float]] = {}
    for one, other, _, _, papers, lift in pairs:
        if one in places and other in places:
            column, row = sorted((places[one], places[other]))
            cells[row, column] = (papers, lift)
    return Plot(
        "together", plots.matrix([labels[node] for node in order], dict(sorted(cells.items())), _MOST_LIFT),
        "How many papers use both of two methods, for those used together most",
        f"How many papers use both. The stronger the colour, the greater the lift: full at {_MOST_LIFT:.0f}.",
    )  # fmt: skip


def lineage_section(material: Material) -> Section:
    """Return what descends from the entities that most others extend or are variants of."""
    title = "Descent"
    roots = _roots(material)
    if not roots:
        return Section("descent", title, (Paragraph("No paper says that anything extends or varies another thing."),))
    blocks: list[Block] = [
        Paragraph(
            "What papers say extends, or is a variant of, the things that have most such descendants, with the number "
            "of papers that say so. What a paper does not name as its ancestor is missing."
        )
    ]
    for root in roots:
        tree = lineage(material.network, root)
        lines = _outline(tree)
        blocks.append(Outline(tuple(lines[:_LINES]), max(len(lines) - _LINES, 0)))
    return Section("descent", title, tuple(blocks))


def _roots(material: Material) -> list[str]:
    children: dict[str, set[str]] = {}
    for claim in material.linked.claims:
        if claim.predicate in {"extends", "variantOf"} and claim.subject != claim.object:
            children.setdefault(claim.object, set()).add(claim.subject)
    order = sorted(children, key=lambda entity: (-len(children[entity]), entity))
    return [f"entity:{entity}" for entity in order[:_ROOTS]]


def _outline(tree: nx.DiGraph[str]) -> list[Line]:
    """Return the lines of a lineage."""
    told = tree.nodes
    return [
        Line(
            step.depth,
            named(told[step.node]["label"], told[step.node]["type"]),
            "" if step.parent is None else _note(tree.edges[step.parent, step.node]),
        )
        for step in outline(tree)
    ]


def _note(edge: dict[str, list[str]]) -> str:
    words = {"extends": "extends it", "variantOf": "a variant"}
    number = len(edge["papers"])
    told = ", ".join(words[predicate] for predicate in edge["predicates"])
    return told if number == 1 else f"{told}; {number} papers"


def influence_section(material: Material) -> Section:
    """Return what others build on, directly and through others."""
    title = "Influence"
    found = influence(material.network).head(_INFLUENCE)
    if found.empty:
        return Section("influence", title, (Paragraph("No paper says that anything rests on anything."),))
    most = 1000 * float(found["influence"].max())
    table = Table(
        ("", "type", "papers", "influence, per mille"),
        tuple(
            (named(label, kind), kind, papers, Bar(1000 * share, most, 1))
            for label, kind, papers, share in rows(found, "label", "type", "papers", "influence")
        ),
    )
    words = (
        "PageRank over what is said to extend or vary something, and over what papers introduce together with what "
        "they use: the share of all influence that comes to rest on a thing. Abstracts name what is widely known more "
        "often than what an idea came from, and there are no citations in this."
    )
    return Section("influence", title, (Paragraph(words), table))


def communities_section(material: Material) -> Section:
    """Return the groups of things that the same papers speak of."""
    title = "Communities"
    found = communities(material.network)
    if found.empty:
        return Section("communities", title, (Paragraph("No two things are spoken of together in two papers."),))
    groups: dict[int, list[tuple[str, str]]] = {}
    for number, label, kind in rows(found, "community", "label", "type"):
        groups.setdefault(number, []).append((label, kind))
    lines = tuple(
        (
            str(number),
            len(members),
            Names(tuple(named(label, kind) for label, kind in members[:_MEMBERS]), max(len(members) - _MEMBERS, 0)),
        )
        for number, members in list(groups.items())[:_COMMUNITIES]
    )
    words = (
        "Methods, models and tasks that the same papers introduce, use or address, two papers at least, grouped by "
        f"Louvain's method. There are {len(groups):,}; these are the largest."
    )
    return Section("communities", title, (Paragraph(words), Table(("", "things", "the largest of them"), lines)))
