"""Is a confidence of 0.9 right nine times in ten? Claims of papers that were not used to measure the rules."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from methodgraph.confidence import Scorer
from methodgraph.evaluate.rules import measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from methodgraph.evaluate.judgement import Judged

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)
"""Where bins begin and end; finer where most claims are."""
Scored = tuple[float, bool]
"""A claim's confidence, and whether it is right."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The claims with a confidence from `low` to below `high`: how many, their mean confidence, the share right."""

    low: float
    high: float
    claims: int
    confidence: float
    right: float


def scored(judged: Iterable[Judged], scorer: Scorer) -> Iterator[Scored]:
    """Yield each role and each relation with its confidence; what the gold calls optional is left out."""
    for paper in judged:
        for one in paper.entities:
            if one.found is not None:
                yield float(scorer.role(one.entity.mentions, one.entity.evidence).score), one.role_right
        things = [one.entity for one in paper.entities]
        mentions = {name: thing.mentions for thing in things for name in (*thing.aliases, thing.name)}
        for told in paper.relations:
            if told.right is not None:
                head, tail = (mentions.get(name, ()) for name in (told.relation.head, told.relation.tail))
                yield float(scorer.relation(head, tail, told.relation.evidence).score), told.right


def held_out(measured: Iterable[Judged], tested: Iterable[Judged]) -> list[Scored]:
    """Return the claims of `tested` with the confidence that rules measured on `measured` give them."""
    return list(scored(tested, Scorer(measure(measured))))


def cross_validated(judged: Sequence[Judged], folds: int = 10) -> list[Scored]:
    """Return the claims of all papers, each with the confidence that the papers outside its fold give it.

    Paper n is in fold n modulo `folds`; one paper alone is measured on nothing.
    """
    told: list[Scored] = []
    for fold in range(min(folds, len(judged))):
        inside = [paper for n, paper in enumerate(judged) if n % folds == fold]
        outside = [paper for n, paper in enumerate(judged) if n % folds != fold]
        told += held_out(outside, inside)
    return told


def calibration(claims: Sequence[Scored]) -> tuple[Bin, ...]:
    """Return the bins that hold a claim, from low to high.

    >>> calibration([(0.9, True), (0.92, False)])
    (Bin(low=0.9, high=0.95, claims=2, confidence=0.91, right=0.5),)
    """
    bins = []
    for low, high in pairwise(EDGES):
        inside = [claim for claim in claims if low <= claim[0] < high]
        if inside:
            mean = sum(score for score, _ in inside) / len(inside)
            right = sum(is_right for _, is_right in inside) / len(inside)
            bins.append(Bin(low, high, len(inside), mean, right))
    return tuple(bins)


def expected_error(bins: Sequence[Bin]) -> float:
    """Return how far confidence and share of right claims lie apart, on average over claims; 0 where there are none.

    The expected calibration error of Naeini et al. (AAAI 2015), over `EDGES`.
    """
    total = sum(one.claims for one in bins)
    return sum(one.claims * abs(one.confidence - one.right) for one in bins) / total if total else 0.0
