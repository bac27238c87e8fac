"""The panel of the page: an entity, a paper, a topic, and nothing chosen."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from tests.browser.conftest import Open, Opened
from tests.publish.exchange.hostile import NASTY_IDENTIFIERS

from methodgraph.records import Claim, Confidence, Entity, Figure, Identifier, Link, Linked, Paper, Passage

pytestmark = pytest.mark.browser

GATE = """() => { const { graph } = methodgraph; const read = graph.details; let open;
                  window.gate = new Promise((resolve) => { open = resolve; }); window.openGate = open;
                  graph.details = async (p) => { await window.gate; return read(p); }; }"""
"""Details wait from here on until the test calls `openGate()`."""


def panel(opened: Opened) -> str:
    opened.until("document.getElementById('panel').getAttribute('aria-busy') === 'false'")
    return opened.page.inner_text("#panel")


def section(opened: Opened, title: str) -> str:
    """Return a selector for the section of that title."""
    panel(opened)
    return f"#panel section:has(h3 .title:text-is('{title}'))"


def test_an_entity_opens_with_evidence(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#entity/qlora")
    told = panel(opened)
    assert opened.page.inner_text("#panel h2") == "QLoRA"
    assert opened.page.inner_text("#panel .eyebrow") == "Method"
    for word in ("INTRODUCED BY", "EXTENDS", "OUTPERFORMS", "EVALUATED ON", "REPORTED RESULTS", "60.1% → 63.4%"):
        assert word in told
    quote = opened.page.locator("#panel .evidence", has_text="We propose").first
    assert quote.locator("blockquote").inner_text() == "We propose QLoRA, which extends LoRA to quantized models."
    assert quote.locator("mark").all_inner_texts() == ["QLoRA"]
    assert "kind-method" in (quote.locator("mark").get_attribute("class") or "")
    assert quote.locator("figcaption").inner_text() == "relation/extends · role/we-propose"


def test_a_line_says_in_words_what_papers_do_with_it(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#entity/lora")
    told = opened.page.inner_text("#panel .summary")
    assert told == "In 2 papers, 2023 to 2025: used by 1, compared with by 1."
    line = opened.page.get_attribute("#panel .sparkline svg", "aria-label")
    assert line == "Papers per year. 2023: 1, 2025: 1"


def test_a_relation_marks_both_its_ends(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#entity/lora")
    block = opened.page.locator(section(opened, "Outperformed by"))
    assert set(block.locator("mark").all_inner_texts()) == {"QLoRA", "LoRA"}


def test_a_claim_shows_its_confidence_where_it_has_one(open_page: Open, linked: Linked) -> None:
    sure = tuple(replace(claim, confidence=Confidence(Decimal("0.90"), ())) for claim in linked.claims)
    for told, count in ((linked, 0), (replace(linked, claims=sure), 1)):
        opened = open_page(told, fragment="#entity/lora")
        found = opened.page.locator(section(opened, "Outperformed by")).get_by_text("confidence 0.90")
        assert found.count() == count
    assert found.get_attribute("title") == "right about 9 times in 10, by the rules that agree"


def test_lineage_is_a_tree_of_links(open_page: Open) -> None:
    names = ("base", "child", "grandchild")
    entities = tuple(Entity(name, name, "Method") for name in names)
    paper = Paper("p", "Paper", "x")
    evidence = (Passage("text", 0, 1, "x", ("test/x",)),)
    claims = (
        Claim("1", "child", "extends", "base", "p", evidence),
        Claim("2", "grandchild", "variantOf", "child", "p", evidence),
        Claim("3", "base", "extends", "grandchild", "p", evidence),
    )
    opened = open_page(Linked((paper,), entities, (), claims, ()), fragment="#entity/base")
    tree = opened.page.locator(section(opened, "Lineage")).locator("h4:text-is('Built on by') + ul.lineage")
    assert tree.locator("> li > .kin").all_inner_texts() == ["child"]
    assert tree.locator("> li > ul > li > .kin").all_inner_texts() == ["grandchild"]
    assert [word.strip() for word in tree.locator(".byline").all_inner_texts()] == ["variant", "see above"]
    tree.get_by_role("link", name="grandchild").click()
    assert opened.page.inner_text("#panel h2") == "grandchild"


def test_results_show_their_sentence_on_demand(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#entity/accuracy")
    boards = opened.page.locator(section(opened, "Reported results"))
    board = boards.locator("table", has_text="QLoRA")
    assert board.locator("caption").inner_text().split("\n")[0].startswith("MMLU")
    assert board.locator("tbody td.figure-value").all_inner_texts() == ["60.1% → 63.4%"]
    quote = board.get_by_role("button", name="The sentence with 60.1% → 63.4%")
    quote.click()
    assert quote.get_attribute("aria-expanded") == "true"
    assert board.locator("blockquote").inner_text().startswith("QLoRA outperforms LoRA on MMLU")
    assert set(board.locator("mark").all_inner_texts()) == {"QLoRA", "LoRA", "MMLU", "Accuracy"}
    quote.click()
    assert board.locator("blockquote").count() == 0
    assert "Differences" in boards.locator("table", has_text="LightSAM").inner_text()


def test_used_together_leads_to_a_comparison(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#entity/lora")
    rows = opened.page.locator(section(opened, "Used together")).locator("li")
    assert [" ".join(row.split()) for row in rows.all_inner_texts()] == [
        "GRPO 1 paper 1.0× compare",
        "QLoRA 1 paper 2.0× compare",
    ]
    rows.get_by_role("link", name="Compare with QLoRA").click()
    assert opened.page.inner_text("#panel h2") == "LoRA and QLoRA"
    assert opened.page.url.endswith("#entity/lora?vs=entity/qlora")


def test_a_paper_shows_its_abstract_with_mentions_by_type(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#paper/003:10")
    told = panel(opened)
    abstract = opened.page.locator("#panel .abstract")
    assert abstract.inner_text() == next(paper.text for paper in linked.papers if paper.id == "003:10")
    assert "<analyze>" in abstract.inner_text()
    assert abstract.locator(".kind-model").all_inner_texts() == ["Segment Anything Model", "SAM"]
    assert abstract.locator(".kind-benchmark").all_inner_texts() == ["Video-MME"]
    assert "quotes too common a word" in told
    assert "seeds/c.txt:14" in told
    abstract.locator(".kind-benchmark").click()
    assert opened.page.inner_text("#panel h2") == "Video-MME"


def test_a_title_leads_to_what_it_names(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#paper/survey%20one/2")
    panel(opened)
    heading = opened.page.locator("#panel h2")
    assert heading.inner_text() == "日本語のモデル: a survey of GRPO and LoRA"
    assert heading.locator("a").all_inner_texts() == ["GRPO", "LoRA"]


def test_a_paper_without_links_shows_its_abstract_plain(open_page: Open, linked: Linked) -> None:
    opened = open_page(replace(linked, links=()), fragment="#paper/003:10")
    panel(opened)
    abstract = opened.page.locator("#panel .abstract")
    assert abstract.inner_text() == next(paper.text for paper in linked.papers if paper.id == "003:10")
    assert abstract.locator(".mention").count() == 0
    opened.page.click("#panel .roles .chip >> nth=0")
    panel(opened)
    assert opened.page.locator("#panel .evidence").count() > 0
    assert opened.page.locator("#panel mark").count() == 0


def test_highlights_stand_exactly_where_the_links_say(open_page: Open) -> None:
    paper = Paper("p", None, "𝛼𝛽: SAM adapter beats SAM, not SAM.")
    entities = (Entity("sam", "SAM", "Model"), Entity("sam-adapter", "SAM adapter", "Method"))
    links = (
        Link("p", "SAM", "sam", "test", (place(paper, 4, "SAM"), place(paper, 22, "SAM"))),
        Link("p", "SAM adapter", "sam-adapter", "test", (place(paper, 4, "SAM adapter"),)),
    )
    opened = open_page(Linked((paper,), entities, links, (), ()), fragment="#paper/p")
    panel(opened)
    abstract = opened.page.locator("#panel .abstract")
    assert abstract.locator(".kind-method").all_inner_texts() == ["SAM adapter"]
    assert abstract.locator(".kind-model").all_inner_texts() == ["SAM"]
    assert abstract.inner_html().endswith("</a>, not SAM.")
    assert abstract.inner_text() == paper.text


def test_a_paper_links_its_code_and_its_page(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#paper/arxiv:2305.14314")
    panel(opened)
    links = opened.page.eval_on_selector_all("#panel a[target=_blank]", "all => all.map((a) => [a.href, a.rel])")
    assert [href for href, _ in links] == [
        "https://arxiv.org/abs/2305.14314",
        "https://arxiv.org/pdf/2305.14314",
        "https://doi.org/10.48550/arxiv.2305.14314",
        "https://github.com/example/qlora",
    ]
    assert {rel for _, rel in links} == {"noopener noreferrer"}


def test_a_paper_tells_its_authors_and_where_it_appeared_as_text(open_page: Open) -> None:
    names = ("<b>Ada</b>", "\u202eBob", *(f"Author {number}" for number in range(3000)))
    paper = Paper(
        "p", "A title", "", authors=names, venue="<img src=x onerror=alert(1)>", urls=("javascript:alert(1)",),
        identifiers=(*NASTY_IDENTIFIERS, Identifier("pmid", "12")), categories=("<i>cs.CL</i>",),
    )  # fmt: skip
    opened = open_page(Linked((paper,), (), (), (), ()), fragment="#paper/p")
    assert "Only its title is known." in panel(opened)
    assert opened.page.locator("#panel .byline li").all_inner_texts()[:2] == list(names[:2])
    assert opened.page.inner_text("#panel .venue") == paper.venue
    facts = opened.page.inner_text("#panel .facts")
    for told in ("<i>cs.CL</i>", "doi:javascript:alert(1)", "javascript:alert(1)"):
        assert told in facts
    links = opened.page.eval_on_selector_all("#panel .facts a", "all => all.map((a) => a.getAttribute('href'))")
    assert len(links) == 2
    assert links[1] == "https://pubmed.ncbi.nlm.nih.gov/12"
    assert links[0].startswith("https://doi.org/10.1234/sici%3C%22")
    assert opened.page.locator("#panel .byline li").count() == 12
    opened.page.click("#panel .more:has-text('100 more authors')")
    assert opened.page.locator("#panel .byline li").count() == 112


def test_a_claim_leads_to_the_paper_and_to_the_paper_itself(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#entity/qlora")
    head = opened.page.locator(section(opened, "Introduced by")).locator(".claim-head")
    assert head.locator(".out a").get_attribute("href") == "https://arxiv.org/abs/2305.14314"
    head.get_by_role("link", name="QLoRA: finetuning of quantized models", exact=True).click()
    assert opened.page.inner_text("#panel h2") == "QLoRA: finetuning of quantized models"


def test_similar_papers_share_what_few_name(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#paper/arxiv:2305.14314")
    rows = opened.page.locator(section(opened, "Similar papers")).locator("li").all_inner_texts()
    assert [" ".join(row.split()) for row in rows] == [
        "日本語のモデル: a survey of GRPO and LoRA 2025 · shares LoRA",
        "LightSAM: lighter sharpness shares Accuracy",
    ]


def test_an_entity_leads_to_the_broader_and_the_narrower_ones(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#entity/lightsam")
    broader = opened.page.locator("#panel .broader")
    assert " ".join(broader.inner_text().split()) == "A kind of Sharpness-Aware Minimization"
    assert "KINDS OF IT" not in panel(opened)
    broader.locator(".chip").click()
    assert opened.page.inner_text("#panel h2") == "Sharpness-Aware Minimization"
    assert opened.page.locator("#panel .broader").count() == 0
    narrower = opened.page.locator(section(opened, "Kinds of it")).locator(".chip")
    assert narrower.all_inner_texts() == ["LightSAM"]
    narrower.click()
    assert opened.page.inner_text("#panel h2") == "LightSAM"


def test_long_lists_unfold_step_by_step_and_the_keyboard_goes_on(open_page: Open) -> None:
    opened = open_page(crowd(), fragment="#entity/hub")
    used = opened.page.locator(section(opened, "Used by"))
    rows = used.locator(".claims > li")
    assert (rows.count(), used.locator(".more").first.inner_text()) == (5, "Show 20 more of 35")
    used.locator(".more").first.focus()
    opened.page.keyboard.press("Enter")
    assert rows.count() == 25
    assert opened.page.evaluate("document.activeElement.closest('li') === document.querySelectorAll('.claims > li')[5]")
    used.get_by_role("button", name="Show 15 more").click()
    assert rows.count() == 40
    assert used.locator(".more:visible").count() == 0


def test_the_newest_papers_come_first(open_page: Open) -> None:
    opened = open_page(crowd(), fragment="#entity/hub")
    years = opened.page.locator(section(opened, "Used by")).locator(".byline").all_inner_texts()
    assert [year.strip() for year in years] == ["2039", "2038", "2037", "2036", "2035"]


def test_filters_hold_in_lists_and_can_be_cleared_there(open_page: Open) -> None:
    opened = open_page(crowd(), fragment="#entity/hub?years=2000-2009")
    used = opened.page.locator(section(opened, "Used by"))
    assert used.locator("h3 span").last.inner_text() == "10 PAPERS"
    assert "30 more are filtered out." in used.inner_text()
    used.get_by_role("button", name="Clear filters").click()
    assert opened.page.locator(section(opened, "Used by")).locator("h3 span").last.inner_text() == "40 PAPERS"
    assert opened.page.url.endswith("#entity/hub")


def test_what_filters_leave_nothing_of_is_said_in_a_line(open_page: Open) -> None:
    opened = open_page(crowd(), fragment="#entity/hub?without=uses")
    told = panel(opened)
    assert "Filtered out: used by 40." in told
    assert "USED BY" not in told


def test_an_answer_that_comes_late_shows_nowhere(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    opened.page.evaluate(GATE)
    opened.page.evaluate("methodgraph.state.set({ focus: methodgraph.graph.find('entity/lightsam') })")
    assert opened.page.get_attribute("#panel", "aria-busy") == "true"
    opened.page.evaluate("methodgraph.state.set({ focus: methodgraph.graph.find('entity/qlora') })")
    assert opened.page.locator("#panel blockquote").count() == 0
    opened.page.evaluate("openGate()")
    told = panel(opened)
    assert "We propose QLoRA" in told
    assert "We present LightSAM" not in told


def test_sentences_that_come_late_move_nothing_that_is_read(open_page: Open) -> None:
    opened = open_page(crowd(), height=420)
    opened.page.evaluate(GATE)
    opened.page.evaluate("methodgraph.state.set({ focus: methodgraph.graph.find('entity/hub') })")
    where = "document.querySelectorAll('#panel .claims > li')[2].getBoundingClientRect().top"
    opened.page.evaluate("document.querySelectorAll('#panel .claims > li')[2].scrollIntoView()")
    before = opened.page.evaluate(where)
    assert abs(before - opened.page.evaluate("document.getElementById('panel').getBoundingClientRect().top")) < 2
    opened.page.evaluate("openGate()")
    panel(opened)
    assert opened.page.locator("#panel blockquote").count() >= 5
    assert abs(opened.page.evaluate(where) - before) <= 1


def test_a_change_of_filters_keeps_the_place_the_unfolded_and_the_focus(open_page: Open) -> None:
    opened = open_page(crowd(), fragment="#entity/hub")
    used = opened.page.locator(section(opened, "Used by"))
    used.locator(".more").first.click()
    opened.page.evaluate("document.getElementById('panel').scrollTop = 300")
    opened.page.locator("#panel [data-action=pin]").evaluate("(button) => button.focus({ preventScroll: true })")
    opened.page.evaluate("methodgraph.state.set({ least: 2 })")
    panel(opened)
    assert used.locator(".claims > li").count() == 25
    assert opened.page.evaluate("document.getElementById('panel').scrollTop") == 300
    assert opened.page.evaluate("document.activeElement.dataset.action") == "pin"
    opened.page.evaluate("methodgraph.state.set({ focus: 0 })")
    assert opened.page.evaluate("document.getElementById('panel').scrollTop") == 0


def test_pin_widen_and_hide(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#entity/lora")
    value = (
        "(({ pinned, widened, hidden, focus }) => [pinned, widened, hidden].map((some) => some.length).concat(focus))"
    )
    told = f"{value}(methodgraph.state.value)"
    lora = opened.page.evaluate("methodgraph.state.value.focus")
    for name in ("pin", "widen"):
        opened.page.click(f"#panel [data-action={name}]")
        assert opened.page.get_attribute(f"#panel [data-action={name}]", "aria-pressed") == "true"
    assert opened.page.evaluate(told) == [1, 1, 0, lora]
    assert opened.page.inner_text("#panel [data-action=pin]") == "Unpin"
    opened.page.click("#panel [data-action=pin]")
    opened.page.click("#panel [data-action=hide]")
    assert opened.page.evaluate(told) == [0, 0, 1, None]


def test_where_copying_is_forbidden_the_address_is_laid_out(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#entity/lora")
    opened.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('forbidden')); }")
    opened.page.click("#panel [data-action=copy]")
    opened.page.wait_for_selector("#panel .copied input")
    assert opened.page.input_value("#panel .copied input") == opened.page.url
    assert opened.page.evaluate("getSelection().toString()") == opened.page.url


def test_the_address_is_copied(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#entity/lora")
    opened.page.evaluate(
        "() => { navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }; }"
    )
    opened.page.click("#panel [data-action=copy]")
    opened.until("document.querySelector('.copied').textContent === 'Copied'")
    assert opened.page.evaluate("window.copied") == opened.page.url


def test_jumps_lead_to_sections(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked, fragment="#entity/qlora", height=500)
    panel(opened)
    opened.page.locator("#panel .contents").get_by_role("button", name="Used together").click()
    assert opened.page.evaluate("document.activeElement.innerText").startswith("USED TOGETHER")
    assert opened.page.locator("#panel h3:focus").is_visible()


@pytest.mark.parametrize("fragment", ["", "#entity/qlora", "#paper/003:9", "#entity/lora?vs=entity/qlora", "#topic/0"])
def test_headings_lists_and_tables_are_what_they_look_like(open_page: Open, linked: Linked, fragment: str) -> None:
    opened = open_page(linked, fragment=fragment)
    panel(opened)
    levels = opened.page.eval_on_selector_all(
        "#panel h2, #panel h3, #panel h4", "all => all.map((h) => Number(h.tagName[1]))"
    )
    assert levels.count(2) == 1
    assert levels[0] == 2
    assert all(below - above <= 1 for above, below in pairwise(levels))
    count = opened.page.locator
    assert count("#panel table").count() == count("#panel table > caption:first-child").count()
    assert count("#panel th:not([scope])").count() == 0
    assert count("#panel ul > :not(li), #panel dl > :not(div)").count() == 0
    unnamed = "all => all.filter((b) => !(b.getAttribute('aria-label') ?? b.textContent).trim()).length"
    assert opened.page.eval_on_selector_all("#panel button, #panel a", unnamed) == 0
    assert opened.page.locator("#panel [style*=':'] >> visible=true").evaluate_all(
        "all => all.every((one) => ['BUTTON', 'SPAN', 'FIGCAPTION'].includes(one.tagName))"
    )


def test_nothing_chosen_tells_what_there_is_and_where_to_begin(open_page: Open, linked: Linked) -> None:
    opened = open_page(linked)
    told = panel(opened)
    assert opened.page.inner_text("#panel h2") == "What these papers say"
    assert opened.page.locator("#panel .counts dd").all_inner_texts() == ["4", "13", str(len(linked.claims)), "2"]
    assert opened.page.locator(section(opened, "Introduced here")).locator(".chip").all_inner_texts() == [
        "LightSAM", "QLoRA",
    ]  # fmt: skip
    rows = opened.page.locator(section(opened, "Newest papers")).locator("li").all_inner_texts()
    assert rows[0].startswith("日本語のモデル")
    assert "SHARED BY MOST PAPERS" in told
    opened.page.locator(section(opened, "Try these")).get_by_role("link").last.click()
    assert " and " in opened.page.inner_text("#panel h2")


def test_a_topic_tells_its_members_and_papers(open_page: Open) -> None:
    opened = open_page(pairs())
    opened.page.locator(section(opened, "Topics")).get_by_role("link").first.click()
    assert opened.page.inner_text("#panel .eyebrow") == "Topic"
    assert opened.page.locator(section(opened, "Methods")).locator("li").count() >= 2
    assert opened.page.locator(section(opened, "Papers")).locator("li").count() >= 2
    opened.page.click("#panel .close")
    assert opened.page.inner_text("#panel h2") == "What these papers say"


def test_an_empty_graph_says_so(open_page: Open) -> None:
    opened = open_page(Linked((), (), (), (), ()))
    assert "No papers yet" in panel(opened)


def test_hostile_names_do_no_harm(open_page: Open) -> None:
    for at, name in enumerate(HOSTILE):
        opened = open_page(hostile(), fragment=f"#entity/e{at}")
        panel(opened)
        assert opened.page.locator("#panel h2").evaluate("(heading) => heading.textContent") == name
        assert opened.page.evaluate("window.bad === undefined")
        assert opened.page.locator("#panel img, #panel script").count() == 0
        wide = "(panel) => panel.scrollWidth - panel.clientWidth"
        assert opened.page.locator("#panel").evaluate(wide) <= 0


def test_an_address_that_is_none_is_no_link(open_page: Open) -> None:
    for fragment in ("#paper/p", "#entity/e0"):
        opened = open_page(hostile(), fragment=fragment)
        told = panel(opened)
        assert opened.page.locator("#panel a[target=_blank], #panel a[href^=javascript]").count() == 0
        assert opened.page.locator("#panel .out:not(:empty)").count() == 0
        assert ("javascript:window.bad=1" in told) is (fragment == "#paper/p")


def place(paper: Paper, start: int, name: str) -> Passage:
    """Return the place of `name` in the paper's text that begins at `start`."""
    assert paper.text.startswith(name, start)
    return Passage("text", start, start + len(name), name, ("test/x",))


def crowd() -> Linked:
    """Forty papers, of 2000 to 2039, that use one method, each with a long sentence."""
    text = "We use the hub for all that follows, at some length, as a sentence in an abstract would have it. " * 4
    papers = tuple(Paper(f"p{i:02}", f"Paper number {i}", text, year=2000 + i) for i in range(40))
    hub, rare = Entity("hub", "hub", "Method"), Entity("rare", "rare", "Task")
    evidence = (Passage("text", 0, len(text), text, ("uses/hub",)),)
    claims = [Claim(f"c{paper.id}", paper.id, "uses", "hub", paper.id, evidence) for paper in papers]
    claims.append(Claim("d", "p00", "addresses", "rare", "p00", evidence))
    return Linked(papers, (hub, rare), (), tuple(claims), ())


def pairs() -> Linked:
    """Two pairs of methods, each pair used by three papers."""
    papers = tuple(Paper(f"p{i}", f"Paper {i}", "x", year=2020 + i) for i in range(6))
    entities = tuple(Entity(name, name, "Method") for name in ("a", "b", "c", "d"))
    evidence = (Passage("text", 0, 1, "x", ("test/x",)),)
    used = [(paper, name) for i, paper in enumerate(papers) for name in (("a", "b") if i < 3 else ("c", "d"))]
    claims = tuple(Claim(f"{p.id}{name}", p.id, "uses", name, p.id, evidence) for p, name in used)
    return Linked(papers, entities, (), claims, ())


HOSTILE = (
    "</script><script>window.bad=1</script>",
    '<img src=x onerror="window.bad=1">',
    "\u202egnp.exe",
    "N" * 5000,
)
"""Names that try to be markup, to turn the text around and to break the layout."""


def hostile() -> Linked:
    text = " and ".join(HOSTILE)
    paper = Paper("p", HOSTILE[0], text, url="javascript:window.bad=1")
    entities = tuple(Entity(f"e{i}", name, "Method", (HOSTILE[1] + "!",)) for i, name in enumerate(HOSTILE))
    evidence = (Passage("text", 0, len(text), text, ("<b>rule</b>",)),)
    claims = tuple(Claim(f"c{i}", "p", "introduces", e.id, "p", evidence) for i, e in enumerate(entities))
    figures = tuple(
        Figure(f"f{i}", "p", e.id, None, None, "<b>1</b>", Decimal(1), "", is_difference=False, before=None,
               baseline=None, evidence=evidence)
        for i, e in enumerate(entities)
    )  # fmt: skip
    return Linked((paper,), entities, (), claims, figures, (("p", "javascript:window.bad=1"),))
