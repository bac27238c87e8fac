from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from tests.cli.calls import Call, Shell
from tests.report.dated import EVIL, dated

import methodgraph
from methodgraph.cli.statistics import bar, lines
from methodgraph.records import ENTITY_TYPES, PREDICATES, ROLES, Linked
from methodgraph.report import overview


def test_the_seeds_on_one_screen(call: Call, built: tuple[Path, Result]) -> None:
    folder, _ = built
    result = call("stats", folder)
    graph = methodgraph.load(folder)
    assert (result.exit_code, result.stderr) == (0, "")
    told = result.stdout.splitlines()
    assert told[0].split() == ["papers", "49", "8", "with", "a", "title,", "no", "years", "known"]
    assert f"entities {len(graph.entities)}" in " ".join(result.stdout.split())
    assert f"claims {len(graph.claims)}" in " ".join(result.stdout.split())
    assert len(told) <= 50
    assert any(line.startswith("  Method ") and "large language model" in line for line in told)


def test_json_has_the_same_numbers(call: Call, built: tuple[Path, Result]) -> None:
    folder, _ = built
    told = json.loads(call("stats", folder / "papers.jsonl", "--json", "--top", "2").stdout)
    graph = methodgraph.load(folder)
    assert told["papers"] == {"number": 49, "titled": 8, "undated": 49, "years": {}, "without_entity": []}
    assert list(told["entities"]) == list(ENTITY_TYPES)
    assert sum(kind["number"] for kind in told["entities"].values()) == len(graph.entities)
    assert all(len(kind["most_used"]) == 2 for kind in told["entities"].values())
    assert set(told["entities"]["Task"]["most_used"][0]) == {"id", "label", "type", "number"}
    assert list(told["roles"]) == list(ROLES)
    assert list(told["relations"]) == list(PREDICATES)
    assert sum(told["roles"].values()) + sum(told["relations"].values()) == len(graph.claims)
    assert sum(told["confidence"]["tenths"]) + told["confidence"]["none"] == len(graph.claims)
    assert told["code"]["number"] == len(graph.linked.code)


def test_years_are_bars_and_old_ones_share_a_line() -> None:
    told = shown(dated())
    assert told[1].split() == ["2018", "10", "█" * 30]
    old = dated()
    papers = tuple(
        paper if at else type(paper)(paper.id, paper.title, paper.text, (), 1990) for at, paper in enumerate(old.papers)
    )
    told = shown(Linked(papers, old.entities, old.links, old.claims, old.figures))
    assert told[1].split()[:3] == ["to", "2011", "1"]
    assert [line.split()[0] for line in told[2:14]] == [str(year) for year in range(2012, 2024)]


def shown(linked: Linked) -> list[str]:
    return [line.plain for line in lines(overview(linked))]


def test_lines_are_one_line_each_and_steer_nothing() -> None:
    told = shown(dated())
    assert any(EVIL.replace("\x1b", "\ufffd") in line for line in told)
    assert not [line for line in told if "\n" in line or "\x1b" in line]


def test_a_graph_of_nothing_is_told() -> None:
    told = shown(Linked((), (), (), (), ()))
    assert told[0].split() == ["papers", "0", "no", "years", "known"]


@pytest.mark.parametrize(("number", "most", "drawn"), [(0, 9, ""), (9, 9, "████"), (1, 900, "▏"), (5, 8, "██▌")])
def test_bars_are_in_eighths(number: int, most: int, drawn: str) -> None:
    assert bar(number, most, 4) == drawn


def test_it_is_utf8_whatever_the_locale(shell: Shell, built: tuple[Path, Result]) -> None:
    folder, _ = built
    done = shell("stats", str(folder), LC_ALL="C", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "█" in done.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        (("nowhere",), 1, "build a graph first"),
        (("{built}/graph.ttl",), 2, "stats takes a build's output folder or its papers.jsonl"),
        (("{built}", "--top", "-1"), 2, "-1 is not in the range"),
    ],
)
def test_misuse(call: Call, built: tuple[Path, Result], args: tuple[str, ...], status: int, said: str) -> None:
    result = call("stats", *(arg.format(built=built[0]) for arg in args))
    assert (result.exit_code, result.stdout) == (status, "")
    assert said in result.stderr
