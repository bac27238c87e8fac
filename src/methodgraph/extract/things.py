"""From places to things: candidates of a paper's title and text gathered into what they name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from methodgraph.extract.candidate import Place
from methodgraph.extract.lexicon import load_lexicon
from methodgraph.extract.senses import find_senses, inner_places, is_sure
from methodgraph.extract.shared import RULE as SHARED
from methodgraph.extract.words import is_name
from methodgraph.records import EntityType, Sensed
from methodgraph.text.folding import fold
from methodgraph.vocabulary.senses import load_senses

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from methodgraph.extract.candidate import Candidate
    from methodgraph.extract.reading import Reading
    from methodgraph.extract.senses import Decision
    from methodgraph.vocabulary import Term, Vocabulary


NARROWER = "term/narrower"
"""The rule of a phrase that names a thing by its last words: "bamboo poisoning attacks" names poisoning attacks."""

_NO_FORMS = (SHARED, NARROWER)
"""Rules whose places say more or less than the name: what stands there is no form of it."""


@dataclass(slots=True)
class Thing:
    """One thing named in a paper, while it is being gathered. `key` is unique within the paper."""

    key: str
    places: list[Place] = field(default_factory=list)
    types: tuple[EntityType, ...] = ()
    concept: str | None = None
    sense: str | None = None
    sensed: Sensed | None = None
    """How the sense of a short form was decided."""
    short: str | None = None
    label: str | None = None
    """The vocabulary's label of the concept."""
    introduced: str | None = None
    """The rule that saw it introduced."""
    named: bool = True
    """False for a mere description ("a hybrid quantum-classical algorithm")."""
    extra: list[str] = field(default_factory=list)
    _named: tuple[int, str | None, str] | None = field(default=None, repr=False)
    """What the name found last was found from, and the name."""

    @property
    def name(self) -> str:
        """The best surface form: the short form if the paper defines one, else the most frequent, else the first."""
        if self.short is not None:
            return self.short
        told = self._named
        if told is None or told[0] != len(self.places) or told[1] != self.label:
            self._named = told = len(self.places), self.label, self._best_form()
        return told[2]

    def _best_form(self) -> str:
        if self.label is not None:
            front = f"{self.label} "
            if any(f"{place.text} ".startswith(front) for place in self.places):
                return self.label
        whole = [place.text for place in self.places if place.candidate.rule not in _NO_FORMS]
        if self.label is not None and not whole:
            return self.label  # only a part of the name is written: "semantic and instance segmentation"
        if len(whole) == 1:
            return whole[0]
        counted = Counter(whole)
        return max(counted, key=counted.__getitem__)  # of equals the first, for a Counter keeps the order

    @property
    def aliases(self) -> tuple[str, ...]:
        """The other surface forms, in order of appearance."""
        name = self.name
        if len(self.places) == 1 and not self.extra and self.places[0].text == name:
            return ()  # what most things are
        whole = [place.text for place in self.places if place.candidate.rule not in _NO_FORMS]
        forms = dict.fromkeys([*whole, *self.extra])
        return tuple(form for form in forms if form != name)


def gather(reading: Reading, vocabulary: Vocabulary) -> list[Thing]:
    """Return the things that the places of `reading` name, in order of first appearance (text before title).

    Places meet by their vocabulary concept, else by the folded form; a long form and the short form that the paper
    defines for it are one thing. A name with several senses is decided by the paper's own definition, else by its
    context and by what papers usually mean (see `methodgraph.extract.senses`); what is left undecided keeps its form
    and no sense.
    """
    inner = inner_places(reading, load_senses())
    decided = find_senses(reading, [*reading.places, *inner], load_senses())
    sure = [place for place in inner if is_sure(decided[fold(place.text)])]
    longs = _expansions(decided, vocabulary) | {fold(long): fold(short) for short, long in reading.definitions.items()}
    things: dict[str, Thing] = {}
    for place in [*reading.places, *sure]:
        form = longs.get(place.form, place.form)
        decision = decided.get(form)
        term = (
            _concept(place.candidate, form, reading, vocabulary)
            if decision is None
            else _meant(decision, form, vocabulary)
        )
        key = f"concept:{term.id}" if term else f"form:{form}"
        thing = things.get(key)
        if thing is None:
            thing = things[key] = Thing(key)
        thing.places.append(place)
        if term and not thing.concept:
            thing.concept, thing.sense, thing.label = term.id, term.sense, term.label
            thing.types = thing.types or term.types
        if decision is not None:
            _give_sense(thing, decision, term)
        if place.candidate.types and not thing.types:
            thing.types = place.candidate.types
    _name(things, reading)
    return list(things.values())


def _name(things: dict[str, Thing], reading: Reading) -> None:
    """Give each thing the short form and the sense that the paper defines for it."""
    shorts = {fold(short): (short, long) for short, long in reading.definitions.items()}
    for thing in things.values():
        for place in thing.places:
            told = shorts.get(place.form)
            if told:
                thing.short, thing.sense = told
                thing.sensed = Sensed("definition")
                break
        label = thing.label or ""
        if thing.sense is None and thing.sensed is None and " " in label and _stands_for(thing.name, label):
            thing.sense, thing.sensed = label, Sensed("only")


def _stands_for(name: str, label: str) -> bool:
    """Return True for a name written like a short form, where the vocabulary's label is written in words."""
    return " " not in name and " " in label and is_name(name) and not any(is_name(word) for word in label.split())


def _expansions(decided: Mapping[str, Decision], vocabulary: Vocabulary) -> dict[str, str]:
    """Map the folded expansions of decided short forms to these, so that both meet in one thing.

    A form that the vocabulary knows as another thing stays apart: "language modeling" is no form of LM.
    """
    told: dict[str, str] = {}
    for short, decision in decided.items():
        meant = _meant(decision, short, vocabulary)
        for form in (decision.sense.expansion, *decision.sense.forms) if decision.sense else ():
            named = vocabulary.named(form)
            if not named or meant in named:
                told[fold(form)] = short
    return told


def _meant(decision: Decision, short: str, vocabulary: Vocabulary) -> Term | None:
    """Return the vocabulary's term of a decided sense: one that bears the short form too, if there is one."""
    sense = decision.sense
    forms = (sense.expansion, *sense.forms) if sense is not None else ()
    named = [term for form in forms for term in vocabulary.named(form)]
    return next((term for term in named if short in map(fold, term.names)), named[0] if named else None)


def _give_sense(thing: Thing, decision: Decision, term: Term | None) -> None:
    """Give a thing the sense that was decided for its short form, and where no term tells its type, its head's."""
    thing.sensed = decision.sensed
    if decision.sense is None:
        return
    same = term is not None and fold(term.label) == fold(decision.sense.expansion)
    thing.sense = (term.sense if term else None) or (term.label if term and same else decision.sense.expansion)
    if term is None and not thing.types:
        head = load_lexicon().heads.get(decision.sense.expansion.lower().split()[-1])
        thing.types = head.types if head else ()


def _concept(candidate: Candidate, form: str, reading: Reading, vocabulary: Vocabulary) -> Term | None:
    concepts = [vocabulary.terms[concept] for concept in candidate.concepts]
    long = reading.long_forms.get(form)
    if long is not None:
        named = vocabulary.named(long)
        return named[0] if named else None
    if len(concepts) == 1:
        return concepts[0] if candidate.family == "vocabulary" else None
    usual = next((term for term in concepts if term.id == vocabulary.usual.get(form)), None)
    return by_context(concepts, reading.words) or usual or _one_task(concepts)


def _one_task(concepts: Sequence[Term]) -> Term | None:
    """Return the one task among rivals that are data: "VQA benchmarks" speaks of the task, not of a data set VQA."""
    tasks = [term for term in concepts if term.types[0] == "Task"]
    rivals = [term for term in concepts if term.types[0] not in ("Task", "Dataset", "Benchmark")]
    return tasks[0] if len(tasks) == 1 and not rivals else None


def by_context(terms: Sequence[Term], words: Iterable[str]) -> Term | None:
    """Return the term whose context words stand most often among `words`; None where none does or two tie."""
    if not any(term.context for term in terms):
        return None
    text = " " + " ".join(words) + " "
    found = [sum(f" {word} " in text or f" {word}s " in text for word in term.context) for term in terms]
    scores = sorted(((score, n) for n, score in enumerate(found)), reverse=True)
    if not scores or scores[0][0] == 0 or (len(scores) > 1 and scores[1][0] == scores[0][0]):
        return None
    return terms[scores[0][1]]
