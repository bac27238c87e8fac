"""How the page numbers what it shows: papers from 0 in the order of the records, entities after them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from methodgraph.publish.facts import ClaimFacts, PaperFacts
from methodgraph.records import Entity


@dataclass(frozen=True)
class Numbered:
    """A graph as far as the page's index tells of it, and the numbers that its papers and entities have there.

    Claims and figures are numbered too: by paper, and within a paper by id.
    """

    papers: Sequence[PaperFacts]
    entities: Sequence[Entity]

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each entity's id."""
        first = len(self.papers)
        return {entity.id: first + number for number, entity in enumerate(self.entities)}

    @cached_property
    def claims(self) -> list[tuple[int, ClaimFacts]]:
        """All claims in their order, each with the number of the paper that makes it."""
        return [(number, claim) for number, paper in enumerate(self.papers) for claim in paper.claims]
