from __future__ import annotations

import pytest
from tests.browser.conftest import Open
from tests.support.large import hostile

from methodgraph.records import Linked

pytestmark = pytest.mark.browser


def test_the_page_opens_from_disk_with_the_network_cut(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    assert opened.page.inner_text("#counts") == f"4 papers · 13 entities · {len(linked.claims)} claims"
    assert opened.page.is_hidden("#site")
    assert set(opened.requests) <= {opened.url, "data:,"}


def test_the_policy_blocks_what_gets_in_anyway(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    ran = opened.page.evaluate(
        """() => { const s = document.createElement("script"); s.append("window.bad = 1");
                   document.body.append(s); return window.bad === 1; }"""
    )
    assert not ran
    assert any("TrustedScript" in said for said in opened.complaints)  # and the policy's hashes, where none know of it
    opened.complaints.clear()


def test_no_string_becomes_markup(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    said = opened.page.evaluate(
        """() => { try { document.getElementById("panel").innerHTML = "<b>x</b>"; return null; }
                   catch (error) { return error.name; } }"""
    )
    assert said == "TypeError"
    opened.complaints.clear()


@pytest.mark.parametrize(
    ("fragment", "heading"),
    [
        ("#entity/lora", "LoRA"),
        ("#paper/survey%20one/2", "日本語のモデル: a survey of GRPO and LoRA"),
        ("#entity/lora?years=2020-2024&sure=0.5&least=2&without=Metric&pin=entity/grpo", "LoRA"),
        ("#entity/lora?years=x&sure=7&nonsense&vs=entity/none&hide=%E0%A4", "LoRA"),
        ("#entity/nothing", "What these papers say"),
        ("#topic/77", "What these papers say"),
        ("#%E0%A4", "What these papers say"),
    ],
)
def test_the_address_says_what_is_looked_at(open_page: Open, linked: Linked, fragment: str, heading: str) -> None:
    assert open_page(linked, fragment=fragment).page.inner_text("#panel h2") == heading


def test_a_view_is_shared_by_its_address(open_page: Open, linked: Linked) -> None:
    fragment = "#entity/lora?widen=entity/lora&pin=entity/grpo&hide=entity/mmlu&without=Metric,mentions"
    told = open_page(linked, fragment=fragment)
    told.page.evaluate("methodgraph.state.set({least: 2})")
    assert told.page.url.endswith(f"{fragment}&least=2")
    again = open_page(linked, fragment=told.page.url.partition("#")[1] + told.page.url.partition("#")[2])
    assert again.shown() == told.shown()
    assert "entity/grpo" in again.shown()
    assert not {"entity/mmlu", "entity/accuracy"} & again.shown()


def test_hostile_names_do_no_harm(open_page: Open) -> None:
    opened = open_page(hostile())
    for name in ("</script><script>", "<img", "\u202e", "NNNN", "quote \" apostrophe '"):
        opened.page.fill("#search", name)
        opened.page.keyboard.press("Enter")
        assert name in opened.page.inner_text("#panel h2")
        opened.page.click("#panel button:has-text('Pin')")
    assert opened.page.evaluate("window.bad === undefined")
    assert opened.page.locator("#panel img, #hits img").count() == 0
    width = opened.page.evaluate("[document.documentElement.scrollWidth, document.getElementById('panel').scrollWidth]")
    assert width[0] <= 1400
    assert width[1] <= opened.page.evaluate("document.getElementById('panel').clientWidth")


def test_an_empty_graph_says_so(open_page: Open) -> None:
    opened = open_page(Linked((), (), (), (), ()))
    assert "No papers yet" in opened.page.inner_text("#panel")
    assert opened.page.is_visible("#empty")


def test_a_phone_has_filters_behind_a_button_and_the_panel_as_a_sheet(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, width=390, height=844)
    assert not opened.page.is_visible("#rail")
    assert opened.page.inner_text("#panel h2") == "What these papers say"
    assert opened.page.evaluate("document.getElementById('panel').offsetHeight") < 300
    opened.page.click("#rail-toggle")
    assert opened.page.is_visible("[data-filter=Method]")
    opened.page.keyboard.press("Escape")
    assert not opened.page.is_visible("#rail")
    opened.click("entity/qlora")
    opened.page.wait_for_selector("#panel .eyebrow", state="visible")
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 390
    sheet = opened.page.evaluate("document.getElementById('panel').getBoundingClientRect().top")
    tools = opened.page.evaluate("document.querySelector('.tools').getBoundingClientRect().bottom")
    assert all(tools < opened.at(node)[1] < sheet for node in opened.shown())


def test_an_old_browser_is_told_so(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, before="delete window.DecompressionStream")
    assert "This browser is too old" in opened.page.inner_text("#empty")
    assert len(opened.complaints) == 1
    opened.complaints.clear()


def test_links_lead_to_what_is_looked_at_already(open_page: Open, linked: Linked) -> None:
    line = "#entity/qlora?line=entity/qlora,evaluatedOn,entity/mmlu"
    for fragment in ("#entity/qlora?vs=entity/lora", line):
        opened = open_page(linked, fragment=fragment)
        opened.page.get_by_role("link", name="QLoRA", exact=True).first.click()
        opened.until("location.hash === '#entity/qlora'")
        assert opened.page.inner_text("#panel h2") == "QLoRA"


def test_links_of_what_is_kept_keep_the_filters(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#?pin=entity/lora")
    opened.page.evaluate("methodgraph.state.set({ without: new Set(['Metric']) })")
    opened.page.locator("[data-kept=pinned] a").click()
    assert opened.page.url.endswith("#entity/lora?pin=entity/lora&without=Metric")


def test_a_line_that_nobody_claims_is_none(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#entity/lora?line=entity/lora,extends,entity/grpo")
    assert opened.page.inner_text("#panel h2") == "LoRA"


def test_the_keyboard_stays_in_the_panel_when_filters_are_cleared(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#entity/lora?without=extends,outperforms,uses,mentions,introduces")
    clear = opened.page.locator("#panel [data-keep=clear]").first
    clear.focus()
    opened.page.keyboard.press("Enter")
    assert "without" not in opened.page.url
    assert opened.page.evaluate("document.activeElement.tagName") == "H2"


def test_opened_sentences_stay_open_under_another_filter(open_page: Open, seeds: Linked) -> None:
    opened = open_page(seeds)
    figures = "methodgraph.graph.figuresOf(n).length"
    opened.page.evaluate(
        f"""() => {{ for (let n = methodgraph.graph.papers; n < methodgraph.graph.size; n += 1)
                       if ({figures}) {{ methodgraph.state.set({{ focus: n }}); return; }} }}"""
    )
    button = opened.page.locator("#panel .quote-button").first
    button.focus()
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_selector(".board-sentence blockquote")
    opened.page.evaluate("methodgraph.state.set({ pinned: [0] })")
    assert opened.page.locator(".board-sentence blockquote").count() == 1
    assert button.get_attribute("aria-expanded") == "true"
    assert opened.page.evaluate("document.activeElement.className") == "quote-button"
    opened.page.keyboard.press("Enter")
    opened.page.evaluate("methodgraph.state.set({ pinned: [] })")
    assert opened.page.locator(".board-sentence").count() == 0


def test_escape_on_a_slider_shuts_the_legend_of_a_phone(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, width=390, height=844)
    opened.page.click("#rail-toggle")
    opened.page.focus("#rail-least")
    opened.page.keyboard.press("Escape")
    assert opened.page.is_hidden("#rail")


def test_a_browser_without_what_sorts_lists_is_told_so(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, before="delete Array.prototype.toSorted")
    assert "Chrome or Edge 111, Firefox 121 or Safari 16.4" in opened.page.inner_text("#empty")
    assert len(opened.complaints) == 1
    opened.complaints.clear()
