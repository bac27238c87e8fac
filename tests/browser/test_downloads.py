"""What can be taken along of a view, read by what reads such files elsewhere and held against what a build writes."""

from __future__ import annotations

import csv
import io
import re
import struct
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx
import pyoxigraph
import pytest
import rdflib
from tests.browser.conftest import Open, Opened

from methodgraph.graph import to_networkx
from methodgraph.ids import digest
from methodgraph.publish.exchange import write_graph
from methodgraph.publish.rdf import turtle
from methodgraph.records import Claim, Figure, Linked, Passage

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
SVG = "{http://www.w3.org/2000/svg}"
LABEL = '=1+1,\\"SAM"\\\n\u202ethe\u2067 "\\" ]]> <b> & \x00\ud835 𝛼'
PAPER = "a 'b' (c)*!~/論\u200f\ud800.."
LEAD = "𝛼 \ud83d\t"
GRAPHML_NODE = ("kind", "type", "label", "title", "aliases", "sense", "papers", "year")
GRAPHML_EDGE = ("kind", "predicate", "paper", "evidence", "confidence")


def hostile(linked: Linked) -> Linked:
    """Give an entity, an alias, a title, a text and a paper's id all that a file could break at."""
    before = linked.papers[0].id

    def named(paper: str) -> str:
        return PAPER if paper == before else paper

    def moved(passages: tuple[Passage, ...], paper: str) -> tuple[Passage, ...]:
        by = len(LEAD) if paper == before else 0
        return tuple(replace(p, start=p.start + by, end=p.end + by) if p.field == "text" else p for p in passages)

    def claim(told: Claim) -> Claim:
        subject, paper = named(told.subject), named(told.paper)
        identity = digest(subject, told.predicate, told.object, paper)
        return replace(told, id=identity, subject=subject, paper=paper, evidence=moved(told.evidence, told.paper))

    def figure(told: Figure) -> Figure:
        return replace(told, paper=named(told.paper), evidence=moved(told.evidence, told.paper))

    first = replace(
        linked.papers[0],
        id=PAPER,
        text=LEAD + linked.papers[0].text,
        url='https://e.org/"<\\>',
        title=linked.papers[0].title,
    )
    entities = (
        replace(e, label=LABEL, aliases=(LABEL.replace("\x00", "\x01"), "a\rb", "ok")) if e.id == "lora" else e
        for e in linked.entities
    )
    return replace(
        linked,
        papers=(first, *linked.papers[1:]),
        entities=tuple(entities),
        claims=tuple(sorted(map(claim, linked.claims), key=lambda c: c.id)),
        figures=tuple(map(figure, linked.figures)),
        links=tuple(
            replace(link, paper=named(link.paper), mentions=moved(link.mentions, link.paper)) for link in linked.links
        ),
        code=tuple((named(paper), url) for paper, url in linked.code),
    )


def taken(opened: Opened, item: str) -> tuple[str, bytes]:
    """Choose an item of the menu; return the name and the content of the file that comes."""
    opened.page.click(".menu-button")
    with opened.page.expect_download() as waiting:
        opened.page.click(f"[data-item={item}]")
    download = waiting.value
    return download.suggested_filename, Path(download.path()).read_bytes()


def triples(told: bytes) -> set[pyoxigraph.Quad]:
    return set(pyoxigraph.parse(told, format=pyoxigraph.RdfFormat.TURTLE))


def shown_claims(opened: Opened) -> list[str]:
    """Return the ids of the claims behind the edges that are shown."""
    told: list[str] = opened.page.evaluate(
        """async () => {
            const ids = [];
            for (const { claims } of methodgraph.shownEdges()) for (const c of claims) {
                const { claimIds } = await methodgraph.graph.details(methodgraph.graph.claim(c).paper);
                ids.push(claimIds.get(c));
            }
            return ids;
        }"""
    )
    return told


def test_the_whole_of_a_small_graph_is_its_graph_ttl_without_the_results(open_page: Open, linked: Linked) -> None:
    name, told = taken(open_page(linked), "ttl")
    assert name == "overview.ttl"
    assert triples(told) == triples(turtle(replace(linked, figures=())))


def test_hostile_names_are_the_same_terms_as_in_graph_ttl(open_page: Open, linked: Linked) -> None:
    evil = hostile(linked)
    _, told = taken(open_page(evil), "ttl")
    assert triples(told) == triples(turtle(replace(evil, figures=())))
    assert LABEL.replace("\x00", "\ufffd").replace("\ud835", "\ufffd") in {str(o) for o in rdf_objects(told)}


def rdf_objects(told: bytes) -> Iterator[Any]:
    """Yield the objects as rdflib, another parser, reads them."""
    return rdflib.Graph().parse(data=told, format="turtle").objects()


@pytest.mark.parametrize("fragment", ["#entity/grpo", "#entity/low-rank-adaptation?sure=0.5", "?without=mentions", ""])
def test_of_the_seeds_too_every_triple_is_one_of_graph_ttl(open_page: Open, seeds: Linked, fragment: str) -> None:
    opened = open_page(seeds, fragment=fragment if fragment.startswith("#") or not fragment else f"#{fragment}")
    told = triples(taken(opened, "ttl")[1])
    assert told <= triples(turtle(seeds))
    claims = {str(quad.subject).rpartition("/claim/")[2].rstrip(">") for quad in told if "/claim/" in str(quad.subject)}
    assert claims == set(shown_claims(opened))
    assert len({quad.subject for quad in told if str(quad.subject).endswith("-quote>")}) >= len(claims) / 3


def test_graphml_holds_the_shown_nodes_and_edges_as_the_build_tells_them(
    open_page: Open, seeds: Linked, tmp_path: Path
) -> None:
    opened = open_page(seeds)
    name, told = taken(opened, "graphml")
    assert name == "overview.graphml"
    same_graph(opened, told, seeds, tmp_path)


def test_graphml_of_hostile_names(open_page: Open, linked: Linked, tmp_path: Path) -> None:
    evil = hostile(linked)
    opened = open_page(evil)
    same_graph(opened, taken(opened, "graphml")[1], evil, tmp_path)


def same_graph(opened: Opened, told: bytes, linked: Linked, folder: Path) -> None:
    """Hold a GraphML file against the page and against the file that a build writes of the whole graph."""
    write_graph(to_networkx(linked), folder / "whole.graphml")
    whole = nx.read_graphml(folder / "whole.graphml", force_multigraph=True)
    graph = nx.read_graphml(io.BytesIO(told), force_multigraph=True)
    assert len(graph) == len(opened.shown()) > 0
    for node, attributes in graph.nodes(data=True):
        assert attributes == {key: whole.nodes[node][key] for key in GRAPHML_NODE if key in whole.nodes[node]}
    assert Counter(key for _, _, key in graph.edges(keys=True)) == Counter(shown_claims(opened))
    for head, tail, key, attributes in graph.edges(keys=True, data=True):
        full = whole.edges[head, tail, key]
        assert attributes == {name: full[name] for name in GRAPHML_EDGE if name in full}


def test_two_papers_that_say_the_same_are_two_edges_and_two_rows(open_page: Open, linked: Linked) -> None:
    twice = next(c for c in linked.claims if (c.subject, c.predicate, c.object) == ("grpo", "solves", "math-reasoning"))
    paper = linked.papers[2]
    sentence = Passage("text", 0, 20, paper.text[:20], ("relation/solves",))
    again = replace(
        twice, id=digest("grpo", "solves", "math-reasoning", paper.id), paper=paper.id, evidence=(sentence,)
    )
    opened = open_page(replace(linked, claims=tuple(sorted((*linked.claims, again), key=lambda c: c.id))))
    graph = nx.read_graphml(io.BytesIO(taken(opened, "graphml")[1]), force_multigraph=True)
    assert sorted(graph["entity:grpo"]["entity:math-reasoning"]) == sorted([twice.id, again.id])
    rows = table(taken(opened, "csv")[1])
    assert sum((row["predicate"], row["object"]) == ("solves", "math reasoning") for row in rows) == 2


def table(told: bytes) -> list[dict[str, str]]:
    assert told.startswith(b"\xef\xbb\xbf")
    assert re.search(rb"(?<!\r)\n(?![^\r]*\r\n)", told) is None or b'"' in told
    return list(csv.DictReader(io.StringIO(told.decode("utf-8-sig"), newline="")))


def test_the_table_has_a_row_for_each_claim_with_its_sentences(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    name, told = taken(opened, "csv")
    assert name == "overview.csv"
    rows = table(told)
    assert len(rows) == len(linked.claims)
    assert next(row for row in rows if row["predicate"] == "extends") == {
        "subject": "QLoRA", "subject_type": "Method", "predicate": "extends", "object": "LoRA", "object_type": "Method",
        "paper": "arxiv:2305.14314", "title": "QLoRA: finetuning of quantized models", "year": "2023", "confidence": "",
        "sentence": "We propose QLoRA, which extends LoRA to quantized models.", "papers": "1",
    }  # fmt: skip
    introduces = next(row for row in rows if (row["predicate"], row["object"]) == ("introduces", "QLoRA"))
    assert introduces["sentence"].split(" | ") == [
        "We propose QLoRA, which extends LoRA to quantized models.",
        "QLoRA: finetuning of quantized models",
    ]


def test_no_cell_of_the_table_is_a_formula(open_page: Open, linked: Linked) -> None:
    rows = table(taken(open_page(hostile(linked)), "csv")[1])
    safe = "'" + LABEL.replace("\x00", "\ufffd").replace("\ud835", "\ufffd")
    assert {row["object"] for row in rows if row["predicate"] == "extends"} == {safe}
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row.values())


def well_formed(told: bytes) -> ET.Element:
    return ET.fromstring(told)  # noqa: S314  it comes out of our own page


def test_the_drawing_is_a_well_formed_svg_of_what_is_shown(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#entity/lora")
    name, told = taken(opened, "svg")
    assert name == "lora.svg"
    root = well_formed(told)
    assert root.tag == f"{SVG}svg"
    assert root.findtext(f"{SVG}title") == "LoRA · methodgraph"
    groups = {group.get("id"): group for group in root.findall(f"{SVG}g")}
    assert len(groups["nodes"].findall(f"{SVG}g")) == len(opened.shown())
    assert len(groups["edges"].findall(f"{SVG}g")) == len(opened.page.evaluate("methodgraph.shownEdges()"))
    names = {text.text for text in groups["names"].iter(f"{SVG}text")}
    assert names == {
        label["text"] for label in opened.page.evaluate("methodgraph.labels().map(({ text }) => ({ text }))")
    }
    assert {"LoRA", "QLoRA"} <= names
    assert re.search(rb"<style| style=| class=", told) is None


def test_the_drawing_of_hostile_names_is_drawn_by_a_browser(open_page: Open, linked: Linked, tmp_path: Path) -> None:
    opened = open_page(hostile(linked))
    told = taken(opened, "svg")[1]
    well_formed(told)
    path = tmp_path / "drawing.svg"
    path.write_bytes(told)
    page = opened.page.context.browser.new_page()  # type: ignore[union-attr]  # it was opened by one
    page.goto(path.as_uri())
    box = page.locator("#nodes").bounding_box()
    page.close()
    assert box is not None
    assert box["width"] > 200


def test_the_picture_is_a_png_with_something_on_it(open_page: Open, linked: Linked) -> None:
    name, told = taken(open_page(linked, fragment="#paper/arxiv:2305.14314"), "png")
    assert name == "arxiv-2305.14314.png"
    assert told.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", told[16:24])
    assert width > 600
    assert height > 600
    assert len(told) > 5000


def test_a_comparison_names_both(open_page: Open, linked: Linked) -> None:
    assert taken(open_page(linked, fragment="#entity/lora?vs=entity/qlora"), "csv")[0] == "lora-and-qlora.csv"


def test_a_name_that_is_no_safe_file_name_is_made_one(open_page: Open, linked: Linked) -> None:
    opened = open_page(hostile(linked))
    opened.page.evaluate("methodgraph.state.set({ focus: 0 })")
    name, _ = taken(opened, "csv")
    assert name == "a-b-c.csv"


def test_the_link_is_copied(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#entity/lora?without=uses")
    opened.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened.page.click(".menu-button")
    opened.page.click("[data-item=link]")
    opened.until("document.querySelector('.downloads-told').textContent === 'The link is copied.'")
    assert opened.page.evaluate("navigator.clipboard.readText()") == opened.page.url


def test_what_goes_wrong_is_told_in_words(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    opened.page.evaluate("() => { URL.createObjectURL = () => { throw new Error('the disk is full'); }; }")
    opened.page.click(".menu-button")
    opened.page.click("[data-item=csv]")
    line = opened.page.locator(".downloads-told")
    opened.until("document.querySelector('.downloads-told').textContent.endsWith('full')")
    assert line.inner_text() == "CSV could not be made: the disk is full"
    assert line.get_attribute("role") == "status"


def test_the_menu_works_by_keyboard_alone(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#entity/lora")
    focused = "document.activeElement.dataset.item ?? document.activeElement.className"
    opened.page.focus(".menu-button")
    seen = []
    for key in ("Enter", "ArrowDown", "ArrowUp", "ArrowUp", "Home", "End", "g"):
        opened.page.keyboard.press(key)
        seen.append(opened.page.evaluate(focused))
    assert seen == ["link", "png", "link", "ttl", "link", "ttl", "graphml"]
    assert opened.page.get_attribute(".menu-button", "aria-expanded") == "true"
    opened.page.keyboard.press("Escape")
    assert opened.page.evaluate(focused) == "menu-button"
    assert opened.page.locator("[role=menu]").is_hidden()
    assert opened.page.inner_text("#panel h2") == "LoRA"
    opened.page.keyboard.press("ArrowUp")
    assert opened.page.evaluate(focused) == "ttl"
    opened.page.keyboard.press("Tab")
    assert opened.page.locator("[role=menu]").is_hidden()
    assert opened.page.evaluate(focused) != "menu-button"


def test_a_click_elsewhere_shuts_the_menu(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    opened.page.click(".menu-button")
    opened.page.click("#search")
    assert opened.page.locator("[role=menu]").is_hidden()
    assert opened.page.evaluate("document.activeElement.id") == "search"


def test_an_empty_graph_gives_empty_files(open_page: Open) -> None:
    opened = open_page(Linked((), (), (), (), ()))
    assert table(taken(opened, "csv")[1]) == []
    assert len(nx.read_graphml(io.BytesIO(taken(opened, "graphml")[1]))) == 0
    assert triples(taken(opened, "ttl")[1]) == set()
    well_formed(taken(opened, "svg")[1])
