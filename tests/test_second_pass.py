"""`build --learn`: two passes in one run, told in the output, and the same as reading all papers again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from methodgraph import knowledge, pipeline
from methodgraph.extract import Extractor
from methodgraph.learn import table_lines
from methodgraph.vocabulary import load_vocabulary, terms_of

ROOT = Path(__file__).resolve().parent.parent
PAPERS = (
    ("QuaxoSet: A Dataset of Shelves", "We introduce QuaxoSet, a dataset of shelves. It is large."),
    ("Reading", "Our parser reads shelves well. It was made for QuaxoSet, and it is fast."),
    ("Counting", "We count shelves at night. Nothing is known of QUAXOSET."),
    ("Walking", "We walk at night with PPO."),
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    rows = ({"id": str(n), "title": title, "abstract": text} for n, (title, text) in enumerate(PAPERS))
    Path("papers.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("here")
def test_a_name_that_one_paper_introduces_is_recognised_in_another() -> None:
    plain = pipeline.build(["papers.jsonl"], "plain")
    report = pipeline.build(["papers.jsonl"], "output", learn=True)
    assert (plain.learned, report.learned) == (None, 1)
    assert list(report.seconds) == ["read", "extract", "learn", "again", "link", "write"]
    graph = knowledge.load("output")
    quaxoset = graph.entity("QuaxoSet")
    assert quaxoset.type == "Dataset"
    rules = {paper.id: mention.rules for paper, mention in graph.mentions(quaxoset)}
    assert rules["1"] == ("learned/name",)
    assert {claim.paper: claim.predicate for claim in graph.claims_about(quaxoset)}["0"] == "introduces"
    assert {paper.id for paper in graph.papers_with(quaxoset)} == {"0", "1"}
    assert {entity.type for entity in knowledge.load("plain").senses("QuaxoSet")} == {"Dataset", "Method"}


@pytest.mark.usefixtures("here")
def test_the_output_tells_what_was_learned_and_forgets_it_with_the_next_build() -> None:
    pipeline.build(["papers.jsonl"], "output", learn=True)
    manifest = json.loads(Path("output/manifest.json").read_text("utf-8"))
    told = manifest["added"]["learned.tsv"]
    assert (told["names"], told["papers_read_again"]) == (1, 2)
    assert "learned.tsv" in {file["name"] for file in manifest["files"]}
    assert Path("output/learned.tsv").read_text("utf-8").splitlines()[1].startswith("QuaxoSet\tDataset\t")
    pipeline.build(["papers.jsonl"], "output")
    assert not Path("output/learned.tsv").exists()
    assert "added" not in json.loads(Path("output/manifest.json").read_text("utf-8"))


@pytest.mark.usefixtures("here")
def test_what_was_learned_can_be_given_as_vocabulary_and_stays_with_the_graph() -> None:
    pipeline.build(["papers.jsonl"], "first", learn=True)
    pipeline.build(["papers.jsonl"], "output", vocabulary=["first/learned.tsv"])
    graph = knowledge.load("output")
    assert {paper.id for paper in graph.papers_with("QuaxoSet")} == {"0", "1"}
    assert graph.entity("QuaxoSet").id == "quaxoset"
    rules = {paper.id: mention.rules for paper, mention in graph.mentions("QuaxoSet")}
    assert rules["1"] == ("vocabulary/added",)
    graph.write("copy")
    assert Path("copy/vocabulary.tsv").read_bytes() == Path("output/vocabulary.tsv").read_bytes()
    assert knowledge.load("copy").linked == graph.linked


def test_reading_again_where_a_name_stands_is_reading_all_again(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    graphs = list(pipeline.extract(["seeds"]))
    rows = pipeline.learn_names(graphs, min_score=0.2)
    assert len(rows) > 20
    lines = list(table_lines(rows))
    knowing = extractor.with_learned(terms_of(lines, "learned.tsv", load_vocabulary()))
    again = list(pipeline.read_learned(graphs, lines))
    assert again == [knowing(graph.paper) for graph in graphs]
    assert any(one is not other for one, other in zip(again, graphs, strict=True))
    assert any(one is other for one, other in zip(again, graphs, strict=True))
