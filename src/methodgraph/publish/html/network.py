"""What is drawn: a pyvis Network of papers, entities and claims, laid out here so that the page opens at rest."""

from __future__ import annotations

import json
import math
from collections import Counter
from typing import TYPE_CHECKING, Any

from methodgraph.publish.html.payload import entity_node, paper_node, subject_node
from methodgraph.publish.html.words import SHAPES
from methodgraph.records import Linked

if TYPE_CHECKING:
    from pyvis.network import Network

Json = dict[str, Any]

_OPTIONS: Json = {
    "physics": {
        "enabled": False,
        "solver": "forceAtlas2Based",
        "forceAtlas2Based": {"gravitationalConstant": -40, "springLength": 60, "damping": 0.6, "avoidOverlap": 0.4},
        "stabilization": {"enabled": False},
    },
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {"hover": True, "hoverConnectedEdges": False, "selectConnectedEdges": False, "tooltipDelay": 0},
    "edges": {"smooth": False, "arrows": {"to": {"scaleFactor": 0.38}}, "selectionWidth": 0, "hoverWidth": 0},
    "nodes": {"borderWidth": 1, "borderWidthSelected": 1, "font": {"size": 0}},
}

_CURVE = 0.14
"""How far each further edge between the same two nodes bends away."""


def network(linked: Linked) -> Json:
    """Return `linked` as vis-network wants it: "nodes", "edges" and "options", through a pyvis Network.

    A node's "core" says whether the opening view shows it even of a large graph: papers, what they introduce, and what
    two or more papers share. The rest shows beside a neighbour that is looked at; a small graph, as the page decides,
    opens whole. Parallel edges are kept.
    """
    nodes, edges, _, _, _, options = _draw(linked).get_network_data()
    return {"nodes": nodes, "edges": edges, "options": json.loads(options)}


def _draw(linked: Linked) -> Network:
    # Importing us is free, importing pyvis takes 0.3 s. It writes nothing unless asked to show or save.
    from pyvis.edge import Edge  # noqa: PLC0415
    from pyvis.network import Network  # noqa: PLC0415
    from pyvis.node import Node  # noqa: PLC0415

    drawn = Network(directed=True)
    drawn.set_options(json.dumps(_OPTIONS))
    # add_node and add_edge each search all nodes, which makes a large graph quadratic; these lists are what they fill.
    drawn.nodes = [Node(shape=shape, **told).options for shape, told in _nodes(linked)]
    drawn.node_ids = [node["id"] for node in drawn.nodes]
    drawn.node_map = {node["id"]: node for node in drawn.nodes}
    drawn.edges = [Edge(directed=True, **told).options for told in _edges(linked)]
    return drawn


def _nodes(linked: Linked) -> list[tuple[str, Json]]:
    from methodgraph.publish.html.layout import Spring, layout  # noqa: PLC0415  brings numpy, 0.1 s

    papers = _papers_of(linked)
    core = _core(linked, papers)
    kinds = [(paper_node(p.id), p.title or p.id, "Paper") for p in linked.papers]
    kinds += [(entity_node(e.id), e.label, e.type) for e in linked.entities]
    springs = [Spring(subject_node(c), entity_node(c.object), firm=c.predicate == "introduces") for c in linked.claims]
    places = layout([node for node, _, _ in kinds], springs, core)
    return [
        (
            SHAPES[kind],
            {
                "n_id": node,
                "label": label,
                "group": kind,
                "core": node in core,
                "size": 9.0 if kind == "Paper" else round(5.0 + 3.2 * math.sqrt(papers[node]), 1),
                "x": places[node][0],
                "y": places[node][1],
            },
        )
        for node, label, kind in kinds
    ]


def _papers_of(linked: Linked) -> Counter[str]:
    said = {(claim.paper, claim.object) for claim in linked.claims if claim.is_role}
    return Counter(entity_node(entity) for _, entity in said)


def _core(linked: Linked, papers: Counter[str]) -> frozenset[str]:
    core = {paper_node(paper.id) for paper in linked.papers}
    core |= {node for node, count in papers.items() if count > 1}
    core |= {entity_node(claim.object) for claim in linked.claims if claim.predicate == "introduces"}
    return frozenset(core)


def _edges(linked: Linked) -> list[Json]:
    seen: Counter[tuple[str, ...]] = Counter()
    told: list[Json] = []
    for claim in linked.claims:
        ends = subject_node(claim), entity_node(claim.object)
        pair = tuple(sorted(ends))
        edge: Json = {"source": ends[0], "dest": ends[1], "id": claim.id, "predicate": claim.predicate}
        if seen[pair]:
            # "Clockwise" turns with the edge's direction, so the way between the two nodes decides the side.
            way = "curvedCW" if (seen[pair] % 2 == 1) == (ends == pair) else "curvedCCW"
            bend = round(_CURVE * ((seen[pair] + 1) // 2), 2)
            edge["smooth"] = {"enabled": True, "type": way, "roundness": bend}
        seen[pair] += 1
        told.append(edge)
    return told
