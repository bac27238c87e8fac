from __future__ import annotations

import json
import sys
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.support.pages import claims_of, index_of, papers_of

from methodgraph import records
from methodgraph.publish.facts import UNSURE
from methodgraph.publish.html import page
from methodgraph.publish.html.blocks import as_json, packed, unpacked
from methodgraph.publish.html.details import BLOCK, MOST, blocks, details, wide
from methodgraph.publish.html.words import PREDICATES, TYPES
from methodgraph.publish.said import by_paper
from methodgraph.records import Confidence, Entity, Figure, Link, Linked, Paper, Passage


def test_everything_linked_is_told(linked: Linked) -> None:
    document = page(linked)
    index, papers = index_of(document), papers_of(document)
    assert index["papers"]["ids"] == [paper.id for paper in linked.papers]
    assert index["papers"]["titles"] == [paper.title for paper in linked.papers]
    assert index["papers"]["years"] == [paper.year for paper in linked.papers]
    assert index["entities"]["ids"] == [entity.id for entity in linked.entities]
    assert [aliases or [] for aliases in index["entities"]["aliases"]] == [list(e.aliases) for e in linked.entities]
    assert index["entities"]["senses"] == [entity.sense for entity in linked.entities]
    assert sorted(claim for paper in papers for claim, _ in paper["claims"]) == [claim.id for claim in linked.claims]
    assert sorted(figure for paper in papers for figure, _ in paper["figures"]) == [f.id for f in linked.figures]
    assert [url for paper in papers for url in paper["code"]] == [url for _, url in linked.code]
    assert sorted(u[0] for paper in papers for u in paper["unlinked"]) == sorted(u.name for _, u in linked.unlinked)
    assert [paper["text"] for paper in papers] == [paper.text for paper in linked.papers]


def test_a_claim_is_told_by_numbers_that_lead_back_to_it(linked: Linked) -> None:
    document = page(linked)
    index, papers = index_of(document), papers_of(document)
    nodes = [*index["papers"]["ids"], *index["entities"]["ids"]]
    ids = [claim for paper in papers for claim, _ in paper["claims"]]
    known = {claim.id: claim for claim in linked.claims}
    assert len(claims_of(document)) == len(known)
    for identity, (subject, thing, predicate, sure) in zip(ids, claims_of(document), strict=True):
        claim = known[identity]
        assert (nodes[subject], nodes[thing]) == (claim.subject, claim.object)
        assert index["predicates"][predicate]["id"] == claim.predicate
        assert sure == UNSURE


def test_a_claim_tells_its_confidence(linked: Linked) -> None:
    first = linked.claims[0]
    sure = replace(first, confidence=Confidence(Decimal("0.93"), ()))
    document = page(replace(linked, claims=(sure, *linked.claims[1:])))
    ids = [claim for paper in papers_of(document) for claim, _ in paper["claims"]]
    told = dict(zip(ids, (sure for *_, sure in claims_of(document)), strict=True))
    assert told.pop(first.id) == 93
    assert set(told.values()) == {UNSURE}


def test_every_offset_of_the_page_slices_its_text_as_javascript_counts(linked: Linked) -> None:
    linked = replace(linked, papers=tuple(replace(paper, text=paper.text + " 𝛼𝛽") for paper in linked.papers))
    passages = {claim.id: claim.evidence for claim in linked.claims}
    passages |= {figure.id: figure.evidence for figure in linked.figures}
    evidence = {one: [p.text for p in places] for one, places in passages.items()}
    rules = {one: [list(p.rules) for p in places] for one, places in passages.items()}
    document = page(linked)
    index = index_of(document)
    for number, paper in enumerate(papers_of(document)):
        for identity, told in (*paper["claims"], *paper["figures"]):
            places = [_slice(paper["text"], index["papers"]["titles"][number], *place[:3]) for place in told]
            assert places == evidence[identity]
            assert [place[3:] for place in told] == rules[identity]


def _slice(text: str, title: str | None, field: int, start: int, end: int) -> str:
    units = ((title or "") if field else text).encode("utf-16-le", "surrogatepass")
    return units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")


@given(st.text(), st.data())
def test_wide_characters_make_the_difference_between_code_points_and_units(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    units = len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2
    assert offset + sum(one < offset for one in wide(text)) == units


def test_mentions_of_the_page_count_as_javascript_does() -> None:
    paper = Paper("p", "𝛼: LoRA", "𝛼𝛽 of LoRA")
    places = (Passage("text", 0, 1, "𝛼", ("n/x",)), Passage("text", 6, 10, "LoRA", ("n/x",)))
    title = Passage("title", 3, 7, "LoRA", ("n/x",))
    entity = Entity("e", "LoRA", "Method")
    linked = Linked((paper,), (entity,), (Link("p", "LoRA", "e", "test", (*places, title)),), (), ())
    flat = papers_of(page(linked))[0]["mentions"]
    told = [flat[at : at + 4] for at in range(0, len(flat), 4)]
    assert [_slice(paper.text, paper.title, *place[:3]) for place in told] == ["𝛼", "LoRA", "LoRA"]
    assert told == [[0, 0, 2, 1], [0, 8, 12, 1], [1, 4, 8, 1]]


def test_without_links_nothing_is_highlighted(linked: Linked) -> None:
    assert [paper["mentions"] for paper in papers_of(page(replace(linked, links=())))] == [[], [], [], []]


def test_an_entity_tells_the_broader_one(linked: Linked) -> None:
    index = index_of(page(linked))
    first, ids = len(index["papers"]["ids"]), index["entities"]["ids"]
    told = {ids[n]: ids[wider - first] for n, wider in enumerate(index["entities"]["broader"]) if wider is not None}
    assert told == {"lightsam": "sharpness-aware-minimization"}


def test_figures_tell_where_a_value_started() -> None:
    paper = Paper("p", None, "from 1.5% to 2%")
    whole = Passage("text", 0, 15, paper.text, ("figure/from-to",))
    figure = Figure("f", "p", None, None, None, "2%", Decimal(2), "%", False, Decimal("1.5"), None, (whole,))
    document = page(Linked((paper,), (), (), (), (figure,)))
    assert index_of(document)["figures"] == [[0, None, None, None, None, "2%", 2.0, "%", "1.5%", None, 0, None]]
    assert papers_of(document)[0]["figures"] == [["f", [[0, 0, 15, "figure/from-to"]]]]


def test_a_number_beyond_all_floats_is_the_largest() -> None:
    paper = Paper("p", None, "x")
    whole = (Passage("text", 0, 1, "x", ("figure/x",)),)
    values = [Decimal("1E+400"), Decimal("-1E+400"), Decimal("0.5")]
    figures = tuple(
        Figure(f"f{n}", "p", None, None, None, str(value), value, "", False, None, None, whole)
        for n, value in enumerate(values)
    )
    told = index_of(page(Linked((paper,), (), (), (), figures)))["figures"]
    assert [row[6] for row in told] == [sys.float_info.max, -sys.float_info.max, 0.5]


def test_details_come_in_blocks_and_lose_no_paper() -> None:
    papers = tuple(Paper(f"p{number:04}", None, f"text {number}") for number in range(40 * BLOCK))
    told = [details(block) for block in blocks(list(by_paper(Linked(papers, (), (), (), ()))))]
    assert [paper["text"] for block in told for paper in block["papers"]] == [paper.text for paper in papers]
    sizes = [len(block["papers"]) for block in told]
    assert max(sizes) <= MOST
    assert BLOCK / 2 < sum(sizes) / len(sizes) < 2 * BLOCK


def test_a_paper_more_changes_the_blocks_around_it_and_no_other() -> None:
    papers = [Paper(f"p{number:04}", None, f"text {number}") for number in range(40 * BLOCK)]
    before = packed_blocks(papers)
    for extra in ("p0100a", "p1777x", "a", "z"):
        after = packed_blocks(sorted([*papers, Paper(extra, None, "more")], key=lambda paper: paper.id))
        assert len(set(after) - set(before)) <= 2
    changed = packed_blocks([replace(paper, text="other") if paper.id == "p1000" else paper for paper in papers])
    assert len(set(changed) - set(before)) == 1


def packed_blocks(papers: list[Paper]) -> list[bytes]:
    return [as_json(details(block)) for block in blocks(list(by_paper(Linked(tuple(papers), (), (), (), ()))))]


def test_every_type_role_and_relation_has_words_and_a_shape_of_its_own() -> None:
    known = {kind["id"] for kind in TYPES} | {predicate["id"] for predicate in PREDICATES}
    assert {*records.ENTITY_TYPES, *records.ROLES, *records.PREDICATES} == known - {"Paper"}
    assert len({kind["shape"] for kind in TYPES}) == len(TYPES)


@given(st.binary())
def test_what_is_packed_comes_back_and_cannot_end_its_block(data: bytes) -> None:
    assert unpacked(packed(data)) == data
    assert packed(data).isascii()
    assert not set(packed(data)) & set("<>&'\"")


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=())),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(JSON)
def test_json_of_the_page_is_utf8_and_says_the_same(data: Any) -> None:
    assert json.loads(as_json({"told": data}).decode("utf-8")) == {"told": data}
