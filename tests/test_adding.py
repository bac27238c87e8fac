"""Papers come and go; what is published depends on which are there, and on nothing else: the bytes of all files."""

from __future__ import annotations

import json
import os
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.support.stores import published

from methodgraph import pipeline
from methodgraph.errors import InputError, UsageError

ROOT = Path(__file__).resolve().parent.parent
OUT = Path("output")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with three files of papers that overlap."""
    monkeypatch.chdir(tmp_path)
    _corpus(tmp_path)
    return tmp_path


def _corpus(folder: Path) -> None:
    papers = [
        {"id": paper.id, "title": paper.title, "abstract": paper.text, "doi": f"10.1000/{number}"}
        for number, paper in enumerate(pipeline.read([ROOT / "seeds"]).papers[:9])
    ]
    parts = {"a": papers[:4], "b": papers[3:7], "c": papers[6:]}
    for name, some in parts.items():
        told = [{**paper, "venue": f"Venue {name}"} for paper in some]
        (folder / f"{name}.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in told), encoding="utf-8")


@pytest.mark.usefixtures("here")
def test_the_order_of_adding_makes_no_difference() -> None:
    files = ["a.jsonl", "b.jsonl", "c.jsonl"]
    pipeline.build(files, "at-once")
    for order in permutations(files):
        folder = Path("-".join(order))
        for file in order:
            pipeline.add([file], folder, publish=file == order[-1])
        assert published(folder) == published(Path("at-once")), order


@pytest.mark.usefixtures("here")
def test_adding_and_removing_gives_back_the_same_bytes() -> None:
    pipeline.add(["a.jsonl"], OUT)
    before = published(OUT)
    pipeline.add(["b.jsonl", "c.jsonl"], OUT)
    assert published(OUT) != before
    told = pipeline.remove(["source:b.jsonl"], OUT)
    assert (told.gone, len(told.going)) == (2, 4)  # two of its papers are in another file too
    pipeline.remove(["source:c.jsonl"], OUT)
    assert published(OUT) == before


@pytest.mark.usefixtures("here")
def test_a_build_reads_the_same_with_and_without_what_was_there() -> None:
    pipeline.build(["b.jsonl", "c.jsonl"], OUT, learn=True)
    pipeline.build(["a.jsonl"], OUT)
    pipeline.build(["a.jsonl"], "fresh")
    assert published(OUT) == published(Path("fresh"))
    assert not (OUT / "learned.tsv").exists()


@pytest.mark.usefixtures("here")
def test_the_manifest_tells_inputs_as_they_were_read() -> None:
    pipeline.build(["a.jsonl"], OUT)
    before = published(OUT)
    Path("a.jsonl").unlink()
    pipeline.publish_store(OUT)
    assert published(OUT) == before


@pytest.mark.usefixtures("here")
def test_a_file_with_a_fault_lets_nothing_in() -> None:
    pipeline.add(["a.jsonl"], OUT)
    before, state = published(OUT), pipeline.status(OUT)
    Path("bad.jsonl").write_text('{"id": "x"\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"bad\.jsonl:1"):
        pipeline.add(["b.jsonl", "bad.jsonl"], OUT)
    with pytest.raises(InputError, match=r"bad\.jsonl:1"):
        pipeline.build(["b.jsonl", "bad.jsonl"], OUT)
    assert (published(OUT), pipeline.status(OUT)) == (before, state)
    report = pipeline.add(["b.jsonl", "bad.jsonl"], OUT, keep_going=True)
    assert [problem.path for problem in report.problems] == ["bad.jsonl"]
    assert (report.changes.new, report.papers) == (4, 7)


@pytest.mark.usefixtures("here")
def test_settings_stay_until_others_are_given() -> None:
    Path("mine").mkdir()
    Path("mine/different.tsv").write_text("name\tother\tpaper\nLoRA\tMTL-LoRA\t\n", encoding="utf-8")
    pipeline.add([ROOT / "seeds"], OUT, curation="mine", learn=True)
    pipeline.add(["a.jsonl"], OUT)
    told = pipeline.status(OUT)
    assert (told.curated_lines, told.learn) == (1, True)
    pipeline.build(["a.jsonl", ROOT / "seeds"], "other", curation="mine", learn=True)
    assert published(OUT) == published(Path("other"))
    pipeline.publish_store(OUT, learn=False)
    assert not pipeline.status(OUT).learn


@pytest.mark.usefixtures("here")
def test_what_was_interrupted_is_told_and_finished() -> None:
    pipeline.add(["a.jsonl"], OUT)
    before = published(OUT)
    (OUT / "manifest.json").unlink()
    assert pipeline.status(OUT).published == "interrupted"
    pipeline.add(["a.jsonl"], OUT)
    assert (pipeline.status(OUT).published, published(OUT)) == ("up to date", before)
    pipeline.add(["b.jsonl"], OUT, publish=False)
    assert (pipeline.status(OUT).published, published(OUT)) == ("out of date", before)


@pytest.mark.usefixtures("here")
def test_drafts_that_a_killed_process_left_are_taken_away_once_they_are_old() -> None:
    pipeline.add(["a.jsonl"], OUT)
    old, new, mine = (OUT / name for name in (f".{'0' * 16}.tmp", f".{'1' * 16}.tmp", ".mine.tmp"))
    for path in (old, new, mine):
        path.write_bytes(b"half")
    for path in (old, mine):
        os.utime(path, (0, 0))
    pipeline.publish_store(OUT)
    assert [path.exists() for path in (old, new, mine)] == [False, True, True]


@pytest.mark.usefixtures("here")
def test_all_papers_may_go() -> None:
    pipeline.add(["a.jsonl"], OUT)
    assert pipeline.remove(["source:*"], OUT).papers == 0
    assert pipeline.status(OUT).published == "up to date"
    assert pipeline.remove(["source:*"], OUT).going == ()
    with pytest.raises(UsageError, match="no paper was found"):
        pipeline.add([], OUT)


_FILES = st.sampled_from(["a.jsonl", "b.jsonl", "c.jsonl"])


class Corpus(RuleBasedStateMachine):
    """Adds and removes at random, and compares with a build of the files that should be there."""

    folder: Path
    """A new one for each run; set by the test below."""
    built: dict[frozenset[str], dict[str, bytes]] = {}  # noqa: RUF012 - shared between runs on purpose

    @initialize()
    def begin(self) -> None:
        self.out = self.folder / f"run{len(list(self.folder.iterdir()))}"
        self.files: frozenset[str] = frozenset()

    @rule(file=_FILES)
    def add(self, file: str) -> None:
        pipeline.add([file], self.out)
        self.files |= {file}

    @rule(file=_FILES)
    def add_later(self, file: str) -> None:
        pipeline.add([file], self.out, publish=False)
        self.files |= {file}
        pipeline.publish_store(self.out)

    @rule(file=_FILES)
    def remove(self, file: str) -> None:
        if self.out.exists():
            pipeline.remove([f"source:{file}"], self.out)
            self.files -= {file}

    @rule(file=_FILES, other=_FILES)
    def build(self, file: str, other: str) -> None:
        pipeline.build([file, other], self.out)
        self.files = frozenset({file, other})

    @invariant()
    def published_is_what_a_build_gives(self) -> None:
        if not self.files:
            return
        if self.files not in self.built:
            pipeline.build(sorted(self.files), self.folder / "fresh")
            self.built[self.files] = published(self.folder / "fresh")
        assert published(self.out) == self.built[self.files]


@pytest.mark.slow
def test_whatever_comes_and_goes(here: Path) -> None:
    from hypothesis.stateful import run_state_machine_as_test  # noqa: PLC0415

    (here / "runs").mkdir()
    machine = type("Run", (Corpus,), {"folder": here / "runs", "built": {}})
    quick = settings(
        max_examples=12,
        stateful_step_count=8,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    run_state_machine_as_test(machine, settings=quick)
