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


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "We propose FooNet, which integrates LoRA and GRPO.",
            {("LoRA", "partOf", "FooNet"), ("GRPO", "partOf", "FooNet")},
        ),
        ("We propose FooNet. FooNet seamlessly integrates with LoRA.", set()),
        (
            "We propose FooNet, which has two stages: LoRA and GRPO.",
            {("LoRA", "partOf", "FooNet"), ("GRPO", "partOf", "FooNet")},
        ),
    ],
)
def test_parts_are_what_a_method_is_made_of(extract: Extract, text: str, told: set[tuple[str, str, str]]) -> None:
    assert edges(extract(text), "partOf") == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("We propose FooNet. On GLUE, it raises accuracy by 3.1% over BERT.", {("FooNet", "outperforms", "BERT")}),
        ("We propose FooNet. On GLUE, it reduces accuracy by 3.1% compared to BERT.", set()),
        ("We propose FooNet. FooNet matches or outperforms BERT.", set()),
        ("We study networks. We find that T5 outperforms BERT.", {("T5", "outperforms", "BERT")}),
    ],
)
def test_who_wins(extract: Extract, text: str, told: set[tuple[str, str, str]]) -> None:
    assert edges(extract(text), "outperforms") == told


def test_a_flourish_in_the_title_is_no_method(extract: Extract) -> None:
    graph = extract("We evaluate GPT-4o. Results on MMLU are low.", "Layered Storms: Understanding Models")
    assert edges(graph, "evaluatedOn") == {("GPT-4o", "evaluatedOn", "MMLU")}


def test_a_name_with_words_put_into_it_comes_of_the_shorter_one(extract: Extract) -> None:
    graph = extract("We propose Contrastive Bamboo Decoding (CoBD), a method. CoBD uses contrastive decoding.")
    assert ("CoBD", "extends", "contrastive decoding") in edges(graph)


def test_tasks_listed_together_are_solved_together(extract: Extract) -> None:
    graph = extract("We propose FooNet for object detection and image captioning.")
    assert {tail for _, _, tail in edges(graph, "solves")} == {"object detection", "image captioning"}
