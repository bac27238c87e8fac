"""What the page tells, as plain JSON data: papers, entities, claims, figures, and the words for them.

Offsets are turned from code points into UTF-16 units, which is how JavaScript counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeVar

from methodgraph.publish.html.mentions import Mention, mentions
from methodgraph.publish.html.words import PREDICATES, TYPES
from methodgraph.records import Claim, Entity, Figure, Linked, Paper, Passage, Unlinked

Json = dict[str, Any]
Told = TypeVar("Told")


def payload(linked: Linked) -> Json:
    """Return all that the page says about `linked`, in the order of its records.

    Nodes are named "paper/<id>" and "entity/<id>" throughout; the page's address ends in such a name.
    """
    papers = {paper.id: paper for paper in linked.papers}
    code = _by_paper(linked.code)
    unlinked = _by_paper(linked.unlinked)
    found = mentions(linked)
    return {
        "types": TYPES,
        "predicates": PREDICATES,
        "papers": [
            _paper(paper, found[paper.id], code.get(paper.id, []), unlinked.get(paper.id, []))
            for paper in linked.papers
        ],
        "entities": [_entity(entity) for entity in linked.entities],
        "claims": [_claim(claim, papers[claim.paper]) for claim in linked.claims],
        "figures": [_figure(figure, papers[figure.paper]) for figure in linked.figures],
    }


def paper_node(paper: str) -> str:
    """Return the name of a paper's node."""
    return f"paper/{paper}"


def entity_node(entity: str) -> str:
    """Return the name of an entity's node."""
    return f"entity/{entity}"


def subject_node(claim: Claim) -> str:
    """Return the name of the node a claim starts from."""
    return paper_node(claim.subject) if claim.is_role else entity_node(claim.subject)


def utf16(text: str, offset: int) -> int:
    """Return how many UTF-16 units stand before `offset` (in code points) of `text`.

    >>> utf16("𝛼 is", 2)
    3
    """
    return offset if text.isascii() else len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def _paper(paper: Paper, found: Iterable[Mention], code: list[str], unlinked: list[Unlinked]) -> Json:
    return {
        "id": paper_node(paper.id),
        "key": paper.id,
        "title": paper.title,
        "text": paper.text,
        "year": paper.year,
        "url": paper.url,
        "sources": [f"{source.file}:{source.line}" for source in paper.sources],
        "code": code,
        "mentions": [{**_place(paper, m.field, m.start, m.end), "entity": entity_node(m.entity)} for m in found],
        "unlinked": [{"name": u.name, "reason": u.reason} for u in unlinked],
    }


def _entity(entity: Entity) -> Json:
    return {
        "id": entity_node(entity.id),
        "label": entity.label,
        "type": entity.type,
        "aliases": list(entity.aliases),
        "sense": entity.sense,
        "broader": None if entity.broader is None else entity_node(entity.broader),
    }


def _claim(claim: Claim, paper: Paper) -> Json:
    return {
        "id": claim.id,
        "subject": subject_node(claim),
        "predicate": claim.predicate,
        "object": entity_node(claim.object),
        "paper": paper_node(claim.paper),
        "confidence": None if claim.confidence is None else float(claim.confidence.score),
        "evidence": _evidence(paper, claim.evidence),
    }


def _figure(figure: Figure, paper: Paper) -> Json:
    return {
        "paper": paper_node(figure.paper),
        "value": figure.value,
        "better": figure.better,
        "before": None if figure.before is None else f"{figure.before}{'%' if figure.unit == '%' else ''}",
        **{
            part: None if entity is None else entity_node(entity)
            for part, entity in (
                ("subject", figure.subject),
                ("dataset", figure.dataset),
                ("metric", figure.metric),
                ("baseline", figure.baseline),
            )
        },
        "evidence": _evidence(paper, figure.evidence),
    }


def _evidence(paper: Paper, passages: Iterable[Passage]) -> list[Json]:
    return [{**_place(paper, p.field, p.start, p.end), "rules": list(p.rules)} for p in passages]


def _place(paper: Paper, field: str, start: int, end: int) -> Json:
    text = (paper.title or "") if field == "title" else paper.text
    return {"field": field, "start": utf16(text, start), "end": utf16(text, end)}


def _by_paper(pairs: Iterable[tuple[str, Told]]) -> dict[str, list[Told]]:
    told: defaultdict[str, list[Told]] = defaultdict(list)
    for paper, one in pairs:
        told[paper].append(one)
    return dict(told)
