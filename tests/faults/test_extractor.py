"""The extractor and texts that no paper should hold: no crash, no hang, no endless memory, offsets that slice."""

from __future__ import annotations

import gc
import time
import tracemalloc
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from tests.support.hostile import LONG, SIZE, broken_texts, hostile_texts

from methodgraph.encoding import decode, encode
from methodgraph.errors import UsageError
from methodgraph.extract import Extractor, load_extractor
from methodgraph.interchange import dumps, from_json, to_json
from methodgraph.records import Paper, PaperGraph, Passage

SECOND = 1.0
MEMORY = 300_000_000

patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=100)


def passages(graph: PaperGraph) -> Iterator[Passage]:
    for entity in graph.entities:
        yield from (*entity.mentions, *entity.evidence)
    for relation in graph.relations:
        yield from relation.evidence
    for result in graph.results:
        yield from result.evidence
    for left_out in graph.unlinked:
        yield from left_out.mentions


def check_slices(graph: PaperGraph) -> None:
    """What holds of every passage of every graph."""
    fields = {"text": graph.paper.text, "title": graph.paper.title or ""}
    for passage in passages(graph):
        assert fields[passage.field][passage.start : passage.end] == passage.text
        assert 0 <= passage.start <= passage.end
        assert passage.rules


def check(graph: PaperGraph) -> None:
    """What holds of every graph, whatever the paper."""
    check_slices(graph)
    names = {name for entity in graph.entities for name in (entity.name, *entity.aliases)}
    assert all({relation.head, relation.tail} <= names for relation in graph.relations)
    assert decode(encode(graph), graph.paper) == graph
    assert from_json(to_json(graph)) == graph
    assert "\n" not in dumps(to_json(graph))


@patient
@given(hostile_texts, hostile_texts)
def test_any_text_is_read_and_its_offsets_slice(title: str, text: str) -> None:
    check(load_extractor()(Paper("p", title, text)))


@patient
@given(broken_texts)
def test_what_is_no_text_is_refused_in_one_clear_message(text: str) -> None:
    paper = Paper("p", text, text)
    if any("\ud800" <= char <= "\udfff" for char in text):
        with pytest.raises(UsageError, match=r"^paper 'p' holds a lone surrogate, [^\n]*$"):
            load_extractor()(paper)
    else:
        check(load_extractor()(paper))


@pytest.mark.slow
@pytest.mark.parametrize("name", LONG)
def test_a_text_of_a_hundred_thousand_characters_takes_less_than_a_second(extractor: Extractor, name: str) -> None:
    assert len(LONG[name]) <= SIZE * 1.1
    begin = time.process_time()
    graph = extractor(Paper("p", None, LONG[name]))
    took = time.process_time() - begin
    check_slices(graph)
    assert took < SECOND, f"{took:.1f} s"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["victory without end", "figures", "models", "definitions that differ", "opened"])
def test_a_title_may_be_as_long(extractor: Extractor, name: str) -> None:
    begin = time.process_time()
    check_slices(extractor(Paper("p", LONG[name], "We propose FooNet for image classification.")))
    assert time.process_time() - begin < SECOND


@pytest.mark.slow
@pytest.mark.parametrize("name", ["victory without end", "models", "definitions that differ", "letters apart"])
def test_memory_does_not_grow_without_end(extractor: Extractor, name: str) -> None:
    extractor(Paper("p", None, LONG[name]))  # what is learned once for all words stays
    gc.collect()
    tracemalloc.start()
    try:
        graph = extractor(Paper("p", None, LONG[name]))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert graph.paper.text
    assert peak < MEMORY, f"{peak:,} bytes"


@patient
@given(hostile_texts)
def test_a_paper_says_the_same_whatever_was_read_before_it(text: str) -> None:
    paper = Paper("p", None, text)
    before = load_extractor()(paper)
    load_extractor()(Paper("q", text[::-1], text * 2))
    assert load_extractor()(paper) == before


@pytest.mark.parametrize("text", ["", " ", "\n", ".", "a", "。", "\u200b", "\u0301", "🙂", "-", "(", "1"])
def test_next_to_nothing_is_read_as_next_to_nothing(extract: Callable[..., PaperGraph], text: str) -> None:
    for graph in (extract(text), extract(text, text), extract("", text)):
        assert graph.entities == ()
        check(graph)
