"""The IRIs of the graph: every one has a page and its triples."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from rdflib import RDF, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Node
from tests.publish.exchange.hostile import NASTY_IDENTIFIERS
from tests.serve.servers import Server, serving

from methodgraph.ids import BASE, ONTOLOGY
from methodgraph.ontology import PREFIXES
from methodgraph.publish.rdf import turtle, write_rdf, write_store
from methodgraph.records import PREDICATES, ROLES, Linked
from methodgraph.serve.formats import TRIPLES
from methodgraph.serve.pages import words
from methodgraph.serve.pages.parts import cut

MG = Namespace(ONTOLOGY)
PREFIXES_TURTLE = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
OA = Namespace("http://www.w3.org/ns/oa#")
# rdflib makes a graph of a kind that it would retire when it reads JSON-LD.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

HTML = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"


@pytest.fixture(scope="module")
def graph(folder: Path) -> Graph:
    return Graph().parse(folder / "graph.ttl")


@pytest.fixture(scope="module")
def iris(graph: Graph) -> list[str]:
    return sorted({str(s) for s in graph.subjects() if str(s).startswith(BASE)})


class Page(HTMLParser):
    """A page's text, its links, and the elements it is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = ""
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(text)
        self.text = " ".join(self.text.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value for name, value in attrs if name == "href" and value is not None and tag == "a"]

    def handle_data(self, data: str) -> None:
        self.text += data


def page(server: Server, path: str) -> Page:
    told = server.get(path, Accept=HTML)
    assert (told.status, told.type) == (200, "text/html")
    return Page(told.text)


def stored(triples: Iterable[tuple[Node, Node, Node]]) -> set[tuple[Node, Node, Node]]:
    """Return triples as Oxigraph keeps them: a whole number is an xsd:integer, whatever kind of one it was."""
    return {
        (s, p, Literal(int(o)) if isinstance(o, Literal) and o.datatype == XSD.nonNegativeInteger else o)
        for s, p, o in triples
    }


def test_every_iri_has_its_triples(server: Server, graph: Graph, iris: list[str]) -> None:
    assert len(iris) > 60
    whole = stored(graph)
    for iri in iris:
        told = server.get(f"/{iri.removeprefix(BASE)}", Accept="text/turtle")
        assert told.status == 200, iri
        assert stored(graph.triples((URIRef(iri), None, None))) <= set(Graph().parse(data=told.body)) <= whole


def test_every_iri_has_a_page_whose_links_lead_on(server: Server, iris: list[str]) -> None:
    links = set()
    for iri in iris:
        told = page(server, f"/{iri.removeprefix(BASE)}")
        assert iri in told.text
        assert "style" not in told.attributes | told.tags
        assert not any(name.startswith("on") for name in told.attributes)
        links |= {urljoin(f"{server.url}/", link) for link in told.links}
    ours = {urlsplit(link)._replace(fragment="", query="").geturl() for link in links if link.startswith(server.url)}
    assert len(ours) > 60
    assert {link for link in ours if server.get(link.removeprefix(server.url), Accept=HTML).status != 200} == set()


@pytest.mark.parametrize("offered", TRIPLES, ids=lambda one: one.name)
def test_a_resource_in_every_format(server: Server, offered: Any) -> None:
    told = server.get("/paper/arxiv:2305.14314", Accept=offered.media)
    assert (told.status, told.type, told.headers["vary"]) == (200, offered.media, "Accept")
    assert server.get(f"/paper/arxiv:2305.14314?format={offered.name}", Accept=HTML).body == told.body


def test_an_entity_knows_who_uses_it(server: Server) -> None:
    told = Graph().parse(data=server.get("/entity/lora").body, format="turtle")
    lora = URIRef(f"{BASE}entity/lora")
    assert (lora, SKOS.prefLabel, Literal("LoRA")) in told
    assert (URIRef(f"{BASE}paper/arxiv:2305.14314"), MG.uses, lora) in told
    assert (URIRef(f"{BASE}entity/qlora"), MG.extends, lora) in told


def test_evidence_brings_its_selectors(server: Server, graph: Graph) -> None:
    evidence = min(map(str, graph.subjects(RDF.type, MG.Evidence)))
    told = Graph().parse(data=server.get(f"/{evidence.removeprefix(BASE)}").body, format="turtle")
    assert len(list(told.subjects(RDF.type, OA.TextQuoteSelector))) == 1
    assert len(list(told.subjects(RDF.type, OA.TextPositionSelector))) == 1


SHARED = """
entity:a a mg:Method , mg:Entity ; skos:prefLabel "A" . entity:b a mg:Metric , mg:Entity ; skos:prefLabel "B" .
paper:1 a mg:Paper ; dcterms:identifier "1" ; mg:uses entity:a .
claim:1 a mg:Claim ; rdf:subject paper:1 ; rdf:predicate mg:uses ; rdf:object entity:a ; mg:paper paper:1 ;
  mg:evidence evidence:1 ; mg:rule "uses/mine" , "uses/elsewhere" .
claim:2 a mg:Claim ; rdf:subject entity:a ; rdf:predicate mg:extends ; rdf:object entity:b ; mg:paper paper:1 ;
  mg:evidence evidence:1 ; mg:rule "extends/other" .
claim:3 a mg:Claim ; rdf:subject paper:1 ; rdf:predicate mg:reports ; rdf:object entity:b ; mg:paper paper:1 ;
  mg:evidence evidence:1 .
result:1 a mg:Result ; mg:metric entity:b ; mg:paper paper:1 ; mg:valueText "9" ;
  mg:evidence evidence:1 ; mg:rule "results/figure" .
evidence:1 a mg:Evidence ; mg:field "text" ; mg:rule "uses/mine" , "extends/other" , "results/figure" ;
  oa:hasSelector evidence:1-q , evidence:1-p .
evidence:1-q oa:exact "We use A." . evidence:1-p oa:start 0 ; oa:end 9 .
"""


def captions(server: Server, path: str) -> list[str]:
    """Return what stands beside the sentences of a page: the rules, or "evidence" where there is none."""
    found = re.findall(r'<figcaption>.*?<a href="/evidence/1"[^>]*>(.*?)</a>', server.get(path, Accept=HTML).text)
    return sorted(found)


def test_beside_a_sentence_stand_the_rules_of_the_claim_alone(tmp_path: Path) -> None:
    path = tmp_path / "shared.ttl"
    path.write_text(PREFIXES_TURTLE + SHARED, encoding="utf-8")
    with serving(path, "--workers", "1") as server:
        assert captions(server, "/claim/1") == ["uses/mine"]
        assert captions(server, "/claim/2") == ["extends/other"]
        assert captions(server, "/claim/3") == ["evidence"]
        assert captions(server, "/result/1") == ["results/figure"]
        assert captions(server, "/evidence/1") == ["extends/other · results/figure · uses/mine"]
        assert captions(server, "/entity/a") == ["extends/other", "uses/mine"]
        assert captions(server, "/entity/b") == ["evidence", "extends/other", "results/figure"]
        assert captions(server, "/paper/1") == ["extends/other", "results/figure"]


def crowd(papers: int) -> str:
    """Return Turtle of an entity that many papers use, each by a claim with a sentence."""
    told = [f'{PREFIXES_TURTLE}entity:crowd a mg:Method , mg:Entity ; skos:prefLabel "Crowd" .']
    for n in range(papers):
        told.append(f'paper:{n} a mg:Paper ; dcterms:identifier "{n}" ; mg:year {1900 + n} ; mg:uses entity:crowd .')
        told.append(f"claim:{n} a mg:Claim ; rdf:subject paper:{n} ; rdf:predicate mg:uses ; rdf:object entity:crowd ;")
        told.append(f"  mg:paper paper:{n} ; mg:evidence evidence:{n} .")
        told.append(f'evidence:{n} a mg:Evidence ; mg:field "text" ; oa:hasSelector evidence:{n}-q , evidence:{n}-p .')
        told.append(f'evidence:{n}-q oa:exact "Sentence {n} of the Crowd." . evidence:{n}-p oa:start 0 ; oa:end 9 .')
    return "\n".join(told)


def test_an_entity_in_very_many_papers(tmp_path: Path) -> None:
    path = tmp_path / "crowd.ttl"
    path.write_text(crowd(120), encoding="utf-8")
    with serving(path, "--workers", "1", "--max-rows", "100") as server:
        told = page(server, "/entity/crowd").text
        assert "Used by 120 papers" in told
        assert "The newest 50." in told
        assert told.count("of the Crowd") == 50
        assert told.index("Sentence 119 ") < told.index("Sentence 118 ") < told.index("Sentence 70 ")
        described = server.get("/entity/crowd")
        assert described.status == 200
        assert len(Graph().parse(data=described.body, format="turtle")) == 3  # without the papers: too many to tell


@pytest.mark.parametrize(
    ("path", "holds"),
    [
        ("/entity/lora", ["Method", "LoRA", "Low-Rank Adaptation", "Used by 1 paper", "QLoRA: fine", "Extended by"]),
        ("/entity/lightsam", ["A kind of Sharpness-Aware Minimization", "Introduced by", "Variant of", "+1.4%"]),
        ("/entity/sharpness-aware-minimization", ["Also written SAM", "Kinds of it", "LightSAM", "Has variant"]),
        ("/entity/mmlu", ["Benchmark", "Evaluated on by", "60.1% → 63.4%"]),
        ("/entity/segment-anything-model", ["Model", "003:10", "<analyze>", '"quotes" \\']),
        ("/paper/arxiv:2305.14314", ["2023", "We propose QLoRA, which", "Introduces QLoRA", "outperforms", "github"]),
        ("/paper/arxiv:2305.14314", ["Ada Lovelace; Charles Babbage", "NeurIPS", "cs.CL", "doi:10.48550/arxiv.2305"]),
        ("/paper/survey%20one%2F2", ["日本語のモデル", "survey one/2", "2025", "Compares with"]),
        ("/paper/003:10", ["<analyze>", "Mentions"]),
    ],
)  # fmt: skip
def test_what_pages_tell(server: Server, path: str, holds: list[str]) -> None:
    told = page(server, path).text
    assert [words for words in holds if words not in told] == []


def test_identifiers_lead_to_their_registries_and_nothing_else_does(linked: Linked, tmp_path: Path) -> None:
    nasty = replace(
        linked.papers[0], text="", authors=("<b>Ada</b>",) * 3000, venue='"><script>alert(1)</script>', url=None,
        urls=("javascript:alert(1)",), categories=("<img src=x>",), identifiers=NASTY_IDENTIFIERS,
    )  # fmt: skip
    path = tmp_path / "graph.ttl"
    path.write_bytes(turtle(Linked((nasty,), (), (), (), ())))
    with serving(path, "--workers", "1") as server:
        told = page(server, "/paper/arxiv:2305.14314")
    assert "Only its title is known." in told.text
    assert told.text.count("<b>Ada</b>") == 6001  # the byline, and the two triples that say so
    assert "doi:javascript:alert(1)" in told.text
    assert not {"b", "img", "script"} & told.tags
    (link,) = {link for link in told.links if link.startswith("https://doi.org/")}
    assert link.startswith("https://doi.org/10.1234/sici%3C%22")
    assert all(link.startswith(("http://", "https://", "/", "#")) for link in told.links)


def test_statements_have_pages(server: Server, graph: Graph) -> None:
    for kind, holds in (("Claim", "In these words"), ("Result", "against"), ("Evidence", "Is evidence for")):
        for iri in sorted(map(str, graph.subjects(RDF.type, MG[kind]))):
            told = page(server, f"/{iri.removeprefix(BASE)}").text
            assert holds in told
            assert "abstract, characters" in told or "title, characters" in told
            assert "Every triple of it" in told


def test_papers_of_an_entity_are_newest_first(server: Server) -> None:
    told = page(server, "/entity/grpo").text
    used = page(server, "/entity/accuracy").text
    assert "Used by" in told
    assert used.index("QLoRA: finetuning") < used.index("LightSAM: lighter")  # 2023 before one without a year


@pytest.mark.parametrize(
    "path",
    [
        "/entity/nothing",
        "/entity/LoRA",
        "/entity/lora%2F",
        "/entity/lora/",
        "/entity/",
        "/paper/survey%20one/2",
        "/paper/survey%20one%2f2",
        "/entity/%0d%0aX-Evil:%201",
        "/entity/lora%0d%0aX-Evil:%201",
        "/entity/lora>%20?p%20?o",
        "/entity/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "/entity/%ff",
        "/entity/%zz",
        "/entity%2Flora",
        "/%65ntity/lora",
        "/nothing",
        "/%0d%0aX-Evil:%201",
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "//entity/lora",
    ],
)
def test_what_the_graph_does_not_hold_is_404_in_the_form_asked_for(server: Server, path: str) -> None:
    for accept, media in (("text/turtle", "text/plain"), (HTML, "text/html")):
        told = server.get(path, Accept=accept)
        assert (told.status, told.type) in {(404, media), (404, "text/plain")}
        assert "x-evil" not in told.headers
        assert "link" not in told.headers
        assert "<script>alert" not in told.text


def test_links_of_an_answer_name_its_other_forms(server: Server) -> None:
    links = server.get("/paper/survey%20one%2F2").headers["link"]
    assert f'<{BASE}paper/survey%20one%2F2>; rel="canonical"' in links
    for one in TRIPLES:
        assert f'</paper/survey%20one%2F2?format={one.name}>; rel="alternate"; type="{one.media}"' in links


def test_a_form_that_is_not_known_is_refused(server: Server) -> None:
    assert server.get("/entity/lora?format=csv").status == 400
    assert server.get("/entity/lora?format=%0d%0aX-Evil:1").status == 400
    assert server.get("/entity/lora", Accept="image/png").status == 406
    assert server.get("/entity/lora?format=html").type == "text/html"


def test_pages_call_every_role_and_relation_by_words() -> None:
    assert set(words.ROLES) == set(ROLES)
    assert set(words.RELATIONS) == set(PREDICATES)


def test_names_are_cut_out_as_whole_words() -> None:
    assert cut("LoRA, QLoRA, MTL-LoRA and LoRA+", ["LoRA"]) == (
        ("LoRA", True),
        (", QLoRA, MTL-LoRA and ", False),
        ("LoRA", True),
        ("+", False),
    )
    assert cut("SAM 2 and SAM", ["SAM", "SAM 2", ""]) == (("SAM 2", True), (" and ", False), ("SAM", True))
    assert cut("nothing", []) == (("nothing", False),)
    assert "".join(piece for piece, _ in cut("C++ (C++)", ["C++"])) == "C++ (C++)"


def test_a_named_graph_is_its_triples_and_for_people_its_paper(linked: Linked, tmp_path: Path) -> None:
    path = tmp_path / "graph.nq"
    write_rdf(linked, path)
    with serving(path, "--workers", "1") as server:
        told = server.get("/graph/survey%20one%2F2")
        assert told.status == 200
        subjects = {str(s) for s in Graph().parse(data=told.body, format="turtle").subjects()}
        assert f"{BASE}paper/survey%20one%2F2" in subjects
        assert f"{BASE}paper/003:9" not in subjects
        told = server.get("/graph/survey%20one%2F2", Accept=HTML)
        assert (told.status, told.headers["location"]) == (303, "/paper/survey%20one%2F2")
        assert "Compares with" in page(server, told.headers["location"]).text


def test_a_store_is_served_as_it_is(linked: Linked, tmp_path: Path) -> None:
    write_store(linked, tmp_path / "graph.store")
    with serving(tmp_path / "graph.store", "--workers", "2") as server:
        assert "LoRA" in page(server, "/entity/lora").text
        assert server.get("/", Accept=HTML).status == 200
    assert (tmp_path / "graph.store" / "CURRENT").exists()
