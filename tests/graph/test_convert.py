"""The graph in igraph and rustworkx, where they are installed."""

from __future__ import annotations

import sys
from collections import Counter

import pytest

from methodgraph.errors import UsageError
from methodgraph.graph import to_networkx
from methodgraph.graph.convert import to_igraph, to_rustworkx
from methodgraph.records import Linked


def test_igraph_keeps_nodes_parallel_edges_and_attributes(linked: Linked) -> None:
    pytest.importorskip("igraph")
    network = to_networkx(linked)
    graph = to_igraph(network)
    assert graph.is_directed()
    assert graph.vs["name"] == list(network)
    for vertex in graph.vs:
        told = {name: value for name, value in vertex.attributes().items() if name in network.nodes[vertex["name"]]}
        assert told == network.nodes[vertex["name"]]
    names = graph.vs["name"]
    for edge in graph.es:
        told = edge.attributes()
        assert network.edges[names[edge.source], names[edge.target], told.pop("id")] == told
    assert graph.ecount() == network.number_of_edges()
    assert graph.has_multiple()


def test_rustworkx_keeps_nodes_parallel_edges_and_attributes(linked: Linked) -> None:
    pytest.importorskip("rustworkx")
    network = to_networkx(linked)
    graph = to_rustworkx(network)
    nodes = graph.nodes()
    assert [told["node"] for told in nodes] == list(network)
    assert all({**network.nodes[told["node"]], "node": told["node"]} == told for told in nodes)
    edges = [(nodes[start]["node"], nodes[end]["node"], told) for start, end, told in graph.weighted_edge_list()]
    assert Counter(start for start, _, _ in edges) == Counter(start for start, _ in network.edges())
    for start, end, told in edges:
        assert {**network.edges[start, end, told["id"]], "id": told["id"]} == told


@pytest.mark.parametrize("name", ["igraph", "rustworkx"])
def test_what_is_not_installed_is_named(linked: Linked, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    convert = {"igraph": to_igraph, "rustworkx": to_rustworkx}[name]
    with pytest.raises(UsageError, match=f"^{name} is not installed; pip install {name}$"):
        convert(to_networkx(linked))


def test_nothing_becomes_nothing() -> None:
    pytest.importorskip("igraph")
    pytest.importorskip("rustworkx")
    empty = to_networkx(Linked((), (), (), (), ()))
    assert to_igraph(empty).vcount() == 0
    assert to_rustworkx(empty).num_nodes() == 0
