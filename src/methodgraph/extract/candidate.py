"""What a finder returns, and the one place where overlaps are resolved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from methodgraph.extract.tokens import Tokens
    from methodgraph.records import EntityType

RANK = {
    "coined": 7,
    "definition": 6,
    "figure": 5,
    "vocabulary": 4,
    "learned": 4,
    "list": 3,
    "enumeration": 2,
    "name": 2,
    "term": 1,
}
"""Which finder is believed where two claim the same stretch: the more specific the evidence, the higher."""

_OWN_WORDS = frozenset({"coined", "definition"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of tokens that a rule takes for the name of something.

    `start` and `end` are token indices, half-open. `types` may be empty: the rule saw a name but not what kind.
    `rule` is "family/slug"; the family is a key of RANK. `concepts` are the vocabulary ids it may stand for.
    """

    start: int
    end: int
    rule: str
    types: tuple[EntityType, ...] = ()
    concepts: tuple[str, ...] = ()

    @property
    def family(self) -> str:
        """The rule's family."""
        return self.rule.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Place:
    """A candidate in its field."""

    tokens: Tokens
    candidate: Candidate

    @property
    def text(self) -> str:
        """The name as written here."""
        return self.tokens.text(self.candidate.start, self.candidate.end)

    @property
    def sentence(self) -> int:
        """Index of the sentence it stands in, within its field."""
        return self.tokens.sentence_of[self.candidate.start]


def resolve(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates that stand, in text order: none overlaps another.

    Policy: what the paper itself defines or introduces beats everything, because the paper says what the name is;
    then a longer stretch beats a shorter one inside it, because the longer name is the more specific thing
    ("visual question answering" over "question answering"); of two equally long the higher RANK wins; of two that
    cross, the one of higher RANK, then the longer, then the earlier. What is dropped leaves no trace here.
    """
    ordered = sorted(
        candidates,
        key=lambda c: (c.family not in _OWN_WORDS, -(c.end - c.start), -RANK[c.family], c.start, c.rule),
    )
    taken: list[Candidate] = []
    used: set[int] = set()
    for candidate in ordered:
        span = range(candidate.start, candidate.end)
        if used.isdisjoint(span):
            taken.append(candidate)
            used.update(span)
    return sorted(taken, key=lambda c: c.start)
