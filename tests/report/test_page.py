"""The page in Chromium: it opens from disk without the network, and complains of nothing, at any width."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.support.chromium import chromium

from methodgraph.report.content import Report
from methodgraph.report.writing import write_report

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.mark.parametrize(("width", "scheme"), [(1400, "light"), (1400, "dark"), (390, "light")])
def test_it_opens_offline_without_a_complaint(
    browser: Browser, field: Report, tmp_path: Path, width: int, scheme: str
) -> None:
    (path,) = write_report(field, tmp_path / "report.html")
    context = browser.new_context(
        viewport={"width": width, "height": 900}, offline=True, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    heard: list[str] = []
    page.on("console", lambda said: heard.append(said.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("request", lambda request: heard.extend([request.url] if request.url.startswith("http") else []))
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == {"light": "rgb(251, 250, 247)", "dark": "rgb(22, 23, 26)"}[scheme]
    painted = page.evaluate("[...document.querySelectorAll('.plot svg path')].map(one => getComputedStyle(one).fill)")
    assert {"light": "rgb(0, 114, 178)", "dark": "rgb(63, 159, 224)"}[scheme] in painted
    assert page.evaluate(
        "[...document.querySelectorAll('.plot svg')].every(one => one.getBoundingClientRect().height > 60)"
    )
    assert heard == []
    context.close()


@pytest.mark.parametrize("width", [1400, 390])
def test_it_breaks_no_rule_of_accessibility(browser: Browser, field: Report, tmp_path: Path, width: int) -> None:
    (path,) = write_report(field, tmp_path / "report.html")
    page = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True).new_page()
    page.goto(path.as_uri())
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    told = page.evaluate("axe.run().then(found => [found.violations.map(({ id }) => id), found.passes.length])")
    assert told[0] == []
    assert told[1] > 20
    page.context.close()
