"""The saved questions over the graph of the seeds: what they answer, and that plain rdflib answers the same."""

from __future__ import annotations

import contextlib
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.query import ResultRow

from methodgraph.knowledge import build
from methodgraph.ontology import query_names, query_text
from methodgraph.publish.rdf import turtle
from methodgraph.query import TripleStore, as_table

ROOT = Path(__file__).parents[2]

SAID: dict[str, set[tuple[str, ...]]] = {
    "benchmarks-for-task": {("Video-MME", "video reasoning", "1"), ("V-STAR", "video reasoning", "1")},
    "best-figures": {
        ("MATH", "", "level", "79.8", "%", "RFTT", "001_77095fb5d2b82cdd:9"),
        ("CIRCO", "mAP@5", "improvement", "9.5", "%", "MRA", "004_33ff9b10812fb1eb:9"),
        ("V-STAR", "mAM", "improvement", "14.4", "%", "Open-o3 Video", "000_30042b6cec7714a8:4"),
    },
    "code": {("UGD", "https://github.com/YoungTimmy/UGD", "000_30042b6cec7714a8:20")},
    "extending": {("MTL-LoRA",), ("LoRASculpt",)},
    "papers-using": {("000_30042b6cec7714a8:1", "", "")},
}
"""Rows that each answer must hold; read off the abstracts by hand."""


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


@pytest.mark.parametrize("name", query_names())
def test_oxigraph_and_rdflib_answer_the_same(name: str, store: TripleStore, in_rdflib: Graph) -> None:
    answer = as_table(store.query(query_text(name)))[1]
    rows = [row for row in in_rdflib.query(query_text(name)) if isinstance(row, ResultRow)]
    assert [[value(cell) for cell in row] for row in answer] == [[value(cell) for cell in row] for row in rows]


@pytest.mark.parametrize("name", SAID)
def test_the_seeds_answer(name: str, store: TripleStore) -> None:
    assert SAID[name] <= set(as_table(store.query(query_text(name)))[1])


def test_sharpness_aware_minimization_and_segment_anything_are_apart(store: TripleStore) -> None:
    papers = store.query(
        """SELECT ?sense ?id WHERE {
             ?entity mg:sense ?sense . ?paper mg:refersTo ?entity ; dcterms:identifier ?id .
             FILTER(?sense IN ("Sharpness-Aware Minimization", "Segment Anything Model 2"))
           } ORDER BY ?id"""
    )
    assert as_table(papers)[1] == (
        ("Segment Anything Model 2", "000_30042b6cec7714a8:2"),
        ("Sharpness-Aware Minimization", "003_511bb148f6201caf:9"),
        ("Sharpness-Aware Minimization", "004_33ff9b10812fb1eb:6"),
    )
