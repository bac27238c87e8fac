"""The pages of claims, results and pieces of evidence: what is stated, in which words, and every triple of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from methodgraph.ids import ONTOLOGY
from methodgraph.serve.lookup import grouped, refs
from methodgraph.serve.pages.parts import MOST, Fact, Figure, facts, figures, iris, values
from methodgraph.serve.pages.words import RELATIONS, ROLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from methodgraph.serve.lookup import Lookup, Row, Thing

_WORDS = {f"{ONTOLOGY}{name}": words for name, (words, _) in (ROLES | RELATIONS).items()}


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of evidence: its words, what stands before and after them, and where they stand."""

    iri: str
    text: str
    before: str
    after: str
    field: str
    start: str
    end: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """What a claim states in words: `subject` does, or is, what `words` say to `object`."""

    iri: str
    subject: Thing
    words: str
    object: Thing


@dataclass(frozen=True, slots=True)
class StatementPage:
    """All that the page of a claim, a result or a piece of evidence shows.

    `claims` and `figures` are what it states or, for evidence, what it is evidence for.
    """

    kind: str
    paper: Thing | None
    confidence: str | None
    claims: tuple[Stated, ...]
    figures: tuple[Figure, ...]
    excerpts: tuple[Excerpt, ...]
    facts: tuple[Fact, ...]


async def statement_page(lookup: Lookup, iri: str, kind: str) -> StatementPage:
    """Return what the graph says of a claim, a result or a piece of evidence (`kind`), which it has to hold."""
    this = refs([iri])
    about = await lookup.rows("about", this=this)
    stated = [iri]
    pattern = f"{this} mg:evidence ?evidence ."
    if kind == "evidence":
        stated = [row["what"] for row in await lookup.rows("supports", this=this, limit=str(MOST))]
        pattern = f"VALUES ?evidence {{ {this} }}"
    claims = await lookup.rows("claim", these=refs(stated))
    results = await lookup.rows("result", these=refs(stated))
    excerpts = await lookup.rows("evidence", this=this, pattern=pattern)
    papers = values(about, "mg:paper")
    things = await lookup.things({*papers, *iris([*claims, *results])})
    return StatementPage(
        kind=kind.capitalize(),
        paper=things[papers[0]] if papers else None,
        confidence=next(iter(values(about, "mg:confidence")), None),
        claims=tuple(_stated(row, things) for row in claims),
        figures=figures(results, things),
        excerpts=tuple(_excerpt(rows) for rows in grouped(excerpts, "evidence").values()),
        facts=facts(about),
    )


def _stated(row: Row, things: dict[str, Thing]) -> Stated:
    words = _WORDS.get(row["predicate"], things[row["predicate"]].name)
    return Stated(row["claim"], things[row["subject"]], words.lower(), things[row["object"]])


def _excerpt(rows: Sequence[Row]) -> Excerpt:
    row = rows[0]
    return Excerpt(
        iri=row["evidence"],
        text=row["quote"],
        before=row.get("before", ""),
        after=row.get("after", ""),
        field="title" if row["field"] == "title" else "abstract",
        start=row["start"],
        end=row["end"],
        rules=tuple(dict.fromkeys(told["rule"] for told in rows if "rule" in told)),
    )
