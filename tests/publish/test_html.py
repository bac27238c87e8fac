from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
import time
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.linked import link

from methodgraph import records
from methodgraph.errors import UsageError
from methodgraph.publish.html import page, write_html
from methodgraph.publish.html.layout import Spring, layout
from methodgraph.publish.html.mentions import Mention, mentions, resolve_overlaps
from methodgraph.publish.html.network import network
from methodgraph.publish.html.page import embed
from methodgraph.publish.html.payload import payload, utf16
from methodgraph.publish.html.words import PREDICATES, SHAPES, TYPES
from methodgraph.records import Claim, Confidence, Entity, Field, Figure, Link, Linked, Paper, Passage

FIELDS: tuple[Field, ...] = get_args(Field)
EMPTY = Linked((), (), (), (), ())


class Blocks(HTMLParser):
    """The scripts and styles of a document, as a browser would cut them, and every address it loads."""

    def __init__(self, document: str) -> None:
        super().__init__(convert_charrefs=True)
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.styles: list[str] = []
        self.addresses: list[str] = []
        self.policy = ""
        self._open: tuple[str, dict[str, str | None]] | None = None
        self.feed(document)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.addresses += [value or "" for name, value in attrs if name in {"src", "href", "srcset", "action", "data"}]
        if told.get("http-equiv") == "Content-Security-Policy":
            self.policy = told.get("content") or ""
        if tag in {"script", "style"}:
            self._open = (tag, told)
            if tag == "style":
                self.styles.append("")
            else:
                self.scripts.append((told, ""))

    def handle_data(self, data: str) -> None:
        if self._open is None:
            return
        if self._open[0] == "style":
            self.styles[-1] += data
        else:
            self.scripts[-1] = (self.scripts[-1][0], self.scripts[-1][1] + data)

    def handle_endtag(self, tag: str) -> None:
        if self._open and tag == self._open[0]:
            self._open = None


def data_of(document: str) -> dict[str, Any]:
    told = [text for attributes, text in Blocks(document).scripts if attributes.get("type") == "application/json"]
    assert len(told) == 1
    loaded: dict[str, Any] = json.loads(told[0])
    return loaded


def one_paper(text: str, *names: str, title: str | None = None) -> Linked:
    paper = Paper("p", title, text)
    entities = tuple(sorted((Entity(f"e{i}", name, "Method") for i, name in enumerate(names)), key=lambda e: e.id))
    whole = Passage("text", 0, len(text), text, ("test/whole",))
    claims = tuple(Claim(f"c{i}", "p", "uses", entity.id, "p", (whole,)) for i, entity in enumerate(entities))
    links = tuple(sorted(link(paper, entity, "test") for entity in entities))
    return Linked((paper,), entities, links, claims, ())


def test_a_claim_tells_its_confidence(linked: Linked) -> None:
    sure = replace(linked.claims[0], confidence=Confidence(Decimal("0.93"), ()))
    told = payload(replace(linked, claims=(sure, *linked.claims[1:])))["claims"]
    assert [claim["confidence"] for claim in told] == [0.93] + [None] * (len(told) - 1)


def test_the_page_loads_nothing(linked: Linked) -> None:
    assert Blocks(page(linked)).addresses == ["data:,"]
    assert "@import" not in "".join(Blocks(page(linked)).styles)
    assert not re.search(r"url\(\s*['\"]?(?!data:)", "".join(Blocks(page(linked)).styles))


def test_the_policy_allows_exactly_the_inline_blocks(linked: Linked) -> None:
    blocks = Blocks(page(linked))
    scripts = [text for attributes, text in blocks.scripts if "type" not in attributes]
    allowed = dict(part.split(" ", 1) for part in blocks.policy.split("; "))
    assert allowed["script-src"].split() == [_hash(text) for text in scripts]
    assert allowed["style-src"].split() == [_hash(text) for text in blocks.styles]
    assert (allowed["default-src"], allowed["connect-src"]) == ("'none'", "'none'")
    assert "unsafe" not in blocks.policy


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_vis_network_is_pyvis_own(linked: Linked) -> None:
    library = next(text for attributes, text in Blocks(page(linked)).scripts if "type" not in attributes)
    assert "vis-network" in library[:200]
    assert "@version 9." in library[:400]


def test_same_input_same_bytes_under_any_hash_seed(tmp_path: Path, linked: Linked) -> None:
    script = (
        "import sys; from pathlib import Path; from tests.support.linked import sample_linked;"
        "from methodgraph.publish.html import write_html; write_html(sample_linked(), Path(sys.argv[1]))"
    )
    root = Path(__file__).parents[2]
    told = [page(linked).encode()]
    for seed in ("1", "2"):
        path = tmp_path / f"{seed}.html"
        searched = os.pathsep.join([str(root), str(root / "src")])
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": searched}
        subprocess.run([sys.executable, "-c", script, str(path)], check=True, env=environment, cwd=tmp_path)
        told.append(path.read_bytes())
    assert told[0] == told[1] == told[2]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["1.html", "2.html"]  # pyvis left no lib/ behind


def test_everything_linked_is_told(linked: Linked) -> None:
    data = data_of(page(linked))
    assert [paper["key"] for paper in data["papers"]] == [paper.id for paper in linked.papers]
    assert [entity["id"] for entity in data["entities"]] == [f"entity/{entity.id}" for entity in linked.entities]
    assert [claim["id"] for claim in data["claims"]] == [claim.id for claim in linked.claims]
    assert len(data["figures"]) == len(linked.figures)
    assert [url for paper in data["papers"] for url in paper["code"]] == [url for _, url in linked.code]
    assert [u["name"] for paper in data["papers"] for u in paper["unlinked"]] == [u.name for _, u in linked.unlinked]


def test_every_offset_of_the_page_slices_its_text_as_javascript_counts(linked: Linked) -> None:
    linked = replace(linked, papers=tuple(replace(paper, text=paper.text + " 𝛼𝛽") for paper in linked.papers))
    evidence = {claim.id: [passage.text for passage in claim.evidence] for claim in linked.claims}
    data = payload(linked)
    papers = {paper["id"]: paper for paper in data["papers"]}
    for claim in data["claims"]:
        told = [_slice(papers[claim["paper"]], place) for place in claim["evidence"]]
        assert told == evidence[claim["id"]]


def _slice(paper: dict[str, Any], place: dict[str, Any]) -> str:
    units = (paper[place["field"]] or "").encode("utf-16-le", "surrogatepass")
    cut: bytes = units[2 * place["start"] : 2 * place["end"]]
    return cut.decode("utf-16-le", "surrogatepass")


@given(st.text(), st.data())
def test_utf16_offsets_agree_with_the_encoded_length(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    assert utf16(text, offset) == len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


@given(st.text())
def test_embedded_data_comes_back_and_never_ends_its_block(text: str) -> None:
    hostile = f"</script><!--<script>{text}\ud800"
    told = embed({"text": hostile})
    assert "<" not in told
    assert told.encode("utf-8")
    assert json.loads(told) == {"text": hostile}


@pytest.mark.parametrize(
    "name",
    ["</script><script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "\u202egnp.exe", "N" * 5000, "\ud800"],
)
def test_hostile_names_stay_data(name: str) -> None:
    hostile = one_paper(f"We use {name} here.", name, title=name)
    document = page(hostile, title=name)
    assert len(Blocks(document).scripts) == 3
    assert document.encode("utf-8")
    assert data_of(document)["entities"][0]["label"] == name


def test_a_title_is_text() -> None:
    document = page(EMPTY, title="<b>Ours</b> & theirs $data")
    assert "<h1>&lt;b&gt;Ours&lt;/b&gt; &amp; theirs $data</h1>" in document


def test_parallel_claims_are_all_drawn_and_bend_apart(linked: Linked) -> None:
    edges = network(linked)["edges"]
    assert [edge["id"] for edge in edges] == [claim.id for claim in linked.claims]
    between = [edge for edge in edges if {edge["from"], edge["to"]} == {"entity/qlora", "entity/lora"}]
    assert {edge["predicate"] for edge in between} == {"extends", "outperforms"}
    assert sum("smooth" in edge for edge in between) == 1
    assert all(edge["arrows"] == "to" for edge in edges)


def test_the_opening_view_holds_papers_what_they_introduce_and_what_they_share(linked: Linked) -> None:
    core = {node["id"] for node in network(linked)["nodes"] if node["core"]}
    assert {"paper/003:9", "entity/qlora", "entity/lightsam", "entity/lora"} <= core
    assert "entity/imagenet" not in core


def test_every_type_role_and_relation_has_words_and_a_shape_of_its_own() -> None:
    known = {kind["id"] for kind in TYPES} | {predicate["id"] for predicate in PREDICATES}
    assert {*records.ENTITY_TYPES, *records.ROLES, *records.PREDICATES} == known - {"Paper"}
    assert len(set(SHAPES.values())) == len(SHAPES)


def test_mentions_are_exactly_the_places_of_the_links(linked: Linked) -> None:
    told = {paper: [(m.field, m.start, m.end, m.entity) for m in found] for paper, found in mentions(linked).items()}
    placed = [(one, place) for one in linked.links for place in one.mentions]
    for paper in linked.papers:
        own = [(p.field, p.start, p.end, one.entity) for one, p in placed if one.paper == paper.id]
        assert told[paper.id] == sorted(own) != []  # no two places of the sample overlap


def test_a_name_that_no_link_places_is_no_mention() -> None:
    paper = Paper("p", "LoRA", "LoRA beats LoRA")
    second = Link("p", "LoRA", "e0", "test", (Passage("text", 11, 15, "LoRA", ("name/x",)),))
    linked = Linked((paper,), (Entity("e0", "LoRA", "Method"),), (second,), (), ())
    assert mentions(linked) == {"p": [Mention("text", 11, 15, "e0")]}


@pytest.mark.parametrize(
    ("found", "kept"),
    [
        ([(0, 3, "sam"), (0, 11, "sam-adapter")], [(0, 11, "sam-adapter")]),
        ([(4, 8, "b"), (0, 5, "a")], [(0, 5, "a")]),
        ([(3, 6, "b"), (0, 4, "a"), (5, 9, "c")], [(0, 4, "a"), (5, 9, "c")]),
        ([(2, 6, "b"), (0, 4, "a")], [(0, 4, "a")]),
        ([(0, 4, "b"), (0, 4, "a")], [(0, 4, "a")]),
        ([(4, 8, "b"), (0, 4, "a")], [(0, 4, "a"), (4, 8, "b")]),
        ([], []),
    ],
    ids=["within", "longer", "both sides", "first", "one place", "touching", "none"],
)
def test_of_overlapping_mentions_the_longer_stays(
    found: list[tuple[int, int, str]], kept: list[tuple[int, int, str]]
) -> None:
    assert resolve_overlaps(Mention("text", *one) for one in found) == [Mention("text", *one) for one in kept]


def test_mentions_in_title_and_text_do_not_overlap() -> None:
    both = [Mention("text", 0, 4, "a"), Mention("title", 2, 9, "b")]
    assert resolve_overlaps(reversed(both)) == both


PLACES = st.builds(
    lambda field, start, length, entity: Mention(field, start, start + length, entity),
    st.sampled_from(FIELDS),
    st.integers(0, 30),
    st.integers(1, 8),
    st.sampled_from("abc"),
)


@given(st.sets(PLACES, max_size=20))
def test_mentions_are_sorted_apart_and_give_way_only_to_what_is_kept(found: set[Mention]) -> None:
    kept = resolve_overlaps(found)
    assert kept == sorted(kept)
    assert set(kept) <= found
    assert not any(_overlap(one, other) for one, other in combinations(kept, 2))
    for lost in found - set(kept):
        length = lost.end - lost.start
        assert any(_overlap(lost, other) and other.end - other.start >= length for other in kept)


def _overlap(one: Mention, other: Mention) -> bool:
    places = [set(range(mention.start, mention.end)) for mention in (one, other)]
    return one.field == other.field and bool(places[0] & places[1])


def test_mentions_of_the_page_count_as_javascript_does() -> None:
    paper = Paper("p", "𝛼: LoRA", "𝛼𝛽 of LoRA")
    places = (Passage("text", 0, 1, "𝛼", ("n/x",)), Passage("text", 6, 10, "LoRA", ("n/x",)))
    title = Passage("title", 3, 7, "LoRA", ("n/x",))
    linked = Linked(
        (paper,), (Entity("e", "LoRA", "Method"),), (Link("p", "LoRA", "e", "test", (*places, title)),), (), ()
    )
    told = payload(linked)["papers"][0]
    assert [_slice(told, place) for place in told["mentions"]] == ["𝛼", "LoRA", "LoRA"]
    assert [(place["start"], place["end"]) for place in told["mentions"]] == [(0, 2), (8, 12), (4, 8)]


def test_without_links_nothing_is_highlighted(linked: Linked) -> None:
    assert [paper["mentions"] for paper in payload(replace(linked, links=()))["papers"]] == [[], [], [], []]


def test_an_entity_tells_the_broader_one(linked: Linked) -> None:
    told = {entity["id"]: entity["broader"] for entity in payload(linked)["entities"]}
    assert told["entity/lightsam"] == "entity/sharpness-aware-minimization"
    assert [entity for entity, broader in told.items() if broader] == ["entity/lightsam"]


def test_figures_tell_where_a_value_started() -> None:
    paper = Paper("p", None, "from 1.5% to 2%")
    whole = Passage("text", 0, 15, paper.text, ("figure/from-to",))
    figure = Figure("f", "p", None, None, None, "2%", Decimal(2), "%", False, Decimal("1.5"), None, (whole,))
    assert payload(Linked((paper,), (), (), (), (figure,)))["figures"][0]["before"] == "1.5%"


def test_layout_places_every_node_apart_and_the_same_each_time() -> None:
    nodes = [f"n{i}" for i in range(60)]
    springs = [Spring(nodes[i // 4], nodes[i]) for i in range(1, 60)]
    places = layout(nodes, springs, set(nodes[:20]))
    assert places == layout(nodes, springs, set(nodes[:20]))
    assert list(places) == nodes[:60]
    assert len(set(places.values())) == 60


def test_layout_of_nothing_one_and_strangers() -> None:
    assert layout([], [], set()) == {}
    assert layout(["a"], [Spring("a", "a")], {"a"}) == {"a": (0, 0)}
    assert len(set(layout(["a", "b", "c"], [], set()).values())) == 3


def test_a_graph_of_8000_nodes_is_laid_out_in_seconds() -> None:
    whole = Passage("text", 0, 1, "x", ("test/x",))
    papers = tuple(Paper(f"p{i:05}", None, "x") for i in range(2000))
    entities = tuple(Entity(f"e{i:05}", f"E {i}", "Method") for i in range(6000))
    claims = tuple(
        Claim(f"c{i:05}-{j}", f"p{i:05}", "uses", f"e{(i * 3 + j) % 6000:05}", f"p{i:05}", (whole,))
        for i in range(2000)
        for j in range(4)
    )
    start = time.process_time()
    assert len(network(Linked(papers, entities, (), claims, ()))["edges"]) == 8000
    assert time.process_time() - start < 20


def test_an_empty_graph_still_has_a_page() -> None:
    assert data_of(page(EMPTY))["nodes"] == []


def test_write_html_writes_the_page_or_leaves_the_old_one(tmp_path: Path, linked: Linked) -> None:
    path = tmp_path / "graph.html"
    write_html(linked, path, title="Ours")
    assert path.read_bytes() == page(linked, title="Ours").encode()
    with pytest.raises(UsageError):
        write_html(linked, tmp_path / "absent" / "graph.html")
    assert [file.name for file in tmp_path.iterdir()] == ["graph.html"]
