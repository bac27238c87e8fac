"""On which data a paper's methods are tested and trained, where no cue says it outright."""

from __future__ import annotations

from typing import TYPE_CHECKING

from methodgraph.extract.lexicon import word_set
from methodgraph.extract.passages import sentence_passage
from methodgraph.records import family

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from methodgraph.extract.candidate import Place
    from methodgraph.extract.sections import Section
    from methodgraph.extract.things import Thing
    from methodgraph.records import Field, Passage, Predicate, Role

_MOST_STUDIED = 5
_TEST_REACH = 16
"""Tokens between "we evaluate" and a model of the list that follows."""

_PURPOSE_REACH = 5
"""Words beside introduced data among which one says that they are for training."""

_Edge = tuple["Thing", "Predicate", "Thing", "Passage"]


def find_tested(
    things: Sequence[Thing], main: Thing | None, roles: Mapping[str, Role], parts: Mapping[Field, list[Section]]
) -> Iterator[_Edge]:
    """What a paper tests on what: the method of its own that the sentence names, else its main one; else the models
    that a study puts to the test, which its own benchmark tests too.
    """
    heads = _put_to_test(things) or ([main] if main else _studied(things, roles))
    own_test = next((t for t in things if t.introduced and t.types[0] == "Benchmark"), None) if main is None else None
    for thing in things:
        if roles[thing.key] == "evaluatesOn" or thing is own_test:
            told = [p for p in thing.places if parts[p.tokens.field][p.sentence] == "evaluation"] or thing.places[-1:]
            for head in _named_with(told[0], things) or heads:
                yield head, "evaluatedOn", thing, sentence_passage(told[0], "evaluatedOn/tested")


def find_trained(things: Sequence[Thing], main: Thing | None) -> Iterator[_Edge]:
    """The paper's method is trained on the data that the paper itself builds for training."""
    for thing in things:
        if main is None or not thing.introduced or thing.types[0] != "Dataset":
            continue
        for place in thing.places:
            begin, end = place.tokens.sentences[place.sentence]
            behind = place.tokens.lower[place.candidate.end : min(end, place.candidate.end + _PURPOSE_REACH)]
            before = place.tokens.lower[max(begin, place.candidate.start - _PURPOSE_REACH) : place.candidate.start]
            if not word_set("training_words").isdisjoint((*before, *behind)):
                yield main, "trainedOn", thing, sentence_passage(place, "trainedOn/built-for-training")
                break


def _named_with(place: Place, things: Sequence[Thing]) -> list[Thing]:
    """Return the introduced method named last before `place` in its sentence, as a list of one; empty for none."""
    before = [
        (other.candidate.start, n)
        for n, thing in enumerate(things)
        if thing.introduced and thing.named and family(thing.types[0]) == "Method"
        for other in thing.places
        if other.tokens is place.tokens
        and other.sentence == place.sentence
        and other.candidate.end <= place.candidate.start
    ]
    return [things[max(before)[1]]] if before else []


def _put_to_test(things: Sequence[Thing]) -> list[Thing]:
    """Return the models that the authors say they test: "we evaluate three models: A, B and C"."""
    return [t for t in things if t.types[0] == "Model" and not t.introduced and any(_is_tested(p) for p in t.places)]


def _is_tested(place: Place) -> bool:
    tokens, start = place.tokens, place.candidate.start
    begin = max(tokens.sentences[place.sentence][0], start - _TEST_REACH)
    for at in range(start - 1, begin, -1):
        if tokens.lower[at] in word_set("test_verbs"):
            subject = tokens.lower[max(0, at - 3) : at]
            return not word_set("own_words").isdisjoint(subject)
        if tokens.lower[at] in word_set("oblique"):
            return False
    return False


def _studied(things: Sequence[Thing], roles: Mapping[str, Role]) -> list[Thing]:
    """Return the models that a paper without a method of its own puts to the test; none where they are too many."""
    models = [t for t in things if t.types[0] == "Model" and roles[t.key] in ("uses", "evaluatesOn")]
    return models if len(models) <= _MOST_STUDIED else []
