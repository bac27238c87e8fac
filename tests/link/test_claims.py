"""Claims, variants and figures across papers."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.support.graphs import paper_graph, seen, vocabulary

from methodgraph.errors import UsageError
from methodgraph.ids import digest
from methodgraph.link import link
from methodgraph.link.names import meeting_form
from methodgraph.link.variants import Ending, endings, parents_by_name
from methodgraph.records import Claim, Linked, PaperEntity, PaperGraph, Result
from methodgraph.vocabulary import load_vocabulary


def linked(*graphs: PaperGraph) -> Linked:
    return link(graphs, vocabulary())


def variants(*entities: PaperEntity) -> set[tuple[str, str]]:
    claims = linked(paper_graph("0", *entities)).claims
    return {(claim.subject, claim.object) for claim in claims if claim.predicate == "variantOf"}


def relations(told: Linked) -> list[Claim]:
    return [claim for claim in told.claims if not claim.is_role]


def test_a_relation_ties_entities_and_keeps_its_evidence() -> None:
    graph = paper_graph(
        "a", seen("GiTok"), seen("LoRA", concept="low-rank-adaptation"), relations=[("GiTok", "extends", "LoRA")]
    )
    (claim,) = relations(linked(graph))
    assert claim.id == digest("gitok", "extends", "low-rank-adaptation", "a")
    assert (claim.subject, claim.object, claim.evidence) == (
        "gitok",
        "low-rank-adaptation",
        graph.relations[0].evidence,
    )


def test_two_papers_that_say_the_same_are_two_claims() -> None:
    graphs = [paper_graph(n, seen("A1"), seen("B1"), relations=[("A1", "extends", "B1")]) for n in "xy"]
    assert sorted(claim.paper for claim in relations(linked(*graphs))) == ["x", "y"]


def test_a_relation_between_names_of_one_thing_is_no_claim() -> None:
    graph = paper_graph("a", seen("GiTok"), seen("Gi-Tok"), relations=[("GiTok", "extends", "Gi-Tok")])
    assert relations(linked(graph)) == []


def test_an_alias_may_name_an_end_of_a_relation() -> None:
    graph = paper_graph("a", seen("GiTok", aliases=("GT",)), seen("B1"), relations=[("GT", "extends", "B1")])
    assert [(claim.subject, claim.object) for claim in relations(linked(graph))] == [("gitok", "b1")]


def test_of_two_things_with_one_name_the_fitting_type_is_meant() -> None:
    graph = paper_graph(
        "a", seen("M1"), seen("RAG", "Method"), seen("RAG", "Dataset"), relations=[("M1", "evaluatedOn", "RAG")]
    )
    assert [claim.object for claim in relations(linked(graph))] == ["rag-dataset"]


def test_a_parent_has_as_many_variants_as_bear_its_name() -> None:
    told = variants(seen("Gwen", "Model"), seen("Gwen-7B", "Model"), seen("Gwen-13B", "Model"))
    assert told == {("gwen-7b", "gwen"), ("gwen-13b", "gwen")}


def test_a_relation_of_what_the_paper_does_not_have_is_refused() -> None:
    with pytest.raises(UsageError, match="paper a: 'Nothing' is no entity of it"):
        linked(paper_graph("a", seen("M1"), relations=[("M1", "extends", "Nothing")]))


def test_without_evidence_there_is_no_claim() -> None:
    graph = paper_graph("a", seen("M1"))
    bare = PaperGraph(graph.paper, (seen("M1"),))
    told = linked(bare)
    assert [entity.id for entity in told.entities] == ["m1"]
    assert told.claims == ()


def test_evidence_found_by_two_rules_is_one_passage() -> None:
    graph = paper_graph("a", seen("GiTok"))
    (first,) = graph.entities
    again = replace(first, name="GITOK", evidence=(replace(first.evidence[0], rules=("role/other",)),))
    (claim,) = linked(replace(graph, entities=(first, again))).claims
    assert [passage.rules for passage in claim.evidence] == [("role/other", "role/test")]


@pytest.mark.parametrize("ending", endings(), ids=lambda ending: ending.rule)
def test_each_ending_has_a_variant_and_a_name_that_is_none(ending: Ending) -> None:
    found = ending.pattern.search(ending.child)
    assert found is not None
    assert ending.child[: found.start()] == ending.parent
    assert ending.pattern.search(ending.counterexample) is None


@pytest.mark.parametrize(
    ("name", "parents"),
    [
        ("Qwen2.5-VL-7B", ("Qwen2.5-VL", "Qwen2.5", "Qwen")),
        ("Qwen3-30B-A3B", ("Qwen3-30B", "Qwen3", "Qwen")),
        ("LLaMA-2", ("LLaMA",)),
        ("LLaMA 3", ("LLaMA",)),
        ("Llama2", ("Llama",)),
        ("LLaMA-2-7B-chat-GPTQ", ("LLaMA-2-7B-chat", "LLaMA-2-7B", "LLaMA-2", "LLaMA")),
        ("Gemma-2-9B-it", ("Gemma-2-9B", "Gemma-2", "Gemma")),
        ("DeepSeek-R1-Distill-Qwen-7B", ("DeepSeek-R1-Distill-Qwen", "DeepSeek-R1")),
        ("GPT-4o", ("GPT-4", "GPT")),
        ("GPT-4o-mini", ("GPT-4o", "GPT-4", "GPT")),
        ("GPT-3.5-Turbo", ("GPT-3.5", "GPT")),
        ("ResNet-50", ("ResNet",)),
        ("ResNet50", ("ResNet",)),
        ("ViT-B/16", ("ViT-B", "ViT")),
        ("BERT-base-uncased", ("BERT-base", "BERT")),
        ("BERT-style", ()),
        ("BERT-based", ()),
        ("Grad-CAM++", ("Grad-CAM",)),
        ("knowledge base", ()),
        ("mixtral-8x7b", ("mixtral",)),
        ("LLaMA-3.1-8B-Instruct", ("LLaMA-3.1-8B", "LLaMA-3.1", "LLaMA")),
        ("MoCo v3", ("MoCo",)),
        ("SAM2", ("SAM",)),
        ("ImageNet-1k", ("ImageNet",)),
        ("BERT-large", ("BERT",)),
        ("Stable Diffusion v1.4", ("Stable Diffusion",)),
        ("T5", ()),
        ("LoRA", ()),
        ("mint", ()),
    ],
)
def test_parents_by_name(name: str, parents: tuple[str, ...]) -> None:
    assert parents_by_name(name) == parents


@pytest.mark.parametrize(
    ("name", "parents"),
    [
        ("ImageNet-21k", ("ImageNet",)),
        ("CIFAR-100", ("CIFAR",)),
        ("WMT14", ("WMT",)),
        ("WMT'14", ("WMT",)),
        ("WMT 2014", ("WMT",)),
        ("SWE-bench Verified", ("SWE-bench",)),
        ("HumanEval+", ("HumanEval",)),
        ("A2D2", ()),
        ("COCO-Video", ()),
        ("IJB-B", ()),
    ],
)
def test_parents_by_name_of_data(name: str, parents: tuple[str, ...]) -> None:
    assert parents_by_name(name, "Dataset") == parents


@pytest.mark.parametrize(
    ("child", "parent"),
    [
        (seen("Gwen2.5-VL-7B", "Model"), seen("Gwen2.5-VL", "Model")),
        (seen("OurLM-8B-Instruct", "Model"), seen("OurLM", "Model")),
        (seen("PicSet-1k", "Dataset"), seen("PicSet", "Benchmark")),
        (seen("LLaVA-1.5", "Model", concept="llava-1.5"), seen("LLaVA", "Model", concept="llava")),
        (seen("GNN", concept="graph-neural-network"), seen("neural network", concept="neural-network")),
        (seen("SAM2", "Model", concept="sam2"), seen("SAM", "Model", concept="segment-anything-model")),
        (seen("SAM2", "Model", sense="Segment Anything Model 2.0"), seen("SAM", concept="segment-anything-model")),
    ],
)
def test_a_variant_is_tied_to_its_parent(child: PaperEntity, parent: PaperEntity) -> None:
    assert len(variants(child, parent)) == 1


@pytest.mark.parametrize(
    ("child", "other"),
    [
        (seen("SAM2", "Model", concept="sam2"), seen("SAM", concept="sharpness-aware-minimization")),
        (seen("SAM2", "Model"), seen("SAM", concept="sharpness-aware-minimization")),
        (seen("SAM9", "Model", concept="sam9"), seen("SAM", concept="sharpness-aware-minimization")),
        (seen("GiTok-7B", "Model"), seen("GiTok", "Dataset")),
        (seen("GiTok-7B", "Metric"), seen("GiTok", "Metric")),
        (seen("P-MD3"), seen("PMD")),
        (seen("MTL-LoRA"), seen("LoRA", concept="low-rank-adaptation")),
        (seen("Adam", concept="adam"), seen("diffusion model", concept="diffusion")),
    ],
)
def test_what_only_looks_or_belongs_so_is_no_variant(child: PaperEntity, other: PaperEntity) -> None:
    assert variants(child, other) == set()


def test_a_variant_claim_shows_the_sentence_that_names_the_variant() -> None:
    graph = paper_graph("a", seen("MoGo", "Model"), seen("MoGo v3", "Model"))
    (claim,) = relations(linked(graph))
    assert (claim.subject, claim.predicate, claim.object, claim.paper) == ("mogo-v3", "variantOf", "mogo", "a")
    assert [(passage.text, passage.rules) for passage in claim.evidence] == [
        ("We use MoGo v3 here.", ("variantOf/name",))
    ]


def test_a_result_becomes_a_figure_with_a_number() -> None:
    graph = paper_graph(
        "a",
        seen("M1"),
        seen("D1", "Dataset"),
        seen("Acc", "Metric"),
        seen("B1"),
        results=[Result("M1", "D1", "Acc", "79.8%", "70.6%", "B1", ())],
    )
    (figure,) = linked(graph).figures
    assert (figure.subject, figure.dataset, figure.metric, figure.baseline) == ("m1", "d1", "acc", "b1")
    assert (figure.number, figure.unit, figure.before) == (Decimal("79.8"), "%", Decimal("70.6"))
    assert figure.is_difference is False
    assert figure.evidence == graph.results[0].evidence


def test_a_figure_that_is_no_single_number_is_left_out_with_the_reason() -> None:
    graph = paper_graph("a", seen("M1"), results=[Result("M1", None, None, "0.31-0.33 m", None, None, ())])
    told = linked(graph)
    assert told.figures == ()
    assert [(paper, left.name, left.reason) for paper, left in told.unlinked] == [
        ("a", "0.31-0.33 m", "a figure that is not one number")
    ]


def test_code_and_names_left_out_are_handed_on() -> None:
    told = linked(paper_graph("a", seen("M1"), code=("https://b", "https://a"), unlinked=("MoR",)))
    assert told.code == (("a", "https://a"), ("a", "https://b"))
    assert [(paper, left.name) for paper, left in told.unlinked] == [("a", "MoR")]


def test_no_term_of_the_vocabulary_bears_the_name_of_its_own_variant() -> None:
    shipped = load_vocabulary()
    for term in shipped.terms.values():
        for name in term.names:
            variants = [other.label for other in shipped.named(name) if other.parent == term.id != other.id]
            spelled = {meeting_form(label) for label in variants if shipped.named(label)[0].types == term.types}
            assert meeting_form(name) not in spelled, f"take {name!r} out of the row of {term.label!r}"
