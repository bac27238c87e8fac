"""The whole line, over the seed papers: what comes out, and the same bytes each time."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from methodgraph import knowledge, pipeline
from methodgraph.errors import InputError, UsageError
from methodgraph.knowledge import KnowledgeGraph

ROOT = Path(__file__).resolve().parent.parent
SAMTOK, FEDWMSAM, LIGHTSAM = "000_30042b6cec7714a8:2", "003_511bb148f6201caf:9", "004_33ff9b10812fb1eb:6"


@pytest.fixture(scope="session")
def builds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return two builds of the seeds, made at the same time by two processes under two hash seeds."""
    outputs = tuple(tmp_path_factory.mktemp(f"hash-seed-{seed}") for seed in "01")
    code = "import sys; from methodgraph.pipeline import build; build(['seeds'], sys.argv[1])"
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(output)],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        for seed, output in enumerate(outputs)
    ]
    assert [process.wait(timeout=120) for process in running] == [0, 0]
    return outputs[0], outputs[1]


@pytest.fixture(scope="session")
def seeds(builds: tuple[Path, Path]) -> KnowledgeGraph:
    return knowledge.load(builds[0])


@pytest.mark.parametrize("name", pipeline.OUTPUT_FILES)
def test_two_hash_seeds_give_the_same_bytes(builds: tuple[Path, Path], name: str) -> None:
    one, other = ((output / name).read_bytes() for output in builds)
    assert len(one) > 500
    assert one == other


def test_a_build_writes_these_files_and_nothing_else(builds: tuple[Path, Path]) -> None:
    assert {path.name for path in builds[0].iterdir()} == {*pipeline.OUTPUT_FILES, "store.db"}


def test_without_a_fixed_time_only_the_provenance_tells_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    outputs = tmp_path / "one", tmp_path / "other"
    for output in outputs:
        pipeline.build([ROOT / "seeds/004_33ff9b10812fb1eb.txt"], output)
    for name in set(pipeline.OUTPUT_FILES) - {"provenance.ttl"}:
        assert (outputs[0] / name).read_bytes() == (outputs[1] / name).read_bytes(), name
    assert b"prov:startedAtTime" in (outputs[0] / "provenance.ttl").read_bytes()


def test_the_manifest_tells_the_files_as_they_are(builds: tuple[Path, Path]) -> None:
    told = json.loads((builds[0] / "manifest.json").read_text("utf-8"))
    assert {file["name"] for file in told["files"]} == set(pipeline.OUTPUT_FILES) - {"manifest.json", "provenance.ttl"}
    for file in told["files"]:
        content = (builds[0] / file["name"]).read_bytes()
        assert (file["bytes"], file["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    assert [source["name"] for source in told["inputs"]] == sorted(
        path.relative_to(ROOT).as_posix() for path in (ROOT / "seeds").iterdir()
    )
    assert told["counts"]["papers"] == 49


def test_no_file_tells_where_it_was_made(builds: tuple[Path, Path]) -> None:
    for path in builds[0].iterdir():
        content = path.read_bytes()
        assert str(ROOT).encode() not in content
        assert str(builds[0]).encode() not in content


def test_all_seed_papers_are_in_the_graph(seeds: KnowledgeGraph) -> None:
    assert len(seeds.papers) == 49
    assert len(seeds.entities) > 200


def test_segment_anything_and_sharpness_aware_minimization_are_two_things(seeds: KnowledgeGraph) -> None:
    segment, sharpness = seeds.entity("SAM2"), seeds.entity("Sharpness-Aware Minimization")
    assert segment.id != sharpness.id
    assert [paper.id for paper in seeds.papers_with(segment)] == [SAMTOK]
    assert [paper.id for paper in seeds.papers_with(sharpness)] == [FEDWMSAM, LIGHTSAM]
    assert "SAM" in {sharpness.label, *sharpness.aliases}
    about = seeds.claims_about(segment)
    assert all(sharpness.id not in {claim.subject, claim.object} for claim in about)


def test_variants_are_tied_and_never_merged(seeds: KnowledgeGraph) -> None:
    variants = {(claim.subject, claim.object) for claim in seeds.claims if claim.predicate == "variantOf"}
    assert (seeds.entity("Qwen2.5-VL-7B").id, seeds.entity("Qwen2.5-VL").id) in variants
    assert seeds.entity("MTL-LoRA").id != seeds.entity("LoRA").id


def test_every_offset_slices_its_paper(seeds: KnowledgeGraph) -> None:
    papers = {paper.id: paper for paper in seeds.papers}
    passages = [(claim.paper, passage) for claim in seeds.claims for passage in claim.evidence]
    passages += [(figure.paper, passage) for figure in seeds.figures for passage in figure.evidence]
    passages += [(link.paper, passage) for link in seeds.linked.links for passage in link.mentions]
    assert len(passages) > 1000
    assert all(getattr(papers[paper], p.field)[p.start : p.end] == p.text for paper, p in passages)


def test_papers_in_another_order_give_the_same_things(seeds: KnowledgeGraph) -> None:
    turned = KnowledgeGraph(reversed(seeds._graphs))
    assert (turned.entities, turned.claims, turned.figures) == (seeds.entities, seeds.claims, seeds.figures)


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder with one good and one broken file."""
    monkeypatch.chdir(tmp_path)
    record = {"id": "1", "title": "GiTok", "abstract": "We propose GiTok, a novel method for image segmentation."}
    Path("good.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    Path("bad.jsonl").write_text("{\n", encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("small")
def test_a_build_reports_what_it_did() -> None:
    heard: list[tuple[str, int, int | None]] = []
    report = pipeline.build(["good.jsonl"], "deep/output", progress=lambda *told: heard.append(told))
    assert report.papers == 1
    assert sum(report.entities.values()) > 0
    assert report.claims["introduces"] == 1
    assert [file.path for file in report.files] == [Path("deep/output", name) for name in pipeline.OUTPUT_FILES]
    assert all(file.size == file.path.stat().st_size for file in report.files)
    assert list(report.seconds) == ["read", "extract", "link", "write"]
    assert report.problems == ()
    assert ("extract", 1, 1) in heard
    assert heard[-1] == ("write", len(pipeline.OUTPUT_FILES), len(pipeline.OUTPUT_FILES))


@pytest.mark.usefixtures("small")
def test_a_source_that_cannot_be_read_stops_the_build_before_it_writes() -> None:
    with pytest.raises(InputError, match=r"bad\.jsonl:"):
        pipeline.build(["good.jsonl", "bad.jsonl"], "output")
    assert not Path("output").exists()


@pytest.mark.usefixtures("small")
def test_keep_going_builds_the_rest_and_tells_the_problems() -> None:
    report = pipeline.build(["bad.jsonl", "good.jsonl"], "output", keep_going=True)
    assert report.papers == 1
    assert [problem.path for problem in report.problems] == ["bad.jsonl"]


@pytest.mark.usefixtures("small")
def test_an_output_that_is_a_file_is_told() -> None:
    with pytest.raises(UsageError, match=r"good\.jsonl"):
        pipeline.build(["good.jsonl"], "good.jsonl")


@pytest.mark.usefixtures("small")
def test_a_failed_build_leaves_no_manifest(monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline.build(["good.jsonl"], "output")

    def fail(*_: object) -> None:
        raise UsageError("disk full")

    monkeypatch.setattr("methodgraph.publish.description.void.dataset_turtle", fail)
    with pytest.raises(UsageError, match="disk full"):
        pipeline.build(["good.jsonl"], "output")
    assert not Path("output/manifest.json").exists()


def test_extract_yields_papers_one_by_one(seeds: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    told = [
        next(pipeline.extract([f"seeds/{name}"])) for name in ("004_33ff9b10812fb1eb.txt", "000_30042b6cec7714a8.txt")
    ]
    assert [graph.paper.id for graph in told] == ["004_33ff9b10812fb1eb:1", "000_30042b6cec7714a8:1"]
    assert all(graph in seeds._graphs for graph in told)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("output", ["good.jsonl", "good.jsonl/deep"])
def test_an_output_that_cannot_be_made_is_told_before_anything_is_read(output: str) -> None:
    heard: list[str] = []
    with pytest.raises(UsageError, match=f"{output}: cannot be written to"):
        pipeline.build(["bad.jsonl"], output, progress=lambda stage, _done, _total: heard.append(stage))
    assert heard == []


@pytest.mark.usefixtures("small")
def test_an_output_that_takes_no_file_is_told_before_anything_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_told: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr("tempfile.TemporaryFile", full)
    with pytest.raises(UsageError, match=r"^deep/output: cannot be written to \(Read-only file system\)$"):
        pipeline.build(["bad.jsonl"], "deep/output")
    assert not Path("deep").exists()


@pytest.mark.usefixtures("small")
def test_folders_that_a_failed_build_made_go_and_those_that_were_there_stay() -> None:
    Path("mine").mkdir()
    for output in ("mine", "mine/deep/output"):
        with pytest.raises(InputError):
            pipeline.build(["bad.jsonl"], output)
    assert list(Path("mine").iterdir()) == []
