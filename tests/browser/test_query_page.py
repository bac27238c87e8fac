"""The query page and the pages of a served graph, in Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Browser, Page
from tests.serve.servers import RUNAWAY, Server, serving

from methodgraph import ontology
from methodgraph.publish.html import write_html
from methodgraph.publish.rdf import turtle
from methodgraph.records import Linked

pytestmark = pytest.mark.browser

NAMES = "SELECT ?entity ?name { ?entity skos:prefLabel ?name } ORDER BY ?name"


@dataclass
class Visit:
    """A page of the server, with all it asked for and complained about."""

    page: Page
    server: Server
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        self.page.goto("about:blank")
        self.page.goto(self.server.url + path)

    def query(self, text: str) -> None:
        """Open the query page with a query, which runs, and wait until it has."""
        self.open(f"/query#{quote(text, safe='')}")
        self.answered()

    def answered(self) -> None:
        self.page.wait_for_selector("#answer:not([hidden]), #problem:not([hidden])")

    def until(self, expression: str) -> None:
        """Wait until `expression` is true. Playwright's own waiting evaluates strings, which the page's policy bans."""
        for _ in range(200):
            if self.page.evaluate(expression):
                return
            self.page.wait_for_timeout(50)
        pytest.fail(f"not true within ten seconds: {expression}")

    def column(self, number: int) -> list[str]:
        return self.page.locator(f"#shown tbody tr td:nth-child({number})").all_inner_texts()


@pytest.fixture(scope="module")
def served(linked: Linked, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("output")
    (folder / "graph.ttl").write_bytes(turtle(linked))
    write_html(linked, folder / "graph.html")
    with serving(folder, "--timeout", "20") as server:
        yield server


@pytest.fixture
def visit(browser: Browser, served: Server, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A window on the server; at the end it may have asked nobody else and complained of nothing."""
    width, height = getattr(request, "param", (1280, 800))
    context = browser.new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce", accept_downloads=True
    )
    visit = Visit(context.new_page(), served)
    visit.page.set_default_timeout(10_000)
    visit.page.on("request", lambda asked: visit.requests.append(asked.url))
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    visit.page.on("console", lambda said: visit.complaints.append(f"{said.type}: {said.text}"))
    yield visit
    context.close()
    assert [url for url in visit.requests if not url.startswith((served.url, "data:", "about:"))] == []
    refused = "error: Failed to load resource: the server responded with a status of 400 (Bad Request)"
    assert [said for said in visit.complaints if said != refused] == []


def test_the_page_answers_as_it_opens(visit: Visit) -> None:
    visit.open("/query")
    visit.answered()
    assert visit.column(1)[0] == "GRPO"
    assert visit.page.evaluate("location.hash") == ""
    assert visit.page.title() == "Query · methodgraph"


def test_a_query_is_run_by_the_keyboard_and_kept_in_the_address(visit: Visit) -> None:
    visit.open("/query")
    visit.answered()
    visit.page.fill("#text", NAMES)
    visit.page.press("#text", "Control+Enter")
    visit.until("document.getElementById('told').textContent.startsWith('13 rows')")
    assert visit.column(2)[:2] == ["Accuracy", "GRPO"]
    assert unquote(visit.page.evaluate("location.hash")) == f"#{NAMES}"


def test_iris_are_short_and_lead_to_pages_of_the_server(visit: Visit) -> None:
    visit.query(NAMES)
    link = visit.page.locator("#shown td a").nth(1)
    assert link.inner_text() == "entity:grpo"
    assert link.get_attribute("href") == "/entity/grpo"
    link.click()
    visit.page.wait_for_url("**/entity/grpo")
    assert visit.page.inner_text("h1") == "GRPO"
    visit.page.click("text=Show it in the graph")
    visit.page.wait_for_selector("#panel h2")
    assert visit.page.inner_text("#panel h2") == "GRPO"


def test_what_papers_say_stays_text(visit: Visit) -> None:
    text = '<img src=x onerror=alert(1)> & \\"</script>'
    visit.query(f'SELECT ("{text}" AS ?x) ("javascript:alert(1)" AS ?y) (<javascript:alert(1)> AS ?z) {{}}')
    assert visit.column(1) == ['<img src=x onerror=alert(1)> & "</script>']
    assert visit.page.locator("#shown img, #shown a").count() == 0
    visit.query("SELECT ?text { ?paper schema:abstract ?text FILTER(CONTAINS(?text, '<analyze>')) }")
    assert "<analyze>" in visit.column(1)[0]


def test_the_query_is_coloured_and_the_same_text(visit: Visit) -> None:
    query = 'PREFIX x: <http://example.org/>\n# of SELECT\nSELECT ?a {\n  ?a x:b "c # d" , 1.5 .\n}'
    visit.query(query)
    assert visit.page.locator("#painted .line").all_inner_texts() == query.split("\n")
    for kind, text in {
        "comment": "# of SELECT", "iri": "<http://example.org/>", "string": '"c # d"', "number": "1.5", "name": "x:b"
    }.items():  # fmt: skip
        assert text in visit.page.locator(f"#painted .t-{kind}").all_inner_texts()
    boxes = visit.page.evaluate(
        "['painted', 'text'].map(id => { const box = document.getElementById(id).getBoundingClientRect();"
        " return [box.x, box.y, box.width, box.height] })"
    )
    assert boxes[0] == boxes[1]


def test_a_long_query_scrolls_in_one_piece(visit: Visit) -> None:
    visit.query(NAMES)
    visit.page.fill("#text", "\n".join(f"# line {n}" for n in range(200)))
    heights = visit.page.evaluate("['painted', 'text'].map(id => document.getElementById(id).offsetHeight)")
    assert heights[0] == heights[1] > 2000
    assert visit.page.evaluate("document.getElementById('text').scrollHeight") <= heights[1]


def test_a_mistake_is_shown_in_its_place(visit: Visit) -> None:
    visit.query("SELECT ?x {\n  ?x a mg:Model .\n  FILTR(?x)\n}")
    assert visit.page.inner_text("#problem").startswith("line 3, column 3: 'FILTR' is not a word of SPARQL")
    assert visit.page.inner_text("#painted .wrong") == "FILTR"
    assert visit.page.locator("#painted .line").nth(2).get_attribute("class") == "line wrong-line"
    visit.page.click("#problem button")
    assert visit.page.evaluate("document.getElementById('text').selectionStart") == 32
    visit.page.keyboard.type("#")
    assert visit.page.locator("#painted .wrong").count() == 0
    assert visit.page.is_hidden("#problem")


def test_a_mistake_at_the_end_has_a_place_too(visit: Visit) -> None:
    visit.query("SELECT ?x { ?x a }")
    assert visit.page.locator("#painted .wrong").count() == 1
    assert "line 1, column" in visit.page.inner_text("#problem")


def test_a_term_that_is_not_known_is_a_warning_beside_the_answer(visit: Visit) -> None:
    visit.query("SELECT ?x { ?x mg:introduce ?y }")
    visit.page.wait_for_selector("#warnings:not([hidden])")
    assert "did you mean mg:introduces?" in visit.page.inner_text("#warnings")
    assert visit.page.inner_text("#told").startswith("0 rows")


def test_a_running_query_tells_the_time_and_can_be_cancelled(visit: Visit) -> None:
    visit.open(f"/query#{quote(RUNAWAY)}")
    visit.until("/Running, 0.[3-9] s/.test(document.getElementById('state').textContent)")
    assert visit.page.is_disabled("#run")
    visit.page.click("#stop")
    visit.until("document.getElementById('state').textContent.startsWith('Cancelled after')")
    assert visit.page.is_enabled("#run")
    visit.page.click("#run")
    visit.page.wait_for_selector("#stop:not([hidden])")
    visit.page.keyboard.press("Escape")
    visit.until("document.getElementById('state').textContent.startsWith('Cancelled after')")


def test_saved_questions_are_found_by_words_and_asked_by_a_click(visit: Visit) -> None:
    visit.open("/query")
    visit.answered()
    assert visit.page.locator("#list li").count() == len(ontology.query_names())
    visit.page.fill("#find", "no question has these")
    assert visit.page.is_visible("#none")
    name = ontology.query_names()[0]
    visit.page.fill("#find", ontology.query_title(name).upper())
    assert visit.page.locator("#list li:visible").count() >= 1
    visit.page.locator(f"#list a[data-name='{name}']").click()
    visit.until("location.hash.length > 1")
    visit.answered()
    assert visit.page.input_value("#text") == ontology.query_text(name).rstrip()
    assert visit.page.locator("#list a[aria-current]").get_attribute("data-name") == name


def test_the_answer_is_saved_as_csv(visit: Visit) -> None:
    visit.query(NAMES)
    with visit.page.expect_download() as download:
        visit.page.click("#save button[value=csv]")
    assert download.value.suggested_filename == "answer.csv"
    lines = Path(download.value.path()).read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["entity,name", "https://w3id.org/methodgraph/entity/accuracy,Accuracy"]
    assert len(lines) == 14


def test_triples_are_shown_and_saved_as_turtle(visit: Visit) -> None:
    visit.query("DESCRIBE entity:lora")
    assert 'skos:prefLabel "LoRA"' in visit.page.inner_text("#shown pre")
    assert visit.page.locator("#save button").all_inner_texts() == ["Turtle", "N-Triples", "JSON-LD", "RDF/XML"]
    with visit.page.expect_download() as download:
        visit.page.click("#save button[value=turtle]")
    assert download.value.suggested_filename == "answer.ttl"
    assert 'skos:prefLabel "LoRA"' in Path(download.value.path()).read_text(encoding="utf-8")


def test_a_truth_value_is_a_word(visit: Visit) -> None:
    visit.query("ASK { entity:qlora mg:extends entity:lora }")
    assert visit.page.inner_text("#shown") == "Yes"
    visit.query("ASK { entity:lora mg:extends entity:qlora }")
    assert visit.page.inner_text("#shown") == "No"


def test_a_long_answer_is_drawn_in_part_and_told_whole(visit: Visit) -> None:
    visit.query("SELECT ?s ?t { ?s a ?x . ?t a ?y } LIMIT 1234")
    assert visit.page.locator("#shown tbody tr").count() == 1000
    assert visit.page.inner_text("#told").startswith("1,234 rows, the first 1,000 are shown in ")


def test_numbers_stand_on_the_right(visit: Visit) -> None:
    visit.query("SELECT ?type (COUNT(*) AS ?n) { ?x a ?type } GROUP BY ?type")
    assert visit.page.locator("#shown th.number").all_inner_texts() == ["n"]


def test_the_keyboard_reaches_everything(visit: Visit) -> None:
    visit.query(NAMES)
    visit.page.focus("#text")
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.id") == "run"
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.value") == "csv"
    assert visit.page.input_value("#text") == NAMES


def test_the_address_can_be_changed_and_gone_back_from(visit: Visit) -> None:
    visit.query("ASK {}")
    visit.page.evaluate("location.hash = encodeURIComponent('SELECT (1 AS ?one) {}')")
    visit.page.wait_for_selector("#shown td")
    assert visit.page.input_value("#text") == "SELECT (1 AS ?one) {}"
    assert visit.column(1) == ["1"]


def test_a_server_that_has_ended_is_told(browser: Browser, linked: Linked, tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_bytes(turtle(linked))
    page = browser.new_page()
    with serving(tmp_path, "--workers", "1") as server:
        page.goto(f"{server.url}/query")
        page.wait_for_selector("#answer:not([hidden])")
    page.click("#run")
    page.wait_for_selector("#problem:not([hidden])")
    assert "does not answer" in page.inner_text("#problem")
    page.close()


@pytest.mark.parametrize("visit", [(390, 780)], indirect=True)
def test_it_fits_a_phone(visit: Visit) -> None:
    for path in ("/query", f"/query#{quote(NAMES)}", "/entity/lora", "/paper/003:10", "/ontology"):
        visit.open(path)
        if path.startswith("/query"):
            visit.answered()
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= 390
    visit.open("/query")
    visit.answered()
    assert visit.page.is_hidden("#list")
    visit.page.click("#examples-toggle")
    visit.page.locator("#list a").first.click()
    visit.until("location.hash.length > 1")
    assert visit.page.is_hidden("#list")


def test_pages_of_the_graph_lead_to_each_other(visit: Visit) -> None:
    visit.open("/paper/arxiv:2305.14314")
    visit.page.click("article .roles a:has-text('QLoRA')")
    visit.page.wait_for_url("**/entity/qlora")
    visit.page.locator("article a.by").first.click()
    visit.page.wait_for_url("**/claim/*")
    visit.page.locator("figcaption a").first.click()
    visit.page.wait_for_url("**/evidence/*")
    assert "Is evidence for" in visit.page.inner_text("article") or "IS EVIDENCE FOR" in visit.page.inner_text(
        "article"
    )
    visit.page.click("header >> text=Query")
    visit.page.wait_for_url("**/query")
    visit.answered()
