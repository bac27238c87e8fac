"""Of which pieces the files of a build are made: who gives a piece to which section of which file.

Entities and papers give pieces; those of one kind stand together, sorted by id. A piece depends on one paper and what
it says, or on one entity and what `Totals` tell of it, and on nothing else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from methodgraph.interchange import dumps
from methodgraph.publish import tables
from methodgraph.publish.exchange import graphml, node_link
from methodgraph.publish.facts import NAMES, UNSURE, present
from methodgraph.publish.pieces import Frame
from methodgraph.publish.rdf import terms
from methodgraph.publish.rdf.direct import DirectTurtle

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from methodgraph.publish.facts import PaperFacts
    from methodgraph.publish.rdf.graph import Pairs
    from methodgraph.publish.rdf.statistics import Statistics
    from methodgraph.publish.said import Said
    from methodgraph.records import Claim, Entity, Paper


class Attributes(Protocol):
    """How GRAPH tells papers, entities and claims as nodes and edges; PUBLISH is handed it."""

    def paper(self, paper: Paper, code: Sequence[str]) -> tuple[str, dict[str, Any]]:
        """Return a paper's node and its attributes."""

    def entity(self, entity: Entity, papers: int) -> tuple[str, dict[str, Any]]:
        """Return an entity's node and its attributes."""

    def claims(self, claims: Iterable[Claim]) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
        """Yield claims as edges."""


@dataclass(frozen=True, slots=True)
class Totals:
    """What all papers together say of entities, by their ids: of all of them, or of those that were asked for."""

    relations: dict[str, Pairs]
    """How they relate to others, as triples, sorted and each once."""
    papers: dict[str, int]
    """How many papers have a role for them."""
    merges: dict[str, dict[tuple[str, str], list[tuple[str, str]]]]
    """Their merges, as `tables.merges_of` has them."""


def totals(papers: Iterable[PaperFacts], wanted: Collection[str] | None = None) -> Totals:
    """Return what `papers` say of the entities `wanted`, None for all."""
    relations: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    counts: Counter[str] = Counter()
    merges: defaultdict[str, dict[tuple[str, str], list[tuple[str, str]]]] = defaultdict(dict)
    for paper in papers:
        counts.update({claim.object for claim in paper.claims if claim.is_role})
        for claim in paper.claims:
            if claim.subject is not None and (wanted is None or claim.subject in wanted):
                relations[claim.subject].add((terms.term(f"mg:{NAMES[claim.predicate]}"), terms.entity(claim.object)))
        for merge in paper.merges:
            if wanted is None or merge.entity in wanted:
                merges[merge.entity].setdefault((merge.form, merge.reason), []).append((paper.id, merge.text))
    return Totals({entity: sorted(pairs) for entity, pairs in relations.items()}, counts, merges)


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a file: what gives its pieces. "" is none; papers come first unless `entities_first`.

    Papers stand `by_id` or as they come, which is by id too where anything is to be kept.
    """

    file: str
    frame: Frame
    of_paper: Callable[[Said], str] | None = None
    of_entity: Callable[[Entity, Totals], str] | None = None
    entities_first: bool = False
    by_id: bool = False

    def key(self, kind: str, identity: str) -> str:
        """Return the key of the piece of a "paper" or an "entity"."""
        return f"{int((kind == 'entity') != self.entities_first)}{identity}"


@dataclass(frozen=True)
class Layout:
    """The parts of all files; `statistics` count the triples of the pieces that are made."""

    attributes: Attributes
    statistics: Statistics
    present: Collection[str]
    """What some paper or entity has of what it need not have."""
    name: Callable[[str], str]
    """What GraphML calls a node."""
    parts: tuple[Part, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Put the parts together."""
        object.__setattr__(self, "parts", tuple(self._parts()))

    def _parts(self) -> Iterator[Part]:
        turtle = DirectTurtle(self.statistics)
        yield Part(
            "graph.ttl", Frame(turtle.head.encode(), b"\n"),
            lambda said: turtle.paper(said.paper, said.code, said.claims, said.figures),
            lambda entity, told: turtle.entity(entity, told.relations.get(entity.id, [])),
            entities_first=True, by_id=True,
        )  # fmt: skip
        yield from self._graphml()
        yield from self._node_link()
        yield Part(
            "merges.tsv", Frame(tables.heading(tables.MERGES_COLUMNS).encode()),
            of_entity=lambda entity, told: "".join(
                tables.merge_lines(entity.id, entity.label, told.merges.get(entity.id, {}))
            ),
        )  # fmt: skip
        yield Part(
            "unlinked.tsv", Frame(tables.heading(tables.UNLINKED_COLUMNS).encode()),
            lambda said: "".join(tables.unlinked_lines(said.paper, said.unlinked)), by_id=True,
        )  # fmt: skip

    def _graphml(self) -> Iterator[Part]:
        told, name = self.attributes, self.name
        head = graphml.document_head(*declared(self.present)).encode()
        yield Part(
            "graph.graphml", Frame(head),
            lambda said: _element(name, *told.paper(said.paper, said.code)),
            lambda entity, totals: _element(name, *told.entity(entity, totals.papers.get(entity.id, 0))),
        )  # fmt: skip
        yield Part(
            "graph.graphml", Frame(tail=graphml.TAIL.encode()),
            lambda said: "".join(
[_edge(name, *edge) for edge in told.claims(said.claims)]
            ),
        )  # fmt: skip

    def _node_link(self) -> Iterator[Part]:
        told = self.attributes
        head, middle, tail = (text.encode() for text in (node_link.HEAD, node_link.MIDDLE, node_link.TAIL))
        yield Part(
            "graph.json", Frame(head + b"[\n", b",\n", b"\n]", head + b"[\n]"),
            lambda said: _node(*told.paper(said.paper, said.code)),
            lambda entity, totals: _node(*told.entity(entity, totals.papers.get(entity.id, 0))),
        )  # fmt: skip
        yield Part(
            "graph.json", Frame(middle + b"[\n", b",\n", b"\n]" + tail, middle + b"[\n]" + tail),
            lambda said: ",\n".join([dumps(node_link.edge_record(*edge)) for edge in told.claims(said.claims)]),
        )  # fmt: skip


def _element(name: Callable[[str], str], node: str, told: Mapping[str, Any]) -> str:
    return graphml.node_element(name(node), told)


def _edge(name: Callable[[str], str], head: str, tail: str, key: str, told: Mapping[str, Any]) -> str:
    return graphml.edge_element(name(head), name(tail), key, told)


def _node(node: str, told: Mapping[str, Any]) -> str:
    return dumps({"id": node, **told})


_PAPER = {
    "kind": "string", "label": "string", "title": "string", "text": "string", "year": "long", "url": "string",
    "urls": "string", "authors": "string", "venue": "string", "identifiers": "string", "categories": "string",
    "code": "string", "sources": "string",
}  # fmt: skip
_ENTITY = {
    "kind": "string", "label": "string", "type": "string", "aliases": "string", "sense": "string", "broader": "string",
    "papers": "long",
}  # fmt: skip
_CLAIM = {
    "kind": "string", "predicate": "string", "paper": "string", "evidence": "string", "places": "string",
    "rules": "string", "confidence": "double",
}  # fmt: skip
_MAY_LACK = frozenset({"title", "year", "url", "venue", "sense", "broader", "confidence"})


def declared(found: Collection[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the attributes of nodes and edges with their types, as `exchange.attributes.declared` finds them.

    `found` tells "paper", "entity" and "claim" where there are any, and which of what may be lacking is there.
    """
    nodes = {**(_PAPER if "paper" in found else {}), **(_ENTITY if "entity" in found else {})}
    edges = _CLAIM if "claim" in found else {}
    return _known(nodes, found), _known(edges, found)


def _known(told: Mapping[str, str], found: Collection[str]) -> dict[str, str]:
    return {name: kind for name, kind in told.items() if name not in _MAY_LACK or name in found}


def found_in(papers: Collection[PaperFacts], entities: Collection[Entity]) -> set[str]:
    """Return what `declared` wants to know of a graph."""
    told = present(papers)
    told |= {"paper"} if papers else set()
    told |= {"entity"} if entities else set()
    told |= {name for name in ("sense", "broader") if any(getattr(entity, name) is not None for entity in entities)}
    sure = {claim.sure == UNSURE for paper in papers for claim in paper.claims}
    told |= {"claim"} if sure else set()
    return told | ({"confidence"} if False in sure else set())
