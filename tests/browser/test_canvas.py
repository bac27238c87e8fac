from __future__ import annotations

import json
from itertools import combinations
from typing import Any

import pytest
from tests.browser.conftest import Open, Opened
from tests.support.large import crowd

from methodgraph.records import Linked

pytestmark = pytest.mark.browser

PLACES = "JSON.stringify(methodgraph.network.getPositions())"


def shown_line(opened: Opened) -> str:
    return opened.page.inner_text("#shown")


def test_a_small_graph_opens_whole_with_every_parallel_edge(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    assert len(opened.shown()) == 17
    assert shown_line(opened) == "17 of 17 shown"
    told = {(edge["from"], edge["predicate"], edge["to"]) for edge in opened.edges()}
    assert told == {
        (f"paper/{c.subject}" if c.is_role else f"entity/{c.subject}", c.predicate, f"entity/{c.object}")
        for c in linked.claims
    }


def test_the_same_graph_looks_the_same_each_time(open_page: Open, linked: Linked) -> None:
    for fragment in ("", "#entity/lora", "#entity/lora?vs=entity/qlora"):
        first, second = (open_page(linked, fragment=fragment).page.evaluate(PLACES) for _ in range(2))
        assert first == second
        assert len({json.dumps(place) for place in json.loads(first).values()}) == len(json.loads(first))


def test_physics_is_off_until_asked_for(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    before = opened.page.evaluate(PLACES)
    opened.page.wait_for_timeout(300)
    assert opened.page.evaluate(PLACES) == before
    opened.page.click("#physics")
    assert opened.page.get_attribute("#physics", "aria-pressed") == "true"
    opened.until(f"{PLACES} !== {json.dumps(before)}")


def test_a_click_shows_a_node_and_its_neighbours(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    opened.click("entity/qlora")
    opened.page.wait_for_selector("#panel .eyebrow")
    assert opened.page.inner_text("#panel h2") == "QLoRA"
    assert opened.shown() == {"entity/qlora", "entity/lora", "entity/mmlu", "paper/arxiv:2305.14314"}
    assert opened.page.url.endswith("#entity/qlora")


def test_widening_shows_what_is_around_and_moves_nothing(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#entity/qlora")
    before, places = opened.shown(), opened.places()
    opened.page.click("#panel button:has-text('Widen')")
    after = opened.shown()
    assert before < after
    assert "entity/accuracy" in after  # reported by the paper beside it
    assert {node: place for node, place in opened.places().items() if node in before} == places
    assert "widen=entity/qlora" in opened.page.url


def test_a_node_that_is_pointed_at_offers_to_be_widened_pinned_and_hidden(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#entity/qlora")
    opened.hover("entity/mmlu")
    bar = opened.page.locator("#node-tools")
    bar.wait_for(state="visible")
    assert "MMLU" in bar.inner_text()
    assert "Benchmark · 1 paper" in bar.inner_text()
    bar.get_by_text("Pin").click()
    opened.page.click("#overview")
    opened.click("paper/003:10")
    assert "entity/mmlu" in opened.shown()  # which this paper does not name
    opened.hover("entity/mmlu")
    bar.get_by_text("Unpin").click()
    assert "entity/mmlu" not in opened.shown()
    opened.hover("entity/grpo")
    bar.get_by_text("Hide").click()
    assert "entity/grpo" not in opened.shown()
    opened.page.click("#overview")
    assert "entity/grpo" not in opened.shown()
    assert "hide=entity/grpo" in opened.page.url
    opened.page.goto(f"{opened.url}#entity/grpo")
    assert opened.page.inner_text("#panel h2") == "GRPO"  # what is looked at is not hidden


def test_the_bar_widens_a_neighbour(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#entity/qlora")
    opened.hover("paper/arxiv:2305.14314")
    opened.page.locator("#node-tools").get_by_text("Widen").click()
    assert "entity/accuracy" in opened.shown()
    assert opened.page.is_hidden("#node-tools")


def test_back_goes_back_and_is_off_where_there_is_nothing(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    for name in ("#back", "#overview"):
        assert opened.page.get_attribute(name, "aria-disabled") == "true"
        opened.page.click(name, force=True)
        assert opened.page.url == opened.url
    opened.click("entity/qlora")
    assert opened.page.get_attribute("#back", "aria-disabled") == "false"
    opened.page.click("#panel a.chip >> nth=0")
    assert opened.page.inner_text("#panel h2") != "QLoRA"
    opened.page.click("#back")
    opened.until("document.querySelector('#panel h2').textContent === 'QLoRA'")
    opened.page.click("#back")
    opened.until("document.querySelector('#panel h2').textContent !== 'QLoRA'")
    assert len(opened.shown()) == 17
    opened.page.go_forward()
    opened.until("document.querySelector('#panel h2').textContent === 'QLoRA'")


def test_marks_keep_their_places_when_one_comes_back(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    opened.drag("entity/qlora", 60, 40)
    places = opened.places()
    opened.click("entity/mmlu")
    opened.page.click("#overview")
    assert opened.places() == places


def test_lines_say_what_they_are_when_pointed_at(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    assert "introduces" not in opened.label_texts()
    opened.hover("paper/arxiv:2305.14314")
    opened.until("methodgraph.labels().some((label) => label.text === 'introduces')")


def test_a_click_on_a_line_reads_the_claim_behind_it(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#entity/qlora")
    opened.click_between("entity/qlora", "entity/mmlu")
    assert opened.page.inner_text("#panel h2") == "QLoRA evaluated on MMLU"
    opened.page.wait_for_selector("#panel blockquote")
    assert opened.page.inner_text("#panel blockquote").startswith("QLoRA outperforms LoRA on MMLU")
    assert opened.page.locator("#panel mark").all_inner_texts() == ["QLoRA", "MMLU"]
    assert "line=entity/qlora,evaluatedOn,entity/mmlu" in opened.page.url
    assert "entity/qlora" in opened.shown()
    opened.page.keyboard.press("Escape")
    assert opened.page.inner_text("#panel h2") == "QLoRA"


def test_what_to_compare_with_may_be_pointed_at(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#entity/qlora")
    opened.page.click("#panel button:has-text('Compare with')")
    opened.click("entity/lora")
    opened.page.wait_for_selector("#panel.comparing")
    assert "vs=entity/lora" in opened.page.url


def test_physics_ends_with_the_view(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    opened.page.click("#physics")
    opened.page.evaluate("methodgraph.state.set({ focus: methodgraph.graph.find('entity/lora') })")
    assert opened.page.get_attribute("#physics", "aria-pressed") == "false"


def test_no_label_covers_another(open_page: Open) -> None:
    opened = open_page(crowd())
    opened.until("methodgraph.labels().length > 5")
    labels: list[dict[str, Any]] = opened.page.evaluate("methodgraph.labels()")
    for a, b in combinations(labels, 2):
        apart = a["right"] <= b["left"] or b["right"] <= a["left"] or a["bottom"] <= b["top"] or b["bottom"] <= a["top"]
        assert apart, (a["text"], b["text"])
    assert all(len(label["text"]) <= 30 for label in labels)


def test_going_on_before_anything_is_drawn_is_no_error(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#paper/003:10")
    opened.page.evaluate(
        """() => ["#entity/lightsam", "#paper/003:10", "#entity/qlora"].forEach((hash) => {
                   history.replaceState(null, "", hash);
                   dispatchEvent(new HashChangeEvent("hashchange")); })"""
    )
    opened.until("methodgraph.labels().some((label) => label.text === 'QLoRA')")
    assert opened.page.inner_text("#panel h2") == "QLoRA"


def test_dark_colours_are_drawn_when_asked_for(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    colour = "methodgraph.network.body.data.nodes.get(methodgraph.graph.find('entity/lora')).color.background"
    light = opened.page.evaluate(colour)
    opened.page.emulate_media(color_scheme="dark")
    opened.until(f"{colour} !== {json.dumps(light)}")


def test_marks_that_a_filter_took_out_come_back_to_where_they_stood(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    opened.drag("entity/qlora", 50, -30)
    places = opened.places()
    opened.page.evaluate("methodgraph.state.set({without: new Set(['Method', 'Paper'])})")
    assert len(opened.shown()) < 12
    opened.page.evaluate("methodgraph.state.set({without: new Set()})")
    assert opened.places() == places


def test_a_click_on_what_is_compared_opens_it(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#entity/qlora?vs=entity/lora")
    opened.click("entity/qlora")
    assert opened.page.url.endswith("#entity/qlora")
    assert opened.page.locator("#panel.comparing").count() == 0
