from __future__ import annotations

import pytest

from methodgraph.serve.formats import NAMES, SOLUTIONS, TRIPLES, Offer, by_accept, by_name, prefers_html

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "solutions", "triples"),
    [
        (None, "json", "turtle"),
        ("*/*", "json", "turtle"),
        ("application/sparql-results+json,application/json,text/javascript", "json", "jsonld"),
        ("application/sparql-results+xml, application/rdf+xml", "xml", "rdf"),
        ("text/xml", "xml", "rdf"),
        ("text/csv", "csv", None),
        ("text/tab-separated-values", "tsv", None),
        ("application/n-triples", None, "nt"),
        ("text/rdf+n3", None, "turtle"),
        ("image/png", None, None),
    ],
)
def test_accept_chooses_for_each_kind_of_answer(accept: str | None, solutions: str | None, triples: str | None) -> None:
    found = [by_accept(accept, formats) for formats in (SOLUTIONS, TRIPLES)]
    assert [None if offer is None else offer.name for offer in found] == [solutions, triples]


def test_the_type_that_was_asked_for_is_the_type_that_is_told() -> None:
    assert by_accept("application/json", SOLUTIONS) == Offer("json", "application/json")
    assert by_accept("text/xml", TRIPLES) == Offer("rdf", "text/xml; charset=utf-8")


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_name_of_a_format_means_one_of_them(name: str) -> None:
    assert by_name(name, SOLUTIONS) or by_name(name, TRIPLES)


def test_json_and_xml_mean_a_format_of_either_kind() -> None:
    told = [by_name(name, formats) for name in ("json", "xml") for formats in (SOLUTIONS, TRIPLES)]
    assert [offer.name for offer in told if offer is not None] == ["json", "jsonld", "xml", "rdf"]


def test_text_tells_its_encoding() -> None:
    types = [by_accept(one.media, formats) for formats in (SOLUTIONS, TRIPLES) for one in formats]
    assert all(
        offer is not None and offer.type.startswith("text/") == ("charset=utf-8" in offer.type) for offer in types
    )


def test_browsers_prefer_a_page_and_machines_do_not() -> None:
    assert prefers_html(BROWSER, TRIPLES)
    assert not any(prefers_html(accept, TRIPLES) for accept in (None, "*/*", "text/turtle, text/html;q=0.5", "a/b"))
