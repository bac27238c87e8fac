"""The main job on the seeds, as a user sees it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import Result
from rich.console import Console
from tests.cli.calls import ROOT, Call

from methodgraph import load
from methodgraph.cli.progress import STAGES, progress
from methodgraph.cli.summary import summary
from methodgraph.pipeline import OUTPUT_FILES, BuildReport, WrittenFile
from methodgraph.read import Note

Built = tuple[Path, Result]


def test_build_writes_all_files_and_nothing_to_stdout(built: Built) -> None:
    folder, result = built
    assert (result.exit_code, result.stdout) == (0, "")
    assert sorted(path.name for path in folder.iterdir()) == sorted([*OUTPUT_FILES, "store.db"])
    assert all(path.stat().st_size for path in folder.iterdir())


def test_summary_says_what_was_read_found_left_out_and_written(built: Built) -> None:
    folder, result = built
    told = result.stderr
    numbers = {name.strip(): int(number) for name, number in re.findall(r"^([a-z ]+?) +(\d+)\b", told, re.MULTILINE)}
    assert numbers["papers"] == 49
    assert {"entities", "roles", "relations", "results", "code links", "unlinked"} < set(numbers)
    for row in ("entities", "roles", "relations"):
        (parts,) = re.findall(rf"^{row} +\d+  (.*)$", told, re.MULTILINE)
        assert sum(int(part.split()[0]) for part in parts.split(", ")) == numbers[row]
    assert len((folder / "unlinked.tsv").read_text(encoding="utf-8").splitlines()) == numbers["unlinked"] + 1
    assert "Zhejiang University" in told
    for name in OUTPUT_FILES:
        assert re.search(rf"\d (B|kB|MB)  .*/{re.escape(name)}$", told, re.MULTILINE)
    assert re.search(r"^Done in \d+\.\d s \(read .*, extract .*, link .*, write .*\)$", told, re.MULTILINE)


def test_stages_are_told_one_line_each_where_there_is_no_terminal(built: Built) -> None:
    assert [line for line in built[1].stderr.splitlines() if line.endswith(" ...")] == [
        f"{told} ..." for told in STAGES.values()
    ]


def test_built_folder_answers_a_query(call: Call, built: Built) -> None:
    query = "SELECT (COUNT(?paper) AS ?papers) { ?paper a mg:Paper }"
    assert call("query", built[0], query, "--format", "tsv").stdout == "?papers\n49\n"


def test_quiet_says_nothing_and_writes_the_same(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(ROOT / "seeds/004_33ff9b10812fb1eb.txt", tmp_path / "papers.txt")
    monkeypatch.chdir(tmp_path)
    quiet = call("build", "papers.txt", "--quiet")
    assert (quiet.exit_code, quiet.output) == (0, "")
    loud = call("build", "papers.txt", "--output", "loud")
    assert loud.exit_code == 0
    for name in OUTPUT_FILES:
        assert Path("output", name).read_bytes() == Path("loud", name).read_bytes()


def test_keep_going_builds_the_rest_and_lists_the_problems_at_the_end(call: Call, tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"id": "x"\n', encoding="utf-8")
    output = tmp_path / "out"
    seed = ROOT / "seeds/004_33ff9b10812fb1eb.txt"
    result = call("build", bad, seed, tmp_path / "missing", "--keep-going", "--output", output)
    assert result.exit_code == 1
    *_, heading, first, second = result.stderr.splitlines()
    assert heading.startswith("2 problems")
    assert first.startswith(f"{bad.as_posix()}:1: ")
    assert second.startswith(f"{(tmp_path / 'missing').as_posix()}: ")
    assert (output / "manifest.json").exists()


def test_a_folder_of_nothing_but_images_is_told_with_what_was_passed_over(call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:02}.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    result = call("build", folder, "--output", tmp_path / "out")
    assert result.exit_code == 2
    heading, first, *_, last = [line for line in result.stderr.splitlines() if not line.endswith("...")]
    assert heading == "methodgraph: no paper was found; name files or folders that hold papers"
    assert first.startswith(f"  {folder.as_posix()}/00.png: left out: ")
    assert last == "  and 2 more"


def test_examples_of_names_left_out_have_no_apostrophe_of_the_table(tmp_path: Path) -> None:
    table = tmp_path / "unlinked.tsv"
    rows = [f"1\t{name}\tno name\t1\t..." for name in ("'+16-20%", "'\"quoted", "'tis", "plain")]
    table.write_text("\n".join(("paper\tname\treason\tmentions\ttext", *rows, "")), encoding="utf-8")
    report = BuildReport(0, {}, {}, 0, 0, 4, (WrittenFile(table, 1),), {})
    (line,) = [line.plain.strip() for line in summary(report) if "no name" in line.plain]
    assert line == "+16-20%, \"quoted, 'tis, plain (no name)"


def test_output_that_is_a_file_is_misuse(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine", encoding="utf-8")
    result = call("build", ROOT / "seeds", "--output", file)
    assert result.exit_code == 2
    assert file.read_text(encoding="utf-8") == "mine"


def test_terminal_sees_bars_that_go_away() -> None:
    console = Console(force_terminal=True, width=100, record=True)
    with console.capture() as seen, progress(console) as told:
        told("read", 0, None)
        told("extract", 7, 49)
    assert STAGES["extract"] in seen.get()
    assert console.is_terminal


def test_summary_of_many_notes_is_short_and_clean() -> None:
    notes = tuple(Note("a.txt", line, "left out: 'x\x1b[2J'") for line in range(1, 40))
    report = BuildReport(0, {}, {}, 0, 0, 0, (), {"read": 0.04}, (), notes)
    lines = [line.plain for line in summary(report)]
    assert sum(line.startswith("  a.txt:") for line in lines) == 10
    assert any(line.endswith("and 29 more") for line in lines)
    assert not any("\x1b" in line for line in lines)


def test_curation_changes_the_graph_and_taking_a_line_out_gives_the_same_bytes_back(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    record = {"id": "1", "title": "GiTok", "abstract": "We propose GiTok, a method for image segmentation with LoRA."}
    other = {"id": "2", "title": "GTK", "abstract": "We present GTK, a novel method for image segmentation."}
    Path("papers.jsonl").write_text(f"{json.dumps(record)}\n{json.dumps(other)}\n", encoding="utf-8")
    Path("mine").mkdir()
    Path("mine/same.tsv").write_text("name\tother\n", encoding="utf-8")
    call("build", "papers.jsonl", "--output", "before", "--curation", "mine")
    Path("mine/same.tsv").write_text("name\tother\nGiTok\tGTK\n", encoding="utf-8")
    assert call("build", "papers.jsonl", "--output", "joined", "--curation", "mine").exit_code == 0
    assert "joined by same.tsv:2" in Path("joined/merges.tsv").read_text(encoding="utf-8")
    assert load("joined").entity("GTK") == load("joined").entity("GiTok")
    assert "  GTK: joined by same.tsv:2  1 paper, 2" in call("explain", "GiTok", "--graph", "joined").stdout
    Path("mine/same.tsv").write_text("name\tother\n", encoding="utf-8")
    call("build", "papers.jsonl", "--output", "after", "--curation", "mine")
    call("build", "papers.jsonl", "--output", "without")
    for name in OUTPUT_FILES:
        assert Path("before", name).read_bytes() == Path("after", name).read_bytes()
        assert Path("before", name).read_bytes() == Path("without", name).read_bytes()


def test_curation_that_is_wrong_is_told_by_file_and_line(call: Call, tmp_path: Path) -> None:
    seed = ROOT / "seeds/004_33ff9b10812fb1eb.txt"
    result = call("build", seed, "--output", tmp_path / "out", "--curation", tmp_path)
    assert (result.exit_code, result.stderr) == (
        1,
        f"{tmp_path.as_posix()}: no same.tsv and no different.tsv in it; add one\n",
    )
    (tmp_path / "same.tsv").write_text("name\tother\nLoRA\tLoRRA\n", encoding="utf-8")
    result = call("build", seed, "--output", tmp_path / "out", "--curation", tmp_path, "--quiet")
    assert result.exit_code == 1
    assert f"{tmp_path.as_posix()}/same.tsv:2: nothing is called 'LoRRA'" in result.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["store.db"]  # the papers need not be read again
