"""Senses learned from papers: own papers of three sentences each."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.graphs import vocabulary

from methodgraph.extract.senses import Context, decide
from methodgraph.learn.expansions import alike, bracketed, contained, initials_fit, joined, tails
from methodgraph.learn.senses import definitions, induce
from methodgraph.records import Paper, PaperEntity, PaperGraph, Sensed
from methodgraph.text.stems import stems
from methodgraph.vocabulary.senses import read_senses


def paper(number: int, text: str, short: str | None = None, long: str = "") -> PaperGraph:
    told = PaperGraph(Paper(f"p{number:02}", None, text))
    if short is None:
        return told
    entity = PaperEntity(short, (long,), ("Method",), ("uses",), long, (), (), sensed=Sensed("definition"))
    return replace(told, entities=(entity,))


PAPERS = [
    *(
        paper(n, f"Quiet zoning (QZ) lowers noise in towns. Streets and noise {n}.", "QZ", "Quiet zoning")
        for n in range(12)
    ),
    *(
        paper(n, f"Quartz zapping (QZ) breaks minerals. Crystal and mineral {n}.", "QZs", "Quartz zappings")
        for n in range(12, 24)
    ),
    *(paper(n, f"Something else altogether, number {n}, without any of it.") for n in range(24, 60)),
]


def test_two_expansions_become_two_senses_that_their_words_tell_apart() -> None:
    learned = read_senses(*induce(PAPERS, vocabulary()))
    acronym = learned.of("QZ")
    assert acronym is not None
    assert {sense.expansion for sense in acronym.senses} == {"Quiet zoning", "Quartz zappings"}
    for text, sense in (
        ("QZ lowers noise in towns and streets", "Quiet zoning"),
        ("QZ breaks minerals, a crystal and a mineral", "Quartz zappings"),
    ):
        decision = decide(acronym, Context(text))
        assert decision.sense is not None
        assert decision.sense.expansion == sense


@given(st.permutations(PAPERS))
def test_the_order_of_the_papers_changes_nothing(papers: list[PaperGraph]) -> None:
    assert induce(papers, vocabulary()) == induce(PAPERS, vocabulary())


def test_only_what_a_paper_defines_counts_as_definition() -> None:
    graph = paper(1, "QZ.", "QZ", "quiet zoning")
    read = replace(graph, entities=(replace(graph.entities[0], sensed=Sensed("context", 0.9)),))
    assert definitions(graph) == {"QZ": "quiet zoning"}
    assert definitions(read) == {}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Gaussian process", "Gaussian Processes", True),
        ("question answering", "question-and-answer", True),
        ("segment anything", "Segment Anything Model", True),
        ("super-resolution", "superresolution", True),
        ("positional encoding", "positional embedding", False),
        ("test-time adaptation", "test-time augmentation", False),
        ("self-supervised learning", "semi-supervised learning", False),
        ("continual learning", "contrastive learning", False),
        ("visual question answer", "visual question answering", True),
    ],
)
def test_variants_of_an_expansion_meet_and_others_do_not(one: str, other: str, same: bool) -> None:
    assert alike(stems(one), stems(other)) is same
    assert len(joined("X", {one: 3, other: 2})) == (1 if same else 2)


def test_initials() -> None:
    assert initials_fit("OOD", "out-of-distribution")
    assert initials_fit("OD", "out-of-distribution")
    assert initials_fit("TTA", "test-time adaptation")
    assert not initials_fit("TTA", "time adaptation")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We tag each dialogue act (DA) of a call.", [("DA", "dialogue act")]),
        ("Graph of Thoughts (GoTs) helps.", [("GoT", "Graph of Thoughts")]),
        ("a large network (TN) is trained", []),
        ("It ends. Data (ED) are rare.", []),
    ],
)
def test_brackets_define_what_the_words_before_them_spell(text: str, found: list[tuple[str, str]]) -> None:
    assert list(bracketed(text)) == found


def test_a_longer_short_form_tells_of_its_tail() -> None:
    assert dict(tails("WSOD", "weakly supervised object detection"))["OD"] == "object detection"
    assert not list(tails("LoRA", "low-rank adaptation"))


def test_an_expansion_with_further_words_is_the_one_that_spells_the_short_form() -> None:
    groups = contained(
        "QA", joined("QA", {"question answering": 9, "question answering pairs": 2, "quality assurance": 1})
    )
    assert sorted(group.defined for group in groups) == [1, 11]
