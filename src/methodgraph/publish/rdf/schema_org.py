"""The graph in the terms of schema.org, for search engines and for whoever knows no other vocabulary.

Papers are scholarly articles, datasets and benchmarks datasets, models applications, and methods, tasks and metrics
defined terms of one set. What a paper introduces or addresses it is `about`; what else it names it `mentions`.
Evidence, relations and figures that are differences have no place in schema.org and are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from methodgraph.ids import BASE
from methodgraph.publish.rdf import terms
from methodgraph.publish.rdf.graph import Block
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
    """Yield the view: the set of terms, the entities, then each paper with its code and its figures; sorted by id."""
    told = Told(linked)
    yield Block(_TERMS, [_a("DefinedTermSet"), _named("Methods, tasks and metrics of machine learning")])
    for entity in sorted(linked.entities, key=lambda e: e.id):
        yield Block(terms.entity(entity.id), list(_entity(entity, told.introducing[entity.id])))
    for paper in sorted(linked.papers, key=lambda p: p.id):
        yield Block(terms.paper(paper.id), list(_paper(paper, told.roles[paper.id])))
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
    yield term("schema:identifier"), string(paper.id)
    if paper.title is not None:
        yield _named(paper.title)
        yield term("schema:headline"), string(paper.title)
    yield term("schema:abstract"), string(paper.text)
    if paper.year is not None:
        yield term("schema:datePublished"), string(f"{paper.year:04}")
    if paper.url is not None:
        yield term("schema:url"), string(paper.url)
    about = {entity for role, entity in roles if role in _ABOUT}
    for entity in sorted(about):
        yield term("schema:about"), terms.entity(entity)
    for entity in sorted({entity for _, entity in roles} - about):
        yield term("schema:mentions"), terms.entity(entity)


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
