"""Which node a user means."""

from __future__ import annotations

import networkx as nx
import pytest
from tests.analysis.graphs import entity, network

from methodgraph.analysis.names import entity_named, of_type, paper_named
from methodgraph.errors import UsageError
from methodgraph.records import Paper


@pytest.mark.parametrize("name", ["entity:task", "task", "TASK", "task by alias", "Task-by-alias", entity("task")])
def test_a_node_an_id_a_label_an_alias_or_the_record(field: nx.MultiDiGraph[str], name: object) -> None:
    assert entity_named(field, name) == "entity:task"


def test_a_sense(field: nx.MultiDiGraph[str]) -> None:
    own = field.copy()
    own.nodes["entity:task"]["sense"] = "The Long Name"
    assert entity_named(own, "The Long Name") == entity_named(own, "the long names") == "entity:task"


def test_an_unknown_name_tells_close_ones(field: nx.MultiDiGraph[str]) -> None:
    with pytest.raises(UsageError, match=r"^nothing is called 'bensch'; close: BENCH"):
        entity_named(field, "bensch")
    with pytest.raises(UsageError, match=r"^no Task is called 'BENCH'$"):
        entity_named(field, "BENCH", of_type(field, "Task"), "no Task is called")


@pytest.mark.parametrize("given", [3, None, ("a",), Paper("p1", None, "A.", ())])
def test_what_is_no_name_is_told(field: nx.MultiDiGraph[str], given: object) -> None:
    with pytest.raises(UsageError, match=r"^give an entity by its name or id, not as "):
        entity_named(field, given)


def test_a_record_stands_for_its_id_alone(field: nx.MultiDiGraph[str]) -> None:
    with pytest.raises(UsageError, match=r"^nothing is called 'by alias'"):
        entity_named(field, entity("by alias"))


def test_a_name_of_several_things_tells_their_ids_the_best_known_first(field: nx.MultiDiGraph[str]) -> None:
    own = field.copy()
    own.nodes["entity:b"]["label"] = own.nodes["entity:task"]["label"] = "Same"
    own.nodes["entity:b"]["sense"] = "B by sense"
    with pytest.raises(UsageError, match=r": task \(Task, Same, 4 papers\); b \(Method, B by sense, 3 papers\)$"):
        entity_named(own, "Same")
    assert entity_named(own, "Same", of_type(own, "Task")) == "entity:task"
    assert entity_named(own, "b") == "entity:b"


def test_papers_are_counted_and_not_believed(field: nx.MultiDiGraph[str]) -> None:
    own = field.copy()
    own.nodes["entity:a"]["label"] = own.nodes["entity:b"]["label"] = "Same"
    own.remove_nodes_from(["paper:p1", "paper:p2"])
    with pytest.raises(UsageError, match=r": a \(Method, Same, 3 papers\); b \(Method, Same, 3 papers\)$"):
        entity_named(own, "Same")


def test_papers_by_node_id_or_record(field: nx.MultiDiGraph[str]) -> None:
    assert paper_named(field, "p1") == paper_named(field, "paper:p1") == "paper:p1"
    assert paper_named(field, Paper("p1", None, "A.", ())) == "paper:p1"
    with pytest.raises(UsageError, match=r"^no paper 'p12'; close: p"):
        paper_named(field, "p12")
    with pytest.raises(UsageError):
        paper_named(field, "a")
    with pytest.raises(UsageError, match=r"^give a paper by its name or id, not as 7$"):
        paper_named(field, 7)


def test_as_written_goes_before_any_spelling() -> None:
    own = network({"p": (None, [("uses", "a"), ("uses", "b")])})
    own.nodes["entity:a"]["label"], own.nodes["entity:b"]["label"] = "RAG", "rag"
    assert (entity_named(own, "RAG"), entity_named(own, "rag")) == ("entity:a", "entity:b")
    with pytest.raises(UsageError, match="2 things"):
        entity_named(own, "Rag")
