"""What a reader does who is handed the page of the seed papers: from a question to the sentences, by mouse and keys."""

from __future__ import annotations

import pytest
from tests.browser.conftest import Open

from methodgraph.records import Linked

pytestmark = pytest.mark.browser


def test_which_papers_use_grpo_and_which_sentences_say_so(open_page: Open, seeds: Linked) -> None:
    opened = open_page(seeds)
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("grpo")
    first = opened.page.locator("#hits [role=option]").first
    assert "GRPO" in first.inner_text()
    opened.page.keyboard.press("Enter")
    told = [claim for claim in seeds.claims if claim.object == "group-relative-policy-optimization"]
    used = [claim for claim in told if claim.predicate == "uses"]
    assert used
    block = opened.page.locator("#panel section", has=opened.page.locator("h3", has_text="Used by"))
    block.locator("blockquote").first.wait_for()
    quotes = [" ".join(text.split()) for text in block.locator("blockquote").all_inner_texts()]
    for claim in used:
        assert block.locator(f'a[href="#paper/{claim.paper}"]').is_visible()
        for passage in claim.evidence:
            assert " ".join(passage.text.split()) in quotes
    assert block.locator("mark").first.inner_text().lower() in {"grpo", "group relative policy optimization"}
    assert {f"paper/{claim.paper}" for claim in told} - opened.shown() == set()


def test_every_entity_and_paper_of_the_seeds_has_a_page(open_page: Open, seeds: Linked) -> None:
    opened = open_page(seeds)
    names = opened.page.evaluate(
        """() => { const { graph, state } = methodgraph; const told = [];
                   for (let n = 0; n < graph.size; n += 1) {
                     state.set({ focus: n }, { replace: true });
                     told.push(document.querySelector("#panel h2").textContent === graph.label(n));
                   }
                   return told; }"""
    )
    assert len(names) == len(seeds.papers) + len(seeds.entities)
    assert all(names)


def test_the_overview_of_the_seeds_shows_papers_and_what_they_share(open_page: Open, seeds: Linked) -> None:
    opened = open_page(seeds)
    assert {f"paper/{paper.id}" for paper in seeds.papers} <= opened.shown()
    assert "entity/large-language-model" in opened.shown()
    assert "large language model" in opened.label_texts()
    assert opened.ink() > 0.02
