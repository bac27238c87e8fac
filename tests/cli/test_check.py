"""Our own data passes; what is broken in it is found."""

from __future__ import annotations

import re

import pytest
from tests.cli.calls import Call

from methodgraph import extract, ontology, vocabulary
from methodgraph.cli import integrity
from methodgraph.errors import DataError, Problem


def test_shipped_data_pass(call: Call) -> None:
    result = call("check")
    assert (result.exit_code, result.stdout) == (0, "")
    names = re.findall(r"^(\w+) .*\d.*: ok$", result.stderr, re.MULTILINE)
    assert names == ["vocabulary", "rules", "ontology", "queries"]


def test_a_graph_is_not_its_business(call: Call) -> None:
    assert call("check", "output").exit_code == 2


def test_finding_is_a_line_on_stdout_and_the_status(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    faulty = integrity.Check("rules", "2 rules", ("rules/cues.toml: a/b: wrong", "rules/cues.toml: c/d: wrong"))
    for name in ("vocabulary", "rules", "ontology", "queries"):
        monkeypatch.setattr(integrity, f"check_{name}", lambda: integrity.Check("other", "1 thing", ()))
    monkeypatch.setattr(integrity, "check_rules", lambda: faulty)
    result = call("check")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == list(faulty.findings)
    assert "2 rules: 2 findings" in result.stderr


def test_faulty_vocabulary_tells_every_row_and_stops_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    problems = [Problem("models.tsv", n, "stands twice", "merge the two rows") for n in (3, 9)]

    def load() -> None:
        raise DataError(problems)

    monkeypatch.setattr(vocabulary, "load_vocabulary", load)
    assert integrity.check_vocabulary().findings == tuple(map(str, problems))
    assert "not run" in integrity.check_rules().looked_at


def test_failing_example_of_a_rule_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = Problem("rules/cues.toml", None, "uses/employ: wrong on 'x'", "mend rule or example")
    monkeypatch.setattr(extract.selfcheck, "check_rules", lambda: (problem,))
    assert integrity.check_rules().findings == (str(problem),)


def test_term_without_label_definition_or_example_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    text = ontology.ontology_text() + "\nmg:Bare a owl:Class .\n"
    monkeypatch.setattr(ontology, "ontology_text", lambda: text)
    findings = integrity.check_ontology().findings
    assert [re.findall(r"mg:Bare has no (\w+)", finding) for finding in findings] == [
        ["label"], ["definition"], ["example"],
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["ontology_text", "shapes_text"])
def test_turtle_that_does_not_parse_is_a_finding(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(ontology, name, lambda: "@prefix mg: <urn:mg> .\nmg:a mg:b\n")
    (finding,) = integrity.check_ontology().findings
    assert re.match(r"\w+\.ttl:\d: not Turtle", finding)


def test_faulty_saved_queries_are_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {
        "misspelt": "# title: x\nSELECT ?p { ?p mg:introduce ?x }",
        "broken": "# title: y\nSELECT ?p { ?p mg:uses }",
        "untitled": "\nSELECT ?p { ?p mg:uses ?x }",
    }
    monkeypatch.setattr(ontology, "query_names", lambda: tuple(texts))
    monkeypatch.setattr(ontology, "query_text", texts.__getitem__)
    misspelt, broken, untitled = integrity.check_queries().findings
    assert "mg:introduces?" in misspelt
    assert broken.startswith("queries/broken.rq: line 2")
    assert "untitled.rq:1: no title" in untitled
