"""What the extractor makes of sentences like those of real abstracts, and what holds for any text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from methodgraph.extract import load_extractor
from methodgraph.interchange import dumps, from_json, to_json
from methodgraph.records import ENTITY_TYPES, PREDICATES, ROLES, Paper, PaperGraph

if TYPE_CHECKING:
    from collections.abc import Callable


def entity(graph: PaperGraph, name: str) -> tuple[str, str]:
    found = next(e for e in graph.entities if name in (e.name, *e.aliases))
    return found.types[0], found.roles[0]


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("In this paper, we propose QuaxNet, which is fast.", "QuaxNet", ("Method", "introduces")),
        (
            "This paper introduces Quax Web Search, the first large-scale information-rich web dataset.",
            "Quax Web Search",
            ("Dataset", "introduces"),
        ),
        ("We propose Vague-Aware Tuning (VAT), which estimates risk.", "VAT", ("Method", "introduces")),
        (
            "We present a novel query rewriting method MaQeRw, which improves search.",
            "MaQeRw",
            ("Method", "introduces"),
        ),
        ("We propose our graph framework QuaxSSP, which shares knowledge.", "QuaxSSP", ("Method", "introduces")),
        (
            "To this end, we propose a new task named Quax Video Reasoning (QVR), which is hard.",
            "QVR",
            ("Task", "introduces"),
        ),
        ("We propose a method. We fine-tune Flan-T5 with it.", "Flan-T5", ("Model", "uses")),
        ("We propose QuaxNet. It outperforms GPT-4o by far.", "GPT-4o", ("Model", "comparesWith")),
        ("We propose QuaxNet. Experiments on the ImageNet dataset confirm it.", "ImageNet", ("Dataset", "evaluatesOn")),
        ("LoRA is popular. We propose QuaxNet.", "LoRA", ("Method", "mentions")),
        ("We propose QuaxNet for image captioning.", "image captioning", ("Task", "addresses")),
    ],
)
def test_type_and_role(extract: Callable[..., PaperGraph], text: str, name: str, told: tuple[str, str]) -> None:
    assert entity(extract(text), name) == told


def test_an_existing_method_that_introduces_a_problem_is_not_introduced(extract: Callable[..., PaperGraph]) -> None:
    graph = extract("Although LoRA is popular, it introduces redundancy. LoRA introduces forgetting.")
    assert entity(graph, "LoRA")[1] != "introduces"


def test_a_longer_name_is_not_the_shorter_one_inside_it(extract: Callable[..., PaperGraph]) -> None:
    graph = extract("We propose MTL-LoRA, which improves LoRA. MTL-LoRA is fast.")
    names = {e.name: [m.text for m in e.mentions] for e in graph.entities}
    assert names["MTL-LoRA"] == ["MTL-LoRA", "MTL-LoRA"]
    assert names["LoRA"] == ["LoRA"]
    assert ("MTL-LoRA", "extends", "LoRA") in {(r.head, r.relation, r.tail) for r in graph.relations}


def test_a_short_form_and_its_long_form_are_one_thing(extract: Callable[..., PaperGraph]) -> None:
    graph = extract("Quasi-Aware Minimization (QAM) is slow. We study QAM and quasi-aware minimization.")
    (found,) = [e for e in graph.entities if e.name == "QAM"]
    assert found.sense == "Quasi-Aware Minimization"
    assert len(found.mentions) == 4


def test_a_figure_knows_its_metric_dataset_and_sign(extract: Callable[..., PaperGraph]) -> None:
    graph = extract("We propose QuaxNet. On the ImageNet dataset, QuaxNet improves accuracy by 4.2%.")
    (result,) = graph.results
    assert (result.subject, result.dataset, result.metric, result.value) == ("QuaxNet", "ImageNet", "accuracy", "+4.2%")


def test_a_share_or_a_size_is_no_result(extract: Callable[..., PaperGraph]) -> None:
    graph = extract("We propose QuaxNet. It needs 0.3\\% of trajectories and 5M samples on ImageNet.")
    assert graph.results == ()


def test_markup_in_the_text_is_text(extract: Callable[..., PaperGraph]) -> None:
    graph = extract("We propose QuaxNet with tokens (e.g., <analyze>, <verify>) and \\projectname.")
    names = {name for e in graph.entities for name in (e.name, *e.aliases)}
    assert not names & {"<analyze>", "\\projectname", "analyze", "projectname"}


def test_an_empty_paper_says_nothing(extract: Callable[..., PaperGraph]) -> None:
    assert extract("") == PaperGraph(Paper("test", None, ""))


SENTENCES = st.sampled_from(
    [
        "We propose QuaxNet, a framework for image captioning.",
        "Low-Rank Adaptation (LoRA) is popular.",
        "Experiments on CIFAR-10, ImageNet, and QuaxBench show gains of 4.2\\%.",
        "It outperforms LoRA and GPT-4o.",
        "Code: https://github.com/a/b.",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(st.one_of(SENTENCES, st.text(max_size=40)), max_size=6).map(" ".join))


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.one_of(st.none(), st.text(max_size=60)))
def test_whatever_the_text_every_passage_slices_it_and_every_value_is_of_its_kind(text: str, title: str | None) -> None:
    paper = Paper("any", title, text)
    graph = load_extractor()(paper)
    names = [e.name for e in graph.entities]
    for e in graph.entities:
        assert e.mentions
        assert e.evidence
        assert e.types
        assert set(e.types) <= set(ENTITY_TYPES)
        assert set(e.roles) <= set(ROLES)
        for passage in (*e.mentions, *e.evidence):
            assert getattr(paper, passage.field)[passage.start : passage.end] == passage.text
    for relation in graph.relations:
        assert relation.relation in PREDICATES
        assert {relation.head, relation.tail} <= set(names)
        assert relation.evidence


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_extraction_is_pure_and_its_interchange_form_comes_back(text: str) -> None:
    paper = Paper("any", None, text)
    graph = load_extractor()(paper)
    assert graph == load_extractor()(paper)
    assert from_json(to_json(graph)) == graph
    assert "\n" not in dumps(to_json(graph))
