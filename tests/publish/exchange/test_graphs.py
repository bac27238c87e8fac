"""Every graph format, opened by the programs it is for: no node, no parallel edge and no attribute is lost."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import pytest
import rustworkx
from tests.cli.calls import ROOT
from tests.publish.exchange.hostile import BAD, NASTY

from methodgraph.palette import colour
from methodgraph.publish.exchange import GRAPHS, write_graph

DOCS = ROOT / "docs" / "export.md"


def cleaned(text: str) -> str:
    """Return text as XML can hold it, told by a rule of its own."""
    return re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)


def flat(told: Mapping[str, Any]) -> dict[str, Any]:
    """Return attributes as docs/export.md says that XML formats hold them."""
    joined = {name: " | ".join(value) if isinstance(value, list) else value for name, value in told.items()}
    known = {name: value for name, value in joined.items() if value is not None}
    return {name: cleaned(value) if isinstance(value, str) else value for name, value in known.items()}


def names(network: nx.MultiDiGraph[str]) -> dict[str, str]:
    """Return what nodes are called in XML: the two bad papers' ids become equal but for a number."""
    return {node: BAD.get(node, node) for node in network}


def expected_nodes(network: nx.MultiDiGraph[str]) -> dict[str, dict[str, Any]]:
    name = names(network)
    return {name[node]: flat(told) for node, told in network.nodes(data=True)}


def expected_edges(network: nx.MultiDiGraph[str]) -> dict[tuple[str, str, str], dict[str, Any]]:
    name = names(network)
    edges = network.edges(keys=True, data=True)
    return {(name[head], name[tail], key): flat(told) for head, tail, key, told in edges}


def test_networkx_reads_graphml(network: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    write_graph(network, tmp_path / "g.graphml")
    told = nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True, edge_key_type=str)
    assert dict(told.nodes(data=True)) == expected_nodes(network)
    edges = {(a, b, key): without(data, "id") for a, b, key, data in told.edges(keys=True, data=True)}
    assert edges == expected_edges(network)
    assert any(data.get("text") == cleaned(NASTY) for _, data in told.nodes(data=True))


def test_a_key_of_digits_alone_stays_text(network: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    keys = [key for *_, key in network.edges(keys=True) if key.isdigit()]
    assert keys
    write_graph(network, tmp_path / "g.graphml")
    assert "`networkx.read_graphml(path, force_multigraph=True, edge_key_type=str)`" in DOCS.read_text("utf-8")
    told = nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True, edge_key_type=str)
    assert {key for *_, key in told.edges(keys=True)} == {key for *_, key in network.edges(keys=True)}


def without(told: Mapping[str, Any], *left: str) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name not in left}


def test_igraph_reads_graphml(network: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    write_graph(network, tmp_path / "g.graphml")
    told = igraph.Graph.Read_GraphML(str(tmp_path / "g.graphml"))
    assert told.is_directed()
    assert {node["id"]: known(node.attributes(), "id") for node in told.vs} == {
        node: known(data) for node, data in expected_nodes(network).items()
    }
    # igraph 1.0 takes the first node's id for the id of every edge, so edges are compared without theirs
    edges = [
        (told.vs[edge.source]["id"], told.vs[edge.target]["id"], known(edge.attributes(), "id")) for edge in told.es
    ]
    assert edges == [(head, tail, data) for (head, tail, _), data in expected_edges(network).items()]


def known(told: Mapping[str, Any], *left: str) -> dict[str, Any]:
    """Return igraph's attributes without those that a node lacks, for igraph has all of them on all nodes."""
    return {name: value for name, value in without(told, *left).items() if value == value and value != ""}  # noqa: PLR0124


def test_rustworkx_reads_graphml(network: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    write_graph(network, tmp_path / "g.graphml")
    (told,) = rustworkx.read_graphml(str(tmp_path / "g.graphml"))
    assert {node["id"]: lacking(node, "id") for node in told.nodes()} == {
        node: lacking(data) for node, data in expected_nodes(network).items()
    }
    nodes = told.nodes()
    assert {
        (nodes[head]["id"], nodes[tail]["id"], data["id"]): lacking(data, "id")
        for head, tail, data in told.weighted_edge_list()
    } == expected_edges(network)


def lacking(told: Mapping[str, Any], *left: str) -> dict[str, Any]:
    """Return rustworkx's attributes: it has all of them on all nodes, and takes what is empty for what is not there."""
    return {name: value for name, value in without(told, *left).items() if value is not None and value != ""}


def test_an_id_stands_once_in_graphml(network: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    write_graph(network, tmp_path / "g.graphml")
    keys = re.findall(r'<key id="([^"]+)"', (tmp_path / "g.graphml").read_text("utf-8"))
    assert {"node-kind", "edge-kind"} < set(keys)
    assert len(keys) == len(set(keys))


def test_networkx_reads_gexf(network: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    write_graph(network, tmp_path / "g.gexf")
    told = nx.read_gexf(tmp_path / "g.gexf")
    assert type(told) is nx.MultiDiGraph
    assert {node: without(data, "viz") for node, data in told.nodes(data=True)} == expected_nodes(network)
    edges = {(a, b, key): without(data, "id") for a, b, key, data in told.edges(keys=True, data=True)}
    assert edges == expected_edges(network)


def test_gexf_has_the_colour_of_the_type_and_sizes_that_grow(network: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    write_graph(network, tmp_path / "g.gexf")
    told = nx.read_gexf(tmp_path / "g.gexf")
    sizes: dict[int, float] = {}
    for _, data in told.nodes(data=True):
        looks = data["viz"]["color"]
        assert "#{r:02x}{g:02x}{b:02x}".format(**looks) == colour(data.get("type"))
        sizes[data.get("papers", 0)] = data["viz"]["size"]
    assert len(set(sizes.values())) == len(sizes) > 2
    assert [sizes[papers] for papers in sorted(sizes)] == sorted(sizes.values())


def test_networkx_reads_node_link_json(network: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    write_graph(network, tmp_path / "g.json")
    told = nx.node_link_graph(json.loads((tmp_path / "g.json").read_text("utf-8")), edges="edges")
    assert nx.utils.graphs_equal(told, network)
    assert list(told) == list(network)


def test_networkx_reads_cytoscape_json(network: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    write_graph(network, tmp_path / "g.cyjs")
    told = nx.cytoscape_graph(json.loads((tmp_path / "g.cyjs").read_text("utf-8")))
    assert told.is_directed()
    assert told.is_multigraph()
    assert {node: without(data, "id", "name", "value") for node, data in told.nodes(data=True)} == {
        node: filled(data) for node, data in network.nodes(data=True)
    }
    left = ("id", "source", "target", "key", "interaction")
    assert {(a, b, key): without(data, *left) for a, b, key, data in told.edges(keys=True, data=True)} == {
        (a, b, key): filled(data) for a, b, key, data in network.edges(keys=True, data=True)
    }


def filled(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value is not None and value != []}


def test_cytoscape_json_has_what_cytoscape_goes_by(network: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    write_graph(network, tmp_path / "g.cyjs")
    told = json.loads((tmp_path / "g.cyjs").read_text("utf-8"))
    nodes = [node["data"] for node in told["elements"]["nodes"]]
    edges = [edge["data"] for edge in told["elements"]["edges"]]
    ids = [element["id"] for element in (*nodes, *edges)]
    assert len(ids) == len(set(ids)) == len(network) + network.number_of_edges()
    assert {end for edge in edges for end in (edge["source"], edge["target"])} <= {node["id"] for node in nodes}
    assert all(node["name"] == node["label"] for node in nodes)
    assert all(edge["interaction"] == edge["predicate"] for edge in edges)
    assert not [element for element in (*nodes, *edges) if None in element.values() or [] in element.values()]


@pytest.mark.parametrize("form", GRAPHS)
def test_a_graph_of_nothing_is_read(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"empty.{form}"
    write_graph(nx.MultiDiGraph(), path)
    readers = {
        "graphml": nx.read_graphml,
        "gexf": nx.read_gexf,
        "json": lambda path: nx.node_link_graph(json.loads(path.read_text()), edges="edges"),
        "cyjs": lambda path: nx.cytoscape_graph(json.loads(path.read_text())),
    }
    assert len(readers[form](path)) == 0


def test_the_graph_stays_as_it_is(network: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    before = network.copy()
    for form in GRAPHS:
        write_graph(network, tmp_path / f"g.{form}")
    assert nx.utils.graphs_equal(before, network)
