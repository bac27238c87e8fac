"""Which figures of a text are results, of what, and with which sign."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from methodgraph.extract.figures import clean
from methodgraph.records import PaperGraph

Extract = Callable[..., PaperGraph]
Told = tuple[str | None, str | None, str, str | None]


def results(graph: PaperGraph) -> list[Told]:
    return [(r.dataset, r.metric, r.value, r.before) for r in graph.results]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("On ImageNet, it improves accuracy by 4.2%.", [("ImageNet", "accuracy", "+4.2%", None)]),
        ("On GLUE, it achieves a 5.5% drop in latency.", [("GLUE", "latency", "-5.5%", None)]),
        ("It achieves 79.8% accuracy on MMLU.", [("MMLU", "accuracy", "79.8%", None)]),
        (
            "It gains +1.4\\% on MMBench and +8.0\\% on POPE.",
            [("MMBench", None, "+1.4%", None), ("POPE", None, "+8.0%", None)],
        ),
        ("It lifts LLaMA-2 (70.6% to 79.8%) on GSM8K.", [("GSM8K", None, "79.8%", "70.6%")]),
    ],
)
def test_a_figure_is_told(extract: Extract, sentence: str, told: list[Told]) -> None:
    assert results(extract(f"We propose FooNet, a network. {sentence}")) == told


@pytest.mark.parametrize(
    "sentence",
    [
        "It has 7B parameters and runs on ImageNet.",
        "It needs 0.3\\% of samples of ImageNet.",
        "It reaches 85.3% and 90.1% accuracy on ImageNet and CIFAR-10, respectively.",
        "Half of it, 50.5%, is free.",
    ],
)
def test_what_is_no_result(extract: Extract, sentence: str) -> None:
    assert results(extract(f"We propose FooNet, a network. {sentence}")) == []


def test_figures_of_the_background_are_not_the_papers(extract: Extract) -> None:
    assert results(extract("BERT achieves 80.1% accuracy on MMLU. We propose FooNet, a network.")) == []


@pytest.mark.parametrize(
    ("written", "told"),
    [("+11.3\\%", "+11.3%"), ("$2.5\\%$", "2.5%"), ("35.4 ×", "35.4x"), ("4.35 mm", "4.35 mm"), ("− 3.2", "-3.2")],
)
def test_a_figure_loses_latex_and_blanks(written: str, told: str) -> None:
    assert clean(written) == told
