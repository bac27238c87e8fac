"""However a graph is parted, the same is found as by pySHACL alone, on rdflib's graph and with rdflib's SPARQL."""

from __future__ import annotations

import random
from functools import cache
from typing import Any

import pyshacl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from tests.support.broken import BROKEN, as_written, broken

from methodgraph.ontology import shapes_text
from methodgraph.validate import Finding, validate, validation
from methodgraph.validate.checking import _findings, parsed

prepared = cache(prepareQuery)


class Plain(Graph):
    """rdflib's graph, which reads each query only once."""

    def query(  # type: ignore[override]  # as pySHACL calls it
        self, query: str, _processor: Any, _result: Any, _names: Any, bindings: Any, *_more: Any
    ) -> Any:
        read: Query = prepared(query)
        return super().query(read, initBindings=bindings)


def plainly(data: bytes) -> set[Finding]:
    with as_written():
        graph = Plain().parse(data=data, format="nt")
        _, report, _ = pyshacl.validate(graph, shacl_graph=parsed(shapes_text()), inplace=True)
    assert isinstance(report, Graph)
    return set(_findings(report))


def lines(changes: list[tuple[str, str]], seed: int = 1) -> bytes:
    """Return the copies of the small graph, each with its change, as N-Triples in disorder."""
    told = sorted(broken(changes).serialize(format="nt").splitlines(keepends=True))
    random.Random(seed).shuffle(told)  # noqa: S311  nothing secret
    return "".join(told).encode()


def parted(data: bytes, size: int) -> tuple[Finding, ...]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(validation, "_CHUNK", size)
        return validate(data, workers=1).findings


def test_all_changes_at_once() -> None:
    data = lines([(node, change) for node, change, _ in BROKEN])
    whole = plainly(data)
    assert len(whole) > 350
    assert set(parted(data, 97)) == whole
    assert set(parted(data, 10_000)) == whole


@settings(max_examples=8, deadline=None)
@given(
    rows=st.lists(st.sampled_from([("", ""), *((node, change) for node, change, _ in BROKEN)]), min_size=1, max_size=3),
    size=st.integers(1, 3),
    seed=st.integers(0, 9),
)
def test_some_changes_in_small_parts(rows: list[tuple[str, str]], size: int, seed: int) -> None:
    data = lines(rows, seed)
    assert set(parted(data, size)) == plainly(data)


def test_processes_find_the_same_in_the_same_order(monkeypatch: pytest.MonkeyPatch) -> None:
    data = lines([(node, change) for node, change, _ in BROKEN[::9]])
    alone = validate(data, workers=1)
    monkeypatch.setattr(validation, "_CHUNK", 100)
    assert validate(data, workers=2) == alone
    assert len(alone.findings) > 20
