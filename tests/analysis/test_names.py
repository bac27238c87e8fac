"""Which node a user means."""

from __future__ import annotations

import networkx as nx
import pytest
from tests.analysis.graphs import network

from methodgraph.analysis.names import entity_named, paper_named
from methodgraph.errors import UsageError


@pytest.mark.parametrize("name", ["entity:task", "task", "TASK", "task by alias", "Task-by-alias"])
def test_a_node_an_id_a_label_or_an_alias(field: nx.MultiDiGraph[str], name: str) -> None:
    assert entity_named(field, name) == "entity:task"


def test_an_unknown_name_tells_close_ones(field: nx.MultiDiGraph[str]) -> None:
    with pytest.raises(UsageError, match=r"^nothing is called 'bensch'; close: BENCH"):
        entity_named(field, "bensch")
    with pytest.raises(UsageError, match=r"^no Task is called 'BENCH'$"):
        entity_named(field, "BENCH", only="Task")


def test_a_name_of_several_things_tells_their_ids_the_best_known_first(field: nx.MultiDiGraph[str]) -> None:
    own = field.copy()
    own.nodes["entity:a"]["label"] = own.nodes["entity:task"]["label"] = "Same"
    own.nodes["entity:a"]["sense"] = "A by sense"
    own.nodes["entity:task"]["papers"] = 9
    with pytest.raises(UsageError, match=r": task \(Task, Same, 9 papers\); a \(Method, A by sense, 5 papers\)$"):
        entity_named(own, "Same")
    assert entity_named(own, "Same", only="Task") == "entity:task"
    assert entity_named(own, "a") == "entity:a"


def test_as_written_goes_before_any_spelling() -> None:
    own = network({"p": (None, [("uses", "a"), ("uses", "b")])})
    own.nodes["entity:a"]["label"], own.nodes["entity:b"]["label"] = "RAG", "rag"
    assert (entity_named(own, "RAG"), entity_named(own, "rag")) == ("entity:a", "entity:b")
    with pytest.raises(UsageError, match="2 things"):
        entity_named(own, "Rag")


def test_papers_by_node_or_id(field: nx.MultiDiGraph[str]) -> None:
    assert paper_named(field, "p1") == paper_named(field, "paper:p1") == "paper:p1"
    with pytest.raises(UsageError, match=r"^no paper 'p12'; close: p"):
        paper_named(field, "p12")
    with pytest.raises(UsageError):
        paper_named(field, "a")
