"""A Chromium for the browser tests: the system's own, never downloaded, with the network cut."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from methodgraph.publish.html import write_html
from methodgraph.records import Linked

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


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

    def click(self, node: str) -> None:
        """Click where a node is drawn."""
        place = self.page.evaluate("id => methodgraph.place(id)", node)
        self.page.mouse.click(place["x"], place["y"])


Open = Callable[..., Opened]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail(f"none of {', '.join(names)} is installed")
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Return a function that writes a graph's page and opens it; at the end no page may have asked or complained."""
    pages: list[Opened] = []

    def opened(linked: Linked, *, fragment: str = "", width: int = 1400, height: int = 900) -> Opened:
        path = tmp_path / f"graph{len(pages)}.html"
        write_html(linked, path)
        context = browser.new_context(
            viewport={"width": width, "height": height}, offline=True, reduced_motion="reduce"
        )
        one = Opened(context.new_page(), path.as_uri())
        one.page.on("request", lambda request: one.requests.append(request.url))
        one.page.on("pageerror", lambda error: one.complaints.append(str(error)))
        one.page.on("console", lambda said: one.complaints.append(f"{said.type}: {said.text}"))
        one.page.goto(one.url + fragment)
        one.until("window.methodgraph !== undefined")
        pages.append(one)
        return one

    yield opened
    for one in pages:
        asked = [url for url in one.requests if url.split("#")[0] != one.url and not url.startswith("data:")]
        said = list(one.complaints)
        one.page.context.close()
        assert asked == []
        assert said == []
