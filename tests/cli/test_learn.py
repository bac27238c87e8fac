"""Names that papers introduce, as rows on stdout or in a file, and their way back in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.calls import Call

PAPERS = (
    ("QuaxoSet: A Dataset of Shelves", "We introduce QuaxoSet, a dataset of shelves. It is large."),
    ("Reading", "Our parser reads shelves well. It was made for QuaxoSet, and it is fast."),
)


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    path = tmp_path / "papers.jsonl"
    rows = ({"id": str(n), "title": title, "abstract": text} for n, (title, text) in enumerate(PAPERS))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_rows_go_to_stdout_and_words_to_stderr(call: Call, papers: Path) -> None:
    result = call("learn", papers)
    assert result.exit_code == 0
    heading, row = result.stdout.splitlines()
    assert heading.startswith("label\ttypes\taliases\tsense\tparent\tcontext\tscore\t")
    assert row.startswith("QuaxoSet\tDataset\t")
    assert "1 name learned from 2 papers" in result.stderr


def test_file_quiet_and_limits(call: Call, papers: Path, tmp_path: Path) -> None:
    path = tmp_path / "learned.tsv"
    assert call("learn", papers, "--output", path, "--quiet").output == ""
    assert path.read_text(encoding="utf-8") == call("learn", papers, "-q").stdout
    assert len(call("learn", papers, "-q", "--min-papers", "3").stdout.splitlines()) == 1
    assert len(call("learn", papers, "-q", "--min-score", "1").stdout.splitlines()) == 1
    assert call("learn", papers, "--min-score", "2").exit_code == 2


def test_what_was_learned_is_known_to_extract_and_build_and_not_learned_again(
    call: Call, papers: Path, tmp_path: Path
) -> None:
    path = tmp_path / "learned.tsv"
    call("learn", papers, "-q", "--output", path)
    records = [json.loads(line) for line in call("extract", papers, "--vocabulary", path).stdout.splitlines()]
    (used,) = (entity for entity in records[1]["entities"] if entity["name"] == "QuaxoSet")
    assert used["mentions"][0]["rules"] == ["vocabulary/added"]
    assert len(call("learn", papers, "-q", "--vocabulary", path).stdout.splitlines()) == 1
    assert call("build", papers, "-q", "--vocabulary", path, "--output", tmp_path / "out").exit_code == 0


@pytest.mark.parametrize("command", ["build", "extract", "learn"])
def test_a_faulty_row_is_told_with_its_place(call: Call, papers: Path, tmp_path: Path, command: str) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text("label\ttypes\taliases\tsense\tparent\tcontext\nFoo\tThing\t\t\t\t\n", encoding="utf-8")
    more = ("--output", tmp_path / "out") if command == "build" else ()
    result = call(command, papers, "--vocabulary", path, *more)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines()[-1].startswith(f"{path.as_posix()}:2: unknown type 'Thing'; ")


def test_build_that_learns_says_so(call: Call, papers: Path, tmp_path: Path) -> None:
    result = call("build", papers, "--learn", "--output", tmp_path / "out")
    assert result.exit_code == 0
    assert "Learning names from them ..." in result.stderr
    assert "learned.tsv says why" in result.stderr
    assert "learned/name" in call("explain", "QuaxoSet", "--graph", tmp_path / "out").stdout


def test_keep_going_reads_the_rest(call: Call, papers: Path, tmp_path: Path) -> None:
    result = call("learn", papers, tmp_path / "missing", "--keep-going", "-q")
    assert result.exit_code == 1
    assert "QuaxoSet" in result.stdout
    assert "no such file" in result.stderr


def test_senses_go_to_two_tables_in_a_folder(call: Call, papers: Path, tmp_path: Path) -> None:
    result = call("learn", papers, "--senses", tmp_path / "senses")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "0 senses learned from 2 papers" in result.stderr
    tables = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "senses").iterdir()}
    assert sorted(tables) == ["clues.tsv", "senses.tsv"]
    assert tables["senses.tsv"].startswith("acronym\texpansion\tdefined\t")


@pytest.mark.parametrize("option", [("--output", "names.tsv"), ("--min-score", "0.7"), ("--min-papers", "1")])
def test_options_of_names_are_misuse_with_senses(
    call: Call, papers: Path, tmp_path: Path, option: tuple[str, str]
) -> None:
    result = call("learn", papers, "--senses", tmp_path / "senses", *option)
    assert result.exit_code == 2
    assert f"{option[0]} is for names" in result.stderr
    assert not (tmp_path / "senses").exists()


def test_a_missing_folder_is_told_before_anything_is_read(call: Call, tmp_path: Path) -> None:
    result = call("learn", tmp_path / "missing.jsonl", "--output", tmp_path / "nowhere" / "names.tsv")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "there is no folder" in result.stderr
