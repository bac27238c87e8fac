"""What the page knows from the start: names, years, claims without their sentences, figures, topics, words.

The texts stand in `details`, which the page inflates when someone looks at a paper.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from methodgraph.ids import BASE
from methodgraph.publish.html.numbering import Numbered
from methodgraph.publish.html.topics import topics
from methodgraph.publish.html.words import PREDICATES, TYPES
from methodgraph.records import Claim, Confidence, Figure

Json = dict[str, Any]

UNSURE = 255
"""The confidence of a claim that has none, among confidences in hundredths."""
OPENING = 64
"""How many letters of its text tell a paper without a title."""
_TYPE = {kind["id"]: number for number, kind in enumerate(TYPES)}
_PREDICATE = {one["id"]: number for number, one in enumerate(PREDICATES)}


def index(told: Numbered) -> Json:
    """Return the index as plain JSON data. Lists are in the order of `told`'s numbers; what is not known is null."""
    papers, entities = told.linked.papers, told.linked.entities
    return {
        "base": BASE,
        "types": TYPES,
        "predicates": PREDICATES,
        "rules": list(told.rules),
        "papers": {
            "ids": [paper.id for paper in papers],
            "titles": [paper.title for paper in papers],
            "openings": [opening(paper.text) if paper.title is None else None for paper in papers],
            "years": [paper.year for paper in papers],
        },
        "entities": {
            "ids": [entity.id for entity in entities],
            "labels": [entity.label for entity in entities],
            "types": [_TYPE[entity.type] for entity in entities],
            "aliases": [list(entity.aliases) or None for entity in entities],
            "senses": [entity.sense for entity in entities],
            "broader": [None if entity.broader is None else told.entities[entity.broader] for entity in entities],
        },
        "claims": sum(map(len, told.claims)),
        "figures": [_figure(told, figure) for figures in told.figures for figure in figures],
        "topics": [{"name": topic.name, "members": list(topic.members)} for topic in topics(told)],
    }


def opening(text: str) -> str | None:
    """Return how a text begins, by which a paper without a title is told; None where it says nothing.

    >>> opening("We propose a method that is a good deal longer than what has room in a list of papers.")
    'We propose a method that is a good deal longer than what has …'
    """
    words = " ".join(text[: 4 * OPENING].split())
    if len(words) <= OPENING:
        return words or None
    return f"{words[: OPENING + 1].rsplit(' ', 1)[0][:OPENING]} …"


def columns(told: Numbered) -> bytes:
    """Return the claims as numbers, little-endian, column after column.

    For each paper how many claims it makes (4 bytes), then for each claim its subject, its object (4 bytes each), its
    predicate and its confidence in hundredths or `UNSURE` (1 byte each).
    """
    claims = [claim for some in told.claims for claim in some]
    return b"".join(
        (
            _wide(len(some) for some in told.claims),
            _wide(told.subject(claim) for claim in claims),
            _wide(told.entities[claim.object] for claim in claims),
            bytes(_PREDICATE[claim.predicate] for claim in claims),
            bytes(_hundredths(claim) for claim in claims),
        )
    )


def _wide(numbers: Iterable[int]) -> bytes:
    return b"".join(number.to_bytes(4, "little") for number in numbers)


def _hundredths(claim: Claim) -> int:
    return UNSURE if claim.confidence is None else round(claim.confidence.score * 100)


def _figure(told: Numbered, figure: Figure) -> list[Any]:
    parts = (figure.subject, figure.dataset, figure.metric, figure.baseline)
    return [
        told.papers[figure.paper],
        *(None if part is None else told.entities[part] for part in parts),
        figure.value,
        _finite(figure.number),
        figure.unit,
        None if figure.before is None else f"{figure.before}{'%' if figure.unit == '%' else ''}",
        figure.better,
        int(figure.is_difference),
        _score(figure.confidence),
    ]


def _finite(number: Decimal) -> float:
    """Return a number as JSON can hold it: what is beyond the largest float is that."""
    return max(-sys.float_info.max, min(sys.float_info.max, float(number)))


def _score(confidence: Confidence | None) -> float | None:
    return None if confidence is None else float(confidence.score)
