"""The legend and its filters, the years, the sliders, and what was pinned and hidden."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from tests.browser.conftest import Open, Opened

from methodgraph.records import Claim, Confidence, Linked, Paper

pytestmark = pytest.mark.browser

YEARS = (2019, 2021, 2021, 2023)


def state(opened: Opened, field: str) -> Any:
    """Return a field of what is looked at; a set as a sorted list."""
    return opened.page.evaluate(
        "field => { const told = methodgraph.state.value[field]; return told?.has ? [...told].sort() : told; }", field
    )


def dated(linked: Linked, years: tuple[int | None, ...] = YEARS) -> Linked:
    papers = tuple(replace(paper, year=year) for paper, year in zip(linked.papers, years, strict=True))
    return replace(linked, papers=papers)


def sure(linked: Linked) -> Linked:
    """Give every role a confidence of 0.90, every relation one of 0.40."""

    def score(claim: Claim) -> Confidence:
        return Confidence(Decimal("0.90") if claim.is_role else Decimal("0.40"), ())

    return replace(linked, claims=tuple(replace(claim, confidence=score(claim)) for claim in linked.claims))


def counts(opened: Opened, *names: str) -> list[str]:
    return [opened.page.inner_text(f"[data-filter={name}] .count") for name in names]


def pressed(opened: Opened, name: str) -> bool:
    return opened.page.get_attribute(f"[data-filter={name}]", "aria-pressed") == "true"


def test_the_legend_tells_how_many_there_are_of_everything(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    assert opened.page.locator(".rail h2:visible").all_inner_texts() == ["KINDS", "YEARS", "PAPERS’ ROLES", "RELATIONS"]
    assert counts(opened, "Paper", "Method", "Metric") == ["4", "5", "1"]
    for predicate in sorted({claim.predicate for claim in linked.claims}):
        told = sum(claim.predicate == predicate for claim in linked.claims)
        assert counts(opened, predicate) == [str(told)]


def test_what_the_graph_has_none_of_is_no_filter(open_page: Open, linked: Linked) -> None:
    opened = open_page(replace(linked, claims=tuple(c for c in linked.claims if c.is_role), figures=()))
    assert opened.page.locator(".rail h2:visible").all_inner_texts() == ["KINDS", "YEARS", "PAPERS’ ROLES"]
    assert opened.page.locator("[data-filter=extends]").count() == 0


def test_a_kind_is_switched_off_and_on_and_the_address_keeps_it(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    before = opened.shown()
    opened.page.click("[data-filter=Method]")
    assert not pressed(opened, "Method")
    assert opened.shown() == before - {f"entity/{e.id}" for e in linked.entities if e.type == "Method"}
    assert "without=Method" in opened.page.url
    again = open_page(linked, fragment=opened.page.url.partition("#")[2] and "#?without=Method")
    assert not pressed(again, "Method")
    assert again.shown() == opened.shown()
    opened.page.click("[data-filter=Method]")
    assert pressed(opened, "Method")
    assert opened.shown() == before


@pytest.mark.parametrize("way", ["alt", "double", "button"])
def test_only_one_of_a_group_and_back(open_page: Open, linked: Linked, way: str) -> None:
    opened = open_page(linked)
    others = sorted({claim.predicate for claim in linked.claims if claim.is_role} - {"uses"})

    def only() -> None:
        if way == "alt":
            opened.page.click("[data-filter=uses]", modifiers=["Alt"])
        elif way == "double":
            opened.page.dblclick("[data-filter=uses]")
        else:
            opened.page.focus("[data-only=uses]")
            opened.page.keyboard.press("Enter")

    opened.page.click("[data-filter=extends]")
    only()
    assert state(opened, "without") == sorted([*others, "extends"])
    only()
    assert state(opened, "without") == ["extends"]


def test_the_button_for_only_this_is_seen_where_the_keyboard_or_the_mouse_is(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    seen = "name => getComputedStyle(document.querySelector(`[data-only=${name}]`)).opacity"
    assert opened.page.evaluate(seen, "Method") == "0"
    opened.page.hover("[data-filter=Method]")
    assert opened.page.evaluate(seen, "Method") == "1"
    opened.page.focus("[data-filter=Task]")
    opened.page.keyboard.press("Tab")
    assert opened.page.evaluate("document.activeElement.dataset.only") == "Task"
    assert opened.page.evaluate(seen, "Task") == "1"
    assert opened.page.get_attribute("[data-only=Task]", "aria-label") == "only Tasks"


def test_none_and_all_of_a_group_leave_the_others(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    opened.page.click("[data-filter=uses]")
    toggle = opened.page.get_by_role("button", name="Kinds: show none")
    toggle.click()
    assert opened.shown() == set()
    assert opened.page.is_visible("#empty")
    assert "uses" in state(opened, "without")
    opened.page.get_by_role("button", name="Kinds: show all").click()
    assert state(opened, "without") == ["uses"]


def test_the_legend_is_updated_in_place(open_page: Open, linked: Linked) -> None:
    opened = open_page(dated(linked))
    opened.page.evaluate("window.kept = [...document.querySelectorAll('#rail button, #rail input')].slice(0, 8)")
    opened.page.focus("[data-filter=Task]")
    opened.page.keyboard.press("Space")
    opened.page.evaluate("methodgraph.state.set({ focus: methodgraph.graph.find('entity/lora') })")
    opened.page.evaluate("methodgraph.state.set({ years: [2021, 2023] })")
    assert opened.page.evaluate("window.kept.every((element) => element.isConnected)")


def test_years_are_told_and_chosen_by_a_click_on_a_bar(open_page: Open, linked: Linked) -> None:
    opened = open_page(dated(linked))
    assert opened.page.inner_text(".years-told") == "2019 to 2023: 4 papers"
    bar(opened, 2021)
    assert state(opened, "years") == [2021, 2021]
    assert opened.page.inner_text(".years-told") == "2021: 2 papers"
    assert {name for name in opened.shown() if name.startswith("paper/")} == {"paper/003:9", "paper/003:10"}
    opened.until("document.querySelector('[data-filter=Paper] .count').textContent === '2'")
    opened.page.click("[data-clear=years]")
    assert state(opened, "years") is None
    assert opened.page.evaluate("document.activeElement.ariaLabel") == "From year"
    opened.until("document.querySelector('[data-filter=Paper] .count').textContent === '4'")


def test_years_are_chosen_by_dragging_in_either_direction(open_page: Open, linked: Linked) -> None:
    opened = open_page(dated(linked))
    length = opened.page.evaluate("history.length")
    bar(opened, 2022, until=2020)
    assert state(opened, "years") == [2020, 2022]
    assert opened.page.inner_text(".years-told") == "2020 to 2022: 2 papers"
    assert opened.page.evaluate("history.length") == length + 1
    bar(opened, 2019, until=2023)
    assert state(opened, "years") is None


def test_years_are_chosen_by_the_keyboard(open_page: Open, linked: Linked) -> None:
    opened = open_page(dated(linked))
    first, last = (opened.page.get_by_role("slider", name=name) for name in ("From year", "To year"))
    first.focus()
    opened.page.keyboard.press("ArrowRight")
    opened.page.keyboard.press("ArrowRight")
    assert state(opened, "years") == [2021, 2023]
    last.focus()
    opened.page.keyboard.press("Home")
    assert state(opened, "years") == [2019, 2019]
    assert first.input_value() == "2019"
    assert last.get_attribute("aria-valuetext") == "2019 (2019: 1 paper)"
    first.focus()
    opened.page.keyboard.press("ArrowRight")
    opened.page.keyboard.press("ArrowRight")
    assert state(opened, "years") == [2021, 2021], "one handle pushes the other along"


def test_the_bars_are_of_the_entity_that_is_looked_at(open_page: Open, linked: Linked) -> None:
    opened = open_page(dated(linked), fragment="#entity/lora")
    assert opened.page.inner_text(".years-told") == "2019 to 2023: 2 of 4 papers"
    heights = "() => [...document.querySelectorAll('.year-part')].map((bar) => Math.round(bar.getAttribute('height')))"
    assert opened.page.evaluate(heights) == [50, 0, 0, 0, 50]


def test_papers_without_a_year_are_told_in_words(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    assert opened.page.inner_text(".years-told") == "2023 to 2025: 2 papers"
    assert opened.page.inner_text(".years-box .rail-note") == "2 papers tell no year."
    bar(opened, 2025, years=(2023, 2025))
    assert opened.page.inner_text(".years-box .rail-note") == "2 papers tell no year, left out."


def test_where_no_paper_tells_its_year_a_sentence_says_so(open_page: Open, linked: Linked) -> None:
    opened = open_page(dated(linked, (None, None, None, None)))
    assert opened.page.inner_text(".years-box .rail-note") == "No paper tells its year."


def test_the_least_confidence_tells_how_many_claims_are_left(open_page: Open, linked: Linked) -> None:
    roles = sum(claim.is_role for claim in linked.claims)
    opened = open_page(sure(linked))
    slider = opened.page.get_by_role("slider", name="Confidence")
    assert slider.get_attribute("aria-valuetext") == f"any: {len(linked.claims)} claims"
    slider.fill("0.4")
    assert state(opened, "confidence") == 0.4
    slider.fill("0.45")
    told = f"0.45 or more: {roles} of {len(linked.claims)} claims"
    opened.until(f"document.getElementById('rail-confidence').ariaValueText === {told!r}")
    assert counts(opened, "extends", "uses") == ["0", "2"]
    assert {edge["predicate"] for edge in opened.page.evaluate("methodgraph.shownEdges()")} == {
        claim.predicate for claim in linked.claims if claim.is_role
    }


def test_without_confidences_there_is_no_slider_for_them(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    assert opened.page.locator("#rail-confidence").count() == 0
    assert opened.page.locator("#rail-least").count() == 1


def test_least_papers_hide_what_fewer_name(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    opened.page.get_by_role("slider", name="Papers").fill("1")
    assert state(opened, "least") == 2
    assert {name for name in opened.shown() if name.startswith("entity/")} == {
        "entity/accuracy", "entity/grpo", "entity/lora",
    }  # fmt: skip
    opened.until("document.getElementById('rail-least').ariaValueText === '2 or more: 3 of 13 entities'")


def test_sliders_add_no_steps_to_the_history(open_page: Open, linked: Linked) -> None:
    opened = open_page(sure(linked))
    length = opened.page.evaluate("history.length")
    for value in ("0.1", "0.2", "0.3"):
        opened.page.fill("#rail-confidence", value)
    assert opened.page.evaluate("history.length") == length
    assert "sure=0.3" in opened.page.url


def test_clear_filters_is_there_while_there_are_any(open_page: Open, linked: Linked) -> None:
    opened = open_page(sure(dated(linked)))
    clear = opened.page.locator("#rail [data-clear=filters]")
    assert clear.is_hidden()
    before = opened.shown()
    opened.page.click("[data-filter=uses]")
    opened.page.fill("#rail-least", "1")
    opened.page.fill("#rail-confidence", "0.9")
    bar(opened, 2021)
    clear.click()
    assert opened.shown() == before
    assert "#" not in opened.page.url
    assert clear.is_hidden()
    assert opened.page.evaluate("document.activeElement.closest('#rail') !== null")


def test_what_is_hidden_is_listed_and_shown_again(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    before = opened.shown()
    hide = "ids => methodgraph.state.set({ hidden: ids.map(methodgraph.graph.find) })"
    opened.page.evaluate(hide, ["entity/lora", "entity/grpo", "entity/mmlu"])
    assert opened.page.locator("[data-kept=hidden] a").all_inner_texts() == ["LoRA", "GRPO", "MMLU"]
    assert opened.page.inner_text("[data-clear=hidden]") == "3 hidden: show again"
    opened.page.get_by_role("button", name="show GRPO").click()
    assert opened.shown() == before - {"entity/lora", "entity/mmlu"}
    assert opened.page.evaluate("document.activeElement.ariaLabel") == "show LoRA"
    opened.page.click("[data-clear=hidden]")
    assert opened.shown() == before
    assert opened.page.locator("[data-kept=hidden]").is_hidden()


def test_what_is_pinned_is_listed_and_released(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    opened.page.evaluate("methodgraph.state.set({ pinned: [methodgraph.graph.find('entity/lora')] })")
    link = opened.page.locator("[data-kept=pinned] a")
    link.click()
    assert opened.page.inner_text("#panel h2") == "LoRA"
    opened.page.get_by_role("button", name="unpin LoRA").click()
    assert state(opened, "pinned") == []


def test_names_cannot_turn_the_legend_around_or_become_markup(open_page: Open, linked: Linked) -> None:
    evil = "\u202e<img src=x onerror=alert(1)>"
    entities = tuple(replace(e, label=evil) if e.id == "lora" else e for e in linked.entities)
    opened = open_page(replace(linked, entities=entities))
    opened.page.evaluate("methodgraph.state.set({ hidden: [methodgraph.graph.find('entity/lora')] })")
    assert opened.page.locator("[data-kept=hidden] a bdi").text_content() == evil
    assert opened.page.locator("#rail img").count() == 0


def test_on_a_phone_the_legend_is_a_sheet(open_page: Open, linked: Linked) -> None:
    opened = open_page(dated(linked), width=390, height=844)
    rail, toggle = opened.page.locator("#rail"), opened.page.locator("#rail-toggle")
    assert rail.is_hidden()
    toggle.click()
    assert rail.is_visible()
    assert toggle.get_attribute("aria-expanded") == "true"
    opened.page.click("[data-filter=Paper]")
    box = rail.bounding_box()
    assert box is not None
    assert box["width"] == 390
    assert opened.page.evaluate("document.documentElement.scrollWidth") == 390
    opened.page.keyboard.press("Escape")
    assert rail.is_hidden()
    assert not any(name.startswith("paper/") for name in opened.shown())


def test_a_graph_of_nothing_has_an_empty_legend(open_page: Open) -> None:
    opened = open_page(Linked((), (), (), (), ()))
    assert opened.page.inner_text(".years-box .rail-note") == "No papers."
    assert opened.page.locator("#rail .filter").count() == 0


def test_half_a_thousand_years_are_still_bars(open_page: Open) -> None:
    papers = tuple(Paper(str(year), None, "Text.", year=year) for year in (1500, 1999, 2000))
    opened = open_page(Linked(papers, (), (), (), ()))
    assert opened.page.inner_text(".years-told") == "1500 to 2000: 3 papers"
    assert opened.page.locator(".years-axis span").all_inner_texts() == ["1500", "1600", "1700", "1800", "1900", "2000"]


def bar(opened: Opened, year: int, *, until: int | None = None, years: tuple[int, int] = (2019, 2023)) -> None:
    """Press the mouse on a year's bar and let it go, there or on another year's."""
    box = opened.page.locator(".years").bounding_box()
    assert box is not None

    def place(told: int) -> tuple[float, float]:
        part = (told - years[0] + 0.5) / (years[1] - years[0] + 1)
        return box["x"] + part * box["width"], box["y"] + box["height"] / 2

    opened.page.mouse.move(*place(year))
    opened.page.mouse.down()
    if until is not None:
        opened.page.mouse.move(*place(until), steps=6)
    opened.page.mouse.up()
