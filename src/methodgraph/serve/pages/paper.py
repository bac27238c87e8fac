"""The page of a paper: its abstract, and what was read in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from methodgraph.ids import ONTOLOGY, address
from methodgraph.records import Identifier
from methodgraph.serve.lookup import grouped, refs
from methodgraph.serve.pages.parts import MOST, Fact, Figure, Quote, facts, figures, iris, quotes, values
from methodgraph.serve.pages.words import RELATIONS, ROLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from methodgraph.serve.lookup import Lookup, Row, Thing

_MOST_CLAIMS = 5000
"""Solutions with a paper's claims, of which each is one for every rule of every sentence. Papers have dozens."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A relation that a paper claims between two entities."""

    iri: str
    subject: Thing
    words: str
    object: Thing
    confidence: str | None
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class PaperPage:
    """All that the page shows. `roles` are in words, each with what the paper introduces, uses and so on.

    `identifiers` are those of registries, each with the address of its page if one is known.
    """

    thing: Thing
    title: str | None
    id: str
    abstract: str
    url: str | None
    urls: tuple[str, ...]
    byline: str | None
    venue: str | None
    identifiers: tuple[tuple[str, str | None], ...]
    categories: tuple[str, ...]
    sources: tuple[str, ...]
    code: tuple[str, ...]
    roles: tuple[tuple[str, tuple[tuple[Thing, str], ...]], ...]
    relations: tuple[Statement, ...]
    figures: tuple[Figure, ...]
    facts: tuple[Fact, ...]


async def paper_page(lookup: Lookup, iri: str) -> PaperPage:
    """Return what the graph says of a paper, which it has to hold."""
    this = refs([iri])
    about = await lookup.rows("about", this=this)
    claims = await lookup.rows("paper-claims", this=this, limit=str(_MOST_CLAIMS))
    results = await lookup.rows("results", this=this, limit=str(MOST))
    things = await lookup.things({iri, *iris([*about, *claims, *results])})
    by_predicate = grouped(claims, "predicate")
    return PaperPage(
        thing=things[iri],
        title=next(iter(values(about, "dcterms:title")), None),
        id=next(iter(values(about, "dcterms:identifier")), things[iri].name),
        abstract=next(iter(values(about, "schema:abstract")), ""),
        url=next(iter(values(about, "schema:url")), None),
        urls=values(about, "fabio:hasURL"),
        byline=next(iter(values(about, "schema:creditText")), None),
        venue=next(iter(values(about, "prism:publicationName")), None),
        identifiers=tuple((told, _address(told)) for told in values(about, "schema:identifier")),
        categories=values(about, "schema:keywords"),
        sources=values(about, "mg:source"),
        code=values(about, "mg:code"),
        roles=tuple(
            (words, _targets(by_predicate[f"{ONTOLOGY}{role}"], things))
            for role, (words, _) in ROLES.items()
            if f"{ONTOLOGY}{role}" in by_predicate
        ),
        relations=tuple(
            statement
            for relation, (words, _) in RELATIONS.items()
            for statement in _statements(by_predicate.get(f"{ONTOLOGY}{relation}", ()), words, things)
        ),
        figures=figures(results, things),
        facts=facts(about),
    )


def _address(registered: str) -> str | None:
    """Return where a registry shows the paper that it calls so; None where nobody knows."""
    scheme, _, value = registered.partition(":")
    return address(Identifier(scheme, value))


def _targets(rows: Sequence[Row], things: dict[str, Thing]) -> tuple[tuple[Thing, str], ...]:
    """Return what a role leads to, each with the claim that says so."""
    return tuple((things[told[0]["object"]], iri) for iri, told in grouped(rows, "claim").items())


def _statements(rows: Sequence[Row], words: str, things: dict[str, Thing]) -> tuple[Statement, ...]:
    found = []
    for iri, told in grouped(rows, "claim").items():
        subject, target = things[told[0]["subject"]], things[told[0]["object"]]
        sentences = quotes(told, (subject.name, target.name))
        found.append(Statement(iri, subject, words.lower(), target, told[0].get("confidence"), sentences))
    return tuple(found)
