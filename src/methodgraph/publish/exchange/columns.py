"""The graph as tables with typed columns: what the folders of CSV and of Parquet hold."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Literal

from methodgraph.grouped import code_of_papers, papers_of_entities
from methodgraph.ids import registered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from methodgraph.records import Confidence, Linked

    Kind = Literal["string", "strings", "long", "double", "boolean"]
    Cell = str | list[str] | int | float | bool | None
    Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, its columns with the type of each in their order, and what yields its rows."""

    name: str
    columns: dict[str, Kind]
    rows: Callable[[Linked], Iterator[Row]]


def _papers(linked: Linked) -> Iterator[Row]:
    code = code_of_papers(linked)
    for paper in linked.papers:
        sources = [f"{source.file}:{source.line}" for source in paper.sources]
        identifiers = [registered(told) for told in paper.identifiers]
        yield (
            paper.id, paper.title, paper.text, paper.year, paper.url, list(paper.urls), list(paper.authors),
            paper.venue, identifiers, list(paper.categories), code[paper.id], sources,
        )  # fmt: skip


def _entities(linked: Linked) -> Iterator[Row]:
    papers = papers_of_entities(linked)
    for entity in linked.entities:
        aliases, used = list(entity.aliases), len(papers[entity.id])
        yield entity.id, entity.label, entity.type, aliases, entity.sense, entity.broader, used


def _claims(linked: Linked) -> Iterator[Row]:
    for claim in linked.claims:
        kind = "role" if claim.is_role else "relation"
        sure = certainty(claim.confidence)
        yield claim.id, kind, claim.subject, claim.predicate, claim.object, claim.paper, sure


def _evidence(linked: Linked) -> Iterator[Row]:
    told = (("claim", claim.id, claim.paper, claim.evidence) for claim in linked.claims)
    results = (("result", figure.id, figure.paper, figure.evidence) for figure in linked.figures)
    for kind, identity, paper, passages in chain(told, results):
        for place in passages:
            yield identity, kind, paper, place.field, place.start, place.end, place.text, list(place.rules)


def _mentions(linked: Linked) -> Iterator[Row]:
    """A name that a paper has no place for (a person said what it is) is a row without a place."""
    for link in linked.links:
        head = (link.paper, link.entity, link.name, link.reason)
        for place in link.mentions:
            yield *head, place.field, place.start, place.end, place.text, list(place.rules)
        if not link.mentions:
            yield *head, None, None, None, None, []


def _results(linked: Linked) -> Iterator[Row]:
    for figure in linked.figures:
        yield (
            figure.id, figure.paper, figure.subject, figure.dataset, figure.metric, figure.value,
            float(figure.number), figure.unit, figure.is_difference,
            None if figure.before is None else float(figure.before),
            figure.baseline, figure.better, certainty(figure.confidence),
        )  # fmt: skip


def certainty(confidence: Confidence | None) -> float | None:
    """Return the score of a confidence as a number; None where none was asked for."""
    return None if confidence is None else float(confidence.score)


TABLES: tuple[Table, ...] = (
    Table(
        "papers",
        {
            "id": "string", "title": "string", "text": "string", "year": "long", "url": "string", "urls": "strings",
            "authors": "strings", "venue": "string", "identifiers": "strings", "categories": "strings",
            "code": "strings", "sources": "strings",
        },
        _papers,
    ),
    Table(
        "entities",
        {
            "id": "string", "label": "string", "type": "string", "aliases": "strings", "sense": "string",
            "broader": "string", "papers": "long",
        },
        _entities,
    ),
    Table(
        "claims",
        {
            "id": "string", "kind": "string", "subject": "string", "predicate": "string", "object": "string",
            "paper": "string", "confidence": "double",
        },
        _claims,
    ),
    Table(
        "evidence",
        {
            "of": "string", "kind": "string", "paper": "string", "field": "string", "start": "long", "end": "long",
            "text": "string", "rules": "strings",
        },
        _evidence,
    ),
    Table(
        "mentions",
        {
            "paper": "string", "entity": "string", "name": "string", "reason": "string", "field": "string",
            "start": "long", "end": "long", "text": "string", "rules": "strings",
        },
        _mentions,
    ),
    Table(
        "results",
        {
            "id": "string", "paper": "string", "subject": "string", "dataset": "string", "metric": "string",
            "value": "string", "number": "double", "unit": "string", "is_difference": "boolean", "before": "double",
            "baseline": "string", "better": "string", "confidence": "double",
        },
        _results,
    ),
)  # fmt: skip
"""The tables, in the order in which they are best read. `evidence.of` is the id of a claim or of a result."""
