"""What an acronym means that its paper does not define: by its expansion elsewhere in the paper, or by the context.

Each sense of the acronym gets a score: its share of the definitions in the field (tempered), and the log-odds of the
clues that this paper holds (see `methodgraph.vocabulary.senses`); "none of them" is a rival too. The scores as shares
of one decide: from `DECIDED` on (or `ALONE`) the acronym has that sense, below it stays undecided, with its rivals.
One paper uses an acronym in one sense. A name that the paper introduces is its own, unless the clues are strong.
Known misses: senses that the tables do not hold.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from methodgraph.extract.candidate import Candidate, Place
from methodgraph.records import Rival, Sensed
from methodgraph.text.clues import neighbours, places, word_clues
from methodgraph.text.stems import content_stem, stem, stems, words
from methodgraph.vocabulary.senses import Sense, weight

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from methodgraph.extract.reading import Reading
    from methodgraph.vocabulary.senses import Acronym, Senses

DECIDED = 0.5
"""Least score of a decision between several senses."""
SURE = 0.8
"""Least score for a name that the paper seems to introduce ("we propose an MI estimator")."""
ALONE = 0.7
"""Least score of the only sense known: there is no clue that could speak against it."""
MANY, FEW, SETTLED = 100, 10, 0.97
"""Where so many papers define an acronym (few, if it has one sense), and this share alike, it is settled: LLM, NLP."""
_PRIOR = 0.6
"""How much the share of definitions counts: which sense papers define most says little about one that defines none."""
_OWN, _SPELLED = 4.0, 3.0
"""Log-odds of each word of an expansion that the paper writes somewhere, and of the whole expansion."""
_SETTLES = 6.0
"""Log-odds of a settled sense: it takes much to speak against it."""
_RARE, _SELDOM = -2.0, 10
"""Log-odds of a sense that one paper defines and fewer than so many write, or that none defines."""
_TAIL = 0.5
"""How much of a definition a longer short form is that ends in the sense."""
_SOFT = 0.3
"""What log-odds are taken times before they are shares of one: clues repeat one another."""
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
        return f" {' '.join(filter(None, map(content_stem, self.words)))} "

    @cached_property
    def clues(self) -> Mapping[str, str]:
        """The clues that do not depend on the acronym."""
        return word_clues(self.words)

    def beside(self, short: str) -> dict[str, str]:
        """Return the clues that stand right beside a short form."""
        return neighbours(self.words, places(self.words, short))


def find_senses(reading: Reading, places: Iterable[Place], senses: Senses) -> dict[str, Decision]:
    """Return a decision by folded short form, for each known acronym that the paper neither defines nor introduces."""
    known: dict[str, Acronym] = {}
    for place in places:
        candidate = place.candidate
        if candidate.end - candidate.start > 1 or (candidate.family == "name" and candidate.types[:1] in _DATA):
            continue
        acronym = senses.of(place.text)
        form = place.form
        if acronym is not None and form not in reading.long_forms:
            known.setdefault(form, acronym)
    if not known:
        return {}
    context = Context(" . ".join(tokens.source for tokens in reversed(reading.fields)))
    decided = {form: decide(acronym, context) for form, acronym in known.items()}
    return {form: told for form, told in decided.items() if form not in reading.introductions or is_sure(told)}


def inner_places(reading: Reading, senses: Senses) -> list[Place]:
    """Return the places of known acronyms that stand only at an end of longer terms: of QA in "open-domain QA".

    The longer term stays what it is; whoever asks for question answering finds the paper as well. Plurals are left
    alone: "multimodal LLMs" are no use of one LLM.
    """
    inner = [place for whole in reading.places for place in _ends(whole, senses)]
    if not inner:
        return []
    alone = {place.form for place in reading.places} | set(reading.long_forms) | set(reading.introductions)
    return [place for place in inner if place.form not in alone]


def _ends(whole: Place, senses: Senses) -> list[Place]:
    """Return the acronyms with which a term of several words begins or ends, as places."""
    start, end = whole.candidate.start, whole.candidate.end
    if end - start < 2 or whole.candidate.types[:1] in _DATA:
        return []
    tokens = whole.tokens
    found = [at for at in (start, end - 1) if tokens.named[at] and _is_short(tokens.words[at], senses)]
    return [Place(tokens, Candidate(at, at + 1, "name/inner")) for at in found]


def _is_short(word: str, senses: Senses) -> bool:
    acronym = senses.of(word)
    return acronym is not None and word == acronym.short


def is_sure(decision: Decision) -> bool:
    """Return True where the words of a paper tell the sense even of a name that it seems to introduce as its own."""
    return decision.sensed.reason in ("context", "spelled") and decision.sensed.score >= SURE


def decide(acronym: Acronym, context: Context) -> Decision:
    """Return the sense of `acronym` in a paper with this context."""
    several = len(acronym.senses) > 1
    settled = is_settled(acronym)  # whatever the paper says, it means the one thing
    spelled = [not settled and _is_spelled(sense, context.row) for sense in acronym.senses]
    found = {**context.clues, **context.beside(acronym.short)} if several else {}
    present = _weights(acronym, found) if several else {}
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


def _weights(acronym: Acronym, found: Mapping[str, str]) -> dict[str, list[float]]:
    """Return the log-odds that the clues found give each sense; a word of an expansion speaks for it by itself."""
    telling = acronym.clues
    present = {clue: list(map(weight, telling[clue])) for clue in found if clue in telling}
    for n, sense in enumerate(acronym.senses):
        for word in _own(sense):
            if word in found and word != stem(acronym.short):
                present.setdefault(word, [0.0] * len(acronym.senses))[n] += _OWN
    return present


def _scores(acronym: Acronym, present: Mapping[str, Sequence[float]], spelled: Sequence[bool]) -> list[float]:
    """Return the senses' shares of one, with "none of them" taking what is left."""
    logs = [_usual(sense) for sense in acronym.senses]
    for n, is_spelled in enumerate(spelled):
        logs[n] += sum(weights[n] for weights in present.values()) + _SPELLED * is_spelled
    logs[0] += _SETTLES * is_settled(acronym)
    unseen = acronym.of - sum(sense.defined for sense in acronym.senses)
    logs.append(_PRIOR * math.log(_UNSEEN * max(0, unseen) + 0.5))
    highest = max(logs)
    soft = _SOFT if len(acronym.senses) > 1 else 1.0  # a single sense has no clues
    shares = [math.exp(soft * (told - highest)) for told in logs]
    return [share / sum(shares) for share in shares[:-1]]


def is_settled(acronym: Acronym) -> bool:
    """Return True where so many papers define an acronym alike that they hardly ever mean anything else by it."""
    least = MANY if len(acronym.senses) > 1 else FEW
    return acronym.of >= least and acronym.senses[0].defined >= SETTLED * acronym.of


def _usual(sense: Sense) -> float:
    """Return how much speaks for a sense before any clue."""
    is_rare = sense.defined == 0 or (sense.defined == 1 and sense.written < _SELDOM)
    return _PRIOR * math.log(sense.defined + _TAIL * sense.within + 0.5) + _RARE * is_rare


def _because(present: Mapping[str, Sequence[float]], best: int, others: Sequence[int]) -> list[str]:
    """Return the clues that spoke most for the best sense against its nearest rival."""
    rival = others[0]
    gains = {clue: weights[best] - weights[rival] for clue, weights in present.items() if weights[best] > 0}
    telling = sorted((clue for clue in gains if gains[clue] > 0), key=lambda clue: (-gains[clue], clue))
    return telling[:_FEW]


def _is_spelled(sense: Sense, row: str) -> bool:
    """Return True where the paper writes an expansion; one of a single word ("infrared") says too little."""
    return any(key in row for key in _keys(sense))


@lru_cache(maxsize=8192)
def _own(sense: Sense) -> tuple[str, ...]:
    return tuple(sorted({word for form in (sense.expansion, *sense.forms) for word in stems(form)}))


@lru_cache(maxsize=8192)
def _keys(sense: Sense) -> tuple[str, ...]:
    keys = (stems(form) for form in (sense.expansion, *sense.forms))
    return tuple(f" {' '.join(key)} " for key in keys if len(key) > 1)
