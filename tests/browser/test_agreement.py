"""The rail, the panel of a thing and the panel of the whole graph tell the same numbers, whatever the filter."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from tests.browser.conftest import Open, Opened
from tests.support.large import large

from methodgraph.records import Claim, Confidence, Linked

pytestmark = pytest.mark.browser

YEARS = (2019, 2021, 2021, 2023)
FILTERS = {
    "nothing": ("", 3),
    "years": ("years=2021-2023", 2),
    "a year of no such paper": ("years=2020-2020", 0),
    "confidence": ("sure=0.5", 2),
    "a role": ("without=comparesWith", 2),
    "the papers' marks": ("without=Paper", 3),
    "a hidden paper": ("hide=paper/survey%20one%2F2", 2),
    "several": ("years=2021-2023&sure=0.5&without=Paper", 1),
}


@pytest.fixture
def dated(linked: Linked) -> Linked:
    """Return a graph in which three papers name LoRA, the one of 2023 by an unsure role beside sure ones."""

    def scored(claim: Claim) -> Claim:
        return replace(claim, confidence=Confidence(Decimal("0.4" if claim.predicate == "comparesWith" else "0.9"), ()))

    papers = tuple(replace(paper, year=year) for paper, year in zip(linked.papers, YEARS, strict=True))
    introduced = next(c for c in linked.claims if (c.paper, c.predicate) == ("003:9", "introduces"))
    third = replace(introduced, id="0" * 16, predicate="uses", object="lora")
    claims = sorted((*linked.claims, third), key=lambda claim: claim.id)
    return replace(linked, papers=papers, claims=tuple(map(scored, claims)))


def number(pattern: str, told: str) -> int:
    found = re.search(pattern, told)
    return int(found[1]) if found else 0


def panel(opened: Opened, node: str | None) -> None:
    opened.page.evaluate("id => methodgraph.state.set({ focus: id && methodgraph.graph.find(id) })", node)
    opened.until("document.getElementById('panel').getAttribute('aria-busy') !== 'true'")
    opened.page.wait_for_timeout(150)  # the rail counts after a rest


@pytest.mark.parametrize("name", FILTERS)
def test_papers_of_a_thing_are_as_many_everywhere(open_page: Open, dated: Linked, name: str) -> None:
    query, papers = FILTERS[name]
    opened = open_page(dated, fragment=f"#entity/lora?{query}")
    panel(opened, "entity/lora")
    assert number(r"^In (\d+) paper", opened.page.inner_text("#panel .summary")) == papers
    assert number(r": (\d+) (?:of|paper)", opened.page.inner_text(".years-told")) == papers
    line = opened.page.locator("#panel .sparkline svg")
    if papers > 1:  # one bar tells nothing
        bars = re.findall(r"\d{4}: (\d+)", line.get_attribute("aria-label") or "")
        assert sum(map(int, bars)) == papers
    panel(opened, None)
    row = opened.page.locator("#panel .rank li:has(:text-is('LoRA'))")
    assert (number(r"(\d+) paper", row.first.inner_text()) if row.count() else 0) == (papers if papers > 1 else 0)


@pytest.mark.parametrize("name", ["nothing", "years", "the papers' marks"])
def test_papers_are_as_many_in_the_rail_and_at_home(open_page: Open, dated: Linked, name: str) -> None:
    opened = open_page(dated, fragment=f"#?{FILTERS[name][0]}")
    panel(opened, None)
    home = opened.page.inner_text("#panel section:has(h3 .title:text-is('Newest papers')) h3 > span:last-child")
    assert opened.page.inner_text("[data-filter=Paper] .count") == home == ("3" if name == "years" else "4")


def test_a_map_of_a_large_graph_stays_when_papers_have_no_marks(open_page: Open) -> None:
    opened = open_page(large(900, 1200))
    before = opened.shown()
    assert len(before) > 60
    assert not any(node.startswith("paper/") for node in before)
    opened.page.click("[data-filter=Paper]")
    assert opened.shown() == before
    hub = opened.page.evaluate("methodgraph.graph.id(methodgraph.graph.topics[0].members[0])")
    panel(opened, hub)
    count = opened.page.evaluate("id => methodgraph.graph.count(methodgraph.graph.find(id))", hub)
    assert opened.page.inner_text("#panel .summary").startswith(f"In {count} papers")


def test_the_panel_clears_what_it_says(open_page: Open, dated: Linked) -> None:
    opened = open_page(dated, fragment="#entity/lora?without=uses")
    button = opened.page.locator("#panel [data-keep=clear]").first
    assert button.inner_text() == "Clear filters"
    opened.page.evaluate("methodgraph.state.set({ hidden: [methodgraph.graph.find('entity/qlora')] })")
    assert button.inner_text() == "Clear filters and show what is hidden"
    button.click()
    assert "?" not in opened.page.url


def test_a_line_s_panel_keeps_to_the_filters(open_page: Open, dated: Linked) -> None:
    opened = open_page(dated, fragment="#entity/lora?line=entity/qlora,extends,entity/lora")
    panel(opened, "entity/lora")
    told = opened.page.locator("#panel h3", has_text="Who says so")
    assert told.inner_text().lower().endswith("1 paper")
    opened.page.evaluate("methodgraph.state.set({ years: [2021, 2023] })")
    opened.until("document.querySelector('#panel h3').innerText.toLowerCase().endsWith('0 papers')")
    assert "1 more is filtered out" in opened.page.inner_text("#panel .filtered")


def test_a_thing_s_own_results_stand_out(open_page: Open, dated: Linked) -> None:
    opened = open_page(dated, fragment="#entity/qlora")
    panel(opened, "entity/qlora")
    assert opened.page.locator("#panel .board tr.mine b").all_inner_texts() == ["QLoRA"]
    assert opened.page.locator("#panel .board tr.mine th a", has_text="QLoRA").count() == 0
    panel(opened, "entity/mmlu")
    assert opened.page.locator("#panel .board tr").count() > 1
    assert opened.page.locator("#panel .board tr.mine").count() == 0
