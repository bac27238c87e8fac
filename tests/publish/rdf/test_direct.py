"""What is put together as text is what Oxigraph writes of the same triples, byte for byte, and is counted right."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publish.exchange.hostile import hostile
from tests.support.linked import sample_linked

from methodgraph.ontology import PREFIXES
from methodgraph.publish.rdf import PROFILES, USED, write_to
from methodgraph.publish.rdf.as_turtle import Turtle, head
from methodgraph.publish.rdf.direct import own_turtle
from methodgraph.publish.rdf.forms import FORMS
from methodgraph.publish.rdf.graph import blocks
from methodgraph.publish.rdf.profiles import profile_of
from methodgraph.publish.rdf.statistics import Statistics
from methodgraph.records import Claim, Confidence, Entity, Figure, Identifier, Linked, Paper, Passage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from methodgraph.publish.rdf.graph import Block


def by_oxigraph(told: Iterable[Block], prefixes: tuple[str, ...]) -> bytes:
    """Return blocks as Oxigraph writes them, with our head and a blank line between statements."""
    lines = "".join(f"{subject} {predicate} {target} .\n" for subject, pairs, _ in told for predicate, target in pairs)
    used = {name: PREFIXES[name] for name in prefixes}
    triples = ox.parse(lines.encode(), format=ox.RdfFormat.N_TRIPLES)
    written = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=used)
    body = (written or b"").split(b"\n", len(used))[-1]
    return head(used).encode() + body.replace(b" .\n", b" .\n\n").removesuffix(b"\n")


def counts(statistics: Statistics) -> tuple[object, ...]:
    properties, classes = dict(statistics.properties), dict(statistics.classes)
    return statistics.triples, statistics.subjects, properties, classes, statistics.examples


def check(linked: Linked) -> None:
    statistics, by_block = Statistics(), Statistics()
    told = "".join(own_turtle(linked, statistics)).encode()
    assert told == by_oxigraph(blocks(linked), USED)
    for block in blocks(linked):
        by_block.add(block)
    assert counts(statistics) == counts(by_block)


TEXT = st.text(max_size=20) | st.sampled_from(
    ['"', "\\", "\n", "\x7f", "a.", ".", "..", "a b", "a-", "-a", "%", "é", ":"]
)
RULES = st.lists(TEXT, max_size=2, unique=True).map(tuple)


@st.composite
def graphs(draw: st.DrawFn) -> Linked:
    """Draw a graph of two papers, in which any text may be called anything."""
    ids = draw(st.lists(TEXT, min_size=2, max_size=2, unique=True))
    papers = tuple(
        Paper(
            one, draw(st.none() | TEXT), draw(TEXT), year=draw(st.none() | st.integers(1000, 9999)),
            url=draw(st.none() | TEXT), authors=(draw(TEXT),), venue=draw(st.none() | TEXT),
            identifiers=(Identifier("doi", draw(TEXT)),),
        )
        for one in ids
    )  # fmt: skip
    entities = (Entity("e", draw(TEXT), "Model", (draw(TEXT),)), Entity("f.", "F", "Metric", (), draw(TEXT)))
    claims = [
        Claim(f"{number}{name}", paper.id, name, "e", paper.id, draw(passages(paper)), draw(SURE))
        for number, paper in enumerate(papers)
        for name in ("uses", "mentions")
    ]
    claims.append(
        Claim(
            draw(st.from_regex(r"[0-9a-z][0-9a-z.-]*", fullmatch=True)),
            "e",
            "extends",
            "f.",
            papers[0].id,
            draw(passages(papers[0])),
        )
    )
    figure = Figure(
        "x", papers[1].id, "e", None, "f.", draw(TEXT), Decimal(draw(st.integers())), draw(TEXT), False, None, None,
        draw(passages(papers[1])),
    )  # fmt: skip
    return Linked(papers, entities, (), tuple(claims), (figure,), ((papers[0].id, draw(TEXT)),))


SURE = st.none() | st.sampled_from(["0.93", "0.1", "0.50"]).map(lambda score: Confidence(Decimal(score), ()))


@st.composite
def passages(draw: st.DrawFn, paper: Paper) -> tuple[Passage, ...]:
    """Draw up to two passages of a paper."""
    found = []
    for field in ("text", "title"):
        text = getattr(paper, field)
        if text:
            start = draw(st.integers(0, len(text)))
            end = draw(st.integers(start, len(text)))
            found.append(Passage(field, start, end, text[start:end], draw(RULES)))
    return tuple(found)


@pytest.mark.parametrize(
    "linked", [sample_linked(), hostile(), Linked((), (), (), (), ())], ids=["sample", "bad", "none"]
)
def test_a_graph_is_written_as_oxigraph_would(linked: Linked) -> None:
    check(linked)


@settings(max_examples=150, deadline=None)
@given(graphs())
def test_any_text_is_written_as_oxigraph_would(linked: Linked) -> None:
    check(linked)


@pytest.mark.parametrize("profile", [name for name in PROFILES if name != "methodgraph"])
def test_views_are_written_as_oxigraph_would(profile: str) -> None:
    linked, view, stream = hostile(), profile_of(profile), io.BytesIO()
    write_to(linked, stream, form="ttl", profile=profile)
    assert stream.getvalue() == by_oxigraph(view.blocks(linked, FORMS["ttl"]), view.prefixes)


@pytest.mark.parametrize(
    ("term", "told"),
    [
        ('"3"^^<http://www.w3.org/2001/XMLSchema#integer>', "3"),
        ('"x"^^<http://www.w3.org/2001/XMLSchema#integer>', '"x"^^xsd:integer'),
        ('"-0.5"^^<http://www.w3.org/2001/XMLSchema#decimal>', "-0.5"),
        ('"true"^^<http://www.w3.org/2001/XMLSchema#boolean>', "true"),
        ("<https://w3id.org/methodgraph/entity/qwen2.5-vl>", "entity:qwen2.5-vl"),
        ("<https://w3id.org/methodgraph/paper/%2E>", "paper:\\%2E"),
        ("<https://example.org/x>", "<https://example.org/x>"),
    ],
)
def test_a_term_is_short_where_that_is_safe(term: str, told: str) -> None:
    assert Turtle({name: PREFIXES[name] for name in USED}).term(term) == told


def test_a_piece_depends_on_its_own_records_alone() -> None:
    linked = sample_linked()
    whole = "".join(own_turtle(linked, Statistics()))
    for paper in linked.papers:
        own = replace(
            linked, papers=(paper,), entities=(), claims=tuple(c for c in linked.claims if c.paper == paper.id),
            figures=tuple(f for f in linked.figures if f.paper == paper.id),
        )  # fmt: skip
        text = "".join(own_turtle(own, Statistics()))
        assert text.split("\n\n", 1)[1] in whole
