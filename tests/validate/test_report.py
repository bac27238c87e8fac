"""Findings read well, to people and to programs."""

from __future__ import annotations

import json

import pyshacl
import pytest
from rdflib import RDF, SH, Graph, Literal
from rdflib.term import Node
from tests.support.broken import BROKEN, as_written, broken, named, small

from methodgraph.ontology import shapes_text
from methodgraph.publish.rdf import turtle
from methodgraph.validate import Finding, Validation, as_json, as_turtle, validate
from methodgraph.validate.checking import _findings
from methodgraph.validate.findings import shown, shown_path, written_path

ROWS = [(node, change) for node, change, shape in BROKEN if shape.startswith(("Paper", "Support", "Evidence"))]


@pytest.fixture(scope="module")
def data() -> bytes:
    return broken(ROWS).serialize(format="nt", encoding="utf-8")


@pytest.fixture(scope="module")
def validation(data: bytes) -> Validation:
    return validate(data, workers=1)


def findings(node: str, change: str) -> list[str]:
    graph = broken([(node, change)]).serialize(format="nt", encoding="utf-8")
    return [str(finding) for finding in validate(graph, workers=1).findings]


def test_a_finding_names_node_property_message_value_and_shape() -> None:
    (told,) = findings("claim:c1", "- mg:confidence ; + mg:confidence 1.0")
    assert told == (
        "claim:c1-0 mg:confidence: a claim or a result has at most one mg:confidence, a decimal above 0 and below 1; "
        'here it is "1.0"^^xsd:decimal [SupportConfidence]'
    )


def test_a_finding_leads_to_where_the_quote_is_wrong() -> None:
    for change, path in (("- oa:suffix", "oa:suffix"), ('- oa:exact ; + oa:exact "we used LoRA"', "oa:exact")):
        (told,) = findings("evidence:text-quote", change)
        assert told.startswith(
            f"{named('evidence:text')} {path}: from oa:start to oa:end of schema:abstract or dcterms:title"
        )
        assert told.endswith("unless the text begins or ends there [EvidenceStands]")


def test_long_values_are_cut_and_no_line_breaks_are_added() -> None:
    assert shown('"' + "a" * 90 + '"@en') == '"' + "a" * 79 + '…"@en'
    assert shown("<urn:a>") == "urn:a"
    assert shown("[]") == "[]"


def test_paths_read_as_in_sparql() -> None:
    oa = "http://www.w3.org/ns/oa#"
    assert shown_path(("^", (f"{oa}hasTarget",))) == "^oa:hasTarget"
    assert shown_path(("|", ("urn:a", "urn:b", "urn:c", "urn:d"))) == "urn:a|…|urn:d"
    nested = ("/", (f"{oa}a", ("+", (("|", (f"{oa}b", f"{oa}c")),))))
    assert shown_path(nested) == "oa:a/((oa:b|oa:c)+)"
    assert written_path(nested) == f"<{oa}a>/((<{oa}b>|<{oa}c>)+)"


def test_findings_are_sorted(validation: Validation) -> None:
    assert list(validation.findings) == sorted(validation.findings, key=lambda finding: finding.key)
    assert len({finding.key for finding in validation.findings}) == len(validation.findings) > 50


def test_json_tells_all_of_it(validation: Validation) -> None:
    told = json.loads(as_json(validation))
    assert (told["conforms"], told["triples"], told["nodes"]) == (False, validation.triples, validation.nodes)
    assert len(told["findings"]) == len(validation.findings)
    first, finding = told["findings"][0], validation.findings[0]
    assert set(first) == {"node", "path", "value", "message", "shape", "severity", "component"}
    assert (first["node"], first["message"], first["shape"]) == (finding.node, finding.what, finding.shape)
    assert json.loads(as_json(validate(turtle(small()))))["conforms"] is True


def test_the_report_holds_all_findings(validation: Validation) -> None:
    with as_written():
        report = Graph().parse(data=as_turtle(validation), format="turtle")
    assert set(_findings(report)) == set(validation.findings)
    (node,) = report.subjects(RDF.type, SH.ValidationReport)
    assert len(set(report.objects(node, SH.result))) == len(validation.findings)
    assert (node, SH.conforms, Literal(False)) in report


def test_the_report_tells_what_pyshacls_tells() -> None:
    data = broken([("claim:c1", "- mg:paper")]).serialize(format="nt")
    _, report, _ = pyshacl.validate(
        Graph().parse(data=data, format="nt"), shacl_graph=Graph().parse(data=shapes_text(), format="turtle")
    )
    assert isinstance(report, Graph)
    ours = Graph().parse(data=as_turtle(validate(data.encode(), workers=1)), format="turtle")
    assert of_results(ours) == of_results(report) - {SH.sourceConstraint}


def of_results(report: Graph) -> set[Node]:
    return {name for node in report.subjects(RDF.type, SH.ValidationResult) for name in report.predicates(node)}


def test_a_report_of_nothing_conforms() -> None:
    report = Graph().parse(data=as_turtle(Validation((), 1, 1, {})), format="turtle")
    assert set(report.predicates()) == {RDF.type, SH.conforms}


def test_the_report_has_every_kind_of_path_and_value() -> None:
    paths = [
        ("+", ("urn:p",)),
        ("*", ("urn:p",)),
        ("?", ("urn:p",)),
        ("|", ("urn:p", ("^", ("urn:q",)))),
        "urn:p",
        None,
    ]
    told = tuple(
        Finding("[]" if n else "urn:n", 'say "no"\n', path, value, None, "Warning", f"{SH}MinCountConstraintComponent")
        for n, (path, value) in enumerate(zip(paths, [None, "[]", '"a\\"b"@en', "<urn:v>", '"1"', None], strict=True))
    )
    report = Graph().parse(data=as_turtle(Validation(told, 1, 1, {})), format="turtle")
    assert set(_findings(report)) == set(told)
