"""Nodes and edges one by one: the same as in networkx, with the edges of each paper together."""

from __future__ import annotations

from itertools import groupby

from tests.publish.exchange.hostile import hostile

from methodgraph.graph import Rows, Told, paper_node, to_networkx
from methodgraph.records import Linked


def test_nodes_and_edges_are_those_of_networkx(linked: Linked) -> None:
    for graph in (linked, hostile(), Linked((), (), (), (), ())):
        rows, network = Rows(graph), to_networkx(graph)
        assert list(rows) == list(network)
        assert list(rows.nodes(data=True)) == list(network.nodes(data=True))
        edges = {key: (head, tail, told) for head, tail, key, told in network.edges(keys=True, data=True)}
        assert {key: (head, tail, told) for head, tail, key, told in rows.edges(keys=True, data=True)} == edges
        assert [edge[2] for edge in rows.edges(data=True)] == [edge[3] for edge in rows.edges(keys=True, data=True)]
        assert (len(rows), rows.number_of_edges()) == (len(network), network.number_of_edges())


def test_edges_stand_by_paper_and_key(linked: Linked) -> None:
    told = [(edge[3]["paper"], edge[2]) for edge in Rows(linked).edges(keys=True, data=True)]
    papers = [paper for paper, _ in groupby(told, key=lambda pair: pair[0])]
    assert papers == [paper.id for paper in linked.papers]
    assert [key for _, some in groupby(told, key=lambda pair: pair[0]) for _, key in some] == [
        key for paper in papers for _, key in sorted(pair for pair in told if pair[0] == paper)
    ]


def test_one_by_one_they_are_told_the_same(linked: Linked) -> None:
    network, told = to_networkx(linked), Told()
    for paper in linked.papers:
        node, attributes = told.paper(paper, network.nodes[paper_node(paper.id)]["code"])
        assert network.nodes[node] == attributes
    for entity in linked.entities:
        node, attributes = told.entity(entity, network.nodes[f"entity:{entity.id}"]["papers"])
        assert network.nodes[node] == attributes
    for head, tail, key, attributes in told.claims(linked.claims):
        assert network.edges[head, tail, key] == attributes
