from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph, URIRef
from rdflib import Literal as RdflibLiteral
from tests.support.linked import LIGHT

from methodgraph import ids
from methodgraph.ids import ONTOLOGY
from methodgraph.ontology import PREFIXES
from methodgraph.publish.rdf import turtle
from methodgraph.publish.rdf.graph import CONTEXT, blocks
from methodgraph.records import PARENT_TYPE, Claim, Confidence, Entity, Linked, Paper, Passage
from methodgraph.text.characters import for_xml

ROOT = Path(__file__).parents[3]
KINDS = ("-quote", "-place")
Plain = tuple[str, str, str, str | None]

HOSTILE = {
    "quotes": 'a "quoted" \'name\' and """three"""',
    "backslashes": "\\alpha \\u0041 \\",
    "line breaks": "one\ntwo\r\nthree\rfour\u2028five\x85six .\nseven .\n",
    "right to left": "\u200fשלום\u202e abc",
    "control characters": "a\x00b\x01c\x1fd\x7fe\x9ff",
    "not characters": "\ufffe\uffff\ufeff",
    "script": "</script><script>alert(1)</script>",
    "long": "x" * 5000,
    "only Chinese": "方法",
    "astral": "𝔐𝔬𝔡𝔢𝔩 🧪",
    "turtle": "<http://example.org/> . @prefix x: <y> . # no comment",
}


def in_oxigraph(data: bytes) -> set[Plain]:
    return {(str(t.subject), t.predicate.value, *_value(t.object)) for t in ox.parse(data, format=ox.RdfFormat.TURTLE)}


def _value(node: object) -> tuple[str, str | None]:
    if isinstance(node, ox.Literal):
        return node.value, node.datatype.value
    assert isinstance(node, ox.NamedNode), "a blank node"
    return node.value, None


def in_rdflib(data: bytes) -> set[Plain]:
    told: set[Plain] = set()
    for subject, predicate, node in Graph().parse(data=data, format="turtle"):
        datatype = str(node.datatype or f"{PREFIXES['xsd']}string") if isinstance(node, RdflibLiteral) else None
        assert isinstance(subject, URIRef)
        told.add((f"<{subject}>", str(predicate), str(node), datatype))
    return told


def named(name: str) -> Linked:
    """Return a graph in which `name` stands wherever a text may stand."""
    evidence = (Passage("text", 0, len(name), name, (name,)),)
    paper = Paper(name, name, name, url=name)
    entity = Entity("e", name, "Method", (f"{name} alias",), name)
    return Linked((paper,), (entity,), (), (Claim("c", name, "uses", "e", name, evidence),), (), ((name, name),))


def labels(data: bytes) -> set[str]:
    return {value for _, predicate, value, _ in in_oxigraph(data) if predicate.endswith("#prefLabel")}


def test_both_libraries_read_the_same(linked: Linked) -> None:
    data = turtle(linked)
    assert in_oxigraph(data) == in_rdflib(data)
    assert len(in_oxigraph(data)) == sum(len(block.pairs) for block in blocks(linked))


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_name_comes_back_as_it_was(name: str) -> None:
    data = turtle(named(name))
    assert in_oxigraph(data) == in_rdflib(data)
    assert labels(data) == {for_xml(name)}


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=40))
def test_any_text_comes_back_as_it_was(name: str) -> None:
    data = turtle(named(name))
    assert in_oxigraph(data) == in_rdflib(data)
    assert labels(data) == {for_xml(name)}


def test_a_lone_surrogate_becomes_one_replacement_character() -> None:
    data = turtle(named("a\ud800b"))
    assert in_oxigraph(data) == in_rdflib(data)
    assert labels(data) == {"a\ufffdb"}


def test_confidence_is_a_decimal_of_claims_and_results(linked: Linked) -> None:
    sure = Confidence(Decimal("0.90"), ())
    told = replace(
        linked,
        claims=(replace(linked.claims[0], confidence=sure), *linked.claims[1:]),
        figures=(replace(linked.figures[0], confidence=sure), *linked.figures[1:]),
    )
    stated = [told for told in in_oxigraph(turtle(told)) if told[1] == f"{ONTOLOGY}confidence"]
    assert {subject.rpartition("/")[0].rpartition("/")[2] for subject, _, _, _ in stated} == {"claim", "result"}
    assert [told[2:] for told in stated] == [("0.90", f"{PREFIXES['xsd']}decimal")] * 2


def test_the_order_of_the_records_does_not_matter(linked: Linked) -> None:
    turn = random.Random(7)  # noqa: S311  no secret
    other = replace(
        linked,
        papers=tuple(turn.sample(linked.papers, len(linked.papers))),
        entities=tuple(turn.sample(linked.entities, len(linked.entities))),
        claims=tuple(turn.sample(linked.claims, len(linked.claims))),
        figures=linked.figures[::-1],
    )
    assert other.claims != linked.claims
    assert turtle(other) == turtle(linked)


def test_the_bytes_do_not_depend_on_the_hash_seed(linked: Linked) -> None:
    code = (
        "import sys; from tests.support.linked import sample_linked; from methodgraph.publish.rdf import turtle\n"
        "sys.stdout.buffer.write(turtle(sample_linked()))"
    )
    for seed in ("0", "1"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
        told = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, check=True)
        assert told.stdout == turtle(linked)


def test_it_reads_well(linked: Linked) -> None:
    text = turtle(linked).decode()
    assert text.startswith(f"@prefix mg: <{ONTOLOGY}> .\n@prefix paper: ")
    assert 'entity:qlora a mg:Method , mg:Entity , skos:Concept ;\n\tskos:prefLabel "QLoRA" ;\n' in text
    assert "\n\tmg:extends entity:lora ;\n" in text
    assert text.endswith(" .\n")
    subjects = re.findall(r"^(\S+) a ", text, re.MULTILINE)
    assert len(subjects) == len(set(subjects)) > 50
    assert text.count("\n\n") == len(subjects)


def test_nothing_gives_only_the_prefixes() -> None:
    data = turtle(Linked((), (), (), (), ()))
    assert in_oxigraph(data) == set()
    assert set(data.split()) >= {b"@prefix", b"mg:"}


def test_a_type_stands_with_its_parent(linked: Linked) -> None:
    data = in_oxigraph(turtle(linked))
    typed = {(subject, value) for subject, predicate, value, _ in data if predicate.endswith("#type")}
    assert {entity.type for entity in linked.entities} >= set(PARENT_TYPE)
    for entity in linked.entities:
        subject = f"<https://w3id.org/methodgraph/entity/{entity.id}>"
        kinds = {entity.type, PARENT_TYPE.get(entity.type, entity.type), "Entity"}
        concept = {f"{PREFIXES['skos']}Concept"}
        assert {value for node, value in typed if node == subject} == {ONTOLOGY + kind for kind in kinds} | concept


def test_a_claim_stands_as_a_triple_once_and_as_a_statement_of_each_paper(linked: Linked) -> None:
    claim = next(claim for claim in linked.claims if claim.predicate == "extends")
    again = replace(claim, id="again", paper=LIGHT.id)
    data = turtle(replace(linked, claims=(*linked.claims, again))).decode()
    assert data.count("mg:extends entity:lora") == 1
    assert data.count("rdf:predicate mg:extends") == 2


def test_a_paper_and_an_entity_with_one_id_are_two_things() -> None:
    paper = Paper("lora", None, "LoRA extends X.")
    entities = (Entity("lora", "LoRA", "Method"), Entity("x", "X", "Method"))
    evidence = (Passage("text", 0, 15, paper.text, ("r/r",)),)
    claims = (Claim("1", "lora", "uses", "x", "lora", evidence), Claim("2", "lora", "extends", "x", "lora", evidence))
    text = turtle(Linked((paper,), entities, (), claims, ())).decode()
    assert re.search(r"paper:lora a[^.]*\"LoRA extends X\.\" ;\n\tmg:refersTo entity:x ;\n\tmg:uses entity:x \.", text)
    assert re.search(r"entity:lora a[^.]*mg:extends entity:x \.", text)


def test_evidence_is_what_stands_in_the_paper(linked: Linked) -> None:
    papers = {paper.id: paper for paper in linked.papers}
    passages = {(claim.paper, passage) for claim in linked.claims for passage in claim.evidence}
    passages |= {(figure.paper, passage) for figure in linked.figures for passage in figure.evidence}
    assert {passage.field for _, passage in passages} == {"text", "title"}
    for paper, passage in passages:
        assert (getattr(papers[paper], passage.field) or "")[passage.start : passage.end] == passage.text
    quotes = [value for _, predicate, value, _ in in_oxigraph(turtle(linked)) if predicate.endswith("#exact")]
    assert set(quotes) == {passage.text for _, passage in passages}
    assert any("<analyze>" in quote and '"quotes" \\' in quote for quote in quotes)


def test_a_passage_used_twice_stands_once_with_the_rules_of_both(linked: Linked) -> None:
    quote = "QLoRA outperforms LoRA on MMLU, raising Accuracy from 60.1% to 63.4%."
    text = turtle(linked).decode()
    assert text.count(f'oa:exact "{quote}"') == 1
    blocks = {block.partition(" ")[0]: block for block in text.split("\n\n")}
    node = next(node for node, block in blocks.items() if f'oa:exact "{quote}"' in block).removesuffix("-quote")
    assert 'mg:rule "figure/from-to" , "relation/outperforms"' in blocks[node]
    assert 'mg:field "text" ;\n' in blocks[node]
    assert (
        'oa:start "58"^^xsd:nonNegativeInteger ;\n\toa:end "127"^^xsd:nonNegativeInteger .' in blocks[f"{node}-place"]
    )


def test_evidence_is_a_web_annotation_target(linked: Linked) -> None:
    texts = {f"<{ids.paper_iri(paper.id)}>": paper for paper in linked.papers}
    told: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value, _ in in_oxigraph(turtle(linked)):
        told[subject][predicate.rpartition("#")[2]].append(value)
    evidence = [node for node in told.values() if f"{ONTOLOGY}Evidence" in node["type"]]
    assert len(evidence) > 5
    edges = 0
    for node in evidence:
        quote, place = (told[f"<{next(v for v in node['hasSelector'] if v.endswith(kind))}>"] for kind in KINDS)
        paper = texts[f"<{node['hasSource'][0]}>"]
        text = paper.text if node["field"] == ["text"] else paper.title or ""
        start, end = int(place["start"][0]), int(place["end"][0])
        assert quote["exact"] == [text[start:end]]
        assert "".join(quote["prefix"]) == text[max(0, start - CONTEXT) : start]
        assert "".join(quote["suffix"]) == text[end : end + CONTEXT]
        edges += not quote["prefix"]
    assert edges, "what begins a text has nothing before it"
    claims = [node for node in told.values() if f"{ONTOLOGY}Claim" in node["type"]]
    assert all(sorted(node["hasTarget"]) == sorted(node["evidence"]) for node in claims)
    assert all(f"{PREFIXES['oa']}Annotation" in node["type"] for node in claims)


@pytest.mark.parametrize(
    ("number", "told"),
    [("63.4", "63.4"), ("-3", "-3.0"), ("1E+3", "1000.0"), ("1E-7", "0.0000001"), ("0.10", "0.10"), ("35", "35.0")],
)
def test_numbers_are_decimals(linked: Linked, number: str, told: str) -> None:
    figure = replace(linked.figures[0], number=Decimal(number), before=Decimal(number))
    data = turtle(replace(linked, figures=(figure,)))
    names = ("#value", "#startValue", "#hasValue", "/value")
    values = {(value, kind) for _, name, value, kind in in_oxigraph(data) if name.endswith(names)}
    assert values == {(told, f"{PREFIXES['xsd']}decimal")}
    assert f"mg:value {told} ;".encode() in data


def test_a_result_tells_all_it_knows_and_no_more(linked: Linked) -> None:
    blocks = [block for block in turtle(linked).decode().split("\n\n") if block.startswith("result:")]
    level, change = sorted(blocks, key=lambda block: "isDifference true" in block)
    for line in (
        "mg:subject entity:qlora", "mg:dataset entity:mmlu", "mg:metric entity:accuracy", "mg:baseline entity:lora",
        'mg:valueText "63.4%"', 'mg:unit "%"', "mg:isDifference false", "mg:startValue 60.1",
        'mg:better "higher"', "a mg:Result , mls:ModelEvaluation , cr:EvaluationResult , oa:Annotation",
        "mls:hasValue 63.4", "cr:value 63.4", "mls:specifiedBy entity:accuracy", "cr:metric entity:accuracy",
    ):  # fmt: skip
        assert line in level
    assert 'mg:valueText "+1.4%"' in change
    assert "mg:dataset" not in change
    assert "mg:startValue" not in change
    assert "mg:better" not in change
    assert " a mg:Result , mls:ModelEvaluation , oa:Annotation ;" in change
    assert "mls:specifiedBy entity:accuracy" in change
    assert "mls:hasValue" not in change, "others would take it for a level"
    assert "cr:" not in change


def test_an_alias_that_is_the_label_again_is_left_out() -> None:
    entity = Entity("e", "a\ufffd", "Task", ("a\ud800", "b"))
    text = turtle(Linked((), (entity,), (), (), ())).decode()
    assert text.count("a\ufffd") == 1
    assert 'skos:altLabel "b" .' in text
