"""The cue rules of `rules/cues.toml`, compiled to spaCy Matchers and run only where they can match.

Running every token pattern over every sentence costs many times the tokenizer. So each rule has its own Matcher,
called only on the stretches of a sentence in which the words it is made of stand (`shapes.py`), and only if one of
the rule's triggers is in the sentence. A rule whose pattern is a single word matches where the word stands.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal, cast

from spacy.matcher import Matcher

from methodgraph.errors import DataError, Problem
from methodgraph.extract.lexicon import word_set
from methodgraph.extract.shapes import Shape, merged

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.vocab import Vocab

    from methodgraph.extract.tokens import Tokens
    from methodgraph.records import EntityType, Predicate, Role


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


@dataclass(frozen=True, slots=True)
class Cue:
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

    def __init__(self, vocab: Vocab, rules: tuple[Rule, ...]) -> None:
        self.rules = rules
        self._matchers: dict[str, Matcher] = {}
        """By rule id; none for a rule of single words."""
        self._openers: dict[str, dict[str, list[tuple[Rule, Shape]]]] = {}
        """The patterns by the word they begin with and the next one; under "" those that leave the next one open."""
        self._remembered: dict[tuple[str, ...], tuple[tuple[int, int], ...]] = {}
        """Where a rule's Matcher matched in a stretch, by rule id and words: abstracts have their phrases."""
        for rule in rules:
            shapes = [Shape.of(pattern) for pattern in rule.patterns]
            if not all(shape.is_word for shape in shapes):
                self._matchers[rule.id] = Matcher(vocab)
                self._matchers[rule.id].add(rule.id, rule.patterns, greedy="LONGEST")
            for shape in shapes:
                if not shape.opening:
                    fault = f"a pattern of {rule.id} may begin with any word"
                    raise DataError([Problem("cues.toml", 0, fault, "let its first token name words")])
                for word in shape.needs[0]:
                    for behind in shape.needs[1] if shape.opening > 1 else ("",):
                        self._openers.setdefault(word, {}).setdefault(behind, []).append((rule, shape))

    def find(self, tokens: Tokens) -> list[Cue]:
        """Return every cue of every sentence, sorted by place and then by rule; "not" before a cue turns it round."""
        found: list[Cue] = []
        for start, end in tokens.sentences:
            for rule, first, last in self._matches(tokens, start, end):
                told = _as_told(rule, tokens.lower[start:first])
                if told is not None:
                    found.append(Cue(told, first, last))
        return sorted(found, key=lambda cue: (cue.start, cue.end, cue.rule.id))

    def _matches(self, tokens: Tokens, start: int, end: int) -> Iterator[tuple[Rule, int, int]]:
        """Yield where the rules match in a sentence, not yet in order."""
        for rule, told in self._stretches(tokens.lower, start, end).values():
            matcher = self._matchers.get(rule.id)
            for first, last in told if matcher is None else merged(told):
                if matcher is None:
                    yield rule, first, last
                else:
                    yield from self._run(rule, tokens, first, last)

    def _stretches(self, lower: list[str], start: int, end: int) -> dict[str, tuple[Rule, list[tuple[int, int]]]]:
        """Return by rule id the stretches of a sentence in which the rule may match, by their start."""
        found: dict[str, tuple[Rule, list[tuple[int, int]]]] = {}
        places = [at for at in range(start, end) if lower[at] in self._openers]
        words = frozenset(lower[start:end]) if places else frozenset()
        for at in places:
            openers = self._openers[lower[at]]
            behind = openers.get(lower[at + 1], ()) if at + 1 < end else ()
            for rule, shape in (*openers.get("", ()), *behind):
                last = None if rule.triggers.isdisjoint(words) else shape.reach(lower, at, end)
                if last is not None:
                    found.setdefault(rule.id, (rule, []))[1].append((at, last))
        return found

    def _run(self, rule: Rule, tokens: Tokens, first: int, last: int) -> Iterator[tuple[Rule, int, int]]:
        """Yield where a rule's Matcher matches within the tokens `first` to `last`."""
        begin, end = tokens.doc_index[first], tokens.doc_index[last - 1] + 1
        if end - begin == last - first:
            key = (rule.id, *tokens.lower[first:last])  # all that our patterns ask a token for hangs on these
            told = self._remembered.get(key)
            if told is None:
                told = tuple((left, right) for _, left, right in self._matchers[rule.id](tokens.doc[begin:end]))
                if len(self._remembered) < _MOST_REMEMBERED:
                    self._remembered[key] = told
            for left, right in told:
                yield rule, first + left, first + right
            return
        for _, left, right in self._matchers[rule.id](tokens.doc[begin:end]):
            # a match may begin or end in white space only where a pattern allows any token
            inside = [tokens.place_of[n] for n in range(begin + left, begin + right) if n in tokens.place_of]
            if inside:
                yield rule, inside[0], inside[-1] + 1


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


_MOST_REMEMBERED = 100_000
"""Stretches whose matches are kept."""

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
