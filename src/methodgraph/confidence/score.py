"""The confidence of a claim, from the rules that agree on it.

A role claim is right if three things hold, each of which was measured among the cases in which the one before held:

    confidence(role) = P(there is such a thing) * P(it is of this type) * P(the paper has this role for it)

Rules of mentions answer the first two, rules of roles the third. So with relations, measured where both ends are there:

    confidence(relation) = P(there is its head) * P(there is its tail) * P(they stand in this relation)

A result is measured as it stands, so it has one factor. Each factor begins with the most precise of the rules that
agree, p. What doubt is left, 1 - p, shrinks with every further witness w, by a part of its precision only, for
witnesses of one abstract are not independent (a rule that errs on a word errs on each of its mentions):

    doubt = (1 - p) * product over further witnesses (1 - LINKED[w] * precision(w))

- a further *rule* that agrees: LINKED is a tenth. On gold papers that were not used to measure, roles that two rules
  tell are right as often (0.93) as those that one does;
- a further *mention* of the thing, for the first question alone, at most `MOST_MENTIONS` in all: three tenths. Things
  that one rule found are there in 0.84 of all cases where they are named once, 0.89 twice, 0.96 more often;
- a further *paper* that claims the same relation: a quarter, which no gold paper can tell. (That other papers name the
  same *thing* counts nothing: on the gold papers those were there no more often than others named as often.)

The precision of a rule is measured most where it stood alone, and leans on its family's where it was seen seldom
(`Precision`); no confidence is above `HIGHEST`.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from methodgraph.confidence.precision import Precision, load_precision
from methodgraph.records import Confidence, Factor, Ground

if TYPE_CHECKING:
    from collections.abc import Iterable

    from methodgraph.records import Passage, Question

LINKED = {"rule": 0.1, "mention": 0.3, "paper": 0.25}
"""Which part of a further witness' precision counts against what doubt is left."""
MOST_MENTIONS = 4
"""Mentions beyond which more of them tell nothing new."""
LOWEST, HIGHEST = Decimal("0.01"), Decimal("0.99")
_PLACES = Decimal("0.01")
_OF_FACTOR = Decimal("0.001")


class Scorer:
    """The formula over one table of precision. Equal grounds give the same record, for most claims share theirs."""

    def __init__(self, precision: Precision) -> None:
        self._precision = precision
        self._factors: dict[tuple[Question, frozenset[str], int], tuple[float, Factor]] = {}
        self._asked: dict[tuple[object, ...], Confidence] = {}

    def role(self, mentions: Iterable[Passage], evidence: Iterable[Passage]) -> Confidence:
        """Return the confidence that a paper has a role for a thing that it names at `mentions`."""
        places = tuple(mentions)
        return self.role_by(rules_of(places), len(places), rules_of(evidence))

    def role_by(self, finders: frozenset[str], mentions: int, cues: frozenset[str]) -> Confidence:
        """Return the same from the rules that found the thing at `mentions` places, and the rules of the evidence."""
        asked = (finders, mentions, cues)
        told = self._asked.get(asked)
        if told is None:
            found, typed = self._factor("entity", finders, mentions), self._factor("type", finders)
            told = self._asked[asked] = self._confidence(found, typed, self._factor("role", cues))
        return told

    def relation(
        self, head: Iterable[Passage], tail: Iterable[Passage], evidence: Iterable[Passage], papers: int = 1
    ) -> Confidence:
        """Return the confidence in a relation between things named at `head` and `tail` that `papers` papers claim."""
        (one, ones), (other, others) = ((rules_of(told), len(told)) for told in (tuple(head), tuple(tail)))
        return self.relation_by((one, ones), (other, others), rules_of(evidence), papers)

    def relation_by(
        self, head: tuple[frozenset[str], int], tail: tuple[frozenset[str], int], cues: frozenset[str], papers: int
    ) -> Confidence:
        """Return the same from the rules that found each end, with its mentions, and the rules of the evidence."""
        asked = (head, tail, cues, papers)
        told = self._asked.get(asked)
        if told is None:
            ends = (self._factor("entity", *head), self._factor("entity", *tail))
            told = self._asked[asked] = self._confidence(*ends, self._factor("relation", cues, papers))
        return told

    def result(self, evidence: Iterable[Passage]) -> Confidence:
        """Return the confidence in a reported figure."""
        asked = (rules_of(evidence),)
        if asked not in self._asked:
            self._asked[asked] = self._confidence(self._factor("result", *asked))
        return self._asked[asked]

    def _factor(self, question: Question, rules: frozenset[str], witnesses: int = 1) -> tuple[float, Factor]:
        key = (question, rules, witnesses)
        if key not in self._factors:
            self._factors[key] = self._weighed(question, rules, witnesses)
        return self._factors[key]

    def _weighed(self, question: Question, rules: frozenset[str], witnesses: int) -> tuple[float, Factor]:
        ranked = sorted((-self._precision.of(question, rule), rule) for rule in rules)
        best, *others = (-told for told, _ in ranked) if ranked else (self._precision.of(question, ""),)
        doubt = 1 - best
        for other in others:
            doubt *= 1 - LINKED["rule"] * other
        doubt *= _unshaken(question, best) ** _further(question, witnesses)
        told = tuple(self._ground(question, rule, -negated) for negated, rule in ranked)
        return 1 - doubt, Factor(question, Decimal(1 - doubt).quantize(_OF_FACTOR), told, witnesses)

    def _ground(self, question: Question, rule: str, precision: float) -> Ground:
        cases = self._precision.cases(question, rule)
        return Ground(rule, Decimal(precision).quantize(_OF_FACTOR), cases.right, cases.wrong)

    def _confidence(self, *weighed: tuple[float, Factor]) -> Confidence:
        score = 1.0
        for part, _ in weighed:
            score *= part
        return Confidence(_bounded(score), tuple(factor for _, factor in weighed))


@lru_cache(maxsize=1)
def load_scorer() -> Scorer:
    """Return the formula over the shipped precision."""
    return Scorer(load_precision())


def rules_of(passages: Iterable[Passage]) -> frozenset[str]:
    """Return the rules that found any of the passages."""
    told = {passage.rules for passage in passages}
    return _as_set(told.pop()) if len(told) == 1 else frozenset().union(*told)


@lru_cache(maxsize=65536)
def _as_set(rules: tuple[str, ...]) -> frozenset[str]:
    """Return `rules` as a set, the same one each time, for most passages share theirs with many others."""
    return frozenset(rules)


def _unshaken(question: Question, best: float) -> float:
    """Return the part of the doubt that one further mention or paper leaves."""
    return 1 - LINKED["mention" if question == "entity" else "paper"] * best


def _further(question: Question, witnesses: int) -> int:
    """Return how many witnesses beside the first count."""
    return max(0, (min(witnesses, MOST_MENTIONS) if question == "entity" else witnesses) - 1)


def _bounded(score: float) -> Decimal:
    return min(max(Decimal(score).quantize(_PLACES), LOWEST), HIGHEST)
