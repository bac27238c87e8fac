"""`methodgraph evaluate`: the same figures by whatever way, and every table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.calls import ROOT, Call

from methodgraph.confidence import parse_precision

GOLD = {
    "id": "p1",
    "title": None,
    "text": "We propose FooNet, which builds on LoRA. FooNet is evaluated on GLUE.",
    "entities": [
        {"name": "FooNet", "types": ["Method"], "roles": ["introduces"]},
        {"name": "LoRA", "types": ["Method"], "roles": ["uses"]},
        {"name": "GLUE", "types": ["Benchmark"], "roles": ["mentions"]},
        {"name": "evaluated", "types": ["Task"], "roles": ["addresses"]},
    ],
    "relations": [{"head": "FooNet", "relation": "extends", "tail": "LoRA"}],
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(GOLD) + "\n", encoding="utf-8")
    return path


def test_figures_and_faults(call: Call, gold: Path) -> None:
    result = call("evaluate", gold, "--faults", "5")
    assert (result.exit_code, result.stderr) == (0, "")
    table, _, faults = result.stdout.partition("\n\n")
    rows = {line.split()[0]: line.split()[1:] for line in table.splitlines()}
    assert rows[gold.as_posix()] == ["P", "R", "F1", "hit", "extra", "missed"]
    assert rows["entities"] == ["1.000", "0.750", "0.857", "3", "0", "1"]
    assert rows["introduced"] == ["1.000", "1.000", "1.000", "1", "0", "0"]
    assert "p1: missed entity 'evaluated', Task, addresses" in faults.splitlines()
    assert "\n\np1" not in call("evaluate", gold).stdout


def test_what_was_extracted_before_scores_the_same(call: Call, gold: Path, tmp_path: Path) -> None:
    told = tmp_path / "told.jsonl"
    told.write_text(call("extract", gold).stdout, encoding="utf-8")
    assert call("evaluate", gold, "--told", told).stdout == call("evaluate", gold).stdout
    told.write_text("", encoding="utf-8")
    nothing = call("evaluate", gold, "--told", told)
    assert ["entities", "0.000", "0.000", "0.000", "0", "0", "4"] in [
        line.split() for line in nothing.stdout.splitlines()
    ]
    assert nothing.stderr == f"{gold}: 1 paper not told of, all missed: p1\n"


def test_json(call: Call, gold: Path) -> None:
    first, second = call("evaluate", gold, gold, "--json").stdout.splitlines()
    told = json.loads(first)
    assert first == second
    assert (told["gold"], told["papers"]) == (gold.as_posix(), 1)
    assert told["entities"] == {"precision": 1.0, "recall": 0.75, "f1": 6 / 7, "hit": 3, "extra": 0, "missed": 1}


def test_rules(call: Call, gold: Path) -> None:
    lines = call("evaluate", gold, "--rules").stdout.splitlines()
    assert any(line.split()[:5] == ["relation", "extends/builds-on", "1", "0", "1.000"] for line in lines)


def test_precision_is_the_table_that_is_shipped(call: Call, gold: Path) -> None:
    table = parse_precision(call("evaluate", gold, "--precision").stdout)
    assert table.cases("relation", "extends/builds-on").right == 1


def test_calibration(call: Call, gold: Path) -> None:
    told = call("evaluate", gold, gold, "--calibration").stdout
    assert told.count("expected calibration error") == 4
    assert "rules measured on the other nine" in told


@pytest.mark.parametrize("option", ["--told", "gold"])
def test_a_file_that_is_none(call: Call, gold: Path, tmp_path: Path, option: str) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"id": 1}\n', encoding="utf-8")
    result = call("evaluate", gold, "--told", bad) if option == "--told" else call("evaluate", bad)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"{bad.as_posix()}:1: ")


def test_the_command_that_measures_stands_in_contributing() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert "--precision > precision.tsv" in page.split("## Measuring")[1]
