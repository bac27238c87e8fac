"""The cue rules of `rules/cues.toml`, compiled to spaCy Matchers and run only where they can match.

Running every token pattern over every sentence costs many times the tokenizer. So each rule has its own Matcher,
called only on the stretches of a sentence in which the words it is made of stand (`shapes.py`), and only if one of
the rule's triggers is in the sentence. A rule whose pattern is a single word matches where the word stands.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from itertools import chain, starmap
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast

from spacy.attrs import IS_PUNCT, LOWER  # type: ignore[import-not-found]  # Cython
from spacy.lang.lex_attrs import is_punct
from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from methodgraph.errors import DataError, Problem
from methodgraph.extract.lexicon import word_set
from methodgraph.extract.shapes import Shape, merged
from methodgraph.records import EntityType, Predicate, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from methodgraph.extract.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Rule:
    """One cue rule, as its file describes it."""

    id: str
    role: Role | None
    relation: Predicate | None
    types: frozenset[EntityType]
    side: Literal["left", "right"]
    reach: int
    weight: int
    section: str | None
    until: frozenset[str]
    triggers: frozenset[str]
    patterns: list[list[dict[str, Any]]]
    fires: tuple[str, ...]
    silent: tuple[str, ...]


class Cue(NamedTuple):
    """A place where a rule's pattern matched: token range, half-open."""

    rule: Rule
    start: int
    end: int


def load_rules() -> tuple[Rule, ...]:
    """Return the shipped cue rules, in the order of their file."""
    text = resources.files("methodgraph.extract").joinpath("rules", "cues.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    sets = cast("Mapping[str, list[str]]", data["sets"])
    return tuple(_rule(row, sets) for row in data["rule"])


class Cues:
    """The compiled cue rules."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self.rules = rules
        self._vocab = Vocab(lex_attr_getters={LOWER: str.lower, IS_PUNCT: is_punct})
        self._matchers: dict[str, Matcher] = {}
        """By rule id; none for a rule of single words."""
        self._openers = _openers(rules)
        self._asked = {rule.id: _words_asked(rule) for rule in rules}
        self._remembered: dict[str, dict[tuple[str, ...], tuple[tuple[int, int], ...]]] = {
            rule.id: {} for rule in rules
        }
        """By rule id where its Matcher matched in a stretch of words: abstracts have their phrases."""
        for rule in rules:
            shapes = [Shape.of(pattern) for pattern in rule.patterns]
            if not all(shape.is_word for shape in shapes):
                self._matchers[rule.id] = Matcher(self._vocab)
                self._matchers[rule.id].add(rule.id, rule.patterns, greedy="LONGEST")

    def find(self, tokens: Tokens) -> list[Cue]:
        """Return every cue of every sentence, sorted by place and then by rule; "not" before a cue turns it round."""
        found: list[Cue] = []
        lower, openers = tokens.lower, self._openers
        opened: dict[int, list[int]] = {}
        for at in [n for n, word in enumerate(lower) if word in openers]:
            opened.setdefault(tokens.sentence_of[at], []).append(at)
        turns = not _turning().isdisjoint(tokens.said)
        for n, places in opened.items():
            start, end = tokens.sentences[n]
            words = frozenset(lower[start:end])
            matches = self._matches(tokens, places, end, words)
            if turns and not _turning().isdisjoint(words):
                told = ((_as_told(rule, lower[start:first]), first, last) for rule, first, last in matches)
                matches = ((rule, first, last) for rule, first, last in told if rule is not None)
            found += starmap(Cue, matches)
        return sorted(found, key=lambda cue: (cue.start, cue.end, cue.rule.id))

    def _matches(
        self, tokens: Tokens, places: Sequence[int], end: int, words: frozenset[str]
    ) -> Iterator[tuple[Rule, int, int]]:
        """Yield where the rules match in a sentence of these words, not yet in order; `places` are those of openers."""
        for rule, told in self._stretches(tokens.lower, places, end, words).values():
            if rule.id not in self._matchers:
                for first, last in told:
                    yield rule, first, last
            else:
                for first, last in merged(told):
                    yield from self._run(rule, tokens, first, last)

    def _stretches(
        self, lower: list[str], places: Sequence[int], end: int, words: frozenset[str]
    ) -> dict[str, tuple[Rule, list[tuple[int, int]]]]:
        """Return by rule id the stretches of a sentence in which the rule may match, by their start."""
        found: dict[str, tuple[Rule, list[tuple[int, int]]]] = {}
        runs: dict[int, int] = {}
        openers = self._openers
        for at in places:
            behind = openers[lower[at]]
            told = behind.get(lower[at + 1]) if at + 1 < end else None
            for rule, shape in behind[""] if told is None else told:
                if rule.triggers.isdisjoint(words):
                    continue
                last = shape.reach(lower, at, end, runs.get(id(shape), 0))
                if last is not None:
                    runs[id(shape)] = last
                    found.setdefault(rule.id, (rule, []))[1].append((at, last))
        return found

    def _run(self, rule: Rule, tokens: Tokens, first: int, last: int) -> Iterator[tuple[Rule, int, int]]:
        """Yield where a rule's Matcher matches within the tokens `first` to `last`."""
        begin, end = tokens.stream_index[first], tokens.stream_index[last - 1] + 1
        if end - begin == last - first:
            for left, right in self._matched(rule, tokens.lower[first:last]):
                yield rule, first + left, first + right
            return
        for left, right in self._matched(rule, [word.lower() for word in tokens.stream[begin:end]]):
            # a match may begin or end in white space only where a pattern allows any token
            inside = [tokens.place_of[n] for n in range(begin + left, begin + right) if n in tokens.place_of]
            if inside:
                yield rule, inside[0], inside[-1] + 1

    def _matched(self, rule: Rule, words: Sequence[str]) -> tuple[tuple[int, int], ...]:
        """Return where a rule's Matcher matches in `words`, remembered by what the rule can tell of them."""
        asked = self._asked[rule.id]
        key = tuple([word if word in asked else _stand_in(word) for word in words])
        known = self._remembered[rule.id]
        told = known.get(key)
        if told is None:
            if len(known) >= _MOST_REMEMBERED:
                known.clear()
            doc = Doc(self._vocab, words=list(key))
            told = tuple((left, right) for _, left, right in self._matchers[rule.id](doc[:]))
            if len(key) <= _LONGEST_REMEMBERED:
                known[key] = told
        return told


_Openers = dict[str, dict[str, list[tuple[Rule, Shape]]]]


def _openers(rules: Iterable[Rule]) -> _Openers:
    """Return the patterns by the word they begin with and the next one; under "" those that leave the next one open.

    Where a next word is named, those that leave it open stand there too, before the others.
    """
    found: _Openers = {}
    for rule in rules:
        for shape in map(Shape.of, rule.patterns):
            if not shape.opening:
                fault = f"a pattern of {rule.id} may begin with any word"
                raise DataError([Problem("cues.toml", 0, fault, "let its first token name words")])
            for word in shape.needs[0]:
                for behind in shape.needs[1] if shape.opening > 1 else ("",):
                    found.setdefault(word, {"": []}).setdefault(behind, []).append((rule, shape))
    for word, told in found.items():
        found[word] = {behind: [*told[""], *pairs] if behind else pairs for behind, pairs in told.items()}
    return found


def _words_asked(rule: Rule) -> frozenset[str]:
    """Return the words that a rule's patterns name. Raises DataError where they ask for more than these and marks."""
    named: set[str] = set()
    for spec in chain.from_iterable(rule.patterns):
        if not spec.keys() <= {"LOWER", "IS_PUNCT", "OP"}:
            fault = f"a pattern of {rule.id} asks for {', '.join(spec)}"
            raise DataError([Problem("cues.toml", 0, fault, "ask for LOWER and IS_PUNCT alone")])
        told = spec.get("LOWER", {})
        named.update((told,) if isinstance(told, str) else chain.from_iterable(told.values()))
    return frozenset(named)


@lru_cache(maxsize=65536)
def _stand_in(word: str) -> str:
    """Return what stands for a word that no pattern names: all that they tell apart are marks and what is none.

    So a stretch is met again whatever the other words in it are, and spaCy's memory of words does not grow.
    """
    return "¶" if is_punct(word) else "<other>"


@lru_cache(maxsize=1)
def _turning() -> frozenset[str]:
    """Return the words one of which stands in every sentence in which a cue is turned round."""
    return word_set("negations") | word_set("doubts")


def _as_told(rule: Rule, before: list[str]) -> Rule | None:
    """Return what a rule tells behind the words `before` it in its sentence.

    Behind "not" a role is no more than a mention, and nothing is introduced; behind "fails to" or "challenged the view
    that" there is no relation.
    """
    if before and before[-1] in word_set("negations"):
        return None if rule.role in (None, "introduces") else replace(rule, role="mentions", relation=None, weight=95)
    if rule.relation is not None and not word_set("doubts").isdisjoint(before[-_DOUBT_REACH:]):
        return replace(rule, relation=None)
    return rule


_MOST_REMEMBERED = 10_000
"""Stretches whose matches are kept for each rule."""

_LONGEST_REMEMBERED = 100
"""Words of the longest such stretch; a sentence of an abstract has thirty."""

_DOUBT_REACH = 8
"""Words before a cue among which a doubt takes it back."""


def _rule(row: Mapping[str, Any], sets: Mapping[str, list[str]]) -> Rule:
    triggers: set[str] = set()
    for word in row["trigger"]:
        triggers.update(sets[word[1:]] if word.startswith("@") else (word,))
    return Rule(
        id=row["id"],
        role=row.get("role"),
        relation=row.get("relation"),
        types=frozenset(row.get("types", ())),
        side=row["side"],
        reach=row["reach"],
        weight=row["weight"],
        section=row.get("section"),
        until=frozenset(row.get("until", ())),
        triggers=frozenset(triggers),
        patterns=[[_spec(spec, sets) for spec in pattern] for pattern in row.get("patterns") or [row["pattern"]]],
        fires=tuple(row["fires"]),
        silent=tuple(row["silent"]),
    )


def _spec(spec: Mapping[str, Any], sets: Mapping[str, list[str]]) -> dict[str, Any]:
    return {
        key: {"IN": sets[value[1:]]} if isinstance(value, str) and value.startswith("@") else value
        for key, value in spec.items()
    }
