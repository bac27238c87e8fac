"""All files over one graph, written whole: each once, in any order, and what is to be kept of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from methodgraph.files import replacing
from methodgraph.interchange import dumps, to_json
from methodgraph.publish.exchange.characters import cleaner
from methodgraph.publish.facts import facts
from methodgraph.publish.html.blocks import ahead
from methodgraph.publish.html.details import blocks, details
from methodgraph.publish.html.numbering import Numbered
from methodgraph.publish.html.page import block_element, document
from methodgraph.publish.kept import Kept, kept
from methodgraph.publish.layout import Layout, found_in, totals
from methodgraph.publish.pieces import Frame, Section, write
from methodgraph.text.characters import for_xml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from methodgraph.publish.layout import Attributes, Part
    from methodgraph.publish.pieces import Index
    from methodgraph.publish.rdf.statistics import Statistics
    from methodgraph.publish.said import Said
    from methodgraph.records import Entity, PaperGraph

PAGE, PAPERS = "graph.html", "papers.jsonl"


class Book:
    """The files of a graph. Papers and their graphs come in one order, best by id; entities stand by id.

    `attributes` are how GRAPH tells things as nodes and edges; `statistics` count the triples of graph.ttl.
    """

    def __init__(
        self, said: Sequence[Said], entities: Sequence[Entity], attributes: Attributes, statistics: Statistics
    ) -> None:
        self._said, self._entities = said, sorted(entities, key=lambda one: one.id)
        self._by_id = sorted(said, key=lambda one: one.paper.id)
        self._is_sorted = all(one is other for one, other in zip(said, self._by_id, strict=True))
        self.papers = {one.paper.id: facts(one) for one in said}
        """The facts of each paper, by its id."""
        self._statistics = statistics
        self._totals = totals(self.papers.values())
        self._layout = Layout(
            attributes, statistics, found_in(self.papers.values(), self._entities), namer(self.papers)
        )
        self._files: dict[str, tuple[int, tuple[Index, ...]]] = {}

    def write(self, path: Path, graphs: Iterable[PaperGraph] = ()) -> None:
        """Write the file that is called like `path`, whole or not at all; `graphs` are those of papers.jsonl.

        Raises UsageError where it cannot be written.
        """
        with replacing(path) as stream:
            indexes = write(stream, self._sections(path.name, graphs))
        self._files[path.name] = path.stat().st_size, indexes

    def kept(self) -> Kept | None:
        """Return what is to be kept, once all files are written; None where nothing is to be.

        Pieces that do not stand by id cannot be found again. And a form that cannot hold some ids tells them by others,
        which depend on all papers: so do their pieces.
        """
        if not self._is_sorted or any(for_xml(paper) != paper for paper in self.papers):
            return None
        return kept(self.papers, {entity.id: entity for entity in self._entities}, self._files, self._statistics)

    def _sections(self, name: str, graphs: Iterable[PaperGraph]) -> Iterator[Section]:
        if name == PAGE:
            yield self._page()
        elif name == PAPERS:
            yield Section(
                Frame(), ((self._key(n, graph.paper.id), paper_line(graph)) for n, graph in enumerate(graphs))
            )
        for part in self._layout.parts:
            if part.file == name:
                yield Section(part.frame, self._pieces(part))

    def _page(self) -> Section:
        before, after = document(Numbered(list(self.papers.values()), self._entities))
        elements = ahead(block_element(n, details(block)) for n, block in enumerate(blocks(self._said)))
        return Section(
            page_frame(before, after), ((block_key(n), element.encode()) for n, element in enumerate(elements))
        )

    def _pieces(self, part: Part) -> Iterator[tuple[str, bytes]]:
        for of_entities in (part.entities_first, not part.entities_first):
            told = self._of_entities(part) if of_entities else self._of_papers(part)
            yield from ((key, text.encode()) for key, text in told if text)

    def _of_entities(self, part: Part) -> Iterator[tuple[str, str]]:
        if part.of_entity is not None:
            for entity in self._entities:
                yield part.key("entity", entity.id), part.of_entity(entity, self._totals)

    def _of_papers(self, part: Part) -> Iterator[tuple[str, str]]:
        if part.of_paper is not None:
            for number, one in enumerate(self._by_id if part.by_id else self._said):
                key = one.paper.id if part.by_id else self._key(number, one.paper.id)
                yield part.key("paper", key), part.of_paper(one)

    def _key(self, number: int, paper: str) -> str:
        """Return what a paper's piece is sorted by: its id, if papers come so."""
        return paper if self._is_sorted else f"{number:09}"


def namer(papers: Iterable[str]) -> Callable[[str], str]:
    """Return what GraphML calls a node, of which some papers may have ids that XML cannot hold."""
    return cleaner((f"paper:{paper}" for paper in papers), for_xml)


def paper_line(graph: PaperGraph) -> bytes:
    """Return a paper's line of papers.jsonl."""
    return f"{dumps(to_json(graph))}\n".encode()


def page_frame(before: str, after: str) -> Frame:
    """Return what stands around the blocks of the page."""
    return Frame(before.encode(), b"", after.encode())


def block_key(number: int) -> str:
    """Return the key of a block of the page."""
    return f"{number:06}"
