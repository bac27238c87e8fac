"""The sample keeps every shape, and every part of every shape rejects something."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, SH, Graph, URIRef
from tests.support.broken import BROKEN, broken, copies, small

from methodgraph.ids import ONTOLOGY
from methodgraph.ontology import ontology_text, shapes_text
from methodgraph.publish.rdf import turtle
from methodgraph.records import PREDICATES, ROLES, Linked
from methodgraph.validate import Finding, validate

ROOT = Path(__file__).parents[2]
SHAPE = "https://w3id.org/methodgraph/shape/"
CONSTRAINTS = {
    SH.minCount, SH.maxCount, SH.datatype, SH["in"], SH["class"], SH.hasValue, SH.equals, SH.disjoint, SH.lessThan,
    SH.minLength, SH.maxLength, SH.pattern, SH.nodeKind, SH.minExclusive, SH.maxExclusive, SH.sparql,
}  # fmt: skip
TYPES = {"Paper": "PaperTypes", "Entity": "EntityTypes", "Evidence": "EvidenceTypes", "Result": "ResultTypes"}


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(data=shapes_text(), format="turtle")


@pytest.fixture(scope="module")
def found() -> tuple[Finding, ...]:
    """All changes at once, each in its copy of the small graph."""
    graph = broken((node, change) for node, change, _ in BROKEN)
    return validate(graph.serialize(format="nt", encoding="utf-8"), workers=1).findings


def named(shapes: Graph) -> set[URIRef]:
    return {shape for shape in shapes.subjects() if isinstance(shape, URIRef) and shape.startswith(SHAPE)}


def test_the_sample_passes(linked: Linked) -> None:
    assert validate(turtle(linked)).findings == ()


def test_the_small_graph_passes() -> None:
    assert validate(turtle(small())).findings == ()


def test_each_change_breaks_the_shape_it_should(found: tuple[Finding, ...]) -> None:
    where = copies({finding.node for finding in found}, len(BROKEN))
    told = {(where[finding.node], finding.shape) for finding in found}
    missing = [row for number, row in enumerate(BROKEN) if (number, SHAPE + row[2]) not in told]
    assert missing == []


def test_every_part_of_every_shape_is_broken_by_a_change(shapes: Graph, found: tuple[Finding, ...]) -> None:
    constraints = {(str(shape), name) for name in CONSTRAINTS for shape in shapes.subjects(name)}
    assert {shape for shape, _ in constraints} == set(map(str, named(shapes)))
    told = {(finding.shape, finding.component) for finding in found}
    silent = {
        (shape, name)
        for shape, name in constraints
        if (shape, str(SH) + component(name.removeprefix(str(SH)))) not in told
    }
    assert silent == set()


def component(name: str) -> str:
    return f"{'SPARQL' if name == 'sparql' else name[0].upper() + name[1:]}ConstraintComponent"


def test_no_constraint_is_left_out_above(shapes: Graph) -> None:
    told = {SH.path, SH.message, SH.severity, SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, RDF.type}
    assert {name for shape in named(shapes) for name in shapes.predicates(shape)} == told | CONSTRAINTS


def test_each_shape_has_a_message_of_its_own_a_severity_and_a_target(shapes: Graph) -> None:
    messages = []
    for shape in named(shapes):
        (message,) = shapes.objects(shape, SH.message)
        messages.append(str(message))
        assert list(shapes.objects(shape, SH.severity)) == [SH.Violation]
        assert any(
            (shape, target, None) in shapes for target in (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
        )
    assert len(set(messages)) == len(messages) > 50


def test_the_page_tells_each_shape(shapes: Graph) -> None:
    page = (ROOT / "docs" / "validation.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `(\w+)` \| (.+) \|$", page, re.MULTILINE))
    assert told == {(shape.removeprefix(SHAPE), str(shapes.value(shape, SH.message))) for shape in named(shapes)}


def test_the_shapes_are_shacl(shapes: Graph) -> None:
    import pyshacl  # noqa: PLC0415  half a second

    conforms, _, told = pyshacl.validate(Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, told


def test_queries_use_nothing_that_shacl_forbids(shapes: Graph) -> None:
    texts = [str(text) for text in shapes.objects(None, SH.select)]
    assert len(texts) == 11
    for text in texts:
        assert not re.search(r"\b(MINUS|VALUES|SERVICE)\b", text, re.IGNORECASE)
        assert "#" not in text  # lines are joined before they are run


def test_the_shapes_know_every_role_and_relation() -> None:
    told = " ".join(shapes_text().split())
    roles, relations = (" ".join(f"mg:{name}" for name in names) for names in (ROLES, PREDICATES))
    assert f"sh:in ( {roles} {relations} )" in told
    assert f"sh:alternativePath ( {roles} )" in told
    assert f"sh:alternativePath ( {relations} )" in told
    commas = f"{roles} {relations}".replace(" ", ", ")
    assert f"?path IN ( {commas} )" in told
    assert f"sh:targetSubjectsOf {commas.replace(',', ' ,')} ;" in told


def test_whoever_has_a_property_has_to_be_of_its_domain(shapes: Graph) -> None:
    ontology = Graph().parse(data=ontology_text(), format="turtle")
    used = {URIRef(name) for name in re.findall(rf"<({ONTOLOGY}\w+)>", graph_of_everything())}
    domains = {(str(domain).removeprefix(ONTOLOGY), name) for name, domain in ontology.subject_objects(RDFS.domain)}
    checked = 0
    for kind, name in domains:
        if name in used:
            assert (URIRef(SHAPE + TYPES[kind]), SH.targetSubjectsOf, name) in shapes, (kind, name)
            checked += 1
    assert checked > 25


def graph_of_everything() -> str:
    return broken(
        [("entity:x", "+ " + " ; ".join(f"mg:{name} entity:lora" for name in (*ROLES, *PREDICATES)))]
    ).serialize(format="nt")


def test_every_property_of_the_graph_has_a_shape(shapes: Graph) -> None:
    told = shapes_text()
    names = set(re.findall(rf"^\S+ <({ONTOLOGY}\w+)> ", graph_of_everything(), re.MULTILINE))
    paths = {str(node) for node in shapes.objects(None, SH.path)} | {
        str(node) for node in shapes.objects(None, RDF.first)
    }
    assert {name for name in names if name not in paths} == set(), told
