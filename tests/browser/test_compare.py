"""Two things side by side in the panel of the page."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.browser.conftest import Open, Opened
from tests.browser.test_panel import panel, section

from methodgraph.records import Figure, Linked

pytestmark = pytest.mark.browser

PAIR = "#entity/lora?vs=entity/qlora"


def test_two_methods_side_by_side(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment=PAIR)
    panel(opened)
    assert opened.page.inner_text("#panel h2") == "LoRA and QLoRA"
    sides = opened.page.locator("#panel > .sides > .side")
    assert sides.locator(".side-name").all_inner_texts() == ["LoRA", "QLoRA"]
    assert "Low-Rank Adaptation" in sides.first.inner_text()
    table = opened.page.locator(section(opened, "Papers by role")).locator("table")
    assert table.locator("tbody tr").evaluate_all(
        "rows => rows.map((row) => [...row.cells].map((cell) => cell.textContent))"
    ) == [["0", "Introduced by", "1"], ["1", "Used by", "0"], ["1", "Compared with by", "0"]]
    width = "(bars) => bars.map((bar) => bar.style.width)"
    assert table.locator("tr:nth-child(2) .bar").evaluate_all(width) == ["100%", "0%"]


def test_what_is_said_between_them_stands_with_its_sentences(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment=PAIR)
    between = opened.page.locator(section(opened, "Between them"))
    said = [" ".join(line.split()) for line in between.locator(".claim-of").all_inner_texts()]
    assert said == ["QLoRA extends LoRA", "QLoRA outperforms LoRA"]
    assert between.locator("blockquote").all_inner_texts() == [
        "We propose QLoRA, which extends LoRA to quantized models.",
        "QLoRA outperforms LoRA on MMLU, raising Accuracy from 60.1% to 63.4%.",
    ]
    assert set(between.locator("mark").all_inner_texts()) == {"LoRA", "QLoRA"}


def test_what_both_have_and_what_only_one_has(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment=PAIR)
    columns = opened.page.locator(section(opened, "Benchmarks")).locator(".shared")
    assert [" ".join(column.split()) for column in columns.all_inner_texts()] == [
        "Only LoRA none",
        "Both 1 MMLU",
        "Only QLoRA none",
    ]


def test_the_better_result_is_told_in_words(open_page: Open, linked: Linked) -> None:
    theirs, change = sorted(linked.figures, key=lambda figure: figure.is_difference)
    ours = replace(theirs, id="ours", subject="lora", value="60.1%", number=Decimal("60.1"), before=None, baseline=None)
    cases: tuple[tuple[tuple[Figure, ...], str], ...] = (
        ((theirs, change, ours), "QLoRA higher is better"),
        (tuple(replace(one, better="lower") for one in (theirs, change, ours)), "LoRA lower is better"),
        (tuple(replace(one, better=None) for one in (theirs, change, ours)), "not known"),
        ((theirs, change, replace(ours, number=theirs.number)), "even"),
    )
    for figures, verdict in cases:
        opened = open_page(replace(linked, figures=figures), fragment=PAIR)
        row = opened.page.locator(section(opened, "Results side by side")).locator("tbody tr")
        assert row.count() == 1
        assert row.locator(".figure-value").all_inner_texts() == ["60.1%", "63.4%"]
        assert " ".join(row.locator(".verdict").inner_text().split()) == verdict


def test_papers_on_both_show_the_sentence_that_names_both(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#entity/lora?vs=entity/grpo")
    both = opened.page.locator(section(opened, "Papers on both"))
    assert both.locator(".claim-head").count() == 1
    assert both.locator("blockquote").all_inner_texts() == ["We compare with GRPO and with LoRA on MMLU."]
    assert both.locator("mark").all_inner_texts() == ["GRPO", "LoRA"]


def test_two_that_no_paper_names_together(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#entity/lora?vs=entity/lightsam")
    assert "No paper has a role for both." in panel(opened)
    assert "BETWEEN THEM" not in panel(opened)


def test_swap_and_leave(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment=PAIR)
    opened.page.click("#panel [data-action=swap]")
    assert opened.page.inner_text("#panel h2") == "QLoRA and LoRA"
    assert opened.page.url.endswith("#entity/qlora?vs=entity/lora")
    opened.page.click("#panel [data-action=leave]")
    assert opened.page.inner_text("#panel h2") == "QLoRA"
    opened.page.go_back()
    assert opened.page.inner_text("#panel h2") == "QLoRA and LoRA"


def test_something_else_is_chosen_by_name(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#entity/lora")
    opened.page.click("#panel [data-action=compare]")
    opened.page.keyboard.type("GRPO")
    opened.page.keyboard.press("Enter")
    assert opened.page.inner_text("#panel h2") == "LoRA and GRPO"


def test_two_papers(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#paper/arxiv:2305.14314?vs=paper/survey%20one/2")
    panel(opened)
    assert opened.page.inner_text("#panel h2") == "QLoRA and 日本語のモデル"
    columns = opened.page.locator(section(opened, "Methods")).locator(".shared")
    assert [" ".join(column.split()) for column in columns.all_inner_texts()] == [
        "Only QLoRA 1 QLoRA",
        "Both 1 LoRA",
        "Only 日本語のモデル 1 GRPO",
    ]
    assert "PAPERS ON BOTH" not in panel(opened)


@pytest.mark.parametrize(
    ("entity", "said"), [("lora", "We propose QLoRA, which extends LoRA"), ("grpo", "The paper has no role for it.")]
)
def test_a_paper_beside_an_entity(open_page: Open, linked: Linked, entity: str, said: str) -> None:
    opened = open_page(linked, fragment=f"#paper/arxiv:2305.14314?vs=entity/{entity}")
    panel(opened)
    assert said in opened.page.locator(section(opened, "Between them")).inner_text()


def test_a_distant_kinship_is_told_with_its_way(open_page: Open, linked: Linked) -> None:
    qlora, lora = ("qlora", "lora")
    first = next(claim for claim in linked.claims if claim.predicate == "extends")
    further = replace(first, id="further", subject=lora, object="grpo")
    opened = open_page(replace(linked, claims=(*linked.claims, further)), fragment=f"#entity/{qlora}?vs=entity/grpo")
    between = opened.page.locator(section(opened, "Between them"))
    assert between.locator(".kinship").inner_text() == "QLoRA builds on GRPO, by way of LoRA."


def test_columns_stack_on_a_phone(open_page: Open, linked: Linked) -> None:
    def boxes(opened: Opened) -> list[float]:
        told: list[float] = opened.page.locator("#panel .three .shared").evaluate_all(
            "all => all.slice(0, 3).map((one) => one.getBoundingClientRect().left)"
        )
        return told

    wide = open_page(linked, fragment=PAIR)
    panel(wide)
    assert len(set(boxes(wide))) == 3
    phone = open_page(linked, fragment=PAIR, width=390, height=844)
    panel(phone)
    assert max(boxes(phone)) - min(boxes(phone)) < 20
    assert phone.page.locator("#panel").evaluate("(panel) => panel.scrollWidth - panel.clientWidth") <= 0
