"""What a graph holds, in numbers."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from methodgraph.errors import UsageError
from methodgraph.grouped import papers_of_entities
from methodgraph.records import ENTITY_TYPES, PREDICATES, ROLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from methodgraph.records import Claim, Entity, EntityType, Linked

_BANDS = 10
_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Used:
    """An entity and a number of something: of papers that have a role for it, or of things it is related to."""

    id: str
    label: str
    type: EntityType
    number: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What a graph holds. Types, roles and predicates stand in the order of the records, with zeros where none is.

    `years` holds every year from the first to the last; papers without one are in `undated`. `once` are entities that
    one paper alone has a role for, `silent` the ids of papers that have no role for any. `bands` counts claims by
    confidence: the first below 0.1, the last from 0.9 on; `unsure` are those without. `left_out` counts names by the
    reason why they are no part of the graph, the most frequent first.
    """

    papers: int
    titled: int
    undated: int
    years: Mapping[int, int]
    silent: tuple[str, ...]
    entities: Mapping[str, int]
    once: Mapping[str, int]
    roles: Mapping[str, int]
    relations: Mapping[str, int]
    bands: tuple[int, ...]
    unsure: int
    evidence: int
    mentions: int
    results: int
    differences: int
    reporting: int
    code: int
    coded: int
    merges: int
    left_out: Mapping[str, int]
    used: Mapping[str, tuple[Used, ...]]
    connected: tuple[Used, ...]


def overview(linked: Linked, top: int = 5) -> Overview:
    """Return what `linked` holds; of the most used entities of each type and of the most connected `top` are named.

    Used is by how many papers have a role for an entity; connected by how many other entities it stands in a relation
    to. Ties are by id. Raises UsageError for a `top` below 0.

    >>> overview(linked).papers  # doctest: +SKIP
    49
    """
    if top < 0:
        raise UsageError(f"top is 0 at least, not {top}")
    papers = papers_of_entities(linked)
    kinds = Counter(entity.type for entity in linked.entities)
    once = Counter(entity.type for entity in linked.entities if len(papers[entity.id]) == 1)
    predicates = Counter(claim.predicate for claim in linked.claims)
    bands, unsure = _bands(linked.claims)
    spoken = {claim.subject for claim in linked.claims if claim.is_role}
    return Overview(
        papers=len(linked.papers),
        titled=sum(paper.title is not None for paper in linked.papers),
        undated=sum(paper.year is None for paper in linked.papers),
        years=_years(linked),
        silent=tuple(paper.id for paper in linked.papers if paper.id not in spoken),
        entities={kind: kinds[kind] for kind in ENTITY_TYPES},
        once={kind: once[kind] for kind in ENTITY_TYPES},
        roles={role: predicates[role] for role in ROLES},
        relations={predicate: predicates[predicate] for predicate in PREDICATES},
        bands=bands,
        unsure=unsure,
        evidence=sum(len(claim.evidence) for claim in linked.claims),
        mentions=sum(len(link.mentions) for link in linked.links),
        results=len(linked.figures),
        differences=sum(figure.is_difference for figure in linked.figures),
        reporting=len({figure.paper for figure in linked.figures}),
        code=len(linked.code),
        coded=len({paper for paper, _ in linked.code}),
        merges=len(linked.merges),
        left_out=dict(_most(Counter(left.reason for _, left in linked.unlinked))),
        used=_used(linked, {entity: len(found) for entity, found in papers.items()}, top),
        connected=_connected(linked, top),
    )


def _years(linked: Linked) -> dict[int, int]:
    told = Counter(paper.year for paper in linked.papers if paper.year is not None)
    return {year: told[year] for year in range(min(told), max(told) + 1)} if told else {}


def _bands(claims: tuple[Claim, ...]) -> tuple[tuple[int, ...], int]:
    bands, unsure = [0] * _BANDS, 0
    for claim in claims:
        if claim.confidence is None:
            unsure += 1
        else:  # in hundredths, for 0.7 / 0.1 is less than 7
            bands[min(int(claim.confidence.score * _PERCENT) // _BANDS, _BANDS - 1)] += 1
    return tuple(bands), unsure


def _used(linked: Linked, sizes: dict[str, int], top: int) -> dict[str, tuple[Used, ...]]:
    return {
        kind: _first([entity for entity in linked.entities if entity.type == kind], sizes, top)
        for kind in ENTITY_TYPES
    }  # fmt: skip


def _connected(linked: Linked, top: int) -> tuple[Used, ...]:
    others: defaultdict[str, set[str]] = defaultdict(set)
    for claim in linked.claims:
        if not claim.is_role and claim.subject != claim.object:
            others[claim.subject].add(claim.object)
            others[claim.object].add(claim.subject)
    return _first([one for one in linked.entities if one.id in others], {e: len(o) for e, o in others.items()}, top)


def _first(entities: list[Entity], sizes: Mapping[str, int], top: int) -> tuple[Used, ...]:
    told = sorted(entities, key=lambda entity: (-sizes.get(entity.id, 0), entity.id))[:top]
    return tuple(Used(entity.id, entity.label, entity.type, sizes.get(entity.id, 0)) for entity in told)


def _most(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
