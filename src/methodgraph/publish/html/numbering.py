"""How the page numbers what it shows: papers from 0 in the order of the records, entities after them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TypeVar

from methodgraph.records import Claim, Figure, Linked

Told = TypeVar("Told", Claim, Figure)


@dataclass(frozen=True)
class Numbered:
    """A graph, and the numbers that its papers, entities and rules have in the page.

    Claims and figures are numbered too: by paper, and within a paper in the order of the records.
    """

    linked: Linked

    @cached_property
    def papers(self) -> dict[str, int]:
        """The number of each paper's id."""
        return {paper.id: number for number, paper in enumerate(self.linked.papers)}

    @cached_property
    def entities(self) -> dict[str, int]:
        """The number of each entity's id."""
        first = len(self.linked.papers)
        return {entity.id: first + number for number, entity in enumerate(self.linked.entities)}

    @cached_property
    def rules(self) -> dict[str, int]:
        """The number of each rule that found a piece of evidence, in the order of their names."""
        evidence = chain(
            (claim.evidence for claim in self.linked.claims), (figure.evidence for figure in self.linked.figures)
        )
        told = {rule for passages in evidence for passage in passages for rule in passage.rules}
        return {rule: number for number, rule in enumerate(sorted(told))}

    @cached_property
    def claims(self) -> list[list[Claim]]:
        """The claims of each paper, by its number."""
        return self._by_paper(self.linked.claims)

    @cached_property
    def figures(self) -> list[list[Figure]]:
        """The figures of each paper, by its number."""
        return self._by_paper(self.linked.figures)

    def subject(self, claim: Claim) -> int:
        """Return the number of the node that a claim starts from."""
        return self.papers[claim.subject] if claim.is_role else self.entities[claim.subject]

    def _by_paper(self, told: tuple[Told, ...]) -> list[list[Told]]:
        groups: defaultdict[str, list[Told]] = defaultdict(list)
        for one in told:
            groups[one.paper].append(one)
        return [groups[paper.id] for paper in self.linked.papers]
