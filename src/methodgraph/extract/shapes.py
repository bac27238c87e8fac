"""Where a cue pattern can match at all, told from the words alone: spaCy's Matcher then reads only these stretches.

A Matcher asks every pattern at every token, which over whole sentences costs many times the tokenizer. But our
patterns open with words they name ("we", "based", "trained"), so one look-up per token finds where a match may begin,
and the pattern's other words tell how far it can go. What lies outside no Matcher needs to see.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Spec = dict[str, Any]
"""One token of a spaCy Matcher pattern."""

_LONG = 1_000_000
"""More tokens than any sentence has."""
_ONCE = {"1": 1, "?": 1, "!": 1}
_UP_TO = re.compile(r"^\{(?:\d*,)?(\d+)\}$")


@dataclass(frozen=True, slots=True)
class Shape:
    """What one pattern asks of the lower-case words of a sentence.

    `needs` holds, in order, the word set of each token that no match can lack; the first `opening` of them open the
    pattern, one right behind the other. `words` are all that a match can be made of, None where the pattern takes
    tokens it does not name. `longest` is how many tokens it takes at the most.
    """

    needs: tuple[frozenset[str], ...]
    opening: int
    words: frozenset[str] | None
    longest: int

    @classmethod
    def of(cls, pattern: Sequence[Spec]) -> Shape:
        """Return the shape of a Matcher pattern."""
        told = [(_literals(spec), spec.get("OP", "1")) for spec in pattern]
        needs = tuple(words for words, op in told if words is not None and op in ("1", "+"))
        opening = len(list(takewhile(lambda pair: pair[0] is not None and pair[1] == "1", told)))
        closed = all(words is not None and op != "!" for words, op in told)
        words = frozenset(word for words, _ in told for word in words or ()) if closed else None
        return cls(needs, opening, words, sum(_most(op) for _, op in told))

    @property
    def is_word(self) -> bool:
        """True where the pattern is one named word: where that stands, it matches."""
        return self.opening == 1 == self.longest

    def reach(self, lower: Sequence[str], at: int, end: int, run: int = 0) -> int | None:
        """Return the end of the stretch from `at` in which any match that begins there lies; None where none begins.

        `lower` are the words of a field, `end` the end of the sentence. A pattern with an opening begins only at its
        first word: the caller has looked that up. `run` is the end of the stretch from an earlier place, if that goes
        beyond `at`: of a pattern of named words both end alike, and are read once.
        """
        last = min(end, at + self.longest)
        for n in range(1, self.opening):
            if at + n >= last or lower[at + n] not in self.needs[n]:
                return None
        if self.words is not None:
            stop = min(last, max(run, at + self.opening))
            while stop < last and lower[stop] in self.words:
                stop += 1
            last = stop
        if len(self.needs) == self.opening:
            return last
        for need in self.needs[self.opening :]:
            if not _stands(need, lower, at + self.opening, last):
                return None
        return last


def _stands(words: frozenset[str], lower: Sequence[str], begin: int, end: int) -> bool:
    """True where one of `words` stands in the range; mostly it does soon, and the rest of a long one is not read."""
    width = _WINDOW
    while begin < end:
        if not words.isdisjoint(lower[begin : min(end, begin + width)]):
            return True
        begin, width = begin + width, 2 * width
    return False


_WINDOW = 16
"""Words looked through first, half a sentence of an abstract."""


def merged(stretches: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the half-open stretches, given in order of their start, those that overlap as one.

    Matches that overlap must be seen by one Matcher call, which keeps the longest.

    >>> list(merged([(0, 3), (2, 4), (4, 5)]))
    [(0, 4), (4, 5)]
    """
    begin, end = 0, 0
    for first, last in stretches:
        if first >= end:
            if end:
                yield begin, end
            begin = first
        end = max(end, last)
    if end:
        yield begin, end


def _literals(spec: Mapping[str, Any]) -> frozenset[str] | None:
    """Return the lower-case words one of which `spec` asks for and no more; None where it asks otherwise."""
    told = spec.get("LOWER") if spec.keys() <= {"LOWER", "OP"} else None
    if isinstance(told, str):
        return frozenset((told,))
    return frozenset(told["IN"]) if isinstance(told, dict) and told.keys() == {"IN"} else None


def _most(op: str) -> int:
    """Return how many tokens a spec with this operator takes at the most."""
    up_to = _UP_TO.match(op)
    return int(up_to[1]) if up_to else _ONCE.get(op, _LONG)
