"""Papers that come later, as a user sees it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.calls import Call
from tests.support.stores import published


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with papers of monday and of tuesday."""
    monkeypatch.chdir(tmp_path)
    write("monday.jsonl", "A", "B")
    write("tuesday.jsonl", "B", "C")
    return tmp_path


def write(file: str, *names: str) -> str:
    """Write a file of papers and return what is in it."""
    told = (
        {"id": name, "title": f"On {name} and what follows", "abstract": f"We use LoRA in {name}.", "year": 2020}
        for name in names
    )
    text = "".join(f"{json.dumps(one)}\n" for one in told)
    Path(file).write_text(text, encoding="utf-8")
    return text


@pytest.mark.usefixtures("here")
def test_add_publishes_and_tells_what_changed(call: Call) -> None:
    first = call("add", "monday.jsonl")
    assert (first.exit_code, first.stdout) == (0, "")
    assert "2 new, 0 changed, 0 unchanged; 2 papers to extract, 2 papers in all" in first.stderr
    second = call("add", "tuesday.jsonl")
    known = "1 of them of a paper that is there already"
    assert f"2 new ({known}), 0 changed, 0 unchanged; 1 paper to extract, 3 papers in all" in second.stderr
    assert f"papers             3  4 records, {known}\n" in second.stderr
    again = call("add", "monday.jsonl", "tuesday.jsonl")
    assert "what is published is up to date already" in again.stderr
    assert "0 new, 0 changed, 4 unchanged; 0 papers to extract, 3 papers in all" in again.stderr
    call("build", "tuesday.jsonl", "monday.jsonl", "--output", "other", "--quiet")
    assert published(Path("output")) == published(Path("other"))


@pytest.mark.usefixtures("here")
def test_records_of_one_paper_are_told(call: Call) -> None:
    write("pile.jsonl", *"ABCDE")
    Path("twice.jsonl").write_text(Path("pile.jsonl").read_text(encoding="utf-8"), encoding="utf-8")
    known = "5 of them of papers that are there already"
    assert f"papers             5  10 records, {known}\n" in call("build", "pile.jsonl", "twice.jsonl").stderr
    told = call("add", "pile.jsonl", "twice.jsonl", "--output", "other", "--no-publish").stderr
    assert f"10 new ({known}), 0 changed, 0 unchanged; 5 papers to extract, 5 papers in all" in told
    assert "records" not in call("build", "pile.jsonl").stderr


@pytest.mark.usefixtures("here")
def test_a_stop_while_it_publishes_says_that_papers_are_in(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_args: object, **_more: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("methodgraph.pipeline.changing.write_book", stop)
        result = call("add", "monday.jsonl")
    assert result.exit_code == 130
    assert result.stderr.endswith("stopped; all papers are in; `methodgraph publish` writes the files\n")
    assert call("add", "monday.jsonl", "--quiet").exit_code == 0
    assert "up to date" in call("status").stdout


@pytest.mark.usefixtures("here")
def test_no_publish_leaves_the_files_for_later(call: Call) -> None:
    assert call("add", "monday.jsonl", "--no-publish", "--quiet").output == ""
    assert [path.name for path in Path("output").iterdir()] == ["store.db"]
    assert call("publish", "--quiet").exit_code == 0
    assert Path("output/manifest.json").exists()


@pytest.mark.usefixtures("here")
def test_standard_input_adds_to_what_came_from_it_before(call: Call) -> None:
    call("add", "-", stdin=Path("monday.jsonl").read_text(encoding="utf-8"))
    told = call("add", "-", stdin=Path("tuesday.jsonl").read_text(encoding="utf-8")).stderr
    assert "3 papers in all" in told


@pytest.mark.usefixtures("here")
def test_problems_are_told_and_what_could_be_read_is_added(call: Call) -> None:
    Path("bad.jsonl").write_text('{"id": "x"\n', encoding="utf-8")
    refused = call("add", "monday.jsonl", "bad.jsonl")
    assert (refused.exit_code, Path("output").exists()) == (1, False)
    assert refused.stderr.endswith("\nnothing was added; --keep-going adds the rest\n")
    assert call("build", "bad.jsonl").stderr.endswith("\nnothing was built; --keep-going builds from the rest\n")
    result = call("add", "monday.jsonl", "bad.jsonl", "--keep-going")
    assert result.exit_code == 1
    *_, heading, problem = result.stderr.splitlines()
    assert heading == "1 problem; what could be read was added:"
    assert problem.startswith("bad.jsonl:1: ")
    assert call("status").stdout.startswith("papers     2\n")


@pytest.mark.usefixtures("here")
def test_a_damaged_store_is_one_message_and_left_as_it_is(call: Call) -> None:
    call("add", "monday.jsonl", "--quiet")
    Path("output/store.db").write_bytes(b"x" * 8192)
    for command in (("add", "monday.jsonl"), ("build", "monday.jsonl"), ("remove", "A"), ("publish",), ("status",)):
        result = call(*command)
        assert result.exit_code == 1
        assert result.stderr.startswith(
            "output/store.db: damaged (file is not a database); restore it from a copy, or "
        )
        assert result.stderr.count("\n") == 1
    assert Path("output/store.db").read_bytes() == b"x" * 8192


@pytest.mark.usefixtures("here")
def test_a_newer_format_of_a_file_can_be_named(call: Call) -> None:
    Path("monday.jsonl").rename("monday.data")
    assert "2 new" in call("add", "monday.data", "--format", "json").stderr
    assert call("add", "monday.data", "--format", "nonsense").exit_code == 2


@pytest.mark.usefixtures("here")
def test_a_query_says_that_publishing_was_interrupted(call: Call) -> None:
    call("add", "monday.jsonl", "--quiet")
    assert call("query", "output", "ASK {}").stderr == ""
    Path("output/manifest.json").unlink()
    result = call("query", "output", "ASK {}")
    assert result.exit_code == 0
    assert result.stderr == "output: publishing was interrupted; `methodgraph publish` writes all files anew\n"
