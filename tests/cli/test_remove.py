"""Papers that go, as a user sees it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.calls import Call
from tests.cli.test_add import write
from tests.support.stores import published


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: Call) -> None:
    """A folder to work in, with a store of three papers, of which B has two sources."""
    monkeypatch.chdir(tmp_path)
    write("monday.jsonl", "A", "B")
    write("tuesday.jsonl", "B", "C")
    call("build", "monday.jsonl", "tuesday.jsonl", "--quiet")


def test_a_paper_goes_by_its_id(call: Call) -> None:
    result = call("remove", "A", "B")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.endswith("\n2 papers removed; 1 paper in all\n")
    assert call("remove", "C", "--quiet").output == ""


def test_a_source_goes_and_what_another_tells_stays(call: Call) -> None:
    call("build", "monday.jsonl", "--output", "other", "--quiet")
    result = call("remove", "source:tuesday.jsonl")
    assert result.stderr.endswith("\n1 paper removed, 1 lost a source and stays; 2 papers in all\n")
    assert published(Path("output")) == published(Path("other"))


def test_a_dry_run_lists_what_would_go_and_changes_nothing(call: Call) -> None:
    before = published(Path("output"))
    result = call("remove", "source:tuesday.jsonl", "year:2019-2020", "--dry-run")
    assert result.exit_code == 0
    assert result.stdout == "B\tOn B and what follows\t1 of 2 sources\nC\tOn C and what follows\n"
    assert result.stderr == "\n1 paper would go, 1 lost a source and stays; 3 papers in all\n"
    assert published(Path("output")) == before


@pytest.mark.parametrize("asked", ["year:1999", "venue:nowhere", "title:nothing such"])
def test_nothing_meant_is_status_one(call: Call, asked: str) -> None:
    result = call("remove", asked)
    assert (result.exit_code, result.stderr) == (1, "\n0 papers removed; 3 papers in all\n")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("source:tuesday.json", "no source is called 'tuesday.json'; close to it are: tuesday.jsonl, monday.jsonl"),
        ("source:zotero.ris", "no source is called 'zotero.ris'; close to it are: pile/zotero.ris"),
        ("source:*.xml", "no source is called '*.xml'"),
        ("titel:graph", "no paper is called 'titel:graph'; there is no field 'titel'; did you mean title:?"),
        ("yaer:2020", "no paper is called 'yaer:2020'; there is no field 'yaer'; did you mean year:?"),
        ("pmid:2020", "no paper is called 'pmid:2020'"),
    ],
)
def test_what_nothing_is_called_is_told_with_what_is_near(call: Call, asked: str, told: str) -> None:
    Path("pile").mkdir()
    Path("pile/zotero.ris").write_text("TY  - JOUR\nTI  - On Z\nAB  - We use LoRA in Z.\nER  -\n", encoding="utf-8")
    call("add", "pile", "--quiet")
    result = call("remove", asked)
    assert (result.exit_code, result.stderr) == (1, f"\n0 papers removed; 4 papers in all\n{told}\n")


def test_nothing_meant_where_files_are_not_up_to_date_names_publish(call: Call) -> None:
    Path("output/manifest.json").unlink()
    result = call("remove", "year:1999")
    assert result.exit_code == 1
    assert result.stderr.endswith("\nwhat is published is interrupted; `methodgraph publish` writes it anew\n")
    call("publish", "--quiet")
    assert call("remove", "A", "--no-publish", "--quiet").output == ""
    assert call("remove", "A", "--quiet").stderr.endswith(
        "\nwhat is published is out of date; `methodgraph publish` writes it anew\n"
    )


def test_a_stop_while_it_publishes_says_that_papers_are_out(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("methodgraph.pipeline.changing.write_book", _stop)
        result = call("remove", "A", "B")
    assert result.exit_code == 130
    assert result.stderr.endswith("\nmethodgraph: stopped; 2 papers are out; `methodgraph publish` writes the files\n")
    assert call("status").stdout.startswith("papers     1\n")
    assert call("publish", "--quiet").exit_code == 0
    call("build", "tuesday.jsonl", "--output", "other", "--quiet")
    call("remove", "B", "--output", "other", "--quiet")
    assert (Path("output/graph.ttl").read_bytes()) == (Path("other/graph.ttl").read_bytes())


def _stop(*_args: object, **_more: object) -> None:
    raise KeyboardInterrupt


def test_an_id_that_no_paper_bears_is_told_and_the_others_go(call: Call) -> None:
    result = call("remove", "A", "X\x1b")
    assert result.exit_code == 1
    assert result.stderr.endswith("2 papers in all\nno paper is called 'X\\x1b'\n")


def test_a_question_that_makes_no_sense_is_misuse(call: Call) -> None:
    assert call("remove", "year:soon").exit_code == 2
    assert call("remove").exit_code == 2


def test_without_a_store_it_says_so(call: Call) -> None:
    result = call("remove", "A", "--output", "nowhere")
    assert (result.exit_code, Path("nowhere").exists()) == (1, False)
    assert result.stderr.startswith(
        "nowhere/store.db: no store; add papers first: methodgraph add PATH --output nowhere"
    )
