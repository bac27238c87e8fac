"""Every saved query over the sample: the answer expected, and the same in rdflib as in Oxigraph."""

from __future__ import annotations

import pytest
from rdflib import Graph
from rdflib.query import ResultRow

from methodgraph.ontology import query_names, query_text, query_title
from methodgraph.publish.rdf import turtle
from methodgraph.query import TripleStore, as_table
from methodgraph.records import Linked

EXTENDS = "We propose QLoRA, which extends LoRA to quantized models."
BEATS = "QLoRA outperforms LoRA on MMLU, raising Accuracy from 60.1% to 63.4%."
COMPARES = "We compare with GRPO and with LoRA on MMLU."
SURVEY = "日本語のモデル: a survey of GRPO and LoRA"
PAPER = "arxiv:2305.14314"

EXPECTED: dict[str, tuple[tuple[str, ...], ...]] = {
    "benchmarks-for-task": (("Video-MME", "video understanding", "1"),),
    "best-figures": (
        ("", "Accuracy", "improvement", "1.4", "%", "LightSAM", "003:9"),
        ("MMLU", "Accuracy", "level", "63.4", "%", "QLoRA", PAPER),
    ),
    "code": (("QLoRA", "https://github.com/example/qlora", PAPER),),
    "datasets-for-tasks": (
        ("image classification", "ImageNet", "1"),
        ("video understanding", "Video-MME", "1"),
    ),
    "evidence": (
        ("extends", EXTENDS, "0", "57", "relation/extends", PAPER),
        ("extends", EXTENDS, "0", "57", "role/we-propose", PAPER),
        ("uses", EXTENDS, "0", "57", "relation/extends", PAPER),
        ("uses", EXTENDS, "0", "57", "role/we-propose", PAPER),
        ("outperforms", BEATS, "58", "127", "relation/outperforms", PAPER),
        ("comparesWith", COMPARES, "55", "98", "role/compare-with", "survey one/2"),
    ),
    "extending": (("QLoRA",),),
    "improvements": (("LightSAM", "+1.4%", "Accuracy", "", "Sharpness-Aware Minimization", "003:9"),),
    "introduced": (
        ("003:9", "LightSAM: lighter sharpness", "LightSAM", "Method"),
        (PAPER, "QLoRA: finetuning of quantized models", "QLoRA", "Method"),
    ),
    "methods-for-tasks": (
        ("image classification", "LightSAM"),
        ("math reasoning", "GRPO"),
        ("video understanding", "GRPO"),
    ),
    "most-named": (
        ("Accuracy", "2"),
        ("GRPO", "2"),
        ("LoRA", "2"),
        ("ImageNet", "1"),
        ("LightSAM", "1"),
        ("MMLU", "1"),
        ("QLoRA", "1"),
        ("Segment Anything Model", "1"),
        ("Sharpness-Aware Minimization", "1"),
        ("Video-MME", "1"),
        ("image classification", "1"),
        ("math reasoning", "1"),
        ("video understanding", "1"),
    ),
    "papers-comparing": (("survey one/2", SURVEY, COMPARES),),
    "papers-using": (("003:10", "", ""),),
    "shared-names": (
        ("SAM", "Segment Anything Model", "Segment Anything Model"),
        ("SAM", "Sharpness-Aware Minimization", "Sharpness-Aware Minimization"),
    ),
    "used-together": (("LoRA", "QLoRA", "1"),),
}


@pytest.fixture(scope="module")
def data(linked: Linked) -> bytes:
    return turtle(linked)


@pytest.fixture(scope="module")
def in_rdflib(data: bytes) -> Graph:
    return Graph(bind_namespaces="none").parse(data=data, format="turtle")


def told(node: object) -> str:
    return "" if node is None else str(node)


def test_every_saved_query_is_expected_below() -> None:
    assert set(query_names()) == set(EXPECTED)
    assert len(EXPECTED) >= 10


@pytest.mark.parametrize("name", EXPECTED)
def test_a_saved_query_answers(name: str, data: bytes, in_rdflib: Graph) -> None:
    answer = TripleStore(data).query(query_text(name))
    assert answer.warnings == ()
    assert as_table(answer)[1] == EXPECTED[name]
    rows = (row for row in in_rdflib.query(query_text(name)) if isinstance(row, ResultRow))
    assert tuple(tuple(told(node) for node in row) for row in rows) == EXPECTED[name]


@pytest.mark.parametrize("name", query_names())
def test_a_saved_query_says_what_it_asks(name: str) -> None:
    first, second, *_ = query_text(name).splitlines()
    assert first == f"# title: {query_title(name)}"
    assert query_title(name).endswith("?")
    assert second.startswith("# ")
    assert "ORDER BY" in query_text(name), "an answer has one order"
