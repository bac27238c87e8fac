"""What an acronym means that its paper does not define: by its expansion elsewhere in the paper, or by the context.

Each sense of the acronym gets a score: its share of the definitions in the field (tempered), and the log-odds of the
clues that this paper holds (see `methodgraph.vocabulary.senses`); "none of them" is a rival too. The scores as shares
of one decide: from `DECIDED` on (or `ALONE`) the acronym has that sense, below it stays undecided, with its rivals.
One paper uses an acronym in one sense. A name that the paper introduces as its own is left alone.
Known misses: senses that the tables do not hold.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from methodgraph.records import Rival, Sensed
from methodgraph.text.clues import neighbours, word_clues
from methodgraph.text.folding import singular_name
from methodgraph.text.stems import JOINING, stem, stems, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from methodgraph.extract.reading import Reading
    from methodgraph.vocabulary.senses import Acronym, Sense, Senses

DECIDED = 0.5
"""Least score of a decision between several senses."""
ALONE = 0.7
"""Least score of the only sense known: there is no clue that could speak against it."""
MANY, FEW, SETTLED = 100, 10, 0.97
"""Where so many papers define an acronym (few, if all alike), and this share alike, no context is asked: LLM, NLP."""
_PRIOR, _CONTEXT = 0.6, 0.4
"""How much the share of definitions and the clues count; below 1, since clues repeat one another."""
_SPELLED = 3.0
"""Log-odds of an expansion that the paper spells out."""
_UNSEEN = 0.5
"""How much of the definitions by single papers counts for "none of them"."""
_DATA = (("Dataset",), ("Benchmark",))
"""What a name beside a data noun is ("the GCG benchmark"): the data's own name, whatever the letters stand for."""
_FEW = 5
"""Clues told as reasons."""
_SHOWN = 0.03
"""Least score of a rival that is told."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The sense of an acronym, None where it is undecided, and how that came about."""

    sense: Sense | None
    sensed: Sensed


@dataclass(frozen=True)
class Context:
    """The text of a paper, and the clues it gives to any acronym in it; made when first asked for."""

    text: str

    @cached_property
    def words(self) -> Sequence[str]:
        """The words as written."""
        return words(self.text)

    @cached_property
    def row(self) -> str:
        """The stems in a row, between spaces."""
        return f" {' '.join(stem(word) for word in self.words if word.lower() not in JOINING)} "

    @cached_property
    def clues(self) -> Mapping[str, str]:
        """The clues that do not depend on the acronym."""
        return word_clues(self.words)

    def beside(self, short: str) -> dict[str, str]:
        """Return the clues that stand right beside a short form."""
        return neighbours(self.words, [(n, n + 1) for n, word in enumerate(self.words) if singular_name(word) == short])


def find_senses(reading: Reading, senses: Senses) -> dict[str, Decision]:
    """Return a decision by folded short form, for each known acronym that the paper neither defines nor introduces."""
    known: dict[str, Acronym] = {}
    for place in reading.places:
        candidate = place.candidate
        if candidate.end - candidate.start > 1 or (candidate.family == "name" and candidate.types[:1] in _DATA):
            continue
        acronym = senses.of(place.text)
        form = place.form
        if acronym is not None and form not in reading.long_forms and form not in reading.introductions:
            known.setdefault(form, acronym)
    if not known:
        return {}
    context = Context(" . ".join(tokens.source for tokens in reversed(reading.fields)))
    return {form: decide(acronym, context) for form, acronym in known.items()}


def decide(acronym: Acronym, context: Context) -> Decision:
    """Return the sense of `acronym` in a paper with this context."""
    first = acronym.senses[0]
    settled = acronym.of >= (MANY if len(acronym.senses) > 1 else FEW) and first.defined >= SETTLED * acronym.of
    spelled = [not settled and _is_spelled(sense, context.row) for sense in acronym.senses]
    open_to_clues = len(acronym.senses) > 1 and not settled
    found = {**context.clues, **context.beside(acronym.short)} if open_to_clues else {}
    telling = acronym.clues
    present = {clue: telling[clue] for clue in found if clue in telling}
    scores = _scores(acronym, present, spelled)
    ranked = sorted(range(len(scores)), key=lambda n: (-scores[n], n))
    best = ranked[0]
    rivals = [n for n in ranked if scores[n] >= _SHOWN]
    if scores[best] < (DECIDED if len(scores) > 1 or spelled[best] else ALONE):
        named = tuple(Rival(acronym.senses[n].expansion, round(scores[n], 2)) for n in rivals)
        return Decision(None, Sensed("undecided", round(scores[best], 2), (), named))
    because = _because(present, best, ranked[1:]) if len(ranked) > 1 else []
    named = tuple(Rival(acronym.senses[n].expansion, round(scores[n], 2)) for n in rivals if n != best)
    sense = acronym.senses[best]
    if spelled[best]:
        reason = "spelled"
    elif len(acronym.senses) == 1:
        reason = "only"
    else:
        reason = "context" if because else "usual"
    return Decision(sense, Sensed(reason, round(scores[best], 2), tuple(found[clue] for clue in because), named))


def _scores(acronym: Acronym, present: dict[str, tuple[float, ...]], spelled: Sequence[bool]) -> list[float]:
    """Return the senses' shares of one, with "none of them" taking what is left."""
    of = acronym.of + 1
    logs = [_PRIOR * math.log((sense.defined + 0.5) / of) for sense in acronym.senses]
    for n, is_spelled in enumerate(spelled):
        logs[n] += _CONTEXT * sum(weights[n] for weights in present.values()) + _SPELLED * is_spelled
    unseen = acronym.of - sum(sense.defined for sense in acronym.senses)
    logs.append(_PRIOR * math.log(max(0.5, _UNSEEN * unseen + 0.5) / of))
    highest = max(logs)
    shares = [math.exp(told - highest) for told in logs]
    return [share / sum(shares) for share in shares[:-1]]


def _because(present: dict[str, tuple[float, ...]], best: int, others: Sequence[int]) -> list[str]:
    """Return the clues that spoke most for the best sense against its nearest rival."""
    rival = others[0]
    gains = {clue: weights[best] - weights[rival] for clue, weights in present.items() if weights[best] > 0}
    telling = sorted((clue for clue in gains if gains[clue] > 0), key=lambda clue: (-gains[clue], clue))
    return telling[:_FEW]


def _is_spelled(sense: Sense, row: str) -> bool:
    """Return True where the paper writes an expansion; one of a single word ("infrared") says too little."""
    return any(key in row for key in _keys(sense))


@lru_cache(maxsize=8192)
def _keys(sense: Sense) -> tuple[str, ...]:
    keys = (stems(form) for form in (sense.expansion, *sense.forms))
    return tuple(f" {' '.join(key)} " for key in keys if len(key) > 1)
