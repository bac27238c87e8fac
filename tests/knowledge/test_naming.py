"""What a name means."""

from __future__ import annotations

import pytest

from methodgraph.errors import UsageError
from methodgraph.knowledge import KnowledgeGraph
from methodgraph.records import Entity


@pytest.mark.parametrize("name", ["gitok", "GiTok", "Gi-Tok", "GITOK"])
def test_an_entity_is_found_by_id_label_or_any_spelling(graph: KnowledgeGraph, name: str) -> None:
    assert graph.entity(name).id == "gitok"


def test_an_entity_is_found_by_alias(graph: KnowledgeGraph) -> None:
    assert graph.entity("rapid model mixing").id == "rapid-model-mixing"


def test_an_unknown_name_tells_close_ones(graph: KnowledgeGraph) -> None:
    with pytest.raises(UsageError, match="nothing is called 'GiTak'; close: GiTok"):
        graph.entity("GiTak")


def test_a_name_nothing_is_close_to(graph: KnowledgeGraph) -> None:
    with pytest.raises(UsageError, match=r"nothing is called '@@@@'$"):
        graph.entity("@@@@")


def test_a_name_of_several_things_tells_their_senses(graph: KnowledgeGraph) -> None:
    with pytest.raises(
        UsageError, match=r"2 things.*rapid-model-mixing \(Method, Rapid Model Mixing\); reinforced-mot"
    ):
        graph.entity("RMM")


def test_a_label_that_is_the_alias_of_another_thing_names_both(monkeypatch: pytest.MonkeyPatch) -> None:
    pair, task = Entity("question-answer", "QA", "Method"), Entity("question-answering", "answering", "Task", ("QA",))
    monkeypatch.setattr(KnowledgeGraph, "entities", (task, pair))
    graph = KnowledgeGraph(())
    assert graph.senses("QA") == graph.senses("qa") == (pair, task)
    for name in ("QA", "qa"):
        with pytest.raises(UsageError, match=r"2 things.*question-answer \(Method, QA\); question-answering \(Task"):
            graph.entity(name)
    assert graph.entity("question-answer") == pair
    assert graph.entity("answering") == task


def test_as_written_counts_before_any_other_spelling(monkeypatch: pytest.MonkeyPatch) -> None:
    upper, lower = Entity("a", "RAG", "Method"), Entity("b", "rag", "Task")
    monkeypatch.setattr(KnowledgeGraph, "entities", (upper, lower))
    graph = KnowledgeGraph(())
    assert (graph.entity("RAG"), graph.entity("rag"), graph.senses("Rag")) == (upper, lower, (upper, lower))
