"""The ontology, the shapes, the alignments and the context, as they are served."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from rdflib import Graph
from rdflib.compare import isomorphic
from tests.serve.servers import Server

from methodgraph import ontology
from methodgraph.serve.formats import TRIPLES

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

DOCUMENTS = {
    "/ontology": ontology.ontology_text,
    "/shapes": ontology.shapes_text,
    "/alignments": ontology.alignments_text,
}


@pytest.mark.parametrize(("path", "text"), DOCUMENTS.items(), ids=DOCUMENTS)
def test_turtle_is_the_file_itself(server: Server, path: str, text: Callable[[], str]) -> None:
    for told in (server.get(path), server.get(f"{path}?format=turtle"), server.get(path, Accept="text/turtle")):
        assert (told.status, told.type, told.text) == (200, "text/turtle", text())


@pytest.mark.parametrize("path", DOCUMENTS)
def test_other_forms_hold_the_same(server: Server, path: str) -> None:
    whole = Graph().parse(data=server.get(path).body, format="turtle")
    for one in TRIPLES:
        told = server.get(path, Accept=one.media)
        assert (told.status, told.type) == (200, one.media)
        assert isomorphic(Graph().parse(data=told.body, format=one.media), whole)


def test_terms_have_a_place_on_the_page(server: Server) -> None:
    page = server.get("/ontology", Accept="text/html")
    assert {name for name in ontology.terms() if f' id="{name}"' not in page.text} == set()
    assert "style-src 'sha256-" in page.headers["content-security-policy"]
    links = {link.partition("#")[0] for link in re.findall(r'href="([^"]+)"', page.text)}
    here = {link for link in links if link and not link.startswith("http")}
    assert here == {"/ontology?format=turtle", "/alignments", "/shapes", "/context.jsonld"}
    assert {server.get(link).status for link in here} == {200}


def test_what_is_no_form_of_it_is_refused(server: Server) -> None:
    assert server.get("/ontology?format=csv").status == 400
    assert server.get("/ontology", Accept="image/png").status == 406


def test_any_page_may_use_the_context(server: Server) -> None:
    told = server.get("/context.jsonld", Origin="https://example.org")
    assert told.type == "application/ld+json"
    assert told.headers["access-control-allow-origin"] == "*"
    assert set(json.loads(told.body)) == {"@context"}
