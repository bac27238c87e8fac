"""EXTRACT: a pure function of one paper. `Extractor` holds the compiled finders, nothing else."""

from __future__ import annotations

import gc
import re
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from methodgraph.errors import UsageError
from methodgraph.extract.chunks import Chunks
from methodgraph.extract.code import find_code
from methodgraph.extract.cues import Cues, load_rules
from methodgraph.extract.drafts import maker_of
from methodgraph.extract.figures import find_figures
from methodgraph.extract.lexicon import load_lexicon, word_set
from methodgraph.extract.means import is_means
from methodgraph.extract.meet import join_variants
from methodgraph.extract.passages import mention_passage, sentence_passage
from methodgraph.extract.phrases import Phrases
from methodgraph.extract.reading import Finders, Reading, read, types_by_form
from methodgraph.extract.relations import find_relations, main_method
from methodgraph.extract.roles import Verdict, judge
from methodgraph.extract.sections import sections
from methodgraph.extract.things import Thing, gather
from methodgraph.extract.tokens import read_tokens
from methodgraph.extract.words import is_name
from methodgraph.records import PaperEntity, PaperGraph, Unlinked
from methodgraph.vocabulary import Vocabulary, extended, load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from methodgraph.extract.candidate import Place
    from methodgraph.extract.sections import Section
    from methodgraph.records import Field, Paper, Passage, Role
    from methodgraph.vocabulary import Term

PASSING = "a measure named in passing: no evaluation speaks of it"
NO_TYPE = "written like a name, but nothing tells what it is"

_SURROGATE = re.compile(r"[\ud800-\udfff]")


class Extractor:
    """Compiled rules and vocabulary. Call it with a paper; the same paper always gives the same graph.

    `with_terms` and `with_learned` return extractors that know more, at the price of compiling that alone.
    """

    def __init__(self, vocabulary: Vocabulary, compiled: tuple[Chunks, Finders] | None = None) -> None:
        """Compile the rules over `vocabulary`; `compiled` is what another extractor has of them already."""
        self._vocabulary = vocabulary
        self._chunks, self._finders = compiled or _compiled(vocabulary)

    def __call__(self, paper: Paper) -> PaperGraph:
        """Return what `paper` says: entities, roles, relations, results and code, each with its evidence.

        Raises UsageError for a text that no file can hold: one with a lone surrogate.
        """
        lexicon = self._finders.lexicon
        told: tuple[tuple[Field, str], ...] = (("text", paper.text), ("title", paper.title or ""))
        if any(not text.isascii() and _SURROGATE.search(text) for _, text in told):
            raise UsageError(f"paper {paper.id!r} holds a lone surrogate, which is no character; repair the text first")
        fields = tuple(read_tokens(self._chunks, text, field, lexicon) for field, text in told if text)
        if not fields:
            return PaperGraph(paper)
        reading = read(fields, self._finders)
        things = join_variants(gather(reading, self._vocabulary))
        parts = {tokens.field: sections(tokens, reading.cues[tokens.field]) for tokens in fields}
        known, unknown = _typed(things, reading, parts)
        verdicts = {thing.key: judge(thing, reading, parts) for thing in known}
        roles = {key: found[0].role for key, found in verdicts.items()}
        results = find_figures(known, main_method(known), reading, parts[fields[0].field])
        return PaperGraph(
            paper=paper,
            entities=tuple(_entity(thing, verdicts[thing.key]) for thing in known),
            relations=tuple(find_relations(known, roles, reading, parts, results)),
            results=tuple(results),
            code=find_code(paper.text),
            unlinked=tuple(_left_out(thing) for thing in unknown),
        )

    def with_terms(self, terms: Iterable[Term]) -> Extractor:
        """Return an extractor that knows `terms` too. What a paper introduces is still introduced by it."""
        given = {term.id: term for term in terms}
        finders = replace(self._finders, given=Phrases(Vocabulary(given, {})))
        return Extractor(extended(self._vocabulary, given.values()), (self._chunks, finders))

    def with_learned(self, terms: Iterable[Term]) -> Extractor:
        """Return an extractor that finds the labels of `terms`, learned from a corpus, by the rule learned/name.

        Long forms it finds by the rules for what a paper defines, as ever.
        """
        learned = Phrases(Vocabulary({term.id: replace(term, aliases=()) for term in terms}, {}))
        return Extractor(self._vocabulary, (self._chunks, replace(self._finders, learned=learned)))

    def names_learned(self, paper: Paper) -> bool:
        """Return True where `paper` bears a learned name; every other paper reads as if nothing had been learned."""
        learned = self._finders.learned
        if learned is None:
            return False
        texts = (text for text in (paper.text, paper.title) if text)
        return any(learned.stand_in(self._chunks.cut(text)[0]) for text in texts)


def _compiled(vocabulary: Vocabulary) -> tuple[Chunks, Finders]:
    lexicon, phrases = load_lexicon(), Phrases(vocabulary)
    finders = Finders(lexicon=lexicon, vocabulary=vocabulary, phrases=phrases, cues=Cues(load_rules()))
    return Chunks(lexicon, phrases), finders


@lru_cache(maxsize=1)
def load_extractor() -> Extractor:
    """Return the extractor over the shipped vocabulary and rules, compiled once per process.

    It lives as long as the process, so the garbage collector is told to pass over what is loaded by then: to look
    through 50,000 terms again and again costs a tenth of the time that papers take.
    """
    extractor = Extractor(load_vocabulary())
    gc.freeze()
    return extractor


def _typed(
    things: Sequence[Thing], reading: Reading, parts: Mapping[Field, list[Section]]
) -> tuple[list[Thing], list[Thing]]:
    """Give each thing its type and whether it is introduced; part those that nothing types or that are no more than
    a word for quality.
    """
    told = types_by_form(reading.places)
    known: list[Thing] = []
    unknown: list[Thing] = []
    for thing in things:
        for place in thing.places:
            introduction = reading.introductions.get(place.form)
            if introduction is not None and thing.introduced is None:
                thing.introduced, thing.named = introduction.cue, introduction.named
                thing.types = introduction.candidate.types
        if thing.types == ("Task",) and thing.introduced is None and is_means(thing):
            thing.types = ("Method", "Task")
        if not thing.types:
            thing.types = next((told[p.form] for p in thing.places if p.form in told), ())
        (known if thing.types and not _is_passing_measure(thing, parts) else unknown).append(thing)
    return known, unknown


def _is_passing_measure(thing: Thing, parts: Mapping[Field, list[Section]]) -> bool:
    """True for a quality written as an ordinary word ("robustness", "fidelity") that no evaluation speaks of.

    What is only ever computed ("accuracy", "error rate", "kappa") is a measure wherever it stands.
    """
    if thing.types[0] != "Metric" or thing.introduced or thing.short:
        return False
    words = [word for place in thing.places for word in place.text.split()]
    if any(is_name(word) or word.lower() in word_set("computed_measures") for word in words):
        return False
    return not any(
        parts[place.tokens.field][place.sentence] == "evaluation" and _has_figure(place) for place in thing.places
    )


def _has_figure(place: Place) -> bool:
    start, end = place.tokens.sentences[place.sentence]
    return any(place.tokens.words[n][:1].isdigit() for n in range(start, end)) or not word_set(
        "measure_words"
    ).isdisjoint(place.tokens.lower[start:end])


_paper_entity = maker_of(PaperEntity)


def _entity(thing: Thing, verdicts: Sequence[Verdict]) -> PaperEntity:
    best = verdicts[0]
    return _paper_entity(
        thing.name,
        thing.aliases,
        thing.types,
        tuple(dict.fromkeys([verdict.role for verdict in verdicts])),
        thing.sense,
        _in_order([mention_passage(place, thing.types) for place in thing.places]),
        _in_order([sentence_passage(place, rule) for place, rule in _once(verdicts, best.role)]),
        thing.concept,
        thing.sensed,
    )


def _once(verdicts: Iterable[Verdict], role: Role) -> Iterator[tuple[Place, str]]:
    """Yield a place and the rule for each sentence and rule that tell `role`, each pair once."""
    told: set[tuple[str, int, str]] = set()
    for verdict in verdicts:
        place = verdict.place
        key = place.tokens.field, place.sentence, verdict.rule
        if verdict.role == role and key not in told:
            told.add(key)
            yield place, verdict.rule


def _left_out(thing: Thing) -> Unlinked:
    mentions = _in_order([mention_passage(place) for place in thing.places])
    return Unlinked(thing.name, PASSING if thing.types else NO_TYPE, mentions)


def _in_order(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return the passages sorted, each once."""
    if len(passages) > 1 and not all(a.field == b.field and a.start < b.start for a, b in pairwise(passages)):
        return tuple(sorted(set(passages)))  # seldom needed: things are read in the order of the text
    return tuple(passages)
