"""Which edges a text tells, and between whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from methodgraph.records import PaperGraph

Extract = Callable[..., PaperGraph]


def edges(graph: PaperGraph, *relations: str) -> set[tuple[str, str, str]]:
    return {(r.head, r.relation, r.tail) for r in graph.relations if not relations or r.relation in relations}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Image captioning is old. Image captioning is hard. We propose FooNet for semantic segmentation.",
            ("FooNet", "solves", "semantic segmentation"),
        ),
        (
            "We propose FooNet, a network. We also propose BarNet, a network. BarNet outperforms LoRA.",
            ("BarNet", "outperforms", "LoRA"),
        ),
        ("We propose FooNet, a network. It outperforms LoRA by far.", ("FooNet", "outperforms", "LoRA")),
        ("We propose FooNet, a framework based on GRPO.", ("FooNet", "extends", "GRPO")),
        ("We propose FooNet. We fine-tune Flan-T5 to rewrite queries.", ("FooNet", "extends", "Flan-T5")),
        ("We propose FooNet. It is trained on ImageNet.", ("FooNet", "trainedOn", "ImageNet")),
        ("We study GPT-4o. We evaluate GPT-4o on MMLU.", ("GPT-4o", "evaluatedOn", "MMLU")),
    ],
)
def test_an_edge_is_told_of_the_right_thing(extract: Extract, text: str, told: tuple[str, str, str]) -> None:
    assert edges(extract(text), told[1]) == {told}


def test_the_title_tells_what_a_method_is_for(extract: Extract) -> None:
    graph = extract("We propose FooNet, a network.", "FooNet: A Network for Image Captioning")
    assert ("FooNet", "solves", "Image Captioning") in edges(graph)


@pytest.mark.parametrize(
    "text",
    [
        "PPO outperforms DPO, many say. We study policies.",
        "We propose FooNet. Models trained on ImageNet are many.",
        "We propose FooNet. It outperforms all baselines.",
    ],
)
def test_what_is_not_said_is_no_edge(extract: Extract, text: str) -> None:
    assert edges(extract(text), "outperforms", "trainedOn") == set()


def test_an_edge_shows_the_sentence_that_tells_it(extract: Extract) -> None:
    graph = extract("We propose FooNet, a network. It outperforms LoRA by far. It is small.")
    (told,) = [r for r in graph.relations if r.relation == "outperforms"]
    assert [(passage.text, passage.rules) for passage in told.evidence] == [
        ("It outperforms LoRA by far.", ("comparesWith/outperforms",))
    ]
