"""What a name means."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.knowledge.conftest import crowded, known

from methodgraph.errors import UsageError
from methodgraph.knowledge import KnowledgeGraph
from methodgraph.knowledge.naming import Names
from methodgraph.records import Entity, Linked


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
    told = r"2 things, .* one: rapid-model-mixing \(Method, Rapid Model Mixing, 1 paper\); reinforced-mot"
    with pytest.raises(UsageError, match=told):
        graph.entity("RMM")


def test_of_several_things_the_one_in_most_papers_comes_first(graph: KnowledgeGraph) -> None:
    sizes = {entity.id: number for number, entity in enumerate(graph.senses("RMM"), 3)}
    first, second = sizes
    with pytest.raises(UsageError, match=rf"{second} \(.*, 4 papers\); {first} \(.*, 3 papers\)$"):
        Names(graph.entities, sizes).one("RMM")


@pytest.mark.parametrize("name", [3, None, ["RMM"]])
def test_what_is_no_name_is_told(graph: KnowledgeGraph, name: object) -> None:
    with pytest.raises(UsageError, match=r"^give an entity by its name or id, not as "):
        graph.entity(name)  # type: ignore[arg-type]


def test_a_label_that_is_the_alias_of_another_thing_names_both(monkeypatch: pytest.MonkeyPatch) -> None:
    pair, task = Entity("question-answer", "QA", "Method"), Entity("question-answering", "answering", "Task", ("QA",))
    monkeypatch.setattr(KnowledgeGraph, "entities", (task, pair))
    graph = KnowledgeGraph(())
    assert graph.senses("QA") == graph.senses("qa") == (pair, task)
    for name in ("QA", "qa"):
        with pytest.raises(
            UsageError, match=r"2 things.*question-answer \(Method, QA, 0 papers\); question-answering \(Task"
        ):
            graph.entity(name)
    assert graph.entity("question-answer") == pair
    assert graph.entity("answering") == task


def test_as_written_counts_before_any_other_spelling(monkeypatch: pytest.MonkeyPatch) -> None:
    upper, lower = Entity("a", "RAG", "Method"), Entity("b", "rag", "Task")
    monkeypatch.setattr(KnowledgeGraph, "entities", (upper, lower))
    graph = KnowledgeGraph(())
    assert (graph.entity("RAG"), graph.entity("rag"), graph.senses("Rag")) == (upper, lower, (upper, lower))


def test_a_name_means_the_thing_of_nine_papers_in_ten(leading: KnowledgeGraph, linked: Linked) -> None:
    assert [entity.id for entity in leading.senses("SAM")] == ["segment-anything-model", "sharpness-aware-minimization"]
    assert leading.entity("SAM").id == leading.entity("sam").id == "segment-anything-model"
    assert leading.entity("sharpness-aware-minimization").label == "Sharpness-Aware Minimization"
    with pytest.raises(UsageError, match=r"2 things, .*: segment-anything-model \(.*, 8 papers\); sharpness-aware-m"):
        known(crowded(linked, 7)).entity("SAM")


def test_an_entity_stands_for_itself_and_nothing_else_does(graph: KnowledgeGraph, whole: KnowledgeGraph) -> None:
    gitok = graph.entity("GiTok")
    assert graph.entity(gitok) == gitok
    with pytest.raises(UsageError, match="nothing is called 'gitok'"):
        whole.entity(gitok)
    calls: tuple[Callable[[object], object], ...] = (
        graph.entity, graph.senses, graph.claims_about, graph.papers_with, graph.mentions, graph.explain, graph.view,
    )  # type: ignore[assignment]  # fmt: skip
    for given in (3, ["GiTok"], b"gitok"):
        for call in calls:
            with pytest.raises(UsageError, match="give an entity by its name or id"):
                call(given)
