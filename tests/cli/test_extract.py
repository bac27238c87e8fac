"""Papers to JSON lines on stdout, and every way in which the input can be wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.calls import ROOT, Call, Shell, environment

from methodgraph.interchange import from_json

GOOD = {"id": "a", "title": None, "abstract": "We propose FooNet, a new optimizer. It outperforms Adam on ImageNet."}
WELL = json.dumps(GOOD)


def test_one_record_a_paper_sorted_by_id(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "papers.jsonl"
    papers = [{**GOOD, "id": name, "abstract": f"{name}. {GOOD['abstract']}"} for name in ("z", "a", "m")]
    path.write_text("\n".join(map(json.dumps, papers)), encoding="utf-8")
    result = call("extract", path)
    assert (result.exit_code, result.stderr) == (0, "")
    graphs = [from_json(json.loads(line)) for line in result.stdout.splitlines()]
    assert [graph.paper.id for graph in graphs] == ["a", "m", "z"]
    for graph in graphs:
        assert "FooNet" in {entity.name for entity in graph.entities}
        for entity in graph.entities:
            assert all(graph.paper.text[m.start : m.end] == m.text for m in entity.mentions if m.field == "text")


def test_standard_input(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "stdin.jsonl"
    path.write_text(WELL, encoding="utf-8")
    named, piped = (json.loads(told.stdout) for told in (call("extract", path), call("extract", "-", stdin=WELL)))
    assert named.pop("sources") != piped.pop("sources")
    assert named == piped


def test_bytes_are_utf8_in_any_locale(shell: Shell) -> None:
    greek = json.dumps({**GOOD, "abstract": "We propose PixArt-α, a model."}).encode()
    done = shell("extract", "-", stdin=greek, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "PixArt-α" in done.stdout.decode("utf-8")


def test_reader_that_has_had_enough_is_no_error(tmp_path: Path) -> None:
    errors = tmp_path / "stderr"
    with errors.open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "methodgraph", "extract", str(ROOT / "seeds")],
            stdout=subprocess.PIPE, stderr=stream, env=environment(),
        )  # fmt: skip
        assert process.stdout is not None
        first = process.stdout.readline()
        process.stdout.close()
        status = process.wait(timeout=120)
    assert json.loads(first)["id"]
    assert (status, errors.read_bytes()) == (0, b"")


BROKEN = {
    "missing.txt": (None, "no such file"),
    "empty.txt": (b"", "empty"),
    "binary.txt": (b"\x7fELF\0\0\1", "binary"),
    "latin.txt": (
        b"Abstract: We propose caf\xe9, a method that reads papers and writes graphs.\n",
        "not UTF-8",
    ),
    "broken.jsonl": (f'{WELL}\n{{"id": "b", "abstract": \n'.encode(), ":2: "),
}


@pytest.fixture
def broken(tmp_path: Path) -> dict[str, Path]:
    for name, (content, _) in BROKEN.items():
        if content is not None:
            (tmp_path / name).write_bytes(content)
    (tmp_path / "good.jsonl").write_text(json.dumps({**GOOD, "id": "good", "abstract": "We propose BarNet."}))
    return {name: tmp_path / name for name in (*BROKEN, "good.jsonl")}


@pytest.mark.parametrize("command", ["extract", "build"])
@pytest.mark.parametrize("name", BROKEN)
def test_input_error_is_one_message_with_its_place(
    call: Call, broken: dict[str, Path], tmp_path: Path, command: str, name: str
) -> None:
    more = ("--quiet", "--output", tmp_path / "out") if command == "build" else ()
    result = call(command, broken["good.jsonl"], broken[name], *more)
    assert (result.exit_code, result.stdout) == (1, "")
    message, *more_said = result.stderr.splitlines()
    assert more_said == (["nothing was built; --keep-going builds from the rest"] if command == "build" else [])
    assert message.startswith(f"{broken[name].as_posix()}:")
    assert BROKEN[name][1] in message
    assert "; " in message  # what is wrong; what to do
    assert not (tmp_path / "out").exists()


def test_keep_going_reads_the_rest_and_lists_all_at_the_end(call: Call, broken: dict[str, Path]) -> None:
    result = call("extract", "--keep-going", *broken.values())
    assert result.exit_code == 1
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["a", "good"]
    told = result.stderr.splitlines()
    assert len(told) == len(BROKEN)
    for line, name in zip(told, BROKEN, strict=True):
        assert line.startswith(f"{broken[name].as_posix()}:")
