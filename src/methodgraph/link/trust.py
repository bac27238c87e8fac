"""The confidence of claims and figures, from the rules that found them (`methodgraph.confidence` has the formula)."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from methodgraph.confidence import Scorer
    from methodgraph.records import Claim, Confidence, Figure, Link, Passage


def with_confidence(claims: Iterable[Claim], links: Iterable[Link], scorer: Scorer) -> tuple[Claim, ...]:
    """Return the claims in their order, each with its confidence.

    It follows from the mentions of the things claimed in the claim's paper, from its evidence and, for a relation,
    from how many papers claim it. What a paper claims without naming it (SAM of SAM2) stands on its mentions elsewhere.
    """
    told = tuple(claims)
    here: dict[tuple[str, str], tuple[Passage, ...]] = defaultdict(tuple)
    elsewhere: dict[str, tuple[Passage, ...]] = {}
    for link in links:
        here[link.paper, link.entity] += link.mentions
        elsewhere.setdefault(link.entity, link.mentions)
    papers = Counter((claim.subject, claim.predicate, claim.object) for claim in told)

    def places(paper: str, entity: str) -> tuple[Passage, ...]:
        return here.get((paper, entity)) or elsewhere.get(entity, ())

    def confidence(claim: Claim) -> Confidence:
        thing = places(claim.paper, claim.object)
        if claim.is_role:
            return scorer.role(thing, claim.evidence)
        agreeing = papers[claim.subject, claim.predicate, claim.object]
        return scorer.relation(places(claim.paper, claim.subject), thing, claim.evidence, agreeing)

    return tuple(replace(claim, confidence=confidence(claim)) for claim in told)


def figures_with_confidence(figures: Iterable[Figure], scorer: Scorer) -> tuple[Figure, ...]:
    """Return the figures in their order, each with its confidence."""
    return tuple(replace(figure, confidence=scorer.result(figure.evidence)) for figure in figures)
