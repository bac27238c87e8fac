"""The page of an entity: what it is called, who does what with it, and in which words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from methodgraph.ids import ONTOLOGY
from methodgraph.serve.lookup import grouped, refs
from methodgraph.serve.pages.parts import (
    MOST,
    Fact,
    Figure,
    Said,
    Section,
    facts,
    figures,
    iris,
    quotes,
    values,
)
from methodgraph.serve.pages.words import RELATIONS, ROLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from methodgraph.serve.lookup import Lookup, Row, Thing

_WORDS = {f"{ONTOLOGY}{name}": words for name, words in (ROLES | RELATIONS).items()}
_OTHER_END = {"object": "subject", "subject": "object"}


@dataclass(frozen=True, slots=True)
class EntityPage:
    """All that the page shows. `papers` are what papers do with it, `relations` lead to other entities and back."""

    thing: Thing
    sense: str | None
    aliases: tuple[str, ...]
    broader: tuple[Thing, ...]
    narrower: tuple[Thing, ...]
    papers: tuple[Section, ...]
    relations: tuple[Section, ...]
    figures: tuple[Figure, ...]
    facts: tuple[Fact, ...]


async def entity_page(lookup: Lookup, iri: str) -> EntityPage:
    """Return what the graph says of an entity, which it has to hold."""
    this = refs([iri])
    about = await lookup.rows("about", this=this)
    claims = await _claims(lookup, this)
    narrower = [row["narrower"] for row in await lookup.rows("narrower", this=this, limit=str(MOST))]
    results = await lookup.rows("results", this=this, limit=str(MOST))
    said = [row for _, rows in claims.values() for row in rows]
    things = await lookup.things({iri, *narrower, *iris([*about, *said, *results])})
    names = (things[iri].name, *values(about, "skos:altLabel"))
    sections = {title: _section(title, *told, things, names) for title, told in claims.items()}
    sense = next(iter(values(about, "mg:sense")), None)
    return EntityPage(
        thing=things[iri],
        sense=None if sense == things[iri].name else sense,
        aliases=tuple(alias for alias in names[1:] if alias != sense),
        broader=tuple(things[found] for found in values(about, "skos:broader")),
        narrower=tuple(things[found] for found in narrower),
        papers=tuple(sections[back] for _, back in ROLES.values() if back in sections),
        relations=tuple(sections[word] for both in RELATIONS.values() for word in both if word in sections),
        figures=figures(results, things),
        facts=facts(about),
    )


async def _claims(lookup: Lookup, this: str) -> dict[str, tuple[int, list[Row]]]:
    """Return, by what they say in words, how many claims there are about an entity, and the newest of them."""
    found: dict[str, tuple[int, list[Row]]] = {}
    for row in await lookup.rows("counts", this=this):
        end, predicate = row["end"], row["predicate"]
        if predicate in _WORDS:
            asked = {"end": end, "other": _OTHER_END[end], "predicate": refs([predicate]), "limit": str(MOST)}
            found[_WORDS[predicate][end == "object"]] = (
                int(row["count"]),
                await lookup.rows("claims", this=this, **asked),
            )
    return found


def _section(title: str, count: int, rows: Sequence[Row], things: dict[str, Thing], names: Sequence[str]) -> Section:
    items = []
    for iri, told in grouped(rows, "claim").items():
        other, paper = things[told[0]["other"]], things[told[0]["paper"]]
        sentences = quotes(told, names if other == paper else (*names, other.name))
        items.append(Said(iri, other, paper, told[0].get("confidence"), sentences))
    return Section(title, count, tuple(items))
