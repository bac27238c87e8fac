"""What `different.tsv` says of the names within one paper: an entity that bears both names becomes two."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from methodgraph.link.names import meeting_form
from methodgraph.text.latex import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from methodgraph.records import Different, PaperEntity, PaperGraph, Passage


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names that must not be one thing."""

    name: str
    other: str

    def is_name(self, form: str) -> bool:
        """Return True where `form` is the first name."""
        return self._is(form, self.name)

    def is_other(self, form: str) -> bool:
        """Return True where `form` is the second name."""
        return self._is(form, self.other)

    def _is(self, form: str, name: str) -> bool:
        """Compare in any spelling, unless spelling alone tells the two names apart ("MINT", "Mint")."""
        if meeting_form(self.name) == meeting_form(self.other):
            return plain(form) == plain(name)
        return meeting_form(form) == meeting_form(name)


def pairs(lines: Iterable[Different]) -> tuple[Pair, ...]:
    """Return the lines that tell two names apart."""
    return tuple(Pair(line.name, line.other) for line in lines if line.other is not None)


def part(graphs: Sequence[PaperGraph], told: Sequence[Pair]) -> list[PaperGraph]:
    """Return the papers with each entity that bears both names of a pair made two, each with its own mentions."""
    by_form: dict[str, list[Pair]] = defaultdict(list)
    for pair in told:
        by_form[meeting_form(pair.other)].append(pair)
    return [_part(graph, by_form) for graph in graphs] if told else list(graphs)


def _part(graph: PaperGraph, by_form: dict[str, list[Pair]]) -> PaperGraph:
    entities = tuple(part for entity in graph.entities for part in _parts(entity, by_form))
    return replace(graph, entities=entities) if len(entities) > len(graph.entities) else graph


def _parts(entity: PaperEntity, by_form: dict[str, list[Pair]]) -> Iterator[PaperEntity]:
    forms = (entity.name, *entity.aliases)
    for pair in (pair for form in dict.fromkeys(map(meeting_form, forms)) for pair in by_form.get(form, ())):
        theirs = tuple(form for form in forms if pair.is_other(form))
        if theirs and any(map(pair.is_name, forms)):
            mine = tuple(form for form in forms if form not in theirs)
            yield from _parts(_without(entity, theirs), by_form)
            yield _without(entity, mine)
            return
    yield entity


def _without(entity: PaperEntity, forms: Sequence[str]) -> PaperEntity:
    """Return `entity` without `forms`, which are some of its names, and the places that name it so."""
    name, *aliases = (form for form in (entity.name, *entity.aliases) if form not in forms)
    mentions = tuple(mention for mention in entity.mentions if mention.text not in forms)
    folded = {meeting_form(form) for form in forms}
    return replace(
        entity,
        name=name,
        aliases=tuple(aliases),
        sense=None if entity.sense and meeting_form(entity.sense) in folded else entity.sense,
        mentions=mentions,
        evidence=tuple(told for told in entity.evidence if _holds(told, mentions)) or mentions,
    )


def _holds(sentence: Passage, mentions: Iterable[Passage]) -> bool:
    return any(
        mention.field == sentence.field and sentence.start <= mention.start and mention.end <= sentence.end
        for mention in mentions
    )
