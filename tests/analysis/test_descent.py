"""What came of what."""

from __future__ import annotations

import networkx as nx
import pytest
from tests.analysis.graphs import entity, network

from methodgraph.analysis import lineage, lineage_text
from methodgraph.analysis.descent import Step, outline
from methodgraph.errors import UsageError


def test_descendants_with_depth_and_papers(field: nx.MultiDiGraph[str]) -> None:
    tree = lineage(field, "a")
    assert dict(tree.nodes(data="depth")) == {"entity:a": 0, "entity:b": 1, "entity:c": 2}
    assert tree.nodes["entity:c"] == {"label": "C", "type": "Model", "papers": 1, "depth": 2}
    assert tree.edges["entity:b", "entity:c"] == {"predicates": ["extends", "variantOf"], "papers": ["p4", "p5"]}
    assert tree.graph == {"root": "entity:a"}


def test_ancestors_lead_up(field: nx.MultiDiGraph[str]) -> None:
    tree = lineage(field, "c", ancestors=True)
    assert list(tree.edges) == [("entity:c", "entity:b"), ("entity:b", "entity:a")]


def test_parts_only_where_asked_for(field: nx.MultiDiGraph[str]) -> None:
    assert "entity:d" not in lineage(field, "a")
    assert lineage(field, "a", parts=True).nodes["entity:d"]["depth"] == 1


def test_text_shows_the_tree(field: nx.MultiDiGraph[str]) -> None:
    assert lineage_text(lineage(field, "a", parts=True)).splitlines() == [
        "A",
        "├── B  extends (1 paper)",
        "│   └── C  extends, variantOf (2 papers)",
        "└── D  partOf (1 paper)",
    ]
    assert lineage_text(lineage(field, "task")) == "TASK"


def test_siblings_come_by_papers_then_by_node() -> None:
    """c is told by two papers and stands before b; d, to which both lead, stands below b all the same."""
    graph = network(
        {"p": (2020, []), "q": (2020, [])},
        [
            ("b", "extends", "a", "p"), ("e", "extends", "a", "q"), ("c", "extends", "a", "p"),
            ("c", "variantOf", "a", "q"), ("d", "extends", "b", "p"), ("d", "extends", "c", "p"),
        ],
    )  # fmt: skip
    tree = lineage(graph, "a")
    assert lineage_text(tree).splitlines() == [
        "A",
        "├── C  extends, variantOf (2 papers)",
        "├── B  extends (1 paper)",
        "│   └── D  extends (1 paper); also C",
        "└── E  extends (1 paper)",
    ]
    assert outline(tree)[2:4] == (
        Step("entity:b", "entity:a", 1, last=False), Step("entity:d", "entity:b", 2, last=True),
    )  # fmt: skip


def test_the_record_of_an_entity_is_taken_and_nonsense_is_told(field: nx.MultiDiGraph[str]) -> None:
    assert list(lineage(field, entity("a"))) == list(lineage(field, "a"))
    with pytest.raises(UsageError, match=r"^give an entity by its name or id, not as 3$"):
        lineage(field, 3)  # type: ignore[arg-type]


def test_papers_are_counted_in_the_graph_as_it_is(field: nx.MultiDiGraph[str]) -> None:
    own = field.copy()
    own.remove_node("paper:p1")
    assert lineage(own, "a").nodes["entity:a"]["papers"] == 4


def test_several_parents_and_circles_are_told_once() -> None:
    graph = network(
        {"p": (2020, [])},
        [
            ("b", "extends", "a", "p"), ("c", "extends", "a", "p"), ("d", "extends", "b", "p"),
            ("d", "extends", "c", "p"), ("a", "extends", "d", "p"), ("a", "extends", "a", "p"),
        ],
    )  # fmt: skip
    tree = lineage(graph, "a")
    assert tree.has_edge("entity:d", "entity:a")
    assert not tree.has_edge("entity:a", "entity:a")
    assert lineage_text(tree).splitlines() == [
        "A",
        "├── B  extends (1 paper)",
        "│   └── D  extends (1 paper); also C",
        "└── C  extends (1 paper)",
    ]


def test_a_long_line_is_no_deeper_than_the_stack() -> None:
    number = 3000
    graph = network({"p": (2020, [])}, [(f"m{n + 1:04}", "extends", f"m{n:04}", "p") for n in range(number)])
    tree = lineage(graph, "m0000")
    assert tree.nodes[f"entity:m{number}"]["depth"] == number
    assert len(lineage_text(tree).splitlines()) == number + 1


def test_on_the_seeds(seeds_network: nx.MultiDiGraph[str]) -> None:
    tree = lineage(seeds_network, "Sharpness-Aware Minimization")
    assert {label for _, label in tree.nodes(data="label")} >= {"SAM", "FedWMSAM", "LightSAM"}
