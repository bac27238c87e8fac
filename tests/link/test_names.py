"""What the written form of a name tells."""

from __future__ import annotations

import pytest

from methodgraph.link.names import written, written_in
from methodgraph.records import Paper, PaperEntity, PaperGraph, Passage


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("MINT", "name"),
        ("RecTok", "name"),
        ("V-STAR", "name"),
        ("gpt-4", "name"),
        ("LLM inference", "name"),
        ("mint", "word"),
        ("domain adaptation", "name"),
        ("cold-start", "name"),
        ("Cold-Start", "name"),
        ("Mint", None),
        ("Adam", None),
    ],
)
def test_written(name: str, told: str | None) -> None:
    assert written(name) == told


def graph_of(text: str, name: str, title: str | None = None) -> tuple[PaperGraph, PaperEntity]:
    fields = [("text", text), *([("title", title)] if title else [])]
    mentions = [
        Passage(
            "text" if field == "text" else "title", whole.index(name), whole.index(name) + len(name), name, ("a/b",)
        )
        for field, whole in fields
        if name in whole
    ]
    entity = PaperEntity(name, (), ("Method",), ("uses",), None, tuple(mentions), ())
    return PaperGraph(Paper("1", title, text), (entity,)), entity


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("We train with Adam and SGD.", "Adam", "name"),
        ("Hashing is fast.", "Hashing", "word"),
        ("It is fast. Hashing helps.", "Hashing", "word"),
        ("It is fast: Hashing helps.", "Hashing", "word"),
        ("We use mint here.", "mint", "word"),
    ],
)
def test_one_capitalised_word_is_a_name_within_a_sentence(text: str, name: str, told: str) -> None:
    assert written_in(*graph_of(text, name)) == told


def test_a_title_tells_nothing() -> None:
    assert written_in(*graph_of("We retrieve.", "Hashing", title="Deep Hashing")) == "word"
