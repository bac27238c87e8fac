"""What a finder returns, and the one place where overlaps are resolved."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from methodgraph.extract.tokens import Tokens
from methodgraph.records import EntityType
from methodgraph.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

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


class Candidate(NamedTuple):
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
        return _family(self.rule)


@lru_cache(maxsize=4096)
def _family(rule: str) -> str:
    return rule.partition("/")[0]


@dataclass(slots=True, eq=False)
class Place:
    """A candidate in its field; never changed. `text` is the name as written here, `form` its folded form, `sentence`
    the index of the sentence it stands in, within its field. A place equals itself alone.
    """

    tokens: Tokens
    candidate: Candidate
    text: str = field(init=False)
    form: str = field(init=False)
    sentence: int = field(init=False)

    def __post_init__(self) -> None:
        start = self.candidate.start
        self.text = self.tokens.text(start, self.candidate.end)
        self.form = fold(self.text)
        self.sentence = self.tokens.sentence_of[start]


def resolve(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates that stand, in text order: none overlaps another.

    Policy: what the paper itself defines or introduces beats everything, because the paper says what the name is;
    then a longer stretch beats a shorter one inside it, because the longer name is the more specific thing
    ("visual question answering" over "question answering"); of two equally long the higher RANK wins; of two that
    cross, the one of higher RANK, then the longer, then the earlier. What is dropped leaves no trace here.
    """
    taken: list[Candidate] = []
    used: set[int] = set()
    for candidate in sorted(candidates, key=_order):
        start, end, *_ = candidate
        span = range(start, end)
        if used.isdisjoint(span):
            taken.append(candidate)
            used.update(span)
    taken.sort(key=attrgetter("start"))
    return taken


def _order(candidate: Candidate) -> tuple[bool, int, int, int, str]:
    """Return what the more trusted of two candidates has less of; see `resolve`."""
    start, end, rule, *_ = candidate
    told, rank = _trust(rule)
    return told, start - end, rank, start, rule


@lru_cache(maxsize=4096)
def _trust(rule: str) -> tuple[bool, int]:
    """Return whether a rule reads anything but the paper's own words for a name, and its rank, the highest first."""
    family = _family(rule)
    return family not in _OWN_WORDS, -RANK[family]
