"""Why is this in the graph? Over the seeds, and over names that two things bear."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import Result
from tests.cli.calls import Call
from tests.support.graphs import paper_graph, seen

from methodgraph import KnowledgeGraph, load
from methodgraph.errors import UsageError
from methodgraph.grouped import papers_of_entities
from methodgraph.knowledge.explanation import sense_lines
from methodgraph.records import Entity

Built = tuple[Path, Result]

SEGMENT = Entity("segment-anything", "SAM", "Model", ("Segment Anything",))
SHARPNESS = Entity("sharpness-aware-minimization", "Sharpness-Aware Minimization", "Method", ("SAM",))
LORA = Entity("low-rank-adaptation", "LoRA", "Method", ("low-rank adapter",), "Low-Rank Adaptation")
ALL = (LORA, SEGMENT, SHARPNESS)


@pytest.fixture(scope="module")
def graph(built: Built) -> KnowledgeGraph:
    return load(built[0])


def test_every_mention_rule_and_sentence_is_there(call: Call, built: Built, graph: KnowledgeGraph) -> None:
    lora = graph.entity("LoRA")
    told = call("explain", "LoRA", "--graph", built[0]).stdout
    mentions = graph.mentions(lora)
    assert len(mentions) > 3
    for _, mention in mentions:
        assert any(
            f"{mention.field}:{mention.start}-{mention.end}" in line
            and f"[[{mention.text}]]" in line
            and line.endswith(", ".join(mention.rules))
            for line in told.splitlines()
        )
    unmarked = told.replace("[[", "").replace("]]", "")
    for claim in graph.claims_about(lora):
        assert all(f"“{passage.text}”" in unmarked for passage in claim.evidence)
    for link in graph.linked.links:
        assert link.entity != lora.id or f"{link.name} is this entity: {link.reason}" in told


def test_every_confidence_is_shown_with_what_it_rests_on(call: Call, built: Built, graph: KnowledgeGraph) -> None:
    told = call("explain", "LoRA", "--graph", built[0]).stdout
    claims = graph.claims_about("LoRA")
    assert claims
    for claim in claims:
        assert claim.confidence is not None
        score, *factors = re.escape(str(claim.confidence.score)), *claim.confidence.factors
        lines = [rf"    confidence {score}"]
        for factor in factors:
            grounds = ", ".join(rf"{re.escape(g.rule)} {g.precision} \(.+?\)" for g in factor.grounds)
            again = rf"; {factor.witnesses} (?:mentions|papers)" if factor.witnesses > 1 else ""
            lines.append(rf"      {factor.score} [a-z ]+(?: as .+)?: {grounds}{again}")
        assert re.search("^" + "\n".join(lines) + "$", told, re.MULTILINE)


def test_a_rule_that_was_never_measured_says_so(call: Call, built: Built, graph: KnowledgeGraph) -> None:
    variant = next(claim for claim in graph.claims if claim.predicate == "variantOf")
    told = call("explain", variant.subject, "--graph", built[0]).stdout
    assert re.search(r"the relation holds: variantOf/\w+ 0\.\d+ \(never measured\)", told)


def test_papers_by_role_and_relations(call: Call, built: Built, graph: KnowledgeGraph) -> None:
    told = call("explain", "LoRA", "--graph", built[0]).stdout
    for paper in graph.papers_with("LoRA", "uses"):
        assert re.search(rf"^  uses +{re.escape(paper.id)}  ", told, re.MULTILINE)
    assert re.search(r"^  MTL-LoRA extends LoRA  000_", told, re.MULTILINE)


def test_every_entity_of_the_graph_can_be_explained(graph: KnowledgeGraph) -> None:
    for entity in graph.entities:
        lines = [line.plain for line in graph.explain(entity).lines(marks=True)]
        assert lines[0].endswith(f"entity:{entity.id}")
        assert not any("\n" in line for line in lines)


def test_figures_are_told(call: Call, built: Built) -> None:
    told = call("explain", "V-STAR", "--graph", built[0]).stdout
    assert re.search(r"^  Open-o3 Video: mAM \+14\.4% on V-STAR against Qwen2\.5-VL  ", told, re.MULTILINE)


def test_unknown_name_suggests_close_ones(call: Call, built: Built) -> None:
    result = call("explain", "LoRRA", "--graph", built[0])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "LoRA" in result.stderr


def test_graph_that_is_not_there(call: Call, tmp_path: Path) -> None:
    result = call("explain", "LoRA", "--graph", tmp_path / "none")
    assert (result.exit_code, result.stdout) == (1, "")
    named = (tmp_path / "none").as_posix()
    remedy = f"build a graph first: methodgraph build PATH --output {named}"
    assert result.stderr == f"{named}: no such file or folder; {remedy}\n"


def test_no_graph_was_built_yet(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = "build a graph first: methodgraph build PATH\n"
    assert call("explain", "LoRA").stderr == f"output: no such file or folder; {told}"
    (tmp_path / "output").mkdir()
    assert call("explain", "LoRA").stderr == f"output: no papers.jsonl in this folder; {told}"


def test_shared_name_lists_the_senses(
    call: Call, built: Built, graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(KnowledgeGraph, "entities", ALL)
    result = call("explain", "SAM", "--graph", built[0])
    assert (result.exit_code, result.stdout) == (1, "")
    first, *listed = result.stderr.splitlines()
    assert "2 things" in first
    assert listed == list(sense_lines([SEGMENT, SHARPNESS], papers_of_entities(graph.linked)))


def test_senses_stand_by_papers_then_by_id() -> None:
    papers = {SEGMENT.id: {"a"}, SHARPNESS.id: {"a", "b"}, LORA.id: {"c"}}
    assert list(sense_lines(ALL, papers)) == [
        "  sharpness-aware-minimization  Method     2 papers  Sharpness-Aware Minimization (SAM)",
        "  low-rank-adaptation           Method      1 paper  LoRA (low-rank adapter, Low-Rank Adaptation)",
        "  segment-anything              Model       1 paper  SAM (Segment Anything)",
    ]


def test_the_thing_of_nine_papers_in_ten_is_shown_and_the_others_told(call: Call, tmp_path: Path) -> None:
    used = [seen("SAM", "Model", sense="Segment Anything Model", aliases=("Segment Anything Model",))]
    other = [seen("SAM", sense="Sharpness-Aware Minimization", aliases=("Sharpness-Aware Minimization",))]
    for number, status in ((8, 1), (9, 0)):
        papers = [paper_graph(f"p{n}", *used) for n in range(number)]
        KnowledgeGraph([*papers, paper_graph("q", *other)]).write(tmp_path)
        result = call("explain", "SAM", "--graph", tmp_path)
        assert (result.exit_code, "entity:segment-anything-model" in result.stdout) == (status, status == 0)
        first, *listed = result.stderr.splitlines()
        assert first.startswith("'SAM' names 2 things; ")
        assert [line.split()[:3] for line in listed] == [
            ["segment-anything-model", "Model", str(number)], ["sharpness-aware-minimization", "Method", "1"],
        ]  # fmt: skip


def test_python_and_explain_take_a_name_for_the_same_things(call: Call, built: Built, graph: KnowledgeGraph) -> None:
    assert [entity.id for entity in graph.senses("QA")] == ["question-answer", "question-answering"]
    result = call("explain", "QA", "--graph", built[0])
    assert result.exit_code == 1
    with pytest.raises(UsageError) as caught:
        graph.entity("QA")
    for entity in graph.senses("QA"):
        assert entity.id in result.stderr
        assert entity.id in str(caught.value)


def test_senses_by_id_to_the_letter_and_in_any_spelling(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(KnowledgeGraph, "entities", ALL)
    senses = KnowledgeGraph(()).senses
    assert senses("low-rank-adaptation") == (LORA,)
    assert senses("Low-Rank Adaptation") == (LORA,)
    assert senses("low rank adapters") == (LORA,)
    assert senses("SAM") == senses("sam") == (SEGMENT, SHARPNESS)
    assert senses("sharpness-aware-minimization") == (SHARPNESS,)
    assert senses("Adam") == ()


def test_close_names_are_labels_whatever_alias_is_like_it(
    call: Call, built: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(KnowledgeGraph, "entities", ALL)
    for name, label in {"sharpness": "Sharpness-Aware Minimization", "low rank adaptor": "LoRA"}.items():
        assert f"close to it are: {label}." in call("explain", name, "--graph", built[0]).stderr
    assert "close" not in call("explain", "zzz", "--graph", built[0]).stderr


def test_another_file_of_the_build_is_told_in_one_line(call: Call, built: Built) -> None:
    result = call("explain", "LoRA", "--graph", built[0] / "graph.ttl")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith("graph.ttl: explain takes a build's output folder or its papers.jsonl\n")
    assert result.stderr.count("\n") == 1
    assert call("explain", "LoRA", "--graph", built[0] / "papers.jsonl").exit_code == 0
