"""Clue profiles of expansions: how much more often a clue stands near an expansion than in the field at large.

Naive Bayes over the presence of clues, smoothed towards the field: the weight of a clue is the logarithm of its share
among the papers that write the expansion, over its share among all papers. A paper that defines the expansion or
writes it twice counts whole, one that writes it once counts less.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from methodgraph.text.clues import clues, silent
from methodgraph.text.stems import JOINING, stem, stems, words
from methodgraph.vocabulary.senses import digit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from methodgraph.records import Paper

Stems = tuple[str, ...]
Span = tuple[int, int]

_SMOOTHING = 5.0
_ONCE = 0.4
"""Weight of a paper that writes an expansion just once."""
_MOST_PAPERS = 400
_CLUES = 145
"""Clues kept for an acronym: this many times the number of its senses to the power 0.7."""
_RAREST = 3
_OWN = 2.5
"""Least log-odds that a word of the expansion itself gives it."""
_NEIGHBOUR = 0.05
"""Share of a word's papers in which it stands beside a given term, by and large."""


@dataclass
class Corpus:
    """The words of all papers, and where expansions stand in them."""

    texts: list[list[str]] = field(default_factory=list)
    defining: dict[Stems, set[int]] = field(default_factory=lambda: defaultdict(set))
    places: dict[Stems, dict[int, list[Span]]] = field(default_factory=lambda: defaultdict(dict))
    counts: Counter[str] = field(default_factory=Counter)
    plain: Counter[str] = field(default_factory=Counter)

    def add(self, paper: Paper, defined: Mapping[str, str]) -> None:
        """Take in a paper and what it defines."""
        number = len(self.texts)
        told = words(f"{paper.title or ''} . {paper.text}")
        self.texts.append(told)
        self.counts.update(clues(told, ()).keys())
        self.plain.update({stem(word) for word in told})
        for long in defined.values():
            self.defining[stems(long)].add(number)

    def locate(self, keys: Iterable[Stems]) -> None:
        """Find the expansions with these stems in all papers."""
        by_first: dict[str, list[Stems]] = defaultdict(list)
        for key in sorted(set(keys)):
            by_first[key[0]].append(key)
        for number, told in enumerate(self.texts):
            at = [n for n, word in enumerate(told) if word.lower() not in JOINING]
            row = [stem(told[n]) for n in at]
            for n, first in enumerate(row):
                for key in by_first.get(first, ()):
                    if tuple(row[n : n + len(key)]) == key:
                        span = at[n], at[n + len(key) - 1] + 1
                        self.places[key].setdefault(number, []).append(span)

    def written(self, keys: Collection[Stems]) -> int:
        """Return how many papers write one of the expansions."""
        return len({number for key in keys for number in self.places.get(key, ())})

    def share(self, clue: str) -> float:
        """Return the share of all papers that have a clue; of a neighbour, of those in which it might be one."""
        if "+" in clue:
            return _NEIGHBOUR * (self.plain[clue.strip("+")] + 1) / len(self.texts)
        return (self.counts[clue] + 0.5) / (len(self.texts) + 1)


@dataclass(frozen=True, slots=True)
class Profile:
    """Weighted counts of clues over the papers that write an expansion, and the expansion's own words."""

    counts: Mapping[str, float]
    papers: float
    own: frozenset[str]

    def log_odds(self, clue: str, share: float) -> float:
        """Return how much a clue that stands in `share` of all papers speaks for the expansion."""
        told = math.log((self.counts.get(clue, 0.0) + _SMOOTHING * share) / (self.papers + _SMOOTHING) / share)
        return max(-2.5, min(4.0, max(told, _OWN) if clue in self.own else told))


def profile(corpus: Corpus, keys: Collection[Stems]) -> Profile:
    """Return the profile of an expansion, given as the stems of its forms."""
    spans: dict[int, list[Span]] = defaultdict(list)
    for key in sorted(keys):
        for number, found in corpus.places.get(key, {}).items():
            spans[number] += found
    defining = {number for key in keys for number in corpus.defining.get(key, ())}
    sure = {number for number in spans if number in defining or len(spans[number]) > 1}
    chosen = sorted(spans, key=lambda number: (number not in sure, number * 7919 % 100003, number))[:_MOST_PAPERS]
    counts: Counter[str] = Counter()
    papers = 0.0
    for number in sorted(chosen):
        counted = 1.0 if number in sure else _ONCE
        papers += counted
        for clue in clues(corpus.texts[number], spans[number]):
            counts[clue] += counted  # type: ignore[assignment]
    own = frozenset(word for key in keys for word in key if word not in silent())
    return Profile({clue: n for clue, n in counts.items() if n >= 1.4 or papers < 8}, papers, own)


def clue_row(corpus: Corpus, short: str, senses: Sequence[Collection[Stems]]) -> str:
    """Return the clues that tell the senses of `short` apart, the most telling first, as `clues.tsv` has them."""
    profiles = [profile(corpus, keys) for keys in senses]
    names = {stem(short), stem(short + "s")}
    seen: dict[str, float] = {}
    for told in profiles:
        for clue, count in told.counts.items():
            common = corpus.counts[clue] >= _RAREST or "+" in clue
            if common and names.isdisjoint(clue.replace("+", " ").split()):
                seen[clue] = max(seen.get(clue, 0.0), count / (told.papers + 2))
        seen |= {word: 0.5 for word in told.own if word not in names}
    weights: dict[str, list[float]] = {}
    telling: dict[str, float] = {}
    for clue in sorted(seen):
        share = corpus.share(clue)
        weights[clue] = [told.log_odds(clue, share) for told in profiles]
        spread = max(weights[clue]) - min(weights[clue])
        telling[clue] = spread * math.sqrt(seen[clue]) * (1.5 if "+" in clue else 1.0)
    best = sorted(telling, key=lambda clue: (-telling[clue], clue))[: int(_CLUES * len(senses) ** 0.7) + 30]
    return "|".join(f"{clue}={''.join(map(digit, weights[clue]))}" for clue in best)
