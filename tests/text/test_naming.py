"""Whose a name is."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from methodgraph.errors import UsageError
from methodgraph.text.folding import fold
from methodgraph.text.naming import Bearers, as_name, close, close_labels, leading, several

NAMED = [("b", "rag"), ("a", "RAG"), ("c", "low-rank adapter"), ("a", "retrieval"), ("b", "retrieval"), ("a", "RAG")]


def test_as_written_goes_before_any_spelling() -> None:
    bearers = Bearers(NAMED)
    assert bearers.of("RAG") == ("a",)
    assert bearers.of("rag") == ("b",)
    assert bearers.of("Rag") == ("a", "b")
    assert bearers.of("retrieval") == ("a", "b")
    assert bearers.of("Low rank adapters") == ("c",)
    assert bearers.of("nothing") == ()


SOME = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["RAG", "rag", "Rag", "LoRA", "lora"])))


@given(SOME, st.randoms(use_true_random=False))
def test_keys_are_sorted_and_the_order_does_not_matter(named: list[tuple[str, str]], chance: Random) -> None:
    other = list(named)
    chance.shuffle(other)
    for name in ("RAG", "rag", "LORA"):
        keys = Bearers(named).of(name)
        assert keys == Bearers(other).of(name)
        assert list(keys) == sorted({key for key, own in named if own == name} or
                                    {key for key, own in named if fold(own) == fold(name)})  # fmt: skip


def test_what_is_close() -> None:
    assert close("p12", ["p1", "q"]) == "; close: p1"
    assert close("@@@@", ["p1", "q"]) == ""
    assert close_labels("lorra", [("lora", "LoRA"), ("low-rank", "LoRA")]) == "; close: LoRA"
    assert close_labels("@@@@", [("lora", "LoRA")]) == ""


def test_several_things_stand_by_papers_then_id() -> None:
    told = several("X", [("b", "Task", 1), ("c", "Method", 1), ("a", "Model", 1), ("d", "Metric", 1200)])
    assert told == (
        "'X' may be 4 things, give the id of one: d (Metric, 1,200 papers); a (Model, 1 paper); b (Task, 1 paper); "
        "c (Method, 1 paper)"
    )


@pytest.mark.parametrize(
    ("papers", "meant"),
    [
        ({"a": 9, "b": 1}, "a"),
        ({"b": 1, "a": 432, "c": 1}, "a"),
        ({"a": 89, "b": 11}, None),
        ({"a": 90, "b": 10}, "a"),
        ({"a": 90, "b": 5, "c": 6}, None),
        ({"a": 9, "b": 0}, None),
        ({"a": 10, "b": 0}, "a"),
        ({"a": 5, "b": 5}, None),
        ({}, None),
    ],
)
def test_nine_papers_in_ten_decide_if_there_are_ten(papers: dict[str, int], meant: str | None) -> None:
    assert leading(papers) == meant


def test_a_name_is_text() -> None:
    assert as_name("", "an entity") == ""
    with pytest.raises(UsageError, match=r"^give an entity by its name or id, not as \['a'\]$"):
        as_name(["a"], "an entity")
