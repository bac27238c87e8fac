"""What a folder holds, as a user sees it; and `publish`, which brings it up to date."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.calls import Call
from tests.cli.test_add import write

import methodgraph


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: Call) -> None:
    monkeypatch.chdir(tmp_path)
    write("monday.jsonl", "A", "B")
    write("tuesday.jsonl", "B", "C")
    call("add", "monday.jsonl", "--quiet")


def _rows(told: str) -> dict[str, str]:
    return {line[:10].strip(): line[11:] for line in told.splitlines() if line[:10].strip()}


def test_status_tells_what_there_is(call: Call) -> None:
    result = call("status")
    assert (result.exit_code, result.stderr) == (0, "")
    told = _rows(result.stdout)
    assert told["papers"] == "2"
    assert told["published"] == f"up to date by methodgraph {methodgraph.__version__}"
    assert told["extracted"] == "2"
    assert "           monday.jsonl  2 records\n" in result.stdout


def test_status_tells_what_is_to_be_done(call: Call) -> None:
    call("add", "tuesday.jsonl", "--no-publish", "--quiet")
    told = _rows(call("status").stdout)
    assert (told["papers"], told["records"]) == ("3", "4  one for each paper of each source")
    assert told["published"].startswith("out of date by methodgraph ")
    assert told["published"].endswith(
        " (papers, settings or rules changed since); `methodgraph publish` writes it anew"
    )
    assert call("publish").exit_code == 0
    assert _rows(call("status").stdout)["published"].startswith("up to date")


def test_status_names_the_command_for_its_folder(call: Call) -> None:
    call("add", "monday.jsonl", "--no-publish", "--output", "other", "--quiet")
    told = _rows(call("status", "--output", "other").stdout)["published"]
    assert told == "never; `methodgraph publish --output other` writes it"


def test_status_tells_why_it_is_out_of_date(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("methodgraph.store.state.rules_digest", lambda: b"other rules")
        told = _rows(call("status").stdout)["published"]
        assert json.loads(call("status", "--json").stdout)["reason"] == "the rules or the vocabulary changed since"
    assert " (the rules or the vocabulary changed since); " in told
    assert json.loads(call("status", "--json").stdout)["reason"] is None
    monkeypatch.setattr("methodgraph.pipeline.keeping.version", lambda: "99.0")
    assert " (this is methodgraph 99.0); " in _rows(call("status").stdout)["published"]


def test_status_as_json_has_it_all(call: Call) -> None:
    told = json.loads(call("status", "--json").stdout)
    assert told["sources"] == [{"file": "monday.jsonl", "papers": 2}]
    assert (told["papers"], told["to_extract"], told["published"], told["learn"]) == (2, 0, "up to date", False)
    assert told["bytes"] == Path("output/store.db").stat().st_size


def test_status_leaves_no_trace(call: Call) -> None:
    before = {path: path.stat().st_mtime_ns for path in Path("output").iterdir()}
    call("status")
    assert {path: path.stat().st_mtime_ns for path in Path("output").iterdir()} == before


def test_without_a_store_it_says_so(call: Call) -> None:
    result = call("status", "--output", "nowhere")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no store; add papers first" in result.stderr


def test_what_is_damaged_is_told(call: Call) -> None:
    content = Path("output/store.db").read_bytes()
    assert b"We use LoRA in A." in content
    Path("output/store.db").write_bytes(content.replace(b"We use LoRA in A.", b"We use LoRA in B."))
    Path("output/graph.ttl").unlink()  # so that all is written anew, and read for that
    for command in ("status", "publish"):
        result = call(command)
        assert result.exit_code == 1
        assert "store.db: damaged (the checksum of a record is wrong); restore it" in result.stderr


def test_publish_takes_settings_that_hold_from_then_on(call: Call) -> None:
    Path("mine.tsv").write_text("label\ttypes\taliases\tsense\tparent\tcontext\nLoRA\tTask\t\t\t\t\n", encoding="utf-8")
    assert call("publish", "--vocabulary", "mine.tsv", "--learn", "--quiet").exit_code == 0
    assert Path("output/vocabulary.tsv").exists()
    told = _rows(call("status").stdout)
    assert told["settings"] == "learns names from its papers, 1 given row, 0 curated lines"
    call("publish", "--no-learn", "--quiet")
    assert not Path("output/learned.tsv").exists()
    assert Path("output/vocabulary.tsv").exists()
