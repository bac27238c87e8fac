"""What each paper says, as all views of the graph ask for it."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from methodgraph.grouped import code_of_papers

if TYPE_CHECKING:
    from methodgraph.records import Claim, Figure, Linked


class Told:
    """What each paper says, by its id: claims and figures sorted by id, URLs of code sorted."""

    def __init__(self, linked: Linked) -> None:
        self.claims: defaultdict[str, list[Claim]] = defaultdict(list)
        self.figures: defaultdict[str, list[Figure]] = defaultdict(list)
        self.code = code_of_papers(linked)
        for claim in sorted(linked.claims, key=lambda c: c.id):
            self.claims[claim.paper].append(claim)
        for figure in sorted(linked.figures, key=lambda f: f.id):
            self.figures[figure.paper].append(figure)

    @cached_property
    def roles(self) -> defaultdict[str, set[tuple[str, str]]]:
        """The (role, entity id) pairs of each paper."""
        told: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        for paper, claims in self.claims.items():
            told[paper].update((claim.predicate, claim.object) for claim in claims if claim.is_role)
        return told

    @cached_property
    def introducing(self) -> defaultdict[str, set[str]]:
        """The papers that introduce an entity, by its id."""
        told: defaultdict[str, set[str]] = defaultdict(set)
        for paper, roles in self.roles.items():
            for role, entity in roles:
                if role == "introduces":
                    told[entity].add(paper)
        return told
