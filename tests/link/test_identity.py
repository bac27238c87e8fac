"""Which things of different papers are one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.graphs import paper_graph, seen, vocabulary

from methodgraph.errors import UsageError
from methodgraph.link import link
from methodgraph.records import Linked, PaperEntity, Role


def linked(*papers: PaperEntity | list[PaperEntity]) -> Linked:
    """Link papers of one or more entities each, called "0", "1", ..."""
    told = [paper if isinstance(paper, list) else [paper] for paper in papers]
    return link([paper_graph(str(n), *entities) for n, entities in enumerate(told)], vocabulary())


def ids(*papers: PaperEntity | list[PaperEntity]) -> list[str]:
    return [link_.entity for link_ in linked(*papers).links]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (seen("RecTok"), seen("REC-TOK")),
        (seen("domain adaptation", "Task"), seen("Domain Adaptation", "Method", "Task")),
        (seen("feature denoisers"), seen("feature denoiser")),
        (
            seen("RFTT", sense="Reinforced Token Tuning", aliases=("Reinforced Token Tuning",)),
            seen("reinforced token-tuning"),
        ),
        (seen("X", sense="Odd Net"), seen("Y", sense="odd nets")),
        (seen("LoRA", concept="low-rank-adaptation"), seen("LRA", sense="low-rank adaptation")),
        (seen("image segmentation", "Task", concept="image-segmentation"), seen("Image Segmentation", "Task")),
        (seen("TVGBench", "Benchmark"), seen("TVGBench", "Dataset")),
        (seen("Flan", "Model"), seen("Flan", "Method")),
        (seen("ToxoGen", "Dataset"), seen("ToxoGen", "Method")),
        (seen("Toxo-Gen", "Dataset"), seen("ToxoGen", "Task")),
        (seen("TRANS10K", "Dataset"), seen("TRANS10K", "Method")),
        (seen("Sequence-to-Sequence"), seen("sequence to sequence")),
        (seen("SeqToSeq", "Task"), seen("SeqToSeq", "Method")),
        (seen("neural networks", concept="neural-network"), seen("Neural Network")),
    ],
)
def test_one_thing(one: PaperEntity, other: PaperEntity) -> None:
    first, second = ids(one, other)
    assert first == second


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (seen("MINT"), seen("mint")),
        (seen("DINO"), seen("dino")),
        (seen("SAM", sense="Segment Anything Model"), seen("SAM", sense="Sharpness-Aware Minimization")),
        (seen("VAR", sense="Video Reasoning"), seen("VAR", sense="Visual Regression")),
        (seen("VAR", "Task", sense="Video Reasoning", aliases=("Video Reasoning",)), seen("VAR", "Model")),
        (seen("VQA", "Task"), seen("VQA", "Dataset")),
        (seen("VQA", "Task"), seen("VQA", "Method")),
        (
            seen("RMM", sense="Reinforced Merging", aliases=("Reinforced Merging",)),
            seen("RMM", role="introduces"),
        ),
        (seen("SAM2", "Model"), seen("SAM", "Model")),
        (seen("MIRAGE", "Dataset"), seen("MIRAGE", "Method")),
        (seen("ARTEMIS", "Method"), seen("ArtEmis", "Dataset")),
        (seen("ToxoScore", "Metric"), seen("ToxoScore", "Method")),
        (seen("WhiteMatter", role="introduces"), seen("WM", sense="white matter", aliases=("white matter",))),
        (seen("Qwen2.5-VL-7B", "Model"), seen("Qwen2.5-VL", "Model")),
        (seen("LoRA", concept="low-rank-adaptation"), seen("MTL-LoRA")),
        (seen("RecTok", aliases=("tokenizer",)), seen("GiTok", aliases=("tokenizer",))),
    ],
)
def test_two_things(one: PaperEntity, other: PaperEntity) -> None:
    first, second = ids(one, other)
    assert first != second


def test_a_name_the_vocabulary_alone_knows_stays_its_own_for_extract_did_not_take_it() -> None:
    told = linked(seen("VQA"))
    assert [(entity.id, entity.sense) for entity in told.entities] == [("vqa", None)]
    assert told.links[0].reason == "by its name"


def test_a_short_form_expanded_in_one_way_is_that_where_the_paper_speaks_of_it_and_the_reason_says_so() -> None:
    told = linked(
        seen("RMM", sense="Reinforced Merging", aliases=("Reinforced Merging",)),
        [seen("RMM"), seen("merges that are reinforced"), seen("reinforced agents")],
    )
    assert "reinforced-merging" in {entity.id for entity in told.entities}
    assert [(x.entity, x.reason) for x in told.links if x.name == "RMM"] == [
        ("reinforced-merging", "expanded as 'Reinforced Merging'"),
        ("rmm", "expanded elsewhere as 'reinforcedmerging', of which this paper does not speak"),
    ]
    told = linked(
        seen("RMM", sense="Reinforced Merging", aliases=("Reinforced Merging",)),
        [seen("RMM"), seen("merging of models"), seen("reinforced agents")],
    )
    assert [x.entity for x in told.links if x.name == "RMM"] == ["reinforced-merging"] * 2
    assert "every paper that expands it" in next(x.reason for x in told.links if x.paper == "1" and x.name == "RMM")


def test_three_papers_that_expand_alike_speak_for_all_but_for_the_shortest_forms() -> None:
    def told(name: str) -> list[str]:
        definition = seen(name, sense="Reinforced Merging", aliases=("Reinforced Merging",))
        return ids(definition, definition, definition, seen(name))

    assert told("RMRG") == ["reinforced-merging"] * 4
    assert told("RMM") == ["reinforced-merging"] * 3 + ["rmm"]


@pytest.mark.parametrize(
    ("papers", "count"),
    [
        ([seen("SPARK", role="introduces"), seen("SPARK", role="introduces")], 2),
        ([seen("SPARK", role="introduces"), seen("SPARK")], 1),
        ([seen("SPARK", role="introduces"), seen("SPARK", role="introduces"), seen("SPARK")], 3),
        ([seen("GUI", role="introduces"), seen("GUI", role="introduces"), *[seen("GUI")] * 5], 1),
        ([seen("REACT", role="introduces"), seen("ReAct")], 2),
        ([seen("REACT", role="introduces"), seen("REACT"), seen("ReAct")], 1),
        ([seen("SparkNets", role="introduces"), seen("SparkNet")], 1),
        ([seen("merge sort", role="introduces"), seen("merge sort", role="introduces")], 1),
    ],
)
def test_a_name_that_several_papers_introduce_is_several_things(papers: list[PaperEntity], count: int) -> None:
    assert len(set(ids(*papers))) == count


def test_versions_of_one_paper_introduce_one_thing() -> None:
    graphs = [paper_graph(n, seen("SPARK", role="introduces")) for n in "ab"]
    titled = [replace(graph, paper=replace(graph.paper, title="SPARK it is")) for graph in graphs]
    assert len(link(titled, vocabulary()).entities) == 1


def test_a_short_form_expanded_in_two_ways_stays_undecided_and_names_the_rivals() -> None:
    told = linked(
        seen("RMM", sense="Reinforced Merging", aliases=("Reinforced Merging",)),
        seen("RMM", sense="Rapid Motion Model", aliases=("Rapid Motion Model",)),
        seen("RMM"),
    )
    assert [entity.id for entity in told.entities] == ["rapid-motion-model", "reinforced-merging", "rmm"]
    assert told.links[2].entity == "rmm"
    assert told.links[2].reason == "undecided between rapidmotionmodel, reinforcedmerging"


def test_a_term_of_the_vocabulary_speaks_against_the_only_expansion() -> None:
    told = linked(seen("SAM", sense="Self-Assessed Mood", aliases=("Self-Assessed Mood",)), seen("SAM"))
    assert [link_.entity for link_ in told.links] == ["self-assessed-mood", "sam"]


def test_a_sense_the_paper_did_not_spell_out_defines_nothing() -> None:
    told = ids(seen("RMM", sense="Reinforced Merging"), seen("RMM"))
    assert told == ["reinforced-merging", "rmm"]


def test_a_shared_alias_ties_nothing_together() -> None:
    told = linked(
        seen("AlphaNet", aliases=("our model",)),
        seen("BetaNet", aliases=("our model",)),
        seen("our model"),
    )
    assert [entity.id for entity in told.entities] == ["alphanet", "betanet", "our-model"]


def test_a_concept_no_longer_in_the_vocabulary_counts_as_unknown() -> None:
    assert ids(seen("OldNet", concept="gone-net"), seen("OldNet")) == ["oldnet", "oldnet"]


def test_a_term_gives_label_type_sense_and_names() -> None:
    told = linked(seen("LORA", "Model", concept="low-rank-adaptation"))
    (entity,) = told.entities
    assert (entity.id, entity.label, entity.type, entity.sense) == (
        "low-rank-adaptation",
        "LoRA",
        "Method",
        "Low-Rank Adaptation",
    )
    assert entity.aliases == ("LORA", "Low-Rank Adaptation")


def test_label_is_the_most_used_name_and_aliases_are_the_others_sorted() -> None:
    told = linked(seen("Max-Net"), seen("MaxNet", aliases=("maxnets",)), seen("MaxNet"))
    (entity,) = told.entities
    assert (entity.label, entity.aliases) == ("MaxNet", ("Max-Net", "maxnets"))


def test_a_label_shows_no_latex() -> None:
    (entity,) = linked(seen(r"PixNet-$\alpha$")).entities
    assert (entity.id, entity.label) == ("pixnet-alpha", "PixNet-α")


def test_most_papers_tell_the_type() -> None:
    told = linked(seen("GiTok", "Model"), seen("GiTok", "Method"), seen("GiTok", "Model"))
    assert [entity.type for entity in told.entities] == ["Model"]


def test_ids_that_clash_tell_the_type_family() -> None:
    told = linked(seen("GiTok", "Dataset"), seen("GiTok", "Task"))
    assert [entity.id for entity in told.entities] == ["gitok-dataset", "gitok-task"]


def test_ids_that_clash_within_a_family_end_in_a_digest() -> None:
    told = linked(seen("MINT"), seen("mint"))
    assert len({entity.id for entity in told.entities}) == 2
    assert all(entity.id.startswith("mint-") and len(entity.id) == len("mint-") + 16 for entity in told.entities)


def test_an_id_of_the_vocabulary_is_never_free() -> None:
    told = linked(seen("LLaVA", "Dataset"))
    assert [entity.id for entity in told.entities] == ["llava-dataset"]


@pytest.mark.parametrize("role", ["introduces", "mentions"])
def test_every_entity_of_a_paper_has_a_link_and_a_role(role: Role) -> None:
    told = linked([seen("GiTok", role=role), seen("LoRA", concept="low-rank-adaptation")])
    assert [(link_.paper, link_.name, link_.entity) for link_ in told.links] == [
        ("0", "GiTok", "gitok"),
        ("0", "LoRA", "low-rank-adaptation"),
    ]
    assert {(c.subject, c.predicate, c.object) for c in told.claims} == {
        ("0", role, "gitok"),
        ("0", "uses", "low-rank-adaptation"),
    }


def test_two_papers_with_one_id_are_refused() -> None:
    with pytest.raises(UsageError, match="two different papers have the id 'a'"):
        link([paper_graph("a", seen("GiTok")), paper_graph("a", seen("RecTok"))], vocabulary())
