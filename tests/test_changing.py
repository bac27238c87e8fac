"""A few papers among many: linked and written from what is there, and the bytes are those of a build of all."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from tests.support.stores import published

from methodgraph import pipeline
from methodgraph.pipeline import changing
from methodgraph.store import Store

ROOT = Path(__file__).resolve().parent.parent
OUT = Path("output")
Record = dict[str, Any]


@pytest.fixture
def ways(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Which way each publishing went, and a folder to work in."""
    told: list[str] = []
    for way in ("whole", "changes"):
        before = getattr(changing, f"_write_{way}")

        def spied(*given: Any, way: str = way, before: Any = before) -> Any:
            told.append(way)
            return before(*given)

        monkeypatch.setattr(changing, f"_write_{way}", spied)
    monkeypatch.chdir(tmp_path)
    return told


def _records() -> list[Record]:
    """Return the papers of the seeds as records that a file holds."""
    papers = pipeline.read([ROOT / "seeds"]).papers
    return [
        {"id": paper.id, "title": paper.title, "abstract": paper.text, "year": 2020 + n % 5}
        for n, paper in enumerate(papers)
    ]


def _write(file: str, records: list[Record]) -> None:
    Path(file).write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")


def _is_as_built(*files: str) -> bool:
    """Return whether the files are those that are written as a whole, in another folder."""
    for path in Path("fresh").glob("*.*"):
        if path.name != "store.db":
            path.unlink()  # so that nothing can be gone on with
    pipeline.build(files, "fresh")
    return published(OUT) == published(Path("fresh"))


def test_a_few_papers_come_and_go(ways: list[str]) -> None:
    """At random: papers are added, taken out, given another year or text; each time the bytes are a build's."""
    chance = random.Random(3)  # noqa: S311 - no secret
    records = {f"{n}.jsonl": record for n, record in enumerate(_records())}
    held = sorted(records)[:42]
    for file, record in records.items():
        _write(file, [record])
    pipeline.add(held, OUT)
    for _ in range(6):
        gone, changed = chance.sample(held, 2), chance.sample(held, 2)
        new = chance.sample(sorted(records.keys() - held), 2)
        held = sorted({*held, *new} - {*gone})
        records[changed[0]] |= {"year": chance.randint(1990, 2024)}
        records[changed[1]] |= {"abstract": f"{records[changed[1]]['abstract']} We use LoRA, and CoTFormer."}
        for file in changed:
            _write(file, [records[file]])
        del ways[:]
        pipeline.remove([f"source:{gone[0]}"], OUT)
        pipeline.remove([f"source:{gone[1]}"], OUT, publish=False)
        pipeline.add([file for file in (*new, *changed) if file in held], OUT)
        assert ways == ["changes", "changes"]
        assert _is_as_built(*held)


def test_the_report_and_the_manifest_count_all_papers(ways: list[str]) -> None:
    records = _records()
    _write("most.jsonl", records[2:])
    _write("rest.jsonl", records[:2])
    pipeline.build(["most.jsonl"], OUT)
    changed = pipeline.add(["rest.jsonl"], OUT).built
    whole = pipeline.build(["most.jsonl", "rest.jsonl"], "other")
    assert ways == ["whole", "changes", "whole"]
    assert changed is not None
    for name in ("papers", "entities", "claims", "figures", "code", "unlinked"):
        assert getattr(changed, name) == getattr(whole, name)
    assert list(changed.seconds) == ["read", "extract", "link", "write"]
    assert published(OUT) == published(Path("other"))


@pytest.mark.parametrize("harm", ["touched", "gone", "manifest gone", "many", "rows", "state", "learn"])
def test_what_cannot_be_gone_on_with_is_written_as_a_whole(ways: list[str], harm: str) -> None:
    records = _records()
    _write("most.jsonl", records[12:])
    _write("rest.jsonl", records[: 12 if harm == "many" else 2])
    pipeline.build(["most.jsonl"], OUT)
    if harm == "touched":
        (OUT / "graph.json").write_bytes((OUT / "graph.json").read_bytes().replace(b"20", b"19"))
    elif harm == "gone":
        (OUT / "graph.ttl").unlink()
    elif harm == "manifest gone":
        (OUT / "manifest.json").unlink()
    elif harm == "rows":
        Path("mine.tsv").write_text("label\ttypes\taliases\tsense\tparent\tcontext\nQUAXO\tDataset\t\t\t\t\n", "utf-8")
    elif harm == "state":
        with Store(OUT) as store:
            store.run("UPDATE derived SET value = x'0001020304' WHERE CAST(key AS TEXT) LIKE 'link%'")
    del ways[:]
    pipeline.add(["rest.jsonl"], OUT, vocabulary=["mine.tsv"] if harm == "rows" else None, learn=harm == "learn")
    assert ways == {"manifest gone": ["changes"], "learn": []}.get(harm, ["whole"])
    rows = ["mine.tsv"] if harm == "rows" else []
    pipeline.build(["most.jsonl", "rest.jsonl"], "other", vocabulary=rows, learn=harm == "learn")
    assert published(OUT) == published(Path("other"))


def test_an_interrupted_publishing_is_followed_by_a_whole_one(ways: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    records = _records()
    _write("most.jsonl", records[2:])
    _write("rest.jsonl", records[:2])
    pipeline.build(["most.jsonl"], OUT)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("methodgraph.publish.description.void.dataset_turtle", stop)
        with pytest.raises(KeyboardInterrupt):
            pipeline.add(["rest.jsonl"], OUT)
    pipeline.publish_store(OUT)
    assert ways == ["whole", "changes", "whole"]
    pipeline.build(["most.jsonl", "rest.jsonl"], "other")
    assert published(OUT) == published(Path("other"))
