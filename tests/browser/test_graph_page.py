from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest
from tests.browser.conftest import Open, Opened

from methodgraph.records import Claim, Confidence, Entity, Link, Linked, Paper, Passage

pytestmark = pytest.mark.browser


def panel(opened: Opened) -> str:
    return opened.page.inner_text("#panel")


def test_the_page_opens_from_disk_with_the_network_cut(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    assert opened.page.inner_text("#counts") == f"4 papers · 13 entities · {len(linked.claims)} claims"
    assert "paper/003:9" in opened.shown()
    assert opened.requests == [opened.url] or set(opened.requests) == {opened.url, "data:,"}


def test_the_policy_blocks_what_gets_in_anyway(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    ran = opened.page.evaluate(
        """() => { const s = document.createElement("script"); s.textContent = "window.bad = 1";
                   document.body.append(s); return window.bad === 1; }"""
    )
    assert not ran
    assert any("Content Security Policy" in said for said in opened.complaints)
    opened.complaints.clear()


def test_search_finds_by_alias_and_shows_the_entity(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    opened.page.fill("#search", "low-rank")
    hits = opened.page.locator("#hits [role=option]")
    assert hits.count() == 1
    assert "LoRA" in hits.inner_text()
    assert "Low-Rank Adaptation" in hits.inner_text()
    hits.click()
    assert opened.page.inner_text("#panel h2") == "LoRA"
    assert opened.page.url.endswith("#entity/lora")


def test_search_tells_two_senses_of_one_alias_apart(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    opened.page.fill("#search", "SAM")
    told = opened.page.locator("#hits [role=option] .hit-name > bdi").all_inner_texts()
    assert set(told[:2]) == {"Segment Anything Model", "Sharpness-Aware Minimization"}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("low rank adapt", "LoRA"),
        ("low-rank adapt", "LoRA"),
        ("  low   rank\u2011adapt ", "LoRA"),
        ("sharpness aware", "Sharpness-Aware Minimization"),
        ("video mme", "Video-MME"),
        ("video\u2013mme", "Video-MME"),
        ("math/reasoning", "math reasoning"),
        ("survey one 2", "日本語のモデル: a survey of GRPO and LoRA"),
    ],
)
def test_search_does_not_ask_how_words_are_joined(open_page: Open, linked: Linked, typed: str, found: str) -> None:
    opened = open_page(linked)
    opened.page.fill("#search", typed)
    assert opened.page.locator("#hits [role=option] .hit-name > bdi").all_inner_texts() == [found]


@pytest.mark.parametrize("typed", ["lowrank", "sharpnessaware", "-", " / "])
def test_search_joins_no_words_and_finds_nothing_by_a_hyphen_alone(open_page: Open, linked: Linked, typed: str) -> None:
    opened = open_page(linked)
    opened.page.fill("#search", typed)
    assert opened.page.locator("#hits [role=option]").count() == 0


def test_search_ranks_whole_names_then_starts_then_words_then_the_rest(open_page: Open) -> None:
    ranked = ["Low\u2013Rank", "low rank tuning", "a very/low  rank one", "follow-rank"]
    entities = tuple(Entity(f"e{i}", name, "Method") for i, name in enumerate(reversed(ranked)))
    opened = open_page(Linked((), entities, (), (), ()))
    for typed in ("low rank", "low-rank"):
        opened.page.fill("#search", typed)
        hits = opened.page.locator("#hits [role=option] .hit-name > bdi")
        assert hits.evaluate_all("all => all.map((one) => one.textContent)") == ranked


def test_search_works_by_keyboard_alone(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    field = opened.page.locator("#search")
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("sam")
    assert field.get_attribute("aria-expanded") == "true"
    first = field.get_attribute("aria-activedescendant")
    opened.page.keyboard.press("ArrowDown")
    second = field.get_attribute("aria-activedescendant")
    assert (first, second) == ("hit-0", "hit-1")
    chosen = opened.page.locator(f"#{second} .hit-name > bdi").first.inner_text()
    opened.page.keyboard.press("ArrowUp")
    opened.page.keyboard.press("ArrowDown")
    opened.page.keyboard.press("Enter")
    assert opened.page.inner_text("#panel h2") == chosen
    assert opened.page.evaluate("document.activeElement === document.querySelector('#panel h2')")
    assert field.get_attribute("aria-expanded") == "false"
    opened.page.keyboard.press("Escape")
    assert "What these papers say" in panel(opened)


def test_search_says_so_when_it_finds_nothing(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    opened.page.fill("#search", "no such thing")
    assert opened.page.inner_text("#hits") == "Nothing by that name"
    opened.page.keyboard.press("Enter")
    assert "#" not in opened.page.url


def test_the_legend_filters_by_type(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    methods = {f"entity/{entity.id}" for entity in linked.entities if entity.type == "Method"}
    before = opened.shown()
    assert before & methods
    opened.page.click("[data-filter=Method]")
    assert opened.page.get_attribute("[data-filter=Method]", "aria-pressed") == "false"
    assert opened.shown() == before - methods
    opened.page.click("[data-filter=Method]")
    assert opened.shown() == before


def test_a_role_filter_hides_its_edges_and_what_only_they_held(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    assert "entity/imagenet" in opened.shown()
    opened.page.click("[data-filter=trainsOn]")
    opened.page.click("[data-filter=trainedOn]")
    gone = {claim.id for claim in linked.claims if claim.predicate in {"trainsOn", "trainedOn"}}
    assert not gone & set(opened.page.evaluate("methodgraph.shownEdges()"))
    assert "entity/imagenet" not in opened.shown()
    assert "entity/lora" in opened.shown()


def test_none_and_all_of_a_group(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    toggle = opened.page.locator(".rail header button").first
    toggle.click()
    assert opened.shown() == set()
    assert opened.page.is_visible("#empty")
    toggle.click()
    assert "paper/003:9" in opened.shown()


def test_show_all_shows_every_node_and_every_parallel_edge(open_page: Open, linked: Linked) -> None:
    opened = open_page(padded(linked, 151))
    opened.page.click("#everything")
    assert len(opened.shown()) == 151
    assert set(opened.page.evaluate("methodgraph.shownEdges()")) == {claim.id for claim in linked.claims}


@pytest.mark.parametrize(("count", "whole"), [(17, True), (150, True), (151, False)])
def test_a_small_graph_opens_whole(open_page: Open, linked: Linked, count: int, whole: bool) -> None:
    opened = open_page(padded(linked, count))
    assert opened.page.get_attribute("#everything", "aria-pressed") == str(whole).lower()
    assert (len(opened.shown()) == count) is whole
    assert ("entity/imagenet" in opened.shown()) is whole
    assert "entity/lora" in opened.shown()
    opened.page.click("#everything")
    assert opened.page.get_attribute("#everything", "aria-pressed") == str(not whole).lower()
    assert ("entity/imagenet" in opened.shown()) is not whole


def test_a_line_tells_how_much_is_shown(open_page: Open, linked: Linked) -> None:
    opened = open_page(padded(linked, 1200))
    line = opened.page.locator("#shown")
    assert line.get_attribute("aria-live") == "polite"
    told = [line.inner_text()]
    assert told == [f"{len(opened.shown())} of 1,200 shown"]
    for selector in ("[data-filter=Paper]", "#everything", "[data-filter=Method]"):
        opened.page.click(selector)
        told.append(line.inner_text())
        assert told[-1] == f"{len(opened.shown()):,} of 1,200 shown"
    assert told[2] == "1,196 of 1,200 shown"
    assert len(set(told)) == 4


def test_the_line_counts_the_neighbours_of_what_is_looked_at(open_page: Open, linked: Linked) -> None:
    opened = open_page(padded(linked, 151))
    line = opened.page.locator("#shown")
    before = line.inner_text()
    opened.click("entity/lightsam")
    opened.page.wait_for_selector("#panel .eyebrow")
    assert line.inner_text() == f"{len(opened.shown())} of 151 shown" != before
    opened.page.click("#panel .close")
    assert line.inner_text() == before


def test_a_click_on_an_entity_opens_its_panel_with_evidence(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    opened.click("entity/qlora")
    opened.page.wait_for_selector("#panel .eyebrow")
    told = panel(opened)
    assert opened.page.inner_text("#panel h2") == "QLoRA"
    assert opened.page.inner_text("#panel .eyebrow") == "Method"
    for word in ("INTRODUCED BY", "EXTENDS", "OUTPERFORMS", "EVALUATED ON", "REPORTED FIGURES", "60.1% → 63.4%"):
        assert word in told
    quote = opened.page.locator("#panel .evidence").first
    assert quote.locator("blockquote").inner_text() == "We propose QLoRA, which extends LoRA to quantized models."
    assert quote.locator("mark").all_inner_texts() == ["QLoRA"]
    assert quote.locator("figcaption").inner_text() == "relation/extends · role/we-propose"


def test_a_click_shows_the_neighbours_the_opening_view_left_out(open_page: Open, linked: Linked) -> None:
    opened = open_page(padded(linked, 151))
    assert "entity/imagenet" not in opened.shown()
    opened.click("entity/lightsam")
    opened.page.wait_for_selector("#panel .eyebrow")
    assert "entity/imagenet" in opened.shown()
    opened.page.click("#panel .close")
    assert "entity/imagenet" not in opened.shown()


def test_a_relation_marks_both_its_ends(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#entity/lora")
    block = opened.page.locator("#panel section", has_text="OUTPERFORMED BY").first
    assert set(block.locator("mark").all_inner_texts()) == {"QLoRA", "LoRA"}


def test_a_claim_shows_its_confidence_where_it_has_one(open_page: Open, linked: Linked) -> None:
    sure = tuple(replace(claim, confidence=Confidence(Decimal("0.90"), ())) for claim in linked.claims)
    for told, count in ((linked, 0), (replace(linked, claims=sure), 1)):
        opened = open_page(told, fragment="#entity/lora")
        block = opened.page.locator("#panel section", has_text="OUTPERFORMED BY").first
        assert block.get_by_text("confidence 0.90").count() == count


def test_a_paper_shows_its_abstract_with_mentions_by_type(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    opened.click("paper/003:10")
    opened.page.wait_for_selector("#panel .abstract")
    abstract = opened.page.locator("#panel .abstract")
    assert abstract.inner_text() == next(paper.text for paper in linked.papers if paper.id == "003:10")
    assert "<analyze>" in abstract.inner_text()
    assert abstract.locator(".kind-model").all_inner_texts() == ["Segment Anything Model", "SAM"]
    assert abstract.locator(".kind-benchmark").all_inner_texts() == ["Video-MME"]
    told = panel(opened)
    assert "quotes too common a word" in told
    assert "seeds/c.txt:14" in told
    abstract.locator(".kind-benchmark").click()
    assert opened.page.inner_text("#panel h2") == "Video-MME"


def test_a_paper_without_links_shows_its_abstract_plain(open_page: Open, linked: Linked) -> None:
    opened = open_page(replace(linked, links=()), fragment="#paper/003:10")
    abstract = opened.page.locator("#panel .abstract")
    assert abstract.inner_text() == next(paper.text for paper in linked.papers if paper.id == "003:10")
    assert abstract.locator(".mention").count() == 0
    opened.page.click("#panel .roles .chip >> nth=0")
    assert opened.page.locator("#panel .evidence").count() > 0
    assert opened.page.locator("#panel mark").count() == 0


def test_highlights_stand_exactly_where_the_links_say(open_page: Open) -> None:
    paper = Paper("p", None, "𝛼𝛽: SAM adapter beats SAM, not SAM.")
    entities = (Entity("sam", "SAM", "Model"), Entity("sam-adapter", "SAM adapter", "Method"))
    links = (
        Link("p", "SAM", "sam", "test", (place(paper, 4, "SAM"), place(paper, 22, "SAM"))),
        Link("p", "SAM adapter", "sam-adapter", "test", (place(paper, 4, "SAM adapter"),)),
    )
    opened = open_page(Linked((paper,), entities, links, (), ()), fragment="#paper/p")
    abstract = opened.page.locator("#panel .abstract")
    assert abstract.locator(".kind-method").all_inner_texts() == ["SAM adapter"]
    assert abstract.locator(".kind-model").all_inner_texts() == ["SAM"]
    assert abstract.inner_html().endswith("</a>, not SAM.")
    assert abstract.inner_text() == paper.text


def test_an_entity_leads_to_the_broader_and_the_narrower_ones(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#entity/lightsam")
    broader = opened.page.locator("#panel .broader")
    assert " ".join(broader.inner_text().split()) == "A kind of Sharpness-Aware Minimization"
    assert "KINDS OF IT" not in panel(opened)
    broader.locator(".chip").click()
    assert opened.page.inner_text("#panel h2") == "Sharpness-Aware Minimization"
    assert opened.page.locator("#panel .broader").count() == 0
    narrower = opened.page.locator("#panel section", has_text="KINDS OF IT").locator(".chip")
    assert narrower.all_inner_texts() == ["LightSAM"]
    narrower.click()
    assert opened.page.inner_text("#panel h2") == "LightSAM"


def test_many_narrower_entities_fold_away(open_page: Open) -> None:
    full = crowd()
    entities = tuple(replace(entity, broader="e00" if entity.id != "e00" else None) for entity in full.entities)
    opened = open_page(replace(full, entities=entities), fragment="#entity/e00")
    kinds = opened.page.locator("#panel section", has_text="KINDS OF IT")
    assert [chip.is_visible() for chip in kinds.locator(".chip").all()].count(True) == 12
    kinds.get_by_text("27 more").click()
    assert [chip.is_visible() for chip in kinds.locator(".chip").all()].count(True) == 39


def test_going_on_before_anything_is_drawn_is_no_error(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#paper/003:10")
    opened.page.evaluate(
        """() => ["#entity/lightsam", "#paper/003:10", "#entity/qlora"].forEach((hash) => {
                   history.replaceState(null, "", hash);
                   dispatchEvent(new HashChangeEvent("hashchange")); })"""
    )
    opened.until("methodgraph.labels().some((label) => label.text === 'QLoRA')")
    assert opened.page.inner_text("#panel h2") == "QLoRA"


def test_a_paper_links_its_code_and_its_page(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#paper/arxiv:2305.14314")
    links = opened.page.eval_on_selector_all("#panel a[target=_blank]", "all => all.map((a) => [a.href, a.rel])")
    assert [href for href, _ in links] == ["https://arxiv.org/abs/2305.14314", "https://github.com/example/qlora"]
    assert {rel for _, rel in links} == {"noopener noreferrer"}


@pytest.mark.parametrize(
    ("fragment", "heading"),
    [
        ("#entity/lora", "LoRA"),
        ("#paper/survey%20one/2", "日本語のモデル: a survey of GRPO and LoRA"),
        ("#entity/nothing", "What these papers say"),
        ("#%E0%A4", "What these papers say"),
    ],
)
def test_the_address_names_the_node_looked_at(open_page: Open, linked: Linked, fragment: str, heading: str) -> None:
    assert open_page(linked, fragment=fragment).page.inner_text("#panel h2") == heading


def test_going_back_goes_back(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#entity/lora")
    opened.page.click("#panel .chip >> nth=0")
    assert opened.page.inner_text("#panel h2") != "LoRA"
    opened.page.go_back()
    assert opened.page.inner_text("#panel h2") == "LoRA"


def test_no_label_covers_another(open_page: Open) -> None:
    opened = open_page(crowd())
    opened.until("methodgraph.labels().length > 5")
    labels: list[dict[str, Any]] = opened.page.evaluate("methodgraph.labels()")
    for a, b in combinations(labels, 2):
        apart = a["right"] <= b["left"] or b["right"] <= a["left"] or a["bottom"] <= b["top"] or b["bottom"] <= a["top"]
        assert apart, (a["text"], b["text"])
    assert all(len(label["text"]) <= 30 for label in labels)


def test_physics_is_off_until_asked_for(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    where = "JSON.stringify(methodgraph.network.getPositions())"
    before = opened.page.evaluate(where)
    opened.page.wait_for_timeout(300)
    assert opened.page.evaluate(where) == before
    opened.page.click("#physics")
    opened.until(f"{where} !== {json.dumps(before)}")


def test_hostile_names_do_no_harm(open_page: Open) -> None:
    opened = open_page(hostile())
    for name in ("</script><script>", "<img", "\u202e", "NNNN"):
        opened.page.fill("#search", name)
        opened.page.keyboard.press("Enter")
        assert name in opened.page.inner_text("#panel h2")
    assert opened.page.evaluate("window.bad === undefined")
    assert opened.page.locator("#panel img, #hits img").count() == 0
    width = opened.page.evaluate("[document.documentElement.scrollWidth, document.getElementById('panel').scrollWidth]")
    assert width[0] <= 1400
    assert width[1] <= opened.page.evaluate("document.getElementById('panel').clientWidth")


def test_an_address_that_is_none_is_no_link(open_page: Open) -> None:
    opened = open_page(hostile(), fragment="#paper/p")
    assert "javascript:window.bad=1" in panel(opened)
    assert opened.page.locator("#panel a[target=_blank]").count() == 0


def test_an_empty_graph_says_so(open_page: Open) -> None:
    opened = open_page(Linked((), (), (), (), ()))
    assert "No papers yet" in panel(opened)
    assert opened.page.is_visible("#empty")


def test_a_phone_has_filters_behind_a_button_and_the_panel_as_a_sheet(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, width=390, height=844)
    assert not opened.page.is_visible("#rail")
    assert not opened.page.is_visible("#panel")
    opened.page.click("#rail-toggle")
    assert opened.page.is_visible("[data-filter=Method]")
    opened.page.click("#rail-toggle")
    opened.click("entity/qlora")
    opened.page.wait_for_selector("#panel .eyebrow", state="visible")
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 390


def place(paper: Paper, start: int, name: str) -> Passage:
    """Return the place of `name` in the paper's text that begins at `start`."""
    assert paper.text.startswith(name, start)
    return Passage("text", start, start + len(name), name, ("test/x",))


def padded(linked: Linked, count: int) -> Linked:
    """Return `linked` with as many entities that no paper claims as make `count` nodes."""
    missing = count - len(linked.papers) - len(linked.entities)
    more = tuple(Entity(f"zz{i:04}", f"filler {i}", "Method") for i in range(missing))
    return replace(linked, entities=linked.entities + more)


def crowd() -> Linked:
    """Forty entities with long names around one paper and its twin."""
    text = "x"
    papers = tuple(Paper(f"p{i}", f"A rather long title of paper number {i}", text) for i in range(2))
    entities = tuple(Entity(f"e{i:02}", f"a method with a long name, number {i}", "Method") for i in range(40))
    evidence = (Passage("text", 0, 1, text, ("test/x",)),)
    claims = [Claim(f"{p.id}{e.id}", p.id, "introduces", e.id, p.id, evidence) for p in papers for e in entities]
    return Linked(papers, entities, (), tuple(claims), ())


def hostile() -> Linked:
    """Names that try to be markup, to turn the text around and to break the layout."""
    names = (
        "</script><script>window.bad=1</script>",
        '<img src=x onerror="window.bad=1">',
        "\u202egnp.exe",
        "N" * 5000,
    )
    text = " and ".join(names)
    paper = Paper("p", names[0], text, url="javascript:window.bad=1")
    entities = tuple(Entity(f"e{i}", name, "Method", (names[1] + "!",)) for i, name in enumerate(names))
    evidence = (Passage("text", 0, len(text), text, ("<b>rule</b>",)),)
    claims = tuple(Claim(f"c{i}", "p", "introduces", e.id, "p", evidence) for i, e in enumerate(entities))
    return Linked((paper,), entities, (), claims, (), (("p", "javascript:window.bad=1"),))
