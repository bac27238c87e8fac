"""The canvas by keyboard, and where the keyboard goes from it."""

from __future__ import annotations

import pytest
from tests.browser.conftest import Open, Opened

from methodgraph.records import Linked

pytestmark = pytest.mark.browser

ACTIVE = "document.activeElement.id || document.activeElement.tagName"


def said(opened: Opened) -> str:
    return opened.page.inner_text("#said")


def test_arrow_keys_walk_and_enter_opens(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#entity/qlora")
    opened.page.focus("#canvas")
    opened.page.keyboard.press("ArrowDown")
    opened.until("document.getElementById('said').textContent !== ''")
    said = opened.page.inner_text("#said")
    name, kind = said.split(", ")[:2]
    assert kind in {"Method", "Benchmark", "Paper"}
    assert "Enter opens it" in said
    opened.page.keyboard.press("Enter")
    assert opened.page.inner_text("#panel h2") == name != "QLoRA"


def test_keys_pin_hide_and_widen(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#entity/qlora")
    opened.page.focus("#canvas")
    opened.page.keyboard.press("ArrowDown")
    opened.page.keyboard.press("p")
    assert "pin=" in opened.page.url
    opened.page.keyboard.press("w")
    assert "widen=" in opened.page.url
    opened.page.keyboard.press("h")
    assert "hide=" in opened.page.url


def test_keys_say_what_they_did_and_take_it_back(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#entity/qlora")
    opened.page.focus("#canvas")
    opened.page.keyboard.press("ArrowDown")
    opened.until("document.getElementById('said').textContent !== ''")
    name = said(opened).split(", ")[0]
    for key, word, written in (
        ("W", "widened", "widen="),
        ("w", "no longer widened", ""),
        ("p", "pinned", "pin="),
        ("P", "no longer pinned", ""),
    ):
        opened.page.keyboard.press(key)
        assert said(opened) == f"{name}: {word}."
        assert written in opened.page.url
        assert written or "?" not in opened.page.url
    opened.page.keyboard.press("h")
    assert said(opened) == f"{name}: hidden."
    assert opened.page.evaluate(ACTIVE) == "canvas"


def test_there_is_nothing_to_widen_in_the_overview_or_a_comparison(open_page: Open, linked: Linked) -> None:
    for fragment in ("", "#entity/qlora?vs=entity/lora"):
        opened = open_page(linked, fragment=fragment)
        opened.hover("entity/mmlu")
        opened.page.locator("#node-tools").wait_for(state="visible")
        assert opened.page.locator("#node-tools").get_by_text("Widen").is_hidden()
        opened.page.focus("#canvas")
        for key in ("ArrowDown", "ArrowRight", "w"):
            opened.page.keyboard.press(key)
        assert "widened: Enter opens" in said(opened)
        assert opened.page.url == opened.url + fragment


def test_what_is_looked_at_can_be_hidden_by_key(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    opened.page.focus("#canvas")
    opened.page.keyboard.press("ArrowDown")
    opened.page.keyboard.press("Enter")
    here = opened.page.url.partition("#")[2]
    opened.page.keyboard.press("h")
    assert opened.page.url == f"{opened.url}#?hide={here}"


def test_the_keyboard_goes_to_the_bar_and_comes_back(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#entity/qlora")
    opened.page.focus("#canvas")
    opened.page.keyboard.press("ArrowDown")
    opened.page.keyboard.press("Tab")
    opened.page.wait_for_timeout(600)  # longer than the bar lingers
    assert opened.page.evaluate("document.activeElement.textContent") == "Widen"
    assert opened.page.is_visible("#node-tools")
    opened.page.keyboard.press("Shift+Tab")
    opened.page.wait_for_timeout(600)
    assert opened.page.evaluate(ACTIVE) == "canvas"
    assert opened.page.is_visible("#node-tools")
    opened.page.keyboard.press("Tab")
    opened.page.keyboard.press("Enter")
    assert "widen=" in opened.page.url
    assert opened.page.evaluate(ACTIVE) == "canvas"
    opened.page.keyboard.press("p")  # still at the mark
    assert "pin=" in opened.page.url


def test_the_canvas_is_one_stop_and_takes_the_keyboard_when_clicked(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    assert opened.page.locator("#canvas [tabindex]").count() == 0
    opened.click("entity/qlora")
    assert opened.page.inner_text("#panel h2") == "QLoRA"
    assert opened.page.evaluate(ACTIVE) == "canvas"
    opened.page.keyboard.press("ArrowDown")
    assert said(opened) != ""


def test_back_keeps_the_keyboard_where_it_switches_itself_off(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#entity/qlora")
    opened.page.evaluate("methodgraph.state.set({ least: 2 })")
    opened.page.focus("#back")
    opened.page.keyboard.press("Enter")
    opened.until("document.getElementById('back').ariaDisabled === 'true'")
    assert opened.page.evaluate(ACTIVE) == "back"
