"""Every main state of the page, held against the rules of axe-core: nothing serious may be found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from importlib.resources import files
from typing import Any, Literal

import pytest
from tests.browser.conftest import Open, Opened

from methodgraph.records import Confidence, Linked

pytestmark = pytest.mark.browser

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RUN = """async () => {
    const { violations, passes } = await axe.run(document, { resultTypes: ["violations", "passes"] });
    const told = ({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`;
    return {
        violations: violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map(told) })),
        passes: passes.length,
    };
}"""
FINE, PHONE = (1400, 900), (390, 844)


def nothing(_: Opened) -> None:
    """Leave the page as it opens."""


def search(opened: Opened) -> None:
    opened.page.fill("#search", "sam")
    opened.page.wait_for_selector("#hits [role=option]")


def filters(opened: Opened) -> None:
    if opened.page.locator("#rail").is_hidden():
        opened.page.click("#rail-toggle")
    opened.page.click("[data-filter=uses]")
    opened.page.evaluate("methodgraph.state.set({ hidden: [5], pinned: [6], years: [2023, 2024], confidence: 0.2 })")


def menu(opened: Opened) -> None:
    opened.page.click(".menu-button")
    opened.page.keyboard.press("ArrowDown")


STATES: dict[str, tuple[str, Callable[[Opened], None]]] = {
    "overview": ("", nothing),
    "entity": ("#entity/lora", nothing),
    "paper": ("#paper/arxiv:2305.14314", nothing),
    "untitled": ("#paper/003:10", nothing),
    "compare": ("#entity/lora?vs=entity/qlora", nothing),
    "search": ("", search),
    "filters": ("", filters),
    "menu": ("", menu),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [FINE, PHONE], ids=["window", "phone"])
@pytest.mark.parametrize("name", STATES)
def test_nothing_serious_stands_in_anyones_way(
    open_page: Open, linked: Linked, name: str, size: tuple[int, int], scheme: Literal["light", "dark"]
) -> None:
    fragment, act = STATES[name]
    opened = open_page(judged(linked), fragment=fragment, width=size[0], height=size[1])
    opened.page.emulate_media(color_scheme=scheme)
    act(opened)
    assert serious(opened) == []


def test_a_topic_stands_in_nobodys_way(open_page: Open, linked: Linked) -> None:
    opened = open_page(judged(linked), fragment="#topic/0")
    if opened.page.evaluate("methodgraph.graph.topics.length") == 0:
        pytest.skip("so small a graph has no topics")
    assert serious(opened) == []


def test_an_empty_graph_stands_in_nobodys_way(open_page: Open) -> None:
    assert serious(open_page(Linked((), (), (), (), ()))) == []


def test_what_would_stand_in_ones_way_is_found(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    opened.page.evaluate("document.querySelector('#rail .filter .name').parentElement.replaceChildren()")
    assert [found["id"] for found in serious(opened)] == ["button-name"]


def judged(linked: Linked) -> Linked:
    """Give every claim a confidence, so that the page shows all that it can show."""
    sure = Confidence(Decimal("0.90"), ())
    return replace(linked, claims=tuple(replace(claim, confidence=sure) for claim in linked.claims))


def serious(opened: Opened) -> list[dict[str, Any]]:
    # The page's policy runs no script but its own; what a debugger evaluates is not held to it.
    opened.page.evaluate(AXE)
    told = opened.page.evaluate(RUN)
    assert told["passes"] > 10, "axe looked at nothing"
    return [found for found in told["violations"] if found["impact"] in {"serious", "critical"}]
