"""`methodgraph validate`: what a built graph keeps, what a broken one breaks."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import Result
from rdflib import SH, Graph
from tests.cli.calls import Call, Shell

from methodgraph.publish.rdf import write_rdf
from methodgraph.records import Linked

Built = tuple[Path, Result]


@pytest.fixture
def bad(small: Path, tmp_path: Path) -> Path:
    """The graph of the sample with an entity that has no label and a claim that is too sure."""
    path = tmp_path / "bad.ttl"
    text = small.read_text(encoding="utf-8")
    text = text.replace('skos:prefLabel "LoRA"', 'skos:hiddenLabel "LoRA\N{RIGHT-TO-LEFT OVERRIDE}"')
    path.write_text(re.sub(r"(a mg:Claim [^;]+;)", r"\1 mg:confidence 1.5 ;", text, count=1), encoding="utf-8")
    return path


def test_the_seeds_pass(call: Call, built: Built) -> None:
    result = call("validate", built[0])
    assert (result.exit_code, result.stdout) == (0, "")
    *stages, summary = result.stderr.splitlines()
    assert stages == ["Reading the graph ...", "Checking its nodes ..."]
    told = r": [\d,]{6,} triples with \d+ papers, \d+ entities, \d+ claims, \d+ pieces of evidence, \d+ results: ok$"
    assert re.search(told, summary)


def test_findings_are_lines_on_stdout_and_the_status(call: Call, bad: Path) -> None:
    result = call("validate", bad, "--workers", "1")
    assert result.exit_code == 1
    claim, entity = result.stdout.splitlines()
    assert re.fullmatch(
        r"claim:\w+ mg:confidence: a claim or a result has at most one mg:confidence, a decimal above 0 and below 1; "
        r'here it is "1.5"\^\^xsd:decimal \[SupportConfidence\]',
        claim,
    )
    assert (
        entity
        == "entity:lora skos:prefLabel: an entity has one skos:prefLabel, a string that is not empty [EntityLabel]"
    )
    assert result.stderr.splitlines()[-1].endswith("2 results: 2 findings")


def test_what_a_graph_says_does_not_steer_the_terminal(call: Call, small: Path, tmp_path: Path) -> None:
    text = small.read_text(encoding="utf-8").replace('mg:better "higher"', 'mg:better "\\u202Ehigh\\u001B[2J"')
    (tmp_path / "g.ttl").write_text(text, encoding="utf-8")
    result = call("validate", tmp_path / "g.ttl")
    assert '"\ufffdhigh\ufffd[2J"' in result.stdout


def test_quiet_leaves_the_findings(call: Call, bad: Path, small: Path) -> None:
    assert call("validate", small, "--quiet").stderr == ""
    result = call("validate", bad, "--quiet")
    assert (result.exit_code, result.stderr, len(result.stdout.splitlines())) == (1, "", 2)


def test_json(call: Call, bad: Path, small: Path) -> None:
    told = json.loads(call("validate", bad, "--format", "json").stdout)
    assert (told["conforms"], len(told["findings"])) == (False, 2)
    result = call("validate", small, "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)["conforms"]) == (0, True)


def test_the_report_is_written_beside_the_findings(call: Call, bad: Path, small: Path, tmp_path: Path) -> None:
    for graph, results in ((bad, 2), (small, 0)):
        result = call("validate", graph, "--report", tmp_path / "report.ttl")
        assert len(result.stdout.splitlines()) == results
        report = Graph().parse(tmp_path / "report.ttl")
        assert len(set(report.objects(None, SH.result))) == results
        assert [bool(told) for told in report.objects(None, SH.conforms)] == [not results]


def test_a_report_that_cannot_be_written_is_told(call: Call, small: Path, tmp_path: Path) -> None:
    result = call("validate", small, "--report", tmp_path / "none" / "report.ttl")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


def test_a_graph_in_other_terms_is_not_said_to_pass(call: Call, linked: Linked, tmp_path: Path) -> None:
    write_rdf(linked, tmp_path / "lpwc.ttl", profile="lpwc")
    result = call("validate", tmp_path / "lpwc.ttl")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "lpwc.ttl: no paper, entity or claim in the terms of methodgraph" in result.stderr


def test_a_graph_that_is_not_there_is_told(call: Call, tmp_path: Path) -> None:
    result = call("validate", tmp_path / "none")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "build a graph first" in result.stderr


def test_processes_of_the_command_line(shell: Shell, bad: Path) -> None:
    done = shell("validate", str(bad), "--workers", "2", "--quiet")
    assert (done.returncode, len(done.stdout.splitlines())) == (1, 2), done.stderr
