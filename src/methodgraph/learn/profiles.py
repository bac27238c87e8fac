"""Clue profiles of expansions: how much more often a clue stands near an expansion than in the field at large.

Naive Bayes over the presence of clues, smoothed towards the field: the weight of a clue is the logarithm of its share
among the papers that write the expansion, over its share elsewhere. Most papers that write an expansion never shorten
it; they tell as much of its company as those that do, and there are ten times as many. The expansion's place counts as
the acronym's: what stands beside the one will stand beside the other.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from methodgraph.text.clues import clues, places
from methodgraph.text.stems import JOINING, stem, stems, words
from methodgraph.vocabulary.senses import digit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from methodgraph.records import Paper

Stems = tuple[str, ...]
Span = tuple[int, int]

_SMOOTHING = 20.0
"""Papers' worth of belief that a clue is as frequent with one sense as elsewhere."""
_DEFINING = 2.0
"""Weight of a paper that defines an expansion, against one that only writes it."""
_MOST_PAPERS = 400
_CLUES = 300
"""Clues kept for each sense."""
_RAREST = 3
"""Papers of the corpus that hold a clue, at least."""
_NEIGHBOUR = 0.05
"""Share of a word's papers in which it stands beside a given term, by and large."""
_BESIDE = 2.0
"""How much more a word beside the acronym tells than one somewhere in the paper."""


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
        self.plain.update({"0" if word.isdigit() else stem(word) for word in told})
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
    """Weighted counts of clues over the papers that write an expansion, and how much these papers weigh."""

    counts: Mapping[str, float]
    papers: float

    def log_odds(self, clue: str, share: float) -> float:
        """Return how much a clue speaks for the expansion that stands in `share` of the papers by and large."""
        told = (self.counts.get(clue, 0.0) + _SMOOTHING * share) / (self.papers + _SMOOTHING)
        return math.log(told / share) * (_BESIDE if "+" in clue else 1.0)


def profile(corpus: Corpus, short: str, keys: Collection[Stems]) -> Profile:
    """Return the profile of an expansion of `short`, given as the stems of its forms."""
    spans: dict[int, list[Span]] = defaultdict(list)
    for key in sorted(keys):
        for number, found in corpus.places.get(key, {}).items():
            spans[number] += found
    defining = {number for key in keys for number in corpus.defining.get(key, ())}
    sure = {number for number in spans if number in defining or len(spans[number]) > 1}
    chosen = sorted(spans, key=lambda number: (number not in sure, number * 7919 % 100003, number))[:_MOST_PAPERS]
    counts: dict[str, float] = defaultdict(float)
    papers = 0.0
    for number in sorted(chosen):
        told = corpus.texts[number]
        weight = _DEFINING if number in defining else 1.0
        papers += weight
        for clue in clues(told, spans[number] + places(told, short)):
            counts[clue] += weight
    return Profile(counts, papers)


def clue_row(corpus: Corpus, short: str, senses: Sequence[Collection[Stems]]) -> str:
    """Return the clues that tell the senses of `short` apart, the most telling first, as `clues.tsv` has them.

    A clue's odds are those against its share of all papers and of the papers of all these senses, half and half.
    """
    profiles = [profile(corpus, short, keys) for keys in senses]
    names = {stem(short), stem(short + "s")}
    papers = sum(told.papers for told in profiles)
    weights: dict[str, list[float]] = {}
    telling: list[tuple[float, str, int]] = []
    seen = Counter[str]()
    for told in profiles:
        seen.update(told.counts)
    for clue, count in sorted(seen.items()):
        if (corpus.counts[clue] < _RAREST and "+" not in clue) or not names.isdisjoint(clue.replace("+", " ").split()):
            continue
        share = math.sqrt((count + 0.5) / (papers + 1) * corpus.share(clue))
        weights[clue] = [told.log_odds(clue, share) for told in profiles]
        telling += [
            (-abs(weight) * math.sqrt(count if weight < 0 else told.counts[clue]), clue, n)
            for n, (told, weight) in enumerate(zip(profiles, weights[clue], strict=True))
            if count > 1
        ]
    taken: Counter[int] = Counter()
    best: dict[str, None] = {}
    for _, clue, sense in sorted(telling):
        if taken[sense] < _CLUES:
            taken[sense] += 1
            best[clue] = None
    return "|".join(f"{clue}={''.join(map(digit, weights[clue]))}" for clue in best)
