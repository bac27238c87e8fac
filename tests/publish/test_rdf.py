from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph, URIRef
from rdflib import Literal as RdflibLiteral
from tests.support.linked import LIGHT, sample_linked

from methodgraph.errors import UsageError
from methodgraph.ids import ONTOLOGY
from methodgraph.ontology import PREFIXES
from methodgraph.publish.rdf import triples, turtle, write_turtle
from methodgraph.records import PARENT_TYPE, Claim, Confidence, Entity, Linked, Paper, Passage

ROOT = Path(__file__).parents[2]
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
    assert len(in_oxigraph(data)) == len(list(triples(linked)))


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_name_comes_back_as_it_was(name: str) -> None:
    data = turtle(named(name))
    assert in_oxigraph(data) == in_rdflib(data)
    assert labels(data) == {name}


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=40))
def test_any_text_comes_back_as_it_was(name: str) -> None:
    data = turtle(named(name))
    assert in_oxigraph(data) == in_rdflib(data)
    assert labels(data) == {name}


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
    stated = [t for t in triples(told) if t.predicate.value == f"{ONTOLOGY}confidence"]
    assert {str(t.subject).rpartition("/")[0].rpartition("/")[2] for t in stated} == {"claim", "result"}
    assert [_value(t.object) for t in stated] == [("0.90", f"{PREFIXES['xsd']}decimal")] * 2


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
    assert 'entity:qlora a mg:Method , mg:Entity ;\n\tskos:prefLabel "QLoRA" ;\n' in text
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
        assert {value for node, value in typed if node == subject} == {ONTOLOGY + kind for kind in kinds}


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
    block = next(block for block in text.split("\n\n") if f'oa:exact "{quote}"' in block)
    assert 'mg:rule "figure/from-to" , "relation/outperforms"' in block
    assert 'mg:field "text" ;\n' in block
    assert "oa:start 58 ;\n\toa:end 127 ;" in block


@pytest.mark.parametrize(
    ("number", "told"),
    [("63.4", "63.4"), ("-3", "-3.0"), ("1E+3", "1000.0"), ("1E-7", "0.0000001"), ("0.10", "0.10"), ("35", "35.0")],
)
def test_numbers_are_decimals(linked: Linked, number: str, told: str) -> None:
    figure = replace(linked.figures[0], number=Decimal(number), before=Decimal(number))
    data = turtle(replace(linked, figures=(figure,)))
    values = {(value, kind) for _, name, value, kind in in_oxigraph(data) if name.endswith(("#value", "#startValue"))}
    assert values == {(told, f"{PREFIXES['xsd']}decimal")}
    assert f"mg:value {told} ;".encode() in data


def test_a_result_tells_all_it_knows_and_no_more(linked: Linked) -> None:
    blocks = [block for block in turtle(linked).decode().split("\n\n") if block.startswith("result:")]
    level, change = sorted(blocks, key=lambda block: "isDifference true" in block)
    for line in (
        "mg:subject entity:qlora", "mg:dataset entity:mmlu", "mg:metric entity:accuracy", "mg:baseline entity:lora",
        'mg:valueText "63.4%"', 'mg:unit "%"', "mg:isDifference false", "mg:startValue 60.1",
        'mg:better "higher"', "a mg:Result , mls:Model",
    ):  # fmt: skip
        assert line in level
    assert 'mg:valueText "+1.4%"' in change
    assert "mg:dataset" not in change
    assert "mg:startValue" not in change
    assert "mg:better" not in change


def test_an_alias_that_is_the_label_again_is_left_out() -> None:
    entity = Entity("e", "a\ufffd", "Task", ("a\ud800", "b"))
    text = turtle(Linked((), (entity,), (), (), ())).decode()
    assert text.count("a\ufffd") == 1
    assert 'skos:altLabel "b" .' in text


def test_writing_returns_the_number_of_triples(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    linked = sample_linked()
    assert write_turtle(linked, path) == len(in_oxigraph(path.read_bytes()))
    assert path.read_bytes() == turtle(linked)
    assert [entry.name for entry in tmp_path.iterdir()] == ["graph.ttl"]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, linked: Linked) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        write_turtle(linked, tmp_path / "none" / "graph.ttl")
