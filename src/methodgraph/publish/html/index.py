"""What the page knows from the start: names, years, claims without their sentences, figures, topics, words.

The texts stand in `details`, which the page inflates when someone looks at a paper.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from typing import Any

from methodgraph.ids import BASE
from methodgraph.publish.html.details import block_sizes
from methodgraph.publish.html.numbering import Numbered
from methodgraph.publish.html.topics import topics
from methodgraph.publish.html.words import PREDICATES, TYPES

Json = dict[str, Any]

_TYPE = {kind["id"]: number for number, kind in enumerate(TYPES)}


def index(told: Numbered) -> Json:
    """Return the index as plain JSON data. Lists are in the order of `told`'s numbers; what is not known is null."""
    papers, entities, numbers = told.papers, told.entities, told.numbers
    return {
        "base": BASE,
        "types": TYPES,
        "predicates": PREDICATES,
        "papers": {
            "ids": [paper.id for paper in papers],
            "titles": [paper.title for paper in papers],
            "openings": [paper.opening for paper in papers],
            "years": [paper.year for paper in papers],
            "blocks": block_sizes(paper.id for paper in papers),
        },
        "entities": {
            "ids": [entity.id for entity in entities],
            "labels": [entity.label for entity in entities],
            "types": [_TYPE[entity.type] for entity in entities],
            "aliases": [list(entity.aliases) or None for entity in entities],
            "senses": [entity.sense for entity in entities],
            "broader": [None if entity.broader is None else numbers[entity.broader] for entity in entities],
        },
        "claims": len(told.claims),
        "figures": [_figure(n, row, numbers) for n, paper in enumerate(papers) for row in paper.figures],
        "topics": [{"name": topic.name, "members": list(topic.members)} for topic in topics(told)],
    }


def columns(told: Numbered) -> bytes:
    """Return the claims as numbers, little-endian, column after column.

    For each paper how many claims it makes (4 bytes), then for each claim its subject, its object (4 bytes each), its
    predicate and its confidence in hundredths or `UNSURE` (1 byte each).
    """
    claims, numbers = told.claims, told.numbers
    return b"".join(
        (
            _wide([len(paper.claims) for paper in told.papers]),
            _wide([paper if claim.subject is None else numbers[claim.subject] for paper, claim in claims]),
            _wide([numbers[claim.object] for _, claim in claims]),
            bytes([claim.predicate for _, claim in claims]),
            bytes([claim.sure for _, claim in claims]),
        )
    )


def _wide(numbers: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers)


def _figure(paper: int, row: Sequence[Any], numbers: Mapping[str, int]) -> list[Any]:
    return [paper, *(None if part is None else numbers[part] for part in row[:4]), *row[4:]]
