"""Gold files: what is in them, and every fault by its line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from methodgraph.errors import InputError
from methodgraph.evaluate import read_gold
from methodgraph.evaluate.gold import GoldEntity, GoldPaper, GoldRelation, GoldResult

PAPER = {
    "id": "p",
    "text": "We propose X for parsing. It beats Y by +2.0% on Z. See https://example.org/x",
    "entities": [
        {"name": "X", "aliases": ["Xs"], "types": ["Method", "Model"], "roles": ["introduces"], "sense": "Ex"},
        {"name": "parsing", "types": ["Task"], "roles": ["addresses"], "optional": True},
    ],
    "relations": [{"head": "X", "relation": "solves", "tail": "parsing", "optional": True}],
    "results": [{"subject": "X", "dataset": "Z", "metric": None, "value": "+2.0%", "baseline": "Y"}],
    "code": ["https://example.org/x"],
}


def write(path: Path, *papers: object) -> Path:
    path.write_text("\n".join(p if isinstance(p, str) else json.dumps(p) for p in papers) + "\n", encoding="utf-8")
    return path


def test_a_paper_is_read(tmp_path: Path) -> None:
    gold = read_gold(write(tmp_path / "gold.jsonl", PAPER, ""))
    assert gold == (
        GoldPaper(
            "p",
            (
                GoldEntity("X", ("Method", "Model"), ("introduces",), ("Xs",), "Ex"),
                GoldEntity("parsing", ("Task",), ("addresses",), optional=True),
            ),
            (GoldRelation("X", "solves", "parsing", optional=True),),
            (GoldResult("+2.0%", None, "Z"),),
            ("https://example.org/x",),
        ),
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not JSON"),
        ("[1]", "not a gold paper: an object"),
        ('{"id": 7}', "not a gold paper: an object"),
        ('{"id": "q"}', "not a gold paper (it lacks 'entities')"),
        ({"id": "p", "entities": []}, "the id 'p' stands twice"),
        ({"id": "q", "entities": [{"name": "X", "types": ["Thing"], "roles": ["uses"]}]}, "unknown type, 'Thing'"),
        ({"id": "q", "entities": [{"name": "X", "types": ["Task"], "roles": ["eats"]}]}, "unknown role, 'eats'"),
        ({"id": "q", "entities": [{"name": "X", "types": ["Task"], "roles": []}]}, "'X' has no role"),
        (
            {"id": "q", "entities": [], "relations": [{"head": "A", "relation": "extends", "tail": "B"}]},
            "a relation of 'A', which is no entity of the paper",
        ),
        (
            {**PAPER, "id": "q", "relations": [{"head": "X", "relation": "sameAs", "tail": "X"}]},
            "unknown relation, 'sameAs'",
        ),
    ],
)
def test_a_fault_is_told_by_its_line(tmp_path: Path, line: object, message: str) -> None:
    path = write(tmp_path / "gold.jsonl", PAPER, "", line)
    with pytest.raises(InputError) as caught:
        read_gold(path)
    assert str(caught.value).splitlines()[0].startswith(f"{path.as_posix()}:3: ")
    assert message in str(caught.value)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_gold(write(tmp_path / "gold.jsonl", "{", PAPER, "[]", PAPER))
    assert [problem.line for problem in caught.value.problems] == [1, 3, 4]
