"""The sample passes every shape, and every shape rejects something."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from rdflib import Graph
from rdflib.namespace import SH
from tests.support.linked import passage

from methodgraph.errors import InputError
from methodgraph.ids import digest
from methodgraph.ontology import PREFIXES, shapes_text
from methodgraph.ontology.validate import Finding, validate
from methodgraph.publish.rdf import turtle
from methodgraph.records import PREDICATES, ROLES, Claim, Confidence, Entity, Figure, Linked, Paper

if TYPE_CHECKING:
    from pathlib import Path

PAPER = Paper(id="p", title="LoRA", text="We use LoRA; X extends it: +1.5% more.", year=2024)
QUOTE = passage(PAPER, "We use LoRA", "role/we-use")
TITLE = passage(PAPER, "LoRA", "role/title", field="title")


def small() -> bytes:
    """Return a valid graph with one of everything, small enough to be broken in forty ways in a few seconds."""
    role = Claim("c1", "p", "uses", "lora", "p", (QUOTE, TITLE), Confidence(Decimal("0.93"), ()))
    relation = Claim("c2", "x", "extends", "lora", "p", (QUOTE,))
    number = Decimal("1.5")
    figure = Figure("f", "p", "x", "glue", "acc", "+1.5%", number, "%", True, number, "lora", (QUOTE,))
    entities = (
        Entity("acc", "Acc", "Metric"),
        Entity("glue", "GLUE", "Benchmark"),
        Entity("lora", "LoRA", "Method", ("Low-Rank Adaptation",), "Low-Rank Adaptation"),
        Entity("x", "X", "Model"),
    )
    code = (("p", "https://example.org/x"),)
    return turtle(Linked((PAPER,), entities, (), (role, relation), (figure,), code))


TEXT, NAME = f"evidence:{digest('p', 'text', '0', '11')}", f"evidence:{digest('p', 'title', '0', '4')}"
BROKEN = (
    ("paper:p", "- dcterms:identifier", "a paper has one dcterms:identifier"),
    ("paper:p", '+ schema:abstract "another"', "a paper has one schema:abstract"),
    ("paper:p", "+ dcterms:title 7", "a paper has at most one dcterms:title"),
    ("paper:p", '+ mg:year "2024"', "a paper has at most one mg:year"),
    ("paper:p", '+ mg:code "https://example.org/y"', "mg:code is an xsd:anyURI"),
    ("paper:p", '+ mg:source "seeds/a.txt"', "mg:source is a file and a line"),
    ("paper:p", "+ mg:refersTo paper:p", "mg:refersTo leads to an mg:Entity"),
    ("paper:p", "+ mg:reports entity:acc ; mg:refersTo entity:acc", "every role that stands in the graph is supported"),
    ("paper:p", "- mg:refersTo", "beside every role stands mg:refersTo"),
    ("entity:x", "- skos:prefLabel", "an entity has one skos:prefLabel"),
    ("entity:x", '+ skos:altLabel "X"', "neither empty nor the skos:prefLabel again"),
    ("entity:lora", '+ mg:sense "Long Range"', "an entity has at most one mg:sense"),
    ("entity:new", '+ a mg:Entity ; skos:prefLabel "new"', "an entity is a Method"),
    ("entity:x", "+ a mg:Task", "nothing is two of"),
    ("entity:x", "+ mg:outperforms entity:lora", "every relation that stands in the graph is supported"),
    ("entity:acc", "+ a mg:Model", "a Model is also typed Method"),
    ("entity:acc", "+ a mg:Benchmark", "a Benchmark is also typed Dataset"),
    ("claim:c1", "- mg:paper", "a claim or result has one mg:paper"),
    ("claim:c2", "- mg:evidence", "a claim or result has mg:evidence"),
    ("result:f", "- mg:evidence", "a claim or result has mg:evidence"),
    ("claim:c1", "+ mg:confidence 0.5", "a claim or result has at most one mg:confidence"),
    ("claim:c1", "- mg:confidence ; + mg:confidence 1.0", "a claim or result has at most one mg:confidence"),
    ("claim:c1", '- mg:confidence ; + mg:confidence "high"', "a claim or result has at most one mg:confidence"),
    ("claim:c1", "- mg:rule", "a claim or result names the mg:rule"),
    (TEXT, "+ mg:paper paper:q . paper:q a mg:Paper", "the evidence stands in the same paper"),
    ("claim:c1", "+ rdf:subject entity:lora", "a claim has one rdf:subject"),
    ("claim:c2", "- rdf:subject ; + rdf:subject entity:lora", "an IRI other than its rdf:object"),
    ("claim:c1", "- rdf:object", "a claim has one rdf:object"),
    ("claim:c1", "+ rdf:predicate mg:refersTo", "a claim has one rdf:predicate, a role or a relation"),
    ("entity:x", "- mg:extends", "what a claim says also stands in the graph"),
    ("claim:c1", "- rdf:subject ; + rdf:subject entity:x", "the subject of a role is the paper"),
    ("claim:c2", "- rdf:subject ; + rdf:subject paper:p", "the subject of a relation an entity"),
    (TEXT, "- mg:paper", "evidence has one mg:paper"),
    (TEXT, '+ mg:field "body"', "evidence has one mg:field"),
    (TEXT, "- mg:rule", "evidence names the mg:rule"),
    (TEXT, "- oa:exact", "evidence has one quote"),
    (TEXT, "- oa:start ; + oa:start -1", "evidence has one oa:start"),
    (TEXT, "- oa:start ; + oa:start 12", "an integer from 0 to its oa:end"),
    (TEXT, "- oa:end ; + oa:end 11.0", "evidence has one oa:end, an integer"),
    (TEXT, "- oa:end ; + oa:end 12", "a quote of the text is what stands in schema:abstract"),
    (NAME, "- oa:start ; + oa:start 1", "a quote of the title is what stands in dcterms:title"),
    ("paper:p", "- dcterms:title", "a quote of the title is what stands in dcterms:title"),
    ("result:f", "- mg:value ; + mg:value 1.5e0", "a result has one mg:value, a decimal"),
    ("result:f", "- mg:valueText", "a result has one mg:valueText"),
    ("result:f", "- mg:isDifference", "a result says in mg:isDifference"),
    ("result:f", '+ mg:unit "x"', "a result has at most one mg:unit"),
    ("result:f", '+ mg:better "sideways"', "a result has at most one mg:better"),
    ("result:f", '+ mg:startValue "low"', "a result has at most one mg:startValue"),
    ("result:f", "+ mg:subject entity:lora", "a result has at most one mg:subject"),
    ("result:f", "+ mg:dataset paper:p", "a result has at most one mg:dataset"),
    ("result:f", "+ mg:metric entity:x", "a result has at most one mg:metric"),
    ("result:f", "+ mg:baseline entity:x", "a result has at most one mg:baseline"),
)
"""(node, change, what the finding says): "- p" takes away all values of p, "+ p o" adds one."""


def broken(node: str, change: str) -> bytes:
    graph = Graph().parse(data=small(), format="turtle")
    head = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
    for step in re.split(r" ; (?=[+-] )", change):
        if step.startswith("- "):
            gone = Graph().parse(data=f"{head}{node} {step[2:]} 0 .", format="turtle")
            subject, predicate, _ = next(iter(gone))
            assert (subject, predicate, None) in graph
            graph.remove((subject, predicate, None))
        else:
            graph.parse(data=f"{head}{node} {step[2:]} .", format="turtle")
    return graph.serialize(format="turtle", encoding="utf-8")


def test_the_sample_passes(linked: Linked) -> None:
    assert validate(turtle(linked)) == ()


def test_the_small_graph_passes() -> None:
    assert validate(small()) == ()


@pytest.mark.parametrize(("node", "change", "what"), BROKEN)
def test_a_shape_rejects(node: str, change: str, what: str) -> None:
    findings = validate(broken(node, change))
    assert any(what in finding.what for finding in findings), findings


def test_every_shape_rejects_something_above() -> None:
    shapes = Graph().parse(data=shapes_text(), format="turtle")
    messages = {str(message) for message in shapes.objects(None, SH.message)}
    assert len(messages) > 30
    assert not {message for message in messages if not any(what in message for _, _, what in BROKEN)}


def test_the_shapes_know_every_role_and_relation() -> None:
    for names in (ROLES, PREDICATES):
        told = ", ".join(f"mg:{name}" for name in names)
        assert told in shapes_text()
    listed = " ".join(f"mg:{name}" for name in (*ROLES, *PREDICATES))
    assert f"sh:in ( {listed} )" in " ".join(shapes_text().split())


def test_a_finding_reads_well() -> None:
    finding = next(f for f in validate(broken(TEXT, "- oa:start ; + oa:start 12")) if f.path is not None)
    assert str(finding) == (
        f"{TEXT} oa:start: evidence has one oa:start, an integer from 0 to its oa:end; here it is '12'"
    )
    assert str(Finding("a", "is wrong", None, None)) == "a: is wrong"


def test_what_is_not_turtle_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_bytes(b'@prefix mg: <https://w3id.org/methodgraph/ontology#> .\nmg:a mg:b "open .\n')
    with pytest.raises(InputError, match=r"graph\.ttl:2: not Turtle") as raised:
        validate(path)
    assert raised.value.problems[0].line == 2


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        validate(tmp_path / "none.ttl")
