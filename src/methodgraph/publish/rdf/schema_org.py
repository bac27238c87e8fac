"""The graph in the terms of schema.org, for search engines and for whoever knows no other vocabulary.

Papers are scholarly articles, datasets and benchmarks datasets, models applications, and methods, tasks and metrics
defined terms of one set. What a paper introduces or addresses it is `about`; what else it names it `mentions`.
Evidence, relations and figures that are differences have no place in schema.org and are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from methodgraph.ids import BASE, address, digest, registered
from methodgraph.publish.rdf import terms
from methodgraph.publish.rdf.graph import Block
from methodgraph.publish.rdf.papers import each
from methodgraph.publish.rdf.terms import string, term
from methodgraph.publish.rdf.told import Told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from methodgraph.records import Entity, EntityType, Figure, Linked, Paper

USED = ("paper", "entity", "result", "rdf", "schema", "xsd")
"""The prefixes of the view."""
CONTEXT = {"@vocab": "https://schema.org/", "id": "@id", "type": "@type"}
"""What stands under "@context" in JSON-LD: keys are the names of schema.org as they are."""

_CLASS: dict[EntityType, str] = {
    "Method": "DefinedTerm",
    "Model": "SoftwareApplication",
    "Task": "DefinedTerm",
    "Dataset": "Dataset",
    "Benchmark": "Dataset",
    "Metric": "DefinedTerm",
}
_ABOUT = frozenset({"introduces", "addresses"})
_TERMS = f"<{BASE}terms>"


def blocks(linked: Linked) -> Iterator[Block]:
    """Yield the view: the set of terms, the entities, the venues, then each paper with its authors, code and figures.

    All are sorted by id. An author is a node of the one paper: whether two of a name are one person, nobody said.
    """
    told = Told(linked)
    yield Block(_TERMS, [_a("DefinedTermSet"), _named("Methods, tasks and metrics of machine learning")])
    for entity in sorted(linked.entities, key=lambda e: e.id):
        yield Block(terms.entity(entity.id), list(_entity(entity, told.introducing[entity.id])))
    for venue in sorted({string(paper.venue) for paper in linked.papers if paper.venue is not None}):
        yield Block(_venue(venue), [_a("CreativeWork"), (term("schema:name"), venue)])
    for paper in sorted(linked.papers, key=lambda p: p.id):
        yield Block(terms.paper(paper.id), list(_paper(paper, told.roles[paper.id])))
        yield from _authors(paper)
        yield from (Block(terms.repository(url), list(_repository(url, paper))) for url in told.code[paper.id])
        levels = (figure for figure in told.figures[paper.id] if not figure.is_difference)
        yield from (Block(terms.figure(figure.id), list(_figure(figure))) for figure in levels)


def _entity(entity: Entity, introducing: Iterable[str]) -> Iterator[tuple[str, str]]:
    kind = _CLASS[entity.type]
    yield _a(kind)
    yield _named(entity.label)
    names = {string(name) for name in (*entity.aliases, entity.sense) if name is not None}
    for alias in sorted(names - {string(entity.label)}):
        yield term("schema:alternateName"), alias
    if kind == "DefinedTerm":
        yield term("schema:inDefinedTermSet"), _TERMS
    yield term("schema:additionalType"), term(f"mg:{entity.type}")
    for paper in sorted(introducing):
        yield term("schema:subjectOf" if kind == "DefinedTerm" else "schema:citation"), terms.paper(paper)


def _paper(paper: Paper, roles: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    yield _a("ScholarlyArticle")
    identifiers = (paper.id, *map(registered, paper.identifiers))
    yield from each("schema:identifier", map(string, identifiers))
    addresses = (address(told) for told in paper.identifiers)
    yield from each("schema:sameAs", (f"<{told}>" for told in addresses if told is not None))
    if paper.title is not None:
        yield _named(paper.title)
        yield term("schema:headline"), string(paper.title)
    if paper.text:
        yield term("schema:abstract"), string(paper.text)
    yield from each("schema:author", (block.subject for block in _authors(paper)))
    if paper.venue is not None:
        yield term("schema:isPartOf"), _venue(string(paper.venue))
    yield from each("schema:keywords", map(string, paper.categories))
    if paper.year is not None:
        yield term("schema:datePublished"), string(f"{paper.year:04}")
    urls = (url for url in (paper.url, *paper.urls) if url is not None)
    yield from each("schema:url", map(string, urls))
    about = {entity for role, entity in roles if role in _ABOUT}
    for entity in sorted(about):
        yield term("schema:about"), terms.entity(entity)
    for entity in sorted({entity for _, entity in roles} - about):
        yield term("schema:mentions"), terms.entity(entity)


def _authors(paper: Paper) -> Iterator[Block]:
    for number, name in enumerate(paper.authors, 1):
        yield Block(f"<{BASE}author/{digest(paper.id, str(number))}>", [_a("Person"), _named(name)])


def _venue(name: str) -> str:
    return f"<{BASE}venue/{digest(name)}>"


def _repository(url: str, paper: Paper) -> Iterator[tuple[str, str]]:
    yield _a("SoftwareSourceCode")
    yield term("schema:codeRepository"), string(url)
    yield term("schema:isPartOf"), terms.paper(paper.id)


def _figure(figure: Figure) -> Iterator[tuple[str, str]]:
    yield _a("Observation")
    yield _named(figure.value)
    if figure.subject is not None:
        yield term("schema:observationAbout"), terms.entity(figure.subject)
    if figure.metric is not None:
        yield term("schema:measuredProperty"), terms.entity(figure.metric)
    yield term("schema:value"), terms.decimal(figure.number)
    if figure.unit:
        yield term("schema:unitText"), string(figure.unit)
    yield term("schema:subjectOf"), terms.paper(figure.paper)


def _a(name: str) -> tuple[str, str]:
    return term("rdf:type"), term(f"schema:{name}")


def _named(name: str) -> tuple[str, str]:
    return term("schema:name"), string(name)
