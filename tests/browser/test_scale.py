"""The page of a graph of 20,000 nodes: it opens at once, draws a few hundred of them, and everything can be reached."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from tests.browser.conftest import Opened, opened_page
from tests.support.large import large

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def big(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    path = tmp_path_factory.mktemp("big") / "graph.html"
    one = opened_page(browser, large(8000, 12000), path)
    yield one
    one.page.context.close()


@pytest.fixture(autouse=True)
def _overview(big: Opened) -> Iterator[None]:
    big.page.evaluate("methodgraph.state.set({focus: null, topic: null, pinned: [], hidden: []})")
    yield
    assert big.complaints == []


def test_it_opens_with_its_topics_and_is_not_blank(big: Opened) -> None:
    assert big.page.inner_text("#counts").startswith("8,000 papers · 12,000 entities")
    assert 60 <= len(big.shown()) <= 240
    assert big.page.inner_text("#shown") == f"{len(big.shown())} of 20,000 shown"
    assert big.page.evaluate("methodgraph.topics().length") >= 8
    assert big.ink() > 0.02


def test_it_opens_fast(big: Opened) -> None:
    big.page.reload()
    big.until("window.methodgraph !== undefined")
    assert big.page.evaluate("performance.now()") < 5000  # a fifth of a second; machines are noisy


def test_search_reaches_the_last_entity_and_the_last_paper(big: Opened) -> None:
    for typed, heading in (("alias of 11999", "thing 11999"), ("Paper 7999 on", "Paper 7999 on its field")):
        big.page.fill("#search", typed)
        big.page.keyboard.press("Enter")
        assert big.page.inner_text("#panel h2") == heading
        assert len(big.shown()) >= 2


def test_a_hub_shows_some_of_its_papers_and_says_how_many_more(big: Opened) -> None:
    hub = big.page.evaluate("methodgraph.graph.topics[0].members[0]")
    big.page.evaluate("n => methodgraph.state.set({focus: n})", hub)
    count = big.page.evaluate("n => methodgraph.graph.count(n)", hub)
    assert count > 300
    papers = [node for node in big.shown() if node.startswith("paper/")]
    assert 0 < len(papers) < 100
    assert len(big.shown()) <= 240
    assert "more around it" in big.page.inner_text("#shown")
    big.page.click("#panel button:has-text('Widen')")
    assert 100 < len(big.shown()) <= 240


def test_a_click_on_a_topic_s_name_opens_the_topic(big: Opened) -> None:
    big.until("methodgraph.topics().length > 0")
    big.page.wait_for_timeout(100)
    at = big.page.evaluate("methodgraph.topicPlace(0)")
    big.page.mouse.click(at["x"], at["y"])
    assert big.page.url.endswith("#topic/0")
    members = set(big.page.evaluate("methodgraph.graph.topics[0].members.map(methodgraph.graph.id)"))
    assert big.shown() <= members
    assert len(big.shown()) > 20
    assert any(edge["predicate"] is None and edge["papers"] > 1 for edge in big.edges())


def test_filters_hold_for_the_overview(big: Opened) -> None:
    big.page.evaluate("methodgraph.state.set({without: new Set(['Method'])})")
    assert big.page.evaluate(
        "methodgraph.shown().every((id) => methodgraph.graph.type(methodgraph.graph.find(id)) !== 'Method')"
    )
    big.page.evaluate("methodgraph.state.set({without: new Set(), years: [1990, 1991]})")
    assert big.shown() == set()
    assert big.page.inner_text("#empty") == "Nothing to show with these filters."
    big.page.evaluate("methodgraph.state.set({years: null})")
