from __future__ import annotations

import pytest
from tests.browser.conftest import Open, Opened

from methodgraph.records import Entity, Linked

pytestmark = pytest.mark.browser


def test_search_finds_by_alias_and_shows_the_entity(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    opened.page.fill("#search", "low-rank")
    hits = opened.page.locator("#hits [role=option]")
    assert hits.count() == 1
    assert "LoRA" in hits.inner_text()
    assert "Low-Rank Adaptation" in hits.inner_text()
    assert "Method · 2 papers" in hits.inner_text()
    hits.click()
    assert opened.page.inner_text("#panel h2") == "LoRA"
    assert opened.page.url.endswith("#entity/lora")


def test_search_tells_two_senses_of_one_alias_apart(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    opened.page.fill("#search", "SAM")
    told = opened.page.locator("#hits [role=option] .hit-name > bdi").all_inner_texts()
    assert set(told[:2]) == {"Segment Anything Model", "Sharpness-Aware Minimization"}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("low rank adapt", "LoRA"),
        ("low-rank adapt", "LoRA"),
        ("  low   rank\u2011adapt ", "LoRA"),
        ("sharpness aware", "Sharpness-Aware Minimization"),
        ("video mme", "Video-MME"),
        ("video\u2013mme", "Video-MME"),
        ("math/reasoning", "math reasoning"),
        ("survey one 2", "日本語のモデル: a survey of GRPO and LoRA"),
    ],
)
def test_search_does_not_ask_how_words_are_joined(open_page: Open, linked: Linked, typed: str, found: str) -> None:
    opened = open_page(linked)
    opened.page.fill("#search", typed)
    assert opened.page.locator("#hits [role=option] .hit-name > bdi").all_inner_texts() == [found]


@pytest.mark.parametrize("typed", ["lowrank", "sharpnessaware", "-", " / "])
def test_search_joins_no_words_and_finds_nothing_by_a_hyphen_alone(open_page: Open, linked: Linked, typed: str) -> None:
    opened = open_page(linked)
    opened.page.fill("#search", typed)
    assert opened.page.locator("#hits .hit-name").count() == 0


def test_search_ranks_whole_names_then_starts_then_words_then_the_rest(open_page: Open) -> None:
    ranked = ["Low\u2013Rank", "low rank tuning", "a very/low  rank one", "follow-rank"]
    entities = tuple(Entity(f"e{i}", name, "Method") for i, name in enumerate(reversed(ranked)))
    opened = open_page(Linked((), entities, (), (), ()))
    for typed in ("low rank", "low-rank"):
        opened.page.fill("#search", typed)
        hits = opened.page.locator("#hits [role=option] .hit-name > bdi")
        assert hits.evaluate_all("all => all.map((one) => one.textContent)") == ranked


def test_search_works_by_keyboard_alone(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    field = opened.page.locator("#search")
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("sam")
    assert field.get_attribute("aria-expanded") == "true"
    first = field.get_attribute("aria-activedescendant")
    opened.page.keyboard.press("ArrowDown")
    second = field.get_attribute("aria-activedescendant")
    assert (first, second) == ("hit-0", "hit-1")
    chosen = opened.page.locator(f"#{second} .hit-name > bdi").first.inner_text()
    opened.page.keyboard.press("ArrowUp")
    opened.page.keyboard.press("ArrowDown")
    opened.page.keyboard.press("Enter")
    assert opened.page.inner_text("#panel h2") == chosen
    assert opened.page.evaluate("document.activeElement === document.querySelector('#panel h2')")
    assert field.get_attribute("aria-expanded") == "false"
    opened.page.keyboard.press("Escape")
    assert "What these papers say" in opened.page.inner_text("#panel")


def test_search_says_so_when_it_finds_nothing(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    opened.page.fill("#search", "no such thing")
    assert opened.page.inner_text("#hits") == "Nothing by that name"
    opened.page.keyboard.press("Enter")
    assert "#" not in opened.page.url


def test_one_or_two_letters_find_what_begins_with_them(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    opened.page.fill("#search", "lo")
    assert opened.page.locator("#hits [role=option] .hit-name > bdi").all_inner_texts() == ["LoRA"]
    opened.page.fill("#search", "q")
    assert opened.page.locator("#hits [role=option] .hit-name > bdi").all_inner_texts() == [
        "QLoRA: finetuning of quantized models",
        "QLoRA",
    ]


def test_a_name_with_line_breaks_is_found_and_moves_no_other(open_page: Open) -> None:
    names = ["first\nsecond", "- ", "third thing"]
    opened = open_page(Linked((), tuple(Entity(f"e{i}", name, "Method") for i, name in enumerate(names)), (), (), ()))
    for typed, found in (("first second", "e0"), ("third", "e2")):
        opened.page.fill("#search", typed)
        opened.page.keyboard.press("Enter")
        assert opened.page.url.endswith(f"#entity/{found}")


def test_what_is_found_is_forgotten_with_the_list(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#entity/qlora")
    for key in ("Enter", "ArrowUp"):  # a shut list is not walked, and nothing in it is chosen
        opened.page.fill("#search", "lora")
        opened.page.keyboard.press("Escape")
        opened.page.keyboard.press(key)
        opened.page.keyboard.press("Enter")
        assert opened.page.url.endswith("#entity/qlora")
    opened.page.keyboard.press("ArrowDown")
    opened.page.keyboard.press("Enter")
    assert opened.page.url.endswith("#entity/lora")
    opened.page.focus("#search")
    opened.page.keyboard.press("Enter")
    opened.page.evaluate("location.hash = '#entity/qlora'")
    opened.until("document.querySelector('#panel h2').textContent === 'QLoRA'")
    opened.page.click("#panel [data-action=compare]")
    opened.page.keyboard.press("Enter")
    assert opened.page.url.endswith("#entity/qlora")


def asks(opened: Opened) -> bool:
    told: str = opened.page.locator("#search").get_attribute("placeholder") or ""
    return told.startswith("Compare")


def test_a_question_ends_where_the_reader_goes_elsewhere(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#entity/qlora")
    opened.page.click("#panel [data-action=compare]")
    opened.page.keyboard.type("lor")
    assert asks(opened)
    opened.page.click("#overview")
    assert not asks(opened)
    assert opened.page.input_value("#search") == ""
    opened.page.fill("#search", "lora")
    opened.page.keyboard.press("Enter")
    assert opened.page.url.endswith("#entity/lora")
    opened.page.click("#overview")
    opened.click("entity/qlora")
    assert opened.page.url.endswith("#entity/qlora")


def test_a_question_ends_when_the_field_is_left(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#entity/qlora")
    opened.page.click("#panel [data-action=compare]")
    opened.page.keyboard.type("lor")
    opened.page.focus("#fit")
    opened.until("!document.getElementById('search').placeholder.startsWith('Compare')")
    opened.click("entity/lora")
    assert opened.page.url.endswith("#entity/lora")


def test_what_was_typed_does_not_keep_the_canvas_from_answering(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#entity/qlora")
    opened.page.click("#panel [data-action=compare]")
    opened.page.keyboard.type("lor")
    opened.click("entity/mmlu")
    assert opened.page.url.endswith("#entity/qlora?vs=entity/mmlu")
