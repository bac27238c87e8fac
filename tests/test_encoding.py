"""Extractions as bytes: what goes in comes out, and damage is told."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cli.calls import ROOT

from methodgraph.encoding import VERSION, decode, encode
from methodgraph.errors import InputError
from methodgraph.extract import Extractor
from methodgraph.interchange import dumps, to_json
from methodgraph.records import (
    ENTITY_TYPES,
    PREDICATES,
    ROLES,
    Better,
    Field,
    Identifier,
    Paper,
    PaperEntity,
    PaperGraph,
    Passage,
    Relation,
    Result,
    Rival,
    Sensed,
    Source,
    Unlinked,
)

TEXT = st.text(st.characters(codec="utf-8"), max_size=30)
NAME = st.none() | TEXT
BETTER: st.SearchStrategy[Better] = st.sampled_from(("higher", "lower"))
RULES = st.lists(st.sampled_from(("a/b", "c/d", "e/f")), min_size=1, max_size=2, unique=True).map(
    lambda rules: tuple(sorted(rules))
)
SENSED = st.builds(
    Sensed,
    reason=st.sampled_from(("definition", "usual")),
    score=st.floats(0, 1),
    because=st.lists(TEXT, max_size=2).map(tuple),
    rivals=st.lists(st.builds(Rival, TEXT, st.floats(0, 1)), max_size=2).map(tuple),
)


@st.composite
def graphs(draw: st.DrawFn) -> PaperGraph:
    """Draw graphs whose passages slice their paper, as all that EXTRACT makes do."""
    paper = Paper(draw(TEXT), draw(NAME), draw(TEXT))

    def passages() -> tuple[Passage, ...]:
        found = []
        for _ in range(draw(st.integers(0, 3))):
            field = cast("Field", draw(st.sampled_from(("text", "title"))))
            told = paper.text if field == "text" else paper.title or ""
            start = draw(st.integers(0, len(told)))
            end = draw(st.integers(start, len(told)))
            found.append(Passage(field, start, end, told[start:end], draw(RULES)))
        return tuple(found)

    def entity() -> PaperEntity:
        types = draw(st.lists(st.sampled_from(ENTITY_TYPES), max_size=2).map(tuple))
        roles = draw(st.lists(st.sampled_from(ROLES), max_size=2).map(tuple))
        aliases = draw(st.lists(TEXT, max_size=2).map(tuple))
        sensed = draw(st.none() | SENSED)
        return PaperEntity(
            draw(TEXT), aliases, types, roles, draw(NAME), passages(), passages(), draw(NAME), sensed=sensed
        )

    def relation() -> Relation:
        return Relation(draw(TEXT), draw(st.sampled_from(PREDICATES)), draw(TEXT), passages())

    def result() -> Result:
        names = [draw(NAME) for _ in range(3)]
        better = draw(st.none() | BETTER)
        return Result(names[0], names[1], names[2], draw(TEXT), draw(NAME), draw(NAME), passages(), draw(NAME), better)

    return PaperGraph(
        paper,
        tuple(entity() for _ in range(draw(st.integers(0, 2)))),
        tuple(relation() for _ in range(draw(st.integers(0, 2)))),
        tuple(result() for _ in range(draw(st.integers(0, 2)))),
        draw(st.lists(TEXT, max_size=2).map(tuple)),
        tuple(Unlinked(draw(TEXT), draw(TEXT), passages()) for _ in range(draw(st.integers(0, 2)))),
    )


@given(graphs())
def test_what_is_encoded_is_decoded(graph: PaperGraph) -> None:
    told = encode(graph)
    assert decode(told, graph.paper) == graph
    assert encode(decode(told, graph.paper)) == told


def test_what_real_papers_say_comes_back_and_takes_a_third_of_the_room_of_json(extractor: Extractor) -> None:
    lines = (ROOT / "tests/gold/own.jsonl").read_text(encoding="utf-8").splitlines()
    papers = [Paper(told["id"], told["title"], told["text"]) for told in map(json.loads, lines)]
    found = [extractor(paper) for paper in papers]
    told = [encode(graph) for graph in found]
    assert [decode(data, paper) for data, paper in zip(told, papers, strict=True)] == found
    assert sum(map(len, told)) < sum(len(dumps(to_json(graph))) for graph in found) / 3


def test_a_paper_may_have_come_to_other_sources_meanwhile(extract: Callable[..., PaperGraph]) -> None:
    graph = extract("We train BERT on SQuAD.", "On BERT")
    other = replace(
        graph.paper, id="other", sources=(Source("b.bib", 3),), identifiers=(Identifier("doi", "10.1/2"),), year=2020
    )
    assert decode(encode(graph), other) == replace(graph, paper=other)


def test_what_repeats_between_papers_is_one_object(extract: Callable[..., PaperGraph]) -> None:
    graph = extract("We train BERT on SQuAD.")
    one, two = (decode(encode(graph), graph.paper).entities[0] for _ in range(2))
    assert one.mentions[0].rules is two.mentions[0].rules
    assert one.types is two.types
    assert one.concept is two.concept


@given(st.data())
def test_any_damage_is_told(data: st.DataObject) -> None:
    graph = data.draw(graphs())
    told = bytearray(encode(graph))
    at = data.draw(st.integers(0, len(told) - 1))
    if data.draw(st.booleans()):
        del told[at:]
    else:
        told[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(InputError) as caught:
        decode(bytes(told), graph.paper)
    assert len(caught.value.problems) == 1
    assert "extract the paper again" in str(caught.value)


@pytest.mark.parametrize("paper", [Paper("p", "T", "Other text."), Paper("p", "Title", "A text.")])
def test_bytes_of_another_paper_are_told(paper: Paper) -> None:
    with pytest.raises(InputError, match="of a paper with another title or text"):
        decode(encode(PaperGraph(Paper("p", "T", "A text."))), paper)


def test_another_version_is_told() -> None:
    paper = Paper("p", None, "A text.")
    with pytest.raises(InputError, match=f"p: what is kept of this paper has form {VERSION + 1}"):
        decode(bytes([VERSION + 1]) + encode(PaperGraph(paper))[1:], paper)


def test_bytes_with_a_true_checksum_that_hold_no_graph_are_told() -> None:
    paper = Paper("p", None, "A text.")
    for content in (b"\x90", b"\x97" + b"\x90" * 6 + b"\x91\x93\xa1n\xa1r\x91\x05", b""):
        checksum = zlib.crc32(content, zlib.crc32(b"7 A text."))
        with pytest.raises(InputError, match="is no graph of a paper"):
            decode(struct.pack(">BI", VERSION, checksum) + content, paper)


def test_a_passage_that_is_no_slice_is_refused() -> None:
    paper = Paper("p", None, "A text.")
    for start, end, text in ((0, 1, "B"), (-1, 7, ""), (3, 99, "ext.")):
        relation = Relation("a", "extends", "b", (Passage("text", start, end, text, ("a/b",)),))
        with pytest.raises(ValueError, match="no slice of the paper"):
            encode(PaperGraph(paper, relations=(relation,)))
