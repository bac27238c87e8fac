"""The page and the diagram of the ontology say what the Turtle says, and load nothing.

Where one of these fails: `python docs/make_ontology.py`.
"""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from benchmarks.alignments import joined
from docs.ontology_diagram import BOXES, ROUTES, Ontology, diagram, edges
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from methodgraph.ids import BASE, ONTOLOGY
from methodgraph.ontology import alignments_text, ontology_text, terms

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "ontology.html").read_text(encoding="utf-8")
SVG = (DOCS / "ontology.svg").read_text(encoding="utf-8")
LOADING = {
    *("img", "iframe", "object", "embed", "video", "audio", "source", "track", "base", "form", "input", "image"),
    *("use", "link", "feimage"),
}
"""Elements that load something, or may."""


class Elements(HTMLParser):
    """All elements of a page, and the text in it without what is in scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._within = ""
        self.feed(page)
        self.text = " ".join(self.text.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self._within = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._within:
            self._within = ""

    def handle_data(self, data: str) -> None:
        if self._within not in {"script", "style"}:
            self.text += f" {data}"


@pytest.fixture(scope="module")
def page() -> Elements:
    return Elements(PAGE)


@pytest.fixture(scope="module")
def graph() -> Graph:
    return joined(ontology_text(), alignments_text())


def entry(name: str) -> str:
    """Return the part of the page that describes a term."""
    found = re.search(rf'<div class="property entity" id="{name}">.*?</table>', PAGE, re.DOTALL)
    assert found, f"no entry for mg:{name}"
    return found.group()


def test_every_term_has_its_entry_with_iri_label_definition_and_example(graph: Graph) -> None:
    for name in sorted(terms()):
        term = URIRef(ONTOLOGY + name)
        told = Elements(entry(name)).text
        assert f"IRI {term} " in told
        for property_ in (RDFS.label, SKOS.definition, SKOS.example):
            assert " ".join(str(graph.value(term, property_)).split()) in told, f"mg:{name} {property_}"


def test_every_entry_tells_what_a_term_is_to_others(graph: Graph) -> None:
    shown = (RDFS.subClassOf, RDFS.subPropertyOf, OWL.inverseOf, SKOS.closeMatch, SKOS.broadMatch, SKOS.relatedMatch)
    for subject, predicate, other in graph:
        if str(subject).startswith(ONTOLOGY) and predicate in shown:
            iri = str(other)
            link = f"#{iri.removeprefix(ONTOLOGY)}" if iri.startswith(ONTOLOGY) else iri
            assert f'href="{html.escape(link)}"' in entry(str(subject).removeprefix(ONTOLOGY)), f"{subject} {other}"


def test_it_has_no_entry_for_what_is_no_term_any_more() -> None:
    assert set(re.findall(r'<div class="property entity" id="(\w+)">', PAGE)) == terms()


def test_it_tells_the_version_of_the_ontology(graph: Graph, page: Elements) -> None:
    itself = URIRef(ONTOLOGY.rstrip("#"))
    assert f"Version Info {graph.value(itself, OWL.versionInfo)} " in page.text
    assert f'href="{graph.value(itself, OWL.versionIRI)}"' in PAGE


def test_it_tells_how_terms_of_others_stand_in_the_graph(graph: Graph, page: Elements) -> None:
    notes = [(s, o) for s, o in graph.subject_objects(SKOS.scopeNote) if not str(s).startswith(BASE)]
    assert len(notes) > 10
    for term, note in notes:
        assert f'href="{term}"' in PAGE
        assert str(note) in page.text


def test_links_within_the_page_lead_somewhere_and_no_place_is_named_twice(page: Elements) -> None:
    ids = [attributes["id"] for _, attributes in page.found if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = [attributes.get("href") or "" for _, attributes in page.found]
    inner = {link.partition("#")[2] for link in links if link.startswith(("#", "ontology.html#"))}
    assert inner <= set(ids)
    files = {link for link in links if link.startswith("../")}
    assert len(files) == 4
    assert all((DOCS / link).is_file() for link in files)


@pytest.mark.parametrize("text", [PAGE, SVG])
def test_nothing_is_loaded(text: str) -> None:
    for tag, attributes in Elements(text).found:
        assert tag not in LOADING
        assert not {"src", "srcset", "data", "background", "xlink:href"} & set(attributes)
        assert tag != "script" or attributes.get("type") == "application/ld+json"
        assert not [name for name in attributes if name.startswith("on")]
    assert not re.search(r"@import|url\((?!#)", text)


def test_the_diagram_is_what_the_turtle_gives_and_stands_on_the_page() -> None:
    assert diagram(Ontology()) == SVG
    assert SVG in PAGE
    ElementTree.fromstring(SVG)  # noqa: S314  our own file


def test_every_class_role_and_relation_is_on_the_diagram(graph: Graph) -> None:
    named = set(re.findall(r'<a href="ontology.html#(\w+)">\1</a>', SVG))
    assert named == terms()
    classes = {
        str(s).removeprefix(ONTOLOGY) for s in graph.subjects(RDF.type, OWL.Class) if str(s).startswith(ONTOLOGY)
    }
    assert classes == set(BOXES)


def test_every_line_of_the_diagram_has_its_route() -> None:
    assert set(edges(Ontology())) == set(ROUTES)
