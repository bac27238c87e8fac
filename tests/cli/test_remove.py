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


@pytest.mark.parametrize("asked", ["year:1999", "source:wednesday.jsonl", "title:nothing such"])
def test_nothing_meant_is_status_one(call: Call, asked: str) -> None:
    result = call("remove", asked)
    assert (result.exit_code, result.stderr) == (1, "\n0 papers removed; 3 papers in all\n")


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
