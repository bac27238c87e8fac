"""The confidence of claims and figures, from the rules that found them (`methodgraph.confidence` has the formula)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from methodgraph.confidence import Scorer
    from methodgraph.records import Claim, Figure, Link, Passage


def with_confidence(claims: Iterable[Claim], links: Iterable[Link], scorer: Scorer) -> tuple[Claim, ...]:
    """Return the claims in their order, each with its confidence.

    That of a role follows from the mentions of its thing in its paper and from its evidence; that of a relation from
    its evidence and from how many papers claim it.
    """
    told = tuple(claims)
    mentions: dict[tuple[str, str], set[Passage]] = defaultdict(set)
    for link in links:
        mentions[link.paper, link.entity].update(link.mentions)
    papers: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for claim in told:
        if not claim.is_role:
            papers[claim.subject, claim.predicate, claim.object].add(claim.paper)
    return tuple(
        replace(
            claim,
            confidence=scorer.role(mentions[claim.paper, claim.object], claim.evidence)
            if claim.is_role
            else scorer.relation(claim.evidence, len(papers[claim.subject, claim.predicate, claim.object])),
        )
        for claim in told
    )


def figures_with_confidence(figures: Iterable[Figure], scorer: Scorer) -> tuple[Figure, ...]:
    """Return the figures in their order, each with its confidence."""
    return tuple(replace(figure, confidence=scorer.result(figure.evidence)) for figure in figures)
