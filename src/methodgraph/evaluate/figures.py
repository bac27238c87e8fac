"""Precision, recall and F1 of a set of papers, each item counted once (micro average)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from methodgraph.evaluate.judgement import Judged, JudgedEntity

FIGURES = ("entities", "typed", "roles", "introduced", "relations", "results", "code")
"""What is counted: the right thing found; with an acceptable type; with an acceptable role too; only what is
introduced; relations with both ends right; results with value, metric and dataset right; addresses of code."""


@dataclass(slots=True)
class Tally:
    """How many items were told rightly, told wrongly, and not told."""

    hit: int = 0
    extra: int = 0
    missed: int = 0

    def add(self, hit: int, extra: int, missed: int) -> None:
        """Count further items."""
        self.hit += hit
        self.extra += extra
        self.missed += missed

    @property
    def precision(self) -> float:
        """The share of what was told that is right; 0 where nothing was told."""
        return self.hit / (self.hit + self.extra) if self.hit + self.extra else 0.0

    @property
    def recall(self) -> float:
        """The share of what is there that was told; 0 where nothing is there."""
        return self.hit / (self.hit + self.missed) if self.hit + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def tally(judged: Iterable[Judged]) -> dict[str, Tally]:
    """Return a tally for each of `FIGURES`, in their order.

    What is optional in the gold counts nowhere, but for saying that a paper introduces what it does not.
    """
    tallies = {name: Tally() for name in FIGURES}
    for paper in judged:
        for name, *counts in _counts(paper):
            tallies[name].add(*counts)
    return tallies


def _counts(paper: Judged) -> Iterator[tuple[str, int, int, int]]:
    for one in paper.entities:
        yield from _entity(one)
    for truth in paper.missed:
        for name in ("entities", "typed", "roles"):
            yield name, 0, 0, 1
        yield "introduced", 0, 0, truth.roles[0] == "introduces"
    right = {one.triple: one.right for one in paper.relations}
    missed = len(paper.missed_relations)
    yield "relations", list(right.values()).count(True), list(right.values()).count(False), missed
    verdicts = [one.right for one in paper.results]
    yield "results", verdicts.count(True), verdicts.count(False), len(paper.missed_results)
    yield "code", *paper.code


def _entity(one: JudgedEntity) -> Iterator[tuple[str, int, int, int]]:
    truth = one.truth
    if truth is None:
        for name in ("entities", "typed", "roles"):
            yield name, 0, 1, 0
        yield "introduced", 0, one.introduced, 0
    elif truth.optional:
        yield "introduced", 0, one.introduced and "introduces" not in truth.roles, 0
    else:
        yield "entities", 1, 0, 0
        for name, right in (("typed", one.typed), ("roles", one.role_right)):
            yield name, right, not right, not right
        if one.introduced and one.typed and "introduces" in truth.roles:
            yield "introduced", 1, 0, 0
        else:
            yield "introduced", 0, one.introduced, truth.roles[0] == "introduces"
