"""What is extracted once is not extracted again, for as long as it would come out the same."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from tests.cli.calls import environment
from tests.support.stores import published

from methodgraph import pipeline
from methodgraph.errors import Problem
from methodgraph.records import Paper
from methodgraph.store import Store
from methodgraph.store.rules import _DEPENDS, rules_digest
from methodgraph.vocabulary import Term
from methodgraph.workers import extract_encoded

Extracted = list[str]


@pytest.fixture
def extracted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Extracted:
    """The ids of the papers that are extracted from now on; a folder to work in with three papers."""
    told: Extracted = []

    def spied(
        papers: Iterable[Paper], terms: Sequence[Term] = (), *, workers: int | None = None
    ) -> Iterator[bytes | Problem]:
        def heard() -> Iterator[Paper]:
            for paper in papers:
                told.append(paper.id)
                yield paper

        return extract_encoded(heard(), terms, workers=workers)

    monkeypatch.setattr("methodgraph.workers.extract_encoded", spied)
    monkeypatch.chdir(tmp_path)
    _write(
        "papers.jsonl", {"A": "We use LoRA for classification.", "B": "We train on QUAXO.", "C": "We propose FooNet."}
    )
    return told


def _write(file: str, texts: dict[str, str]) -> None:
    lines = (
        json.dumps({"id": name, "title": f"On {name} and more of it", "abstract": text}) for name, text in texts.items()
    )
    Path(file).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _rows(file: str, *rows: str) -> Path:
    Path(file).write_text("\n".join(["label\ttypes\taliases\tsense\tparent\tcontext", *rows, ""]), encoding="utf-8")
    return Path(file)


def _drain(told: Extracted) -> Extracted:
    some = sorted(told)
    told.clear()
    return some


def test_unchanged_papers_are_not_extracted_again(extracted: Extracted) -> None:
    pipeline.build(["papers.jsonl"])
    assert _drain(extracted) == ["A", "B", "C"]
    pipeline.build(["papers.jsonl"])
    pipeline.add(["papers.jsonl"])
    assert _drain(extracted) == []
    _write("more.jsonl", {"D": "We use LoRA for regression."})
    _write("papers.jsonl", {"A": "We use LoRA for classification.", "B": "We train on QUAXO twice."})
    assert pipeline.add(["more.jsonl", "papers.jsonl"]).extracted == 2
    assert _drain(extracted) == ["B", "D"]


def test_adding_what_is_there_publishes_nothing(extracted: Extracted) -> None:
    pipeline.build(["papers.jsonl"])
    before = Path("output/manifest.json").stat().st_mtime_ns
    assert pipeline.add(["papers.jsonl"]).built is None
    assert Path("output/manifest.json").stat().st_mtime_ns == before
    Path("output/graph.json").write_text("{}", encoding="utf-8")
    assert pipeline.add(["papers.jsonl"]).built is not None
    assert extracted == ["A", "B", "C"]


def test_a_row_makes_only_papers_be_read_again_that_may_bear_its_name(extracted: Extracted) -> None:
    pipeline.build(["papers.jsonl"])
    _drain(extracted)
    with_row = pipeline.publish_store("output", vocabulary=[_rows("mine.tsv", "QUAXO\tDataset\t\t\t\t")])
    assert _drain(extracted) == ["B"]
    assert with_row.entities["Dataset"] == 1
    assert pipeline.add(["papers.jsonl"]).built is None  # the row stays
    pipeline.build(["papers.jsonl"], "other", vocabulary=["mine.tsv"])
    assert published(Path("output")) == published(Path("other"))
    _drain(extracted)
    pipeline.publish_store("output", vocabulary=[_rows("mine.tsv", "QUAXO\tBenchmark\t\t\t\t", "Bar\tMethod\t\t\t\t")])
    assert _drain(extracted) == ["B"]
    pipeline.publish_store("output", vocabulary=[_rows("none.tsv")])
    assert _drain(extracted) == ["B"]
    pipeline.build(["papers.jsonl"], "plain")
    assert published(Path("output")) == published(Path("plain"))


def test_new_rules_make_all_papers_be_read_again(extracted: Extracted, monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline.build(["papers.jsonl"])
    assert _drain(extracted) == ["A", "B", "C"]
    for place in ("extractions", "state"):
        monkeypatch.setattr(f"methodgraph.store.{place}.rules_digest", lambda: b"other rules")
    assert (pipeline.status().extracted, pipeline.status().to_extract) == (0, 3)
    assert pipeline.status().published == "out of date"
    pipeline.publish_store()
    assert _drain(extracted) == ["A", "B", "C"]
    assert (pipeline.status().to_extract, pipeline.status().published) == (0, "up to date")


def test_a_shipped_term_that_goes_makes_the_papers_with_its_name_be_read_again(
    extracted: Extracted, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline.build(["papers.jsonl"])
    _drain(extracted)
    from methodgraph.store.vocabularies import Snapshot, shipped  # noqa: PLC0415

    now = shipped()
    fewer = Snapshot(b"another", tuple(told for told in now.terms if "LoRA" not in told[2]))
    for place in ("extractions", "state"):
        monkeypatch.setattr(f"methodgraph.store.{place}.shipped", lambda: fewer)
    assert (pipeline.status().extracted, pipeline.status().to_extract) == (2, 1)
    pipeline.publish_store()
    assert _drain(extracted) == ["A"]


def test_what_was_extracted_before_an_interruption_is_kept(
    extracted: Extracted, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(which: int) -> Callable[..., Iterator[bytes | Problem]]:
        def told(papers: Iterable[Paper], terms: Sequence[Term] = (), **_: object) -> Iterator[bytes | Problem]:
            for number, found in enumerate(extract_encoded(papers, terms)):
                if number == which:
                    raise KeyboardInterrupt
                yield found

        return told

    with monkeypatch.context() as patch:
        patch.setattr("methodgraph.workers.extract_encoded", stopped(2))
        with pytest.raises(KeyboardInterrupt):
            pipeline.build(["papers.jsonl"])
    told = pipeline.status()
    assert (told.papers, told.extracted, told.published) == (3, 2, "never")
    pipeline.publish_store()
    assert _drain(extracted) == ["C"]


def test_a_paper_that_nothing_comes_of_is_told_published_and_tried_again(
    extracted: Extracted, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(papers: Iterable[Paper], terms: Sequence[Term] = (), **_: object) -> Iterator[bytes | Problem]:
        for paper in papers:
            told = extract_encoded([paper], terms)
            yield Problem("papers.jsonl", 2, "nothing came of it", "try again") if paper.id == "B" else next(told)

    with monkeypatch.context() as patch:
        patch.setattr("methodgraph.workers.extract_encoded", failing)
        report = pipeline.build(["papers.jsonl"])
    assert (report.papers, [str(one) for one in report.problems]) == (
        3,
        ["papers.jsonl:2: nothing came of it; try again"],
    )
    assert pipeline.add(["papers.jsonl"]).problems == ()
    assert _drain(extracted) == ["B"]


def test_learned_names_are_kept_too_and_change_nothing(extracted: Extracted) -> None:
    texts = {f"{n}": f"We evaluate method{n} on the QUAXO dataset. QUAXO is a dataset of {n} pages." for n in range(4)}
    _write("some.jsonl", texts)
    _write("rest.jsonl", {"x": "On QUAXO we see gains.", "y": "Nothing is said here."})
    pipeline.build(["some.jsonl"], "output", learn=True)
    pipeline.add(["rest.jsonl"], "output")
    pipeline.build(["rest.jsonl", "some.jsonl"], "other", learn=True)
    assert published(Path("output")) == published(Path("other"))
    assert Path("output/learned.tsv").read_bytes() == Path("other/learned.tsv").read_bytes()
    with Store(Path("output"), read_only=True) as store:
        assert store.number("SELECT count(*) FROM extraction WHERE pass = 1") == 6
    assert extracted.count("y") == 2


def test_a_damaged_extraction_is_told_and_made_again(extracted: Extracted, caplog: pytest.LogCaptureFixture) -> None:
    pipeline.build(["papers.jsonl"])
    before = published(Path("output"))
    _drain(extracted)
    with Store(Path("output")) as store:
        content, graph = store.row("SELECT content, graph FROM extraction ORDER BY content LIMIT 1") or ()
        store.run("UPDATE extraction SET graph = ? WHERE content = ?", graph[:-1] + b"?", content)
    Path("output/graph.ttl").unlink()  # so that all has to be written anew, of all extractions
    pipeline.publish_store()
    assert "store.db: 1 extraction in it could not be read back; it is made again" in caplog.text
    assert len(_drain(extracted)) == 1
    assert published(Path("output")) == before


def test_all_that_the_extractor_imports_is_in_the_digest_of_the_rules() -> None:
    """A change of code that can change what is extracted must make the store extract again."""
    code = "import sys, methodgraph.extract; print(*(n for n in sys.modules if n.startswith('methodgraph.')))"
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, env=environment()
    ).stdout.decode()
    parts = {name.split(".")[1] for name in told.split()}
    assert parts - {"errors", "files"} <= {name.removesuffix(".py") for name in _DEPENDS}
    assert rules_digest() == rules_digest()
