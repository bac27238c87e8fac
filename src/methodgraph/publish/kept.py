"""What is kept from one publishing for the next: facts, entities, counts, and where the pieces of each file stand."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from methodgraph.publish.facts import PaperFacts
from methodgraph.publish.pieces import Index
from methodgraph.publish.rdf.statistics import Statistics
from methodgraph.records import Entity, EntityType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class KeptFile(msgspec.Struct, frozen=True, array_like=True):
    """A file as it was written: how many bytes it has, and of each section the keys, their sizes and the first's place.

    Keys are told by name where every paper or entity has one: see `whole_keys`.
    """

    size: int
    sections: tuple[tuple[list[str] | str, list[int], int], ...]


class KeptEntity(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An entity."""

    id: str
    label: str
    type: EntityType
    aliases: tuple[str, ...]
    sense: str | None
    broader: str | None


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """The state of a folder's files. It is derived, and safe to throw away: then all is written anew."""

    papers: dict[str, PaperFacts]
    """By id, sorted by it."""
    rows: list[KeptEntity]
    """Sorted by id."""
    files: dict[str, KeptFile]
    triples: int
    subjects: int
    classes: dict[str, int]
    properties: dict[str, int]
    examples: dict[str, str]

    @property
    def entities(self) -> dict[str, Entity]:
        """Return the entities by their ids, sorted."""
        told = self.rows
        return {one.id: Entity(one.id, one.label, one.type, one.aliases, one.sense, one.broader) for one in told}

    def statistics(self) -> Statistics:
        """Return the counts, to go on with."""
        told = Statistics()
        told.triples, told.subjects = self.triples, self.subjects
        told.classes, told.properties = Counter(self.classes), Counter(self.properties)
        told.examples = dict(self.examples)
        return told


class Indexes:
    """Where the pieces stand in the files of which something was kept."""

    def __init__(self, before: Kept) -> None:
        self._files = before.files
        self._whole = whole_keys(before.papers, (one.id for one in before.rows))

    def of(self, file: str, section: int = 0) -> Index:
        """Return the index of a section of a file."""
        keys, sizes, start = self._files[file].sections[section]
        return Index(self._whole[keys] if isinstance(keys, str) else keys, sizes, start)


def kept(
    papers: Mapping[str, PaperFacts],
    entities: Mapping[str, Entity],
    files: Mapping[str, tuple[int, Sequence[Index]]],
    statistics: Statistics,
) -> Kept:
    """Return what is to be kept; `files` are sizes in bytes and indexes of the files, by name."""
    whole = whole_keys(papers, entities)
    told = {
        name: KeptFile(size, tuple((_named(one.keys, whole), list(one.sizes), one.start) for one in indexes))
        for name, (size, indexes) in files.items()
    }
    rows = [KeptEntity(e.id, e.label, e.type, e.aliases, e.sense, e.broader) for e in entities.values()]
    classes, properties = dict(+statistics.classes), dict(+statistics.properties)
    counts = (statistics.triples, statistics.subjects, classes, properties, statistics.examples)
    return Kept(dict(papers), rows, told, *counts)


def whole_keys(papers: Iterable[str], entities: Iterable[str]) -> dict[str, list[str]]:
    """Return the keys of sections to which all papers, or all papers and entities, give a piece."""
    papers, entities = list(papers), list(entities)
    return {
        "papers": papers,
        "papers, entities": [f"0{one}" for one in papers] + [f"1{one}" for one in entities],
        "entities, papers": [f"0{one}" for one in entities] + [f"1{one}" for one in papers],
    }


def _named(keys: Sequence[str], whole: Mapping[str, list[str]]) -> list[str] | str:
    told = list(keys)
    return next((name for name, known in whole.items() if told == known), told)


def dump(told: Kept) -> bytes:
    """Return what is kept as bytes. Raises UnicodeEncodeError where an id has no UTF-8: then nothing can be kept."""
    return msgspec.msgpack.encode(told)


def load(data: bytes) -> Kept:
    """Return what `dump` gave. Raises ValueError for anything else."""
    return msgspec.msgpack.decode(data, type=Kept)
