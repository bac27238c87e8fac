"""Papers whose titles, abstracts, authors, venues, ids and files want to be more than text, in every form of output.

They go the whole way, from a file through `methodgraph build`; each form is read back by a parser that is not ours, and
what a paper says is there as a value and nowhere else.
"""

from __future__ import annotations

import csv
import json
import re
import zipfile
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
import rdflib
from rdflib.namespace import DCTERMS, RDF
from tests.cli.calls import Call, invoke
from tests.serve.servers import serving
from tests.support.hostile import INJECTIONS

from methodgraph.ids import BASE, ONTOLOGY
from methodgraph.text.characters import FORMULA_STARTS

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
TERMINAL = "a\x1b[2J\x1b]0;owned\x07b\u202ec"
HOSTILE = (*INJECTIONS, TERMINAL)
FILE = "=1+1;$(id)'.jsonl"


def record(number: int, text: str) -> dict[str, object]:
    name = f"FooNet{number}"
    return {
        "id": f"{text} {number}",
        "title": f"{text} in title {number}",
        "abstract": f"We propose {name}, a new method for image classification. {text} {name} outperforms BERT.",
        "authors": [f"{text} {number}"],
        "venue": text,
        "url": f"http://example.org/{text}",
        "categories": [text],
        "year": 2000 + number % 20,
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the hostile papers, in a file of a hostile name, and what is built of them, in `out`."""
    folder = tmp_path_factory.mktemp("hostile")
    lines = [json.dumps(record(number, text)) for number, text in enumerate(HOSTILE)]
    (folder / FILE).write_text("\n".join(lines), encoding="utf-8")
    done = invoke("build", folder / FILE, "--output", folder / "out")
    assert done.exit_code == 0, done.stderr
    assert not STEERING.search(done.output)
    return folder


@pytest.fixture(scope="module")
def papers(folder: Path) -> dict[str, dict[str, object]]:
    """What papers.jsonl says of each paper, by its title: READ may repair a text, and from there on nothing may."""
    lines = (folder / "out/papers.jsonl").read_text(encoding="utf-8").splitlines()
    told = {record["title"]: record for record in map(json.loads, lines)}
    assert len(told) == len(HOSTILE)
    return told


def shown(text: object) -> str:
    """Return a text as forms without control characters have it."""
    return re.sub("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", str(text))


def test_what_is_read_is_what_stood_there(papers: dict[str, dict[str, object]]) -> None:
    for number, text in enumerate(HOSTILE):
        (told,) = (paper for title, paper in papers.items() if title.endswith(f"in title {number}"))
        assert text.strip() in str(told["title"]) or "\x1b" in text
        assert text.strip() in str(told["text"]) or "\x1b" in text


def graph_of(folder: Path, form: str, call: Call) -> rdflib.Graph | rdflib.Dataset:
    if form == "ttl":
        return rdflib.Graph().parse(folder / "out/graph.ttl")
    target = folder / f"graph.{form}"
    assert call("export", folder / "out", target).exit_code == 0
    data: rdflib.Graph | rdflib.Dataset = (
        rdflib.Dataset(default_union=True) if form in {"nq", "trig"} else rdflib.Graph()
    )
    formats = {"nt": "nt", "nq": "nquads", "trig": "trig", "jsonld": "json-ld", "rdf": "xml"}
    return data.parse(target, format=formats[form])


@pytest.mark.parametrize("form", ["ttl", "nt", "nq", "trig", "jsonld", "rdf"])
@pytest.mark.filterwarnings("ignore")
def test_rdf_holds_it_as_literals_and_no_statement_of_its_own(
    folder: Path, papers: dict[str, dict[str, object]], form: str, call: Call
) -> None:
    graph = graph_of(folder, form, call)
    found = list(graph.subjects(RDF.type, rdflib.URIRef(f"{ONTOLOGY}Paper")))
    assert len(set(found)) == len(HOSTILE)
    titles = {shown(title) for paper in found for title in graph.objects(paper, DCTERMS.title)}
    assert titles == {shown(title) for title in papers}
    foreign = {str(told) for told in graph.predicates() if "evil" in str(told) or str(told).startswith("x:")}
    assert not foreign
    subjects = {str(one) for one in graph.subjects() if isinstance(one, rdflib.URIRef)}
    assert not [one for one in subjects if not one.startswith((BASE, ONTOLOGY, "http", "urn:", "mailto:"))]
    assert not [one for one in subjects if one.startswith(("http://evil", "javascript:"))]


class Tags(HTMLParser):
    """Collects the elements of a page with their attributes, and its text outside of scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._inside = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside = tag

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the parser's signature
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside not in {"script", "style"}:
            self.text += data

    def check(self) -> None:
        """No element or attribute that runs something came from a paper."""
        for tag, attributes in self.tags:
            assert not [name for name in attributes if name.startswith("on")], (tag, attributes)
            for name in ("href", "src", "action", "formaction"):
                assert not (attributes.get(name) or "").strip().lower().startswith(("javascript:", "vbscript:"))
            assert not (tag == "img" and "evil" in str(attributes))


def test_the_page_has_no_element_more_than_that_of_other_papers(folder: Path, tmp_path: Path, call: Call) -> None:
    other = tmp_path / "other.jsonl"
    lines = [json.dumps(record(number, f"plain words {number}")) for number in range(len(HOSTILE))]
    other.write_text("\n".join(lines), encoding="utf-8")
    assert call("build", other, "--output", tmp_path / "out", "--quiet").exit_code == 0
    told, plain = (Tags((path / "out/graph.html").read_text(encoding="utf-8")) for path in (folder, tmp_path))
    told.check()
    assert [tag for tag, _ in told.tags] == [tag for tag, _ in plain.tags]
    policies = [
        attributes for tag, attributes in told.tags if attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policies
    assert "unsafe-eval" not in str(policies)


@pytest.mark.parametrize("form", ["html", "md"])
def test_the_report_holds_it_as_text(folder: Path, form: str, call: Call) -> None:
    target = folder / f"report.{form}"
    assert call("report", folder / "out", target).exit_code == 0
    page = target.read_text(encoding="utf-8")
    assert "\x1b" not in page
    assert "\u202e" not in page
    if form == "html":
        Tags(page).check()
    else:
        outside = re.sub(r"`+[^`]*`+", "", page)
        assert "](javascript:" not in re.sub(r"\\.", "", outside)
        assert "<script" not in re.sub(r"\\.|&lt;", "", outside)


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_xml_for_graph_programs_holds_it_as_text(
    folder: Path, papers: dict[str, dict[str, object]], form: str, call: Call
) -> None:
    target = folder / f"graph.{form}"
    assert call("export", folder / "out", target).exit_code == 0
    root = ET.parse(target).getroot()  # noqa: S314 - our own file
    values = {node.text for node in root.iter() if node.text} | {
        v for node in root.iter() for v in node.attrib.values()
    }
    assert {shown(title) for title in papers} <= values
    assert not [node.tag for node in root.iter() if "script" in node.tag or "img" in node.tag]


def test_json_for_graph_programs_holds_it_as_strings(
    folder: Path, papers: dict[str, dict[str, object]], call: Call
) -> None:
    for form in ("json", "cyjs"):
        target = folder / f"graph.{form}"
        assert call("export", folder / "out", target).exit_code == 0
        told = json.dumps(json.loads(target.read_text(encoding="utf-8")))
        assert all(json.dumps(title) in told for title in papers)


def cells(path: Path, separator: str = ",") -> list[list[str]]:
    return list(csv.reader(StringIO(path.read_bytes().decode("utf-8"), newline=""), delimiter=separator))


def test_no_cell_of_a_table_is_a_formula(folder: Path, papers: dict[str, dict[str, object]], call: Call) -> None:
    target = folder / "tables"
    assert call("export", folder / "out", target, "--format", "csv").exit_code == 0
    for path in target.iterdir():
        rows = cells(path)
        assert len({len(row) for row in rows}) == 1, path.name
        numbers = re.compile(r"-?\d+(\.\d+)?")
        assert not [
            cell for row in rows for cell in row if cell.startswith(FORMULA_STARTS) and not numbers.fullmatch(cell)
        ]
    head, *rows = cells(target / "papers.csv")
    titles = {row[head.index("title")] for row in rows}
    assert titles == {f"'{title}" if title.startswith(FORMULA_STARTS) else title for title in map(shown, papers)}


@pytest.mark.parametrize("name", ["merges.tsv", "unlinked.tsv"])
def test_the_tables_of_a_build_hold_no_formula_and_no_broken_row(folder: Path, name: str) -> None:
    rows = [line.split("\t") for line in (folder / "out" / name).read_text(encoding="utf-8").splitlines()]
    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if cell.startswith(FORMULA_STARTS)]


def test_neo4j_s_files_hold_whole_rows(folder: Path, call: Call) -> None:
    target = folder / "neo4j"
    assert call("export", folder / "out", target, "--format", "neo4j").exit_code == 0
    for path in target.glob("*.csv"):
        assert len({len(row) for row in cells(path)}) == 1, path.name
    script = (target / "import.sh").read_text(encoding="utf-8")
    assert "$(id)" not in script
    assert "evil" not in script


def test_what_papers_are_called_names_no_file(folder: Path) -> None:
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*")]
    assert not [name for name in names if not re.fullmatch(r"[\w./-]+", name) and name != FILE]
    assert not list(folder.parent.glob("passwd"))


def test_a_saved_question_takes_it_as_a_value(folder: Path, call: Call) -> None:
    for text in HOSTILE:
        done = call("query", folder / "out", "@evidence", f"name={text}", "--format", "json")
        assert done.exit_code in {0, 1, 2}
        if done.exit_code == 0:
            assert json.loads(done.stdout)["results"]["bindings"] == []
        assert not STEERING.search(done.stderr)


@pytest.mark.parametrize("number", [0, 11, len(HOSTILE) - 1])
def test_the_question_after_a_hostile_paper_finds_that_paper_alone(folder: Path, number: int, call: Call) -> None:
    done = call("query", folder / "out", "@introduced-by", f"name=FooNet{number}", "--format", "json")
    rows = json.loads(done.stdout)["results"]["bindings"]
    assert {row["paper"]["value"].rpartition(" ")[2] for row in rows} == {str(number)}


def test_nothing_steers_the_terminal(folder: Path, call: Call) -> None:
    for told in (
        ("explain", f"FooNet{len(HOSTILE) - 1}", "--graph", folder / "out"),
        ("stats", folder / "out"),
        ("query", folder / "out", "SELECT ?t { ?p dcterms:title ?t }"),
        ("status", "--output", folder / "out"),
        ("explain", TERMINAL, "--graph", folder / "out"),
        ("query", folder / "out", "@evidence", f"name={TERMINAL}"),
        ("build", f"{TERMINAL}.jsonl"),
        ("report", folder / TERMINAL, "x.md"),
        ("export", folder / TERMINAL, "x.ttl"),
    ):
        done = call(*told)
        assert "No such option" not in done.output
        assert not STEERING.search(done.output), told


@pytest.mark.slow
def test_the_server_s_pages_hold_it_as_text(folder: Path, papers: dict[str, dict[str, object]]) -> None:
    graph = rdflib.Graph().parse(folder / "out/graph.ttl")
    addresses = sorted(str(one) for one in graph.subjects(RDF.type, rdflib.URIRef(f"{ONTOLOGY}Paper")))
    with serving(folder / "out") as server:
        for address in addresses:
            got = server.get(f"/{address.removeprefix(BASE)}", Accept="text/html")
            assert (got.status, got.type) == (200, "text/html"), address
            page = Tags(got.text)
            page.check()
            assert "default-src 'none'" in got.headers["content-security-policy"]
            assert any(" ".join(shown(title).split()) in " ".join(page.text.split()) for title in papers)
        for text in HOSTILE:
            got = server.get(f"/query?query={quote(text, safe='')}", Accept="text/html")
            Tags(got.text).check()
            assert server.get(f"/{quote(text, safe='')}").status in {303, 400, 404, 406}


def test_members_of_an_archive_stay_in_it(tmp_path: Path, call: Call) -> None:
    archive = tmp_path / "papers.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for name in ("../../escaped.jsonl", "/absolute.jsonl", "inner/=1+1.jsonl"):
            packed.writestr(name, json.dumps(record(1, name)))
    before = set(tmp_path.rglob("*"))
    done = call("extract", archive, "--keep-going")
    assert done.exit_code == 1
    assert done.stderr.count("papers.zip") >= 2
    assert len(done.stdout.splitlines()) == 1
    assert set(tmp_path.rglob("*")) == before
