"""What the graph and its views say of papers themselves: authors, venues, identifiers; whatever a file calls so."""

from __future__ import annotations

import io
from dataclasses import replace

import pyoxigraph as ox
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DC, SDO
from tests.publish.exchange.hostile import NASTY, NASTY_IDENTIFIERS
from tests.support.linked import QLORA

from methodgraph.ontology import PREFIXES
from methodgraph.publish.rdf import FORMS, turtle, write_to
from methodgraph.records import Identifier, Linked, Paper, Source
from methodgraph.text.characters import for_xml
from methodgraph.validate import validate

NODE = URIRef(f"{PREFIXES['paper']}x")
DOI = URIRef(f"{PREFIXES['bibo']}doi")
ARXIV = URIRef(f"{PREFIXES['fabio']}hasArXivId")
VENUE = URIRef(f"{PREFIXES['prism']}publicationName")
FULL = Paper(
    "x",
    "A title",
    "",
    (Source("b.bib", 3), Source("a.xml", 7)),
    2020,
    "https://example.org/x",
    ("https://example.org/x.pdf", "https://example.org/x.html"),
    ("Bob", "Ada Lovelace", "Bob"),
    "NeurIPS",
    (Identifier("arxiv", "2305.14314"), Identifier("doi", "10.1234/A"), Identifier("doi", "10.48550/x")),
    ("cs.CL", "stat.ML"),
)


def alone(paper: Paper) -> Linked:
    return Linked((paper,), (), (), (), ())


def graph_of(paper: Paper, form: str = "ttl", profile: str = "methodgraph") -> Graph:
    stream = io.BytesIO()
    write_to(alone(paper), stream, form=form, profile=profile)
    return Graph().parse(data=stream.getvalue(), format={"ttl": "turtle", "rdf": "xml", "nt": "nt"}[form])


def values(graph: Graph, predicate: URIRef) -> set[str]:
    return {str(value) for value in graph.objects(NODE, predicate)}


def test_all_that_is_known_of_a_paper_stands_in_the_graph() -> None:
    graph = graph_of(FULL)
    assert values(graph, DC.creator) == {"Bob", "Ada Lovelace"}
    assert values(graph, SDO.creditText) == {"Bob; Ada Lovelace; Bob"}
    assert values(graph, VENUE) == {"NeurIPS"}
    assert values(graph, SDO.keywords) == {"cs.CL", "stat.ML"}
    assert values(graph, SDO.identifier) == {"arxiv:2305.14314", "doi:10.1234/A", "doi:10.48550/x"}
    assert (values(graph, ARXIV), values(graph, DOI)) == ({"2305.14314"}, {"10.1234/A", "10.48550/x"})
    assert values(graph, SDO.sameAs) == {
        "https://arxiv.org/abs/2305.14314", "https://doi.org/10.1234/A", "https://doi.org/10.48550/x",
    }  # fmt: skip
    assert values(graph, SDO.url) == {FULL.url}
    assert values(graph, URIRef(f"{PREFIXES['fabio']}hasURL")) == set(FULL.urls)
    assert values(graph, URIRef(f"{PREFIXES['mg']}source")) == {"a.xml:7", "b.bib:3"}
    assert validate(turtle(alone(FULL))).findings == ()


def test_a_paper_of_which_only_the_title_is_known_has_no_abstract() -> None:
    for profile in ("methodgraph", "schema", "lpwc"):
        text = graph_of(FULL, profile=profile).serialize(format="nt")
        assert "bstract>" not in text
        assert "A title" in text


@pytest.mark.parametrize("form", ["ttl", "nt", "rdf"])
def test_whatever_a_file_calls_an_author_or_a_doi_is_text(form: str) -> None:
    nasty = replace(
        FULL, authors=("<script>", NASTY, 'a" . <x> <y> <z'), venue=NASTY, identifiers=NASTY_IDENTIFIERS,
        categories=(NASTY,), urls=("javascript:alert(1)", 'https://example.org/a b"<>'),
    )  # fmt: skip
    graph = graph_of(nasty, form)
    assert set(graph.subjects()) == {NODE}
    assert values(graph, DC.creator) == {for_xml(name) for name in nasty.authors}
    assert (NODE, VENUE, Literal(for_xml(NASTY))) in graph
    (same,) = values(graph, SDO.sameAs)
    assert same.startswith("https://doi.org/10.1234/sici%3C%22")
    assert values(graph, DOI) == {
        value for told in NASTY_IDENTIFIERS if (value := told.value).startswith("10.1234/sici")
    }
    assert values(graph, ARXIV) == set()
    assert len(values(graph, SDO.identifier)) == len(NASTY_IDENTIFIERS)
    assert not [o for o in graph.objects() if isinstance(o, URIRef) and not str(o).startswith(("http://", "https://"))]


def test_three_thousand_authors_stand_in_their_order() -> None:
    names = tuple(f"Author {number}" for number in range(3000, 0, -1))
    linked = alone(replace(FULL, authors=names))
    graph = Graph().parse(data=turtle(linked), format="turtle")
    (credit,) = graph.objects(NODE, SDO.creditText)
    assert tuple(str(credit).split("; ")) == names
    assert values(graph, DC.creator) == set(names)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_tells_it_the_same(form: str) -> None:
    streams = io.BytesIO(), io.BytesIO()
    write_to(alone(FULL), streams[0], form=form)
    write_to(alone(FULL), streams[1], form="nt")
    read = [
        {(str(t.subject), str(t.predicate), str(t.object)) for t in ox.parse(stream.getvalue(), format=told)}
        for stream, told in zip(streams, (ox.RdfFormat.from_extension(form), ox.RdfFormat.N_TRIPLES), strict=True)
    ]
    assert read[0] == read[1]


def test_schema_org_knows_authors_as_people_of_the_one_paper() -> None:
    graph = graph_of(FULL, profile="schema")
    authors = list(graph.objects(NODE, SDO.author))
    assert sorted(str(graph.value(author, SDO.name)) for author in authors) == ["Ada Lovelace", "Bob", "Bob"]
    venue = graph.value(NODE, SDO.isPartOf)
    assert str(graph.value(venue, SDO.name)) == "NeurIPS"
    assert {str(url) for url in graph.objects(NODE, SDO.url)} == {FULL.url, *FULL.urls}
    other = graph_of(replace(FULL, id="y"), profile="schema")
    assert not set(authors) & set(other.objects(None, SDO.author))


def test_linked_papers_with_code_knows_names_of_authors_and_addresses() -> None:
    graph = graph_of(FULL, profile="lpwc")
    assert values(graph, URIRef(f"{PREFIXES['lpwcp']}creatorName")) == {"Bob", "Ada Lovelace"}
    assert values(graph, URIRef(f"{PREFIXES['fabio']}hasArXivID")) == {"2305.14314"}
    assert values(graph, URIRef(f"{PREFIXES['fabio']}hasURL")) == {FULL.url, *FULL.urls}


def test_identifiers_of_the_sample_are_found_by_a_query() -> None:
    graph = graph_of(QLORA)
    (found,) = graph.query('SELECT ?p { ?p bibo:doi "10.48550/arxiv.2305.14314" }', initNs={"bibo": PREFIXES["bibo"]})
    assert str(found[0]).endswith("arxiv:2305.14314")  # type: ignore[index]
