"""The saved questions over the graph of the seeds: what they answer, and that plain rdflib answers the same.

The facts were read off the abstracts by hand. Where a set is what a question must answer and nothing else, all
forty-nine abstracts were read for it.
"""

from __future__ import annotations

import contextlib
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.query import Result, ResultRow

from methodgraph.knowledge import build
from methodgraph.ontology import query_names, query_text
from methodgraph.publish.rdf import turtle
from methodgraph.query import Answer, TripleStore, as_table
from methodgraph.query.binding import bind, parsed

ROOT = Path(__file__).parents[2]
A, B, C, D, E = (
    "000_30042b6cec7714a8",
    "001_77095fb5d2b82cdd",
    "002_a08f156fcd448684",
    "003_511bb148f6201caf",
    "004_33ff9b10812fb1eb",
)
"""The files of the seeds; a paper is told by its file and the line it begins in."""

Rows = set[tuple[str, ...]]
"""The columns asked for, in the order in which they are named."""

ONLY: tuple[tuple[str, tuple[str, ...], str, Rows], ...] = (
    ("uses-method", ("method=PPO",), "paper", {(f"{A}:9",), (f"{A}:19",)}),
    ("uses-method", ("method=Adam",), "paper", {(f"{E}:6",)}),
    ("uses-method", ("method=Flan-T5",), "paper", {(f"{A}:9",)}),
    ("introduced-by", ("name=MTL-LoRA",), "paper", {(f"{A}:14",)}),
    ("introduced-by", ("name=Reinforced Functional Token Tuning",), "paper", {(f"{B}:9",)}),
    ("mentions", ("name=OpenAI-o3",), "paper", {(f"{A}:4",)}),
    ("extends", ("method=LoRA",), "name", {("MTL-LoRA",), ("LoRASculpt",)}),
    ("outperforms", ("method=LoRA",), "name paper", {("MTL-LoRA", f"{A}:14")}),
    ("outperforms", ("method=ORM",), "name", set()),  # a view that a paper names to challenge it
    ("outperformed-by", ("method=Eraser4RAG",), "name paper", {("GPT-4o", f"{A}:9")}),
    ("does-extend", ("method=MTL-LoRA", "base=LoRA"), "answer", {("true",)}),
    ("does-extend", ("method=LoRA", "base=MTL-LoRA"), "answer", {("false",)}),
    ("evaluated-on", ("dataset=V-STAR",), "paper method", {(f"{A}:4", ""), (f"{A}:4", "Open-o3 Video")}),
    ("evaluated-on", ("dataset=VideoMME",), "paper", {(f"{A}:4",)}),
    ("trained-on", ("dataset=STGR-RL-36k",), "paper method", {(f"{A}:4", "Open-o3 Video")}),
    (
        "leaderboard",
        ("dataset=MATH",),
        "told from method",
        {("79.8%", "70.6", "RFTT"), ("60.2%", "32.2", "RFTT")},
    ),
    (
        "figures-of-paper",
        (f"paper={E}:9",),
        "told dataset",
        {("+7.5%", "FashionIQ"), ("+9.6%", "CIRR"), ("+9.5%", "CIRCO")},
    ),
    ("figures-of-paper", (f"paper={B}:6",), "told subject", {(f"+{n}%", "SHAPE") for n in ("11.3", "1.4", "8.0")}),
    (
        "improvements-over",
        ("method=Qwen2.5-VL",),
        "name told metric dataset",
        {("Open-o3 Video", "+14.4%", "mAM", "V-STAR"), ("Open-o3 Video", "+24.2%", "mLGM", "V-STAR")},
    ),
    ("code-of", ("name=UGD",), "code", {("https://github.com/YoungTimmy/UGD",)}),
    (
        "introduced",
        ("type=Dataset",),
        "name paper",
        {
            ("MS MARCO Web Search", f"{A}:30"),
            ("STGR-CoT-30k", f"{A}:4"),
            ("STGR-RL-36k", f"{A}:4"),
            ("Vad-Reasoning", f"{E}:7"),
            ("AVERIMATEC", f"{D}:13"),
        },
    ),
    ("contradictions", (), "winner loser", set()),
)
"""What a question must answer, and nothing else."""

ALSO: tuple[tuple[str, tuple[str, ...], str, Rows], ...] = (
    ("uses-method", ("method=GRPO",), "paper", {(f"{A}:1",)}),
    (
        "uses-kind-of",
        ("method=reinforcement learning",),
        "paper",
        {(f"{A}:2",), (f"{A}:4",), (f"{B}:9",), (f"{D}:11",)},
    ),
    ("compares-with", ("method=GPT-4o",), "paper says", {(f"{A}:9", "comparesWith"), (f"{A}:9", "outperforms")}),
    ("baselines-for-task", ("task=privacy erasure",), "baseline", {("GPT-4o",)}),
    ("methods-for-task", ("task=wildlife ReID",), "method paper", {("Adaptive High-Frequency Transformer", f"{C}:23")}),
    ("lineage", ("method=SAMTok",), "name direct", {("SAM2", "true")}),
    ("parts-of", ("name=Vad-R1",), "part", {("P2C-CoT",)}),
    ("code-for-task", ("task=model merging",), "code", {("https://github.com/WuDiHJQ/Reinforced-Model-Merging",)}),
    ("reports-metric", ("metric=accuracy",), "paper told", {(f"{B}:11", "")}),
    ("metrics-for-task", ("task=video reasoning",), "metric", {("mAM",), ("mLGM",)}),
    ("benchmarks-for-task", ("task=video reasoning",), "benchmark", {("V-STAR",), ("WorldSense",), ("TVGBench",)}),
    ("training-data-for-task", ("task=video reasoning",), "dataset", {("STGR-CoT-30k",), ("STGR-RL-36k",)}),
)
"""Rows that an answer must hold; what else it holds was not read for."""

NOTHING = {"timeline", "rising", "new-in-year", "first-papers", "agreed", "contradictions", "introduced-by-several"}
"""Questions without an answer here: the seeds tell no years, and no two of them introduce or relate the same."""


@pytest.fixture(scope="module")
def data() -> bytes:
    with contextlib.chdir(ROOT):
        return turtle(build("seeds").linked)


@pytest.fixture(scope="module")
def store(data: bytes) -> TripleStore:
    return TripleStore(data)


@pytest.fixture(scope="module")
def in_rdflib(data: bytes) -> Graph:
    return Graph(bind_namespaces="none").parse(data=data, format="turtle")


def value(cell: object) -> str:
    """Return a cell so that equal numbers are equal: 8, 8.0 and 8.00 are one value."""
    text = "" if cell is None else str(cell)
    try:
        return str(Decimal(text).normalize())
    except InvalidOperation:
        return text


def told(answer: Answer) -> list[list[str]]:
    return [[value(None if cell is None else cell.value) for cell in row] for row in answer.terms]


def told_by_rdflib(result: Result) -> list[list[str]]:
    if result.type == "ASK":
        return [[str(result.askAnswer).lower()]]
    rows = result.graph if result.graph is not None else (row for row in result if isinstance(row, ResultRow))
    return [[value(cell) for cell in row] for row in rows]


def columns(answer: Answer, names: str) -> Rows:
    """Return the distinct rows of an answer, cut down to some of its columns."""
    places = [answer.variables.index(name) for name in names.split()]
    return {tuple(row[place] for place in places) for row in as_table(answer)[1]}


@pytest.mark.parametrize("name", query_names())
def test_oxigraph_and_rdflib_answer_the_same(name: str, store: TripleStore, in_rdflib: Graph) -> None:
    answer = store.query(query_text(name))
    rows, others = told(answer), told_by_rdflib(in_rdflib.query(query_text(name)))
    assert (rows == others) if answer.kind == "rows" else (sorted(rows) == sorted(others))


@pytest.mark.parametrize("name", query_names())
def test_every_question_has_an_answer_as_it_stands(name: str, store: TripleStore) -> None:
    assert bool(store.query(query_text(name)).rows) != (name in NOTHING)


@pytest.mark.parametrize(("name", "given", "names", "rows"), ONLY)
def test_the_seeds_answer_this(name: str, given: tuple[str, ...], names: str, rows: Rows, store: TripleStore) -> None:
    assert columns(store.query(bind(query_text(name), parsed(given))), names) == rows


@pytest.mark.parametrize(("name", "given", "names", "rows"), ALSO)
def test_the_seeds_answer_this_too(
    name: str, given: tuple[str, ...], names: str, rows: Rows, store: TripleStore
) -> None:
    assert rows <= columns(store.query(bind(query_text(name), parsed(given))), names)


def test_sharpness_aware_minimization_and_segment_anything_are_apart(store: TripleStore) -> None:
    papers = store.query(
        """SELECT ?sense ?id WHERE {
             ?entity mg:sense ?sense . ?paper mg:refersTo ?entity ; dcterms:identifier ?id .
             FILTER(?sense IN ("Sharpness-Aware Minimization", "Segment Anything Model 2"))
           } ORDER BY ?id"""
    )
    assert as_table(papers)[1] == (
        ("Segment Anything Model 2", f"{A}:2"),
        ("Sharpness-Aware Minimization", f"{D}:9"),
        ("Sharpness-Aware Minimization", f"{E}:6"),
    )
