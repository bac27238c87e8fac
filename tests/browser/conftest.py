"""A Chromium for the browser tests: the system's own, never downloaded, with the network cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tests.support.chromium import chromium

import methodgraph
from methodgraph.extract import Extractor
from methodgraph.publish.html import write_html
from methodgraph.records import Linked

SEEDS = Path(__file__).parents[2] / "seeds"


@dataclass
class Opened:
    """A page opened from disk, with all it asked for and all it complained about."""

    page: Page
    url: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def shown(self) -> set[str]:
        """Return the names of the nodes on the canvas."""
        return set(self.page.evaluate("methodgraph.shown()"))

    def until(self, expression: str) -> None:
        """Wait until `expression` is true. Playwright's own waiting evaluates strings, which the page's policy bans."""
        for _ in range(100):
            if self.page.evaluate(expression):
                return
            self.page.wait_for_timeout(50)
        pytest.fail(f"not true within five seconds: {expression}")

    def edges(self) -> list[dict[str, Any]]:
        """Return the edges on the canvas, with the names of their ends."""
        told: list[dict[str, Any]] = self.page.evaluate(
            """() => { const { graph } = methodgraph;
                       return methodgraph.shownEdges().map((edge) =>
                         ({ ...edge, from: graph.id(edge.from), to: graph.id(edge.to) })); }"""
        )
        return told

    def places(self) -> dict[str, Any]:
        """Return where each node of the canvas stands, in the drawing's units."""
        told: dict[str, Any] = self.page.evaluate(
            """() => Object.fromEntries(Object.entries(methodgraph.network.getPositions())
                       .map(([n, place]) => [methodgraph.graph.id(Number(n)), place]))"""
        )
        return told

    def label_texts(self) -> list[str]:
        """Return the names drawn on the canvas."""
        told: list[str] = self.page.evaluate("methodgraph.labels().map((label) => label.text)")
        return told

    def ink(self) -> float:
        """Return the part of the canvas that is drawn on."""
        told: float = self.page.evaluate(
            """() => { const canvas = document.querySelector("#canvas canvas");
                       const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
                       let drawn = 0;
                       for (let at = 3; at < data.length; at += 4) drawn += data[at] > 0;
                       return drawn / (canvas.width * canvas.height); }"""
        )
        return told

    def at(self, node: str) -> tuple[float, float]:
        """Return where a node is drawn, once the camera rests and it stays there."""
        before = None
        for _ in range(100):
            place = self.page.evaluate("id => methodgraph.place(id)", node)
            if place == before:
                return place["x"], place["y"]
            before = place
            self.page.wait_for_timeout(50)
        pytest.fail(f"does not come to rest within five seconds: {node}")

    def click(self, node: str) -> None:
        """Click where a node is drawn."""
        self.page.mouse.click(*self.at(node))

    def click_between(self, one: str, other: str) -> None:
        """Click on the line between two nodes, off its words."""
        (x, y), (far_x, far_y) = self.at(one), self.at(other)
        self.page.mouse.click(x + (far_x - x) * 0.4, y + (far_y - y) * 0.4)

    def hover(self, node: str) -> None:
        """Point at where a node is drawn."""
        x, y = self.at(node)
        self.page.mouse.move(x - 3, y - 3)
        self.page.mouse.move(x, y)

    def drag(self, node: str, right: float, down: float) -> None:
        """Drag a node."""
        x, y = self.at(node)
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + right / 2, y + down / 2)
        self.page.mouse.move(x + right, y + down)
        self.page.mouse.up()


Open = Callable[..., Opened]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


def opened_page(  # noqa: PLR0913 - how a window may be
    browser: Browser,
    linked: Linked,
    path: Path,
    *,
    fragment: str = "",
    width: int = 1400,
    height: int = 900,
    before: str | None = None,
) -> Opened:
    """Write a graph's page to `path` and open it; `before` is a script that runs ahead of the page's own."""
    write_html(linked, path)
    context = browser.new_context(viewport={"width": width, "height": height}, offline=True, reduced_motion="reduce")
    one = Opened(context.new_page(), path.as_uri())
    one.page.on("request", lambda request: one.requests.append(request.url))
    one.page.on("pageerror", lambda error: one.complaints.append(str(error)))
    one.page.on("console", lambda said: one.complaints.append(f"{said.type}: {said.text}"))
    if before is not None:
        one.page.add_init_script(before)
    one.page.goto(one.url + fragment)
    if before is None:
        one.until("window.methodgraph !== undefined")
    return one


@pytest.fixture(scope="session")
def seeds(extractor: Extractor) -> Linked:  # noqa: ARG001 - it is what `build` takes, compiled once
    """The graph of the shipped abstracts."""
    return methodgraph.build(SEEDS).linked


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Return a function that writes a graph's page and opens it; at the end no page may have asked or complained."""
    pages: list[Opened] = []

    def opened(linked: Linked, **how: Any) -> Opened:
        pages.append(opened_page(browser, linked, tmp_path / f"graph{len(pages)}.html", **how))
        return pages[-1]

    yield opened
    for one in pages:
        asked = [url for url in one.requests if url.split("#")[0] != one.url and not url.startswith("data:")]
        said = list(one.complaints)
        one.page.context.close()
        assert asked == []
        assert said == []
