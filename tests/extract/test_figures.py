"""Which figures of a text are results, of what, and with which sign."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from methodgraph.extract.amounts import clean, find_written
from methodgraph.extract.directions import better
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
        "On ImageNet and CIFAR-10 it reaches 85.3%, 90.1% and 77.2%, respectively.",
        "Half of it, 50.5%, is free.",
    ],
)
def test_what_is_no_result(extract: Extract, sentence: str) -> None:
    assert results(extract(f"We propose FooNet, a network. {sentence}")) == []


def test_figures_of_the_background_are_not_the_papers(extract: Extract) -> None:
    assert results(extract("BERT achieves 80.1% accuracy on MMLU. We propose FooNet, a network.")) == []


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("+11.3\\%", "+11.3%"),
        ("$2.5\\%$", "2.5%"),
        ("35.4 ×", "35.4×"),
        ("$68\\times$", "68×"),
        ("4.35 mm", "4.35 mm"),
        ("− 3.2", "-3.2"),
    ],
)
def test_a_figure_loses_latex_and_blanks(written: str, told: str) -> None:
    assert clean(written) == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "It reaches 85.3% and 90.1% accuracy on ImageNet and CIFAR-10, respectively.",
            [("ImageNet", "accuracy", "85.3%", None), ("CIFAR-10", "accuracy", "90.1%", None)],
        ),
        (
            "On ImageNet, it reaches 80.4% accuracy, compared to the original 81.8%.",
            [("ImageNet", "accuracy", "80.4%", "81.8%")],
        ),
        (
            "It improves accuracy on GSM8K from 64% to 76% and on MBPP from 39.5% to 41%.",
            [("GSM8K", "accuracy", "76%", "64%"), ("MBPP", "accuracy", "41%", "39.5%")],
        ),
        ("It is 4.8× faster.", [(None, None, "4.8×", None)]),
        ("On GLUE, it needs 50% less memory.", [("GLUE", "memory", "-50%", None)]),
        ("It achieves 36% lower depth error.", [(None, "depth error", "-36%", None)]),
        (
            "It reduces latency by 69%, perplexity by 5%, and WER by 6.3%.",
            [(None, "latency", "-69%", None), (None, "perplexity", "-5%", None), (None, "WER", "-6.3%", None)],
        ),
    ],
)
def test_lists_changes_and_comparisons(extract: Extract, sentence: str, told: list[Told]) -> None:
    assert results(extract(f"We propose FooNet, a network. {sentence}")) == told


def test_a_figure_knows_its_unit_its_rival_and_which_way_is_better(extract: Extract) -> None:
    graph = extract("We propose FooNet, a network. On GLUE, it reduces latency by 28% compared to BERT.")
    (told,) = graph.results
    assert (told.subject, told.baseline, told.unit, told.better) == ("FooNet", "BERT", "%", "lower")


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("Gains of 4.2% on A and 4.0% on B.", ["+4.2%", "+4.0%"]),
        ("It gains 4.2% and reaches 80.1% there.", ["4.2%", "80.1%"]),
        ("FID falls (1.38 vs. REPA 1.42).", ["1.38"]),
        ("Improvements from 5.3% to 28.4% are seen.", ["+5.3% to 28.4%"]),
        ("Charts from 2015 to 2024 are used.", []),
        ("It reaches 97.5% ± 0.2% there.", ["97.5%"]),
    ],
)
def test_what_is_written(sentence: str, values: list[str]) -> None:
    assert [written.value for written in find_written(sentence)] == values


@pytest.mark.parametrize(
    ("metric", "told"),
    [
        ("word error rate", "lower"),
        ("top-1 accuracy", "higher"),
        ("attack success rate", "lower"),
        ("temperature", None),
    ],
)
def test_which_way_is_better(metric: str, told: str | None) -> None:
    assert better(metric) == told
