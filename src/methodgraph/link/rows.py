"""Rows: what LINK has to know of an entity of one paper to tell which thing it is. A pure function of the paper.

All that is decided over papers is decided from rows and from what groups of rows hold together. No row holds a place in
the text, so that a million of them can be sorted, sent and kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from methodgraph.link.definitions import content_words
from methodgraph.link.known import known
from methodgraph.link.names import Remembered, is_coinable, meeting_form, written, written_within

if TYPE_CHECKING:
    from methodgraph.link.names import Key, Written
    from methodgraph.records import EntityType, PaperEntity, PaperGraph
    from methodgraph.vocabulary import Vocabulary


class Row(NamedTuple):
    """An entity of a paper. `at` is its place among the paper's entities, `uses` how many mentions are written `name`.

    `folded` is the form in which names meet, `form` whether it is a name or a bare word in this paper. `work` is what
    the versions of a paper share, where the paper coins the name; None elsewhere. `known` is the key that concept or
    expansion decide by themselves, with the `reason`; None, and "", where the name has to. `wording` are the content
    words of the expansion, sorted, where the paper itself spells out a short form; None elsewhere.
    """

    paper: str
    at: int
    name: str
    aliases: tuple[str, ...]
    types: tuple[EntityType, ...]
    introduces: bool
    sense: str | None
    uses: int
    folded: str
    form: Written
    work: str | None
    known: Key | None
    reason: str
    wording: tuple[str, ...] | None


class _Name(NamedTuple):
    """What a name tells by itself."""

    folded: str
    written: Written | None
    is_coinable: bool


class RowReader:
    """Makes rows by one vocabulary. It remembers what it found out about a name, for papers share most of theirs."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Begin with nothing remembered."""
        self._vocabulary = vocabulary
        self.folded = Remembered(meeting_form)
        self._names = Remembered(lambda name: _Name(self.folded[name], written(name), is_coinable(name)))
        self._wordings = Remembered(lambda sense: tuple(sorted(content_words(sense))))
        self._known: dict[tuple[object, ...], tuple[Key, str] | None] = {}

    def read(self, graph: PaperGraph) -> list[Row]:
        """Return one row for each entity of `graph`, in its order."""
        return [self._row(graph, at, entity) for at, entity in enumerate(graph.entities)]

    def _row(self, graph: PaperGraph, at: int, entity: PaperEntity) -> Row:
        name, sense = entity.name, entity.sense
        folded, form, may_coin = self._names[name]
        told = self._decided(entity) if sense is not None or entity.concept is not None else None
        key, reason = told or (None, "")
        introduces = entity.roles[0] == "introduces"
        uses = 0
        for mention in entity.mentions:
            uses += mention.text == name
        return Row(
            graph.paper.id,
            at,
            name,
            entity.aliases,
            entity.types,
            introduces,
            sense,
            uses,
            folded,
            form or written_within(graph, entity),
            _work(graph) if introduces and may_coin else None,
            key,
            reason,
            self._wording(entity, folded) if sense is not None and entity.aliases else None,
        )

    def _decided(self, entity: PaperEntity) -> tuple[Key, str] | None:
        is_definition = entity.sensed is not None and entity.sensed.reason == "definition"
        asked = (entity.concept, entity.sense, is_definition, entity.types)
        try:
            return self._known[asked]
        except KeyError:
            told = self._known[asked] = known(entity, self._vocabulary)
            return told

    def _wording(self, entity: PaperEntity, folded: str) -> tuple[str, ...] | None:
        """Return the words of an expansion that the paper itself spells out, for a name that is not the expansion."""
        told = self.folded[entity.sense or ""]
        if told == folded or all(self.folded[alias] != told for alias in entity.aliases):
            return None
        return self._wordings[entity.sense or ""]


def _work(graph: PaperGraph) -> str:
    """Return what the versions of one paper share: the title, or the id where there is none."""
    return meeting_form(graph.paper.title) if graph.paper.title else graph.paper.id


def rows_of(graph: PaperGraph, vocabulary: Vocabulary) -> list[Row]:
    """Return one row for each entity of `graph`, in its order; for many graphs, keep a `RowReader`."""
    return RowReader(vocabulary).read(graph)
