"""All files over one graph, written from those that are there and the few papers and entities that changed.

The bytes are those that `Book` writes of everything.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from methodgraph.files import replacing
from methodgraph.ontology import PREFIXES
from methodgraph.publish.book import PAGE, PAPERS, block_key, page_frame, paper_line
from methodgraph.publish.facts import facts
from methodgraph.publish.html.blocks import ahead, from_json, unpacked
from methodgraph.publish.html.details import block_sizes, packed_together
from methodgraph.publish.html.numbering import Numbered
from methodgraph.publish.html.page import block_element, document, element_text, same_block
from methodgraph.publish.kept import Indexes, kept
from methodgraph.publish.layout import Layout, found_in, totals
from methodgraph.publish.pieces import Changed, Frame, Section, read, write, write_changed
from methodgraph.text.characters import for_xml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from methodgraph.publish.facts import PaperFacts
    from methodgraph.publish.html.details import Json
    from methodgraph.publish.kept import Kept
    from methodgraph.publish.layout import Attributes, Part
    from methodgraph.publish.pieces import Index
    from methodgraph.publish.rdf.statistics import Statistics
    from methodgraph.publish.said import Said
    from methodgraph.records import Entity, PaperGraph

_T = TypeVar("_T")

GRAPH = "graph.ttl"
_BLOCKS = 4
"""Old blocks of papers that are held unpacked: a new one is made of two or three."""
_EXAMPLES = ("Paper", "Entity", "Claim", "Evidence", "Result")


class Changes(NamedTuple):
    """What changed: papers that are new or of which something else is said, those that are gone, and so the entities.

    `graphs` are the lines of papers.jsonl that are new or changed, by the papers' ids.
    """

    said: Sequence[Said]
    gone: Sequence[str]
    entities: Sequence[Entity]
    vanished: Sequence[str]
    graphs: Mapping[str, PaperGraph]


def is_current(before: Kept, folder: Path) -> bool:
    """Return whether the files in a folder have the sizes that they had when they were written."""
    try:
        return all((folder / name).stat().st_size == file.size for name, file in before.files.items())
    except OSError:
        return False


class ChangedBook:
    """The files of a graph after a change, written from the ones in `folder`, of which `before` tells.

    Raises ValueError where a paper that is new has an id that not all forms can hold: then all has to be written.
    """

    def __init__(self, before: Kept, folder: Path, changes: Changes, attributes: Attributes) -> None:
        self._before, self._folder, self._changes = before, folder, changes
        self._old = Indexes(before)
        self._new = {one.paper.id: one for one in changes.said}
        if any(for_xml(paper) != paper for paper in self._new):
            raise ValueError("a paper's id holds what XML cannot hold")
        self.papers = _after(before.papers, {id_: facts(one) for id_, one in self._new.items()}, changes.gone)
        """The facts of each paper, by its id."""
        self.entities = _after(before.entities, {one.id: one for one in changes.entities}, changes.vanished)
        """The entities by their ids."""
        self._touched = sorted(self._concerned() & self.entities.keys())
        self._totals = totals(self.papers.values(), set(self._touched))
        self.statistics: Statistics = before.statistics()
        self._layout = Layout(
            attributes, self.statistics, found_in(self.papers.values(), self.entities.values()), for_xml
        )
        self._files: dict[str, tuple[int, tuple[Index, ...]]] = {}

    def write(self, path: Path) -> None:
        """Write the file that is called like `path`, whole or not at all.

        Raises UsageError where it cannot be written, ValueError where the old file is not the one that `before` tells.
        """
        with (self._folder / path.name).open("rb") as old:
            if path.name == GRAPH:
                self._count_off(old)
            with replacing(path) as stream:
                if path.name == PAGE:
                    indexes = write(stream, [self._page(old)])
                else:
                    indexes = write_changed(stream, old, self._sections(path.name))
        self._files[path.name] = path.stat().st_size, indexes
        if path.name == GRAPH:
            with path.open("rb") as stream:
                self.statistics.examples = examples(self._telling(stream, indexes[0]))

    def kept(self) -> Kept:
        """Return what is to be kept, once all files are written."""
        return kept(self.papers, self.entities, self._files, self.statistics)

    def _concerned(self) -> set[str]:
        """Return the entities of which something may have changed."""
        told = {entity.id for entity in self._changes.entities}
        for paper in (*self._new, *self._changes.gone):
            for one in (self._before.papers.get(paper), self.papers.get(paper)):
                if one is not None:
                    told |= {claim.object for claim in one.claims} | {merge.entity for merge in one.merges}
                    told |= {claim.subject for claim in one.claims if claim.subject is not None}
        return told

    def _sections(self, name: str) -> Iterator[Changed]:
        if name == PAPERS:
            lines = {paper: paper_line(graph) for paper, graph in self._changes.graphs.items()}
            yield Changed(Frame(), self._old.of(name), {**dict.fromkeys(self._changes.gone), **lines})
        for section, part in enumerate(part for part in self._layout.parts if part.file == name):
            yield Changed(part.frame, self._old.of(name, section), self._pieces(part))

    def _pieces(self, part: Part) -> dict[str, bytes | None]:
        told: dict[str, bytes | None] = {}
        if part.of_paper is not None:
            told |= {part.key("paper", paper): None for paper in self._changes.gone}
            told |= {part.key("paper", paper): part.of_paper(one).encode() or None for paper, one in self._new.items()}
        if part.of_entity is not None:
            told |= {part.key("entity", entity): None for entity in self._changes.vanished}
            for entity in self._touched:
                text = part.of_entity(self.entities[entity], self._totals)
                told[part.key("entity", entity)] = text.encode() or None
        return told

    def _count_off(self, old: BinaryIO) -> None:
        """Take the pieces that change out of the counts."""
        part = self._graph_part()
        papers = (part.key("paper", paper) for paper in (*self._new, *self._changes.gone))
        entities = (part.key("entity", entity) for entity in (*self._touched, *self._changes.vanished))
        pieces = read(self._old.of(GRAPH), part.frame, old, {*papers, *entities})
        self.statistics.take(part.frame.head + b"\n".join(piece for _, piece in pieces))

    def _telling(self, new: BinaryIO, index: Index) -> Iterator[bytes]:
        """Yield the first entity's piece of the graph, in which all begin alike, then those of papers."""
        part = self._graph_part()
        papers = bisect_left(index.keys, part.key("paper", ""))
        return (
            piece for _, piece in read(index, part.frame, new, [*index.keys[: min(papers, 1)], *index.keys[papers:]])
        )

    def _graph_part(self) -> Part:
        (part,) = (part for part in self._layout.parts if part.file == GRAPH)
        return part

    def _page(self, old: BinaryIO) -> Section:
        papers = list(self.papers.values())
        before, after = document(Numbered(papers, list(self.entities.values())))
        elements = self._elements(papers, _OldBlocks(list(self._before.papers), self._old.of(PAGE), old))
        return Section(
            page_frame(before, after), ((block_key(n), told.encode()) for n, told in enumerate(ahead(elements)))
        )

    def _elements(self, papers: Sequence[PaperFacts], old: _OldBlocks) -> Iterator[Callable[[], str]]:
        first = 0
        for number, size in enumerate(block_sizes(paper.id for paper in papers)):
            ids = tuple(paper.id for paper in papers[first : first + size])
            first += size
            if self._new.keys().isdisjoint(ids) and (same := old.element(ids)) is not None:
                yield same_block(number, same)
            else:
                known = {paper: old.details(paper) for paper in ids if paper not in self._new}
                yield block_element(number, packed_together([self._new.get(paper, paper) for paper in ids], known))


class _OldBlocks:
    """The blocks of papers in an old page."""

    def __init__(self, ids: Sequence[str], index: Index, old: BinaryIO) -> None:
        self._index, self._old = index, old
        first = 0
        self._blocks: dict[tuple[str, ...], str] = {}
        self._block_of: dict[str, tuple[str, int]] = {}
        for number, size in enumerate(block_sizes(ids)):
            block, key = tuple(ids[first : first + size]), block_key(number)
            self._blocks[block] = key
            self._block_of |= {paper: (key, at) for at, paper in enumerate(block)}
            first += size
        self._read: dict[str, Json] = {}

    def element(self, papers: tuple[str, ...]) -> str | None:
        """Return the element of the block that holds exactly these papers, None where there is none."""
        key = self._blocks.get(papers)
        return None if key is None else self._element(key)

    def details(self, paper: str) -> tuple[Json, Json]:
        """Return a paper's record, and the block it stands in."""
        key, at = self._block_of[paper]
        if key not in self._read:
            if len(self._read) == _BLOCKS:
                self._read.clear()
            self._read[key] = from_json(unpacked(element_text(self._element(key))))
        block = self._read[key]
        return block["papers"][at], block

    def _element(self, key: str) -> str:
        ((_, element),) = read(self._index, Frame(), self._old, [key])
        return element.decode()


def _after(before: Mapping[str, _T], changed: Mapping[str, _T], gone: Sequence[str]) -> dict[str, _T]:
    out = set(gone)
    return dict(sorted((name, told) for name, told in {**before, **changed}.items() if name not in out))


def examples(pieces: Iterable[bytes]) -> dict[str, str]:
    """Return the first subject of each class that an example is told of, in `pieces` of a graph as Turtle.

    No piece is asked for once an example of each was met.
    """
    found: dict[str, str] = {}
    for piece in pieces:
        for line in piece.split(b"\n"):
            if line[:1] not in b"\t@" and (told := _STATEMENT.match(line)):
                for kind in told[2].split(b" , "):
                    found.setdefault(kind.decode(), told[1].decode())
        if len(_WANTED & found.keys()) == len(_WANTED):
            break
    return {_iri(kind): _iri(subject) for kind, subject in found.items()}


_STATEMENT = re.compile(rb"(\S+) a ([^;]*?) [;.]$")
_MASKED = re.compile(r"\\(.)")
_WANTED = {f"mg:{name}" for name in _EXAMPLES}


def _iri(name: str) -> str:
    """Return a term of Turtle as N-Triples has it."""
    if name.startswith("<"):
        return name
    prefix, _, local = name.partition(":")
    return f"<{PREFIXES[prefix]}{_MASKED.sub(_itself, local)}>"


def _itself(found: re.Match[str]) -> str:
    return found[1]
