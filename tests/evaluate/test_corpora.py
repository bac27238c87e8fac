"""Public corpora: spans, senses and literal names, on made-up rows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.support.judged import graph, told

from methodgraph.evaluate.corpora import Span, is_sense, spans_by_paper, tally_literals, tally_spans
from methodgraph.records import EntityType, PaperEntity, Passage


def at(kind: EntityType, *places: tuple[int, int]) -> PaperEntity:
    mentions = tuple(Passage("text", start, end, "x", ("name/test",)) for start, end in places)
    return replace(told("X", kind), mentions=mentions)


def figures(*spans: Span, said: PaperEntity) -> dict[str, tuple[int, int, int]]:
    told_ = tally_spans({"p": frozenset(spans)}, {"p": graph(said)})
    return {f"{measure} {label}": (t.hit, t.extra, t.missed) for (measure, label), t in told_.items()}


def test_the_same_span_and_a_common_character() -> None:
    counts = figures(Span(0, 5, "Method"), Span(10, 15, "Method"), said=at("Model", (0, 5), (14, 20), (15, 18)))
    assert counts["strict Method"] == counts["strict all"] == (1, 2, 1)
    assert counts["overlap Method"] == (2, 1, 0)


def test_labels_that_the_corpus_lacks_are_passed_over() -> None:
    assert figures(Span(0, 5, "Task"), said=at("Metric", (0, 5))) == {
        "strict Task": (0, 0, 1), "strict all": (0, 0, 1), "overlap Task": (0, 0, 1), "overlap all": (0, 0, 1),
    }  # fmt: skip


def test_a_span_of_another_scheme_is_not_punished() -> None:
    counts = figures(Span(0, 5, "Task"), Span(7, 9, "Other"), said=at("Task", (7, 9), (8, 9)))
    assert counts["strict all"] == (0, 1, 1)


def test_a_paper_without_a_graph_is_missed() -> None:
    told_ = tally_spans({"p": frozenset({Span(0, 5, "Task")})}, {})
    assert told_["strict", "all"].missed == told_["overlap", "all"].missed == 1


def test_rows_of_a_corpus() -> None:
    rows: list[dict[str, Any]] = [
        {"id": "p", "entities": [{"start": 1, "end": 2, "label": "Task", "text": "x"}]},
        {"id": "q", "entities": []},
    ]
    assert spans_by_paper(rows) == {"p": frozenset({Span(1, 2, "Task")}), "q": frozenset()}


def test_senses() -> None:
    known = graph(told("SAM", sense="Segment Anything Model"))
    assert is_sense(known, "SAM", "segment-anything model")
    assert not is_sense(known, "SAM", "sharpness-aware minimization")
    assert is_sense(graph(told("mutual information", aliases=("MI",))), "MI", "Mutual Information")
    assert not is_sense(None, "SAM", "Segment Anything Model")


def test_literal_names_as_such_and_within_a_longer_one() -> None:
    said = graph(told("ImageNet-1k", "Benchmark"), told("mAP", "Metric"), told("parsing", "Task"))

    def recall(kind: EntityType, *names: str) -> tuple[int, int]:
        counts = tally_literals({"p": names}, kind, {"p": said})
        return counts["literal"].hit, counts["contained"].hit

    assert recall("Dataset", "imagenet 1K", "ImageNet") == (1, 2)
    assert recall("Metric", "AP", "MAP") == (1, 1)
    assert recall("Task", "ImageNet") == (0, 0)
    assert tally_literals({"q": ("x",)}, "Task", {})["literal"].missed == 1
