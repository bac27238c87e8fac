"""The cue rules of `rules/cues.toml`, compiled to spaCy Matchers and run only where a trigger word stands.

Running every token pattern over every sentence costs many times the tokenizer; a set intersection of a sentence's
words with the triggers costs next to nothing, so each rule has its own Matcher, called on a sentence only if one of
the rule's trigger words is in it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal, cast

from spacy.matcher import Matcher

from methodgraph.extract.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Mapping

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
        self._by_trigger: dict[str, list[int]] = {}
        self._matchers: list[Matcher] = []
        for n, rule in enumerate(rules):
            matcher = Matcher(vocab)
            matcher.add(rule.id, rule.patterns, greedy="LONGEST")
            self._matchers.append(matcher)
            for word in rule.triggers:
                self._by_trigger.setdefault(word, []).append(n)
        self._triggers = frozenset(self._by_trigger)

    def find(self, tokens: Tokens) -> list[Cue]:
        """Return every cue of every sentence, sorted by place and then by rule; "not" before a cue turns it round."""
        found: list[Cue] = []
        index = {token: n for n, token in enumerate(tokens.doc_index)}
        for start, end in tokens.sentences:
            fired = self._triggers.intersection(tokens.lower[start:end])
            if not fired:
                continue
            first, last = tokens.doc_index[start], tokens.doc_index[end - 1] + 1
            sentence = tokens.doc[first:last]
            for n in sorted({n for word in fired for n in self._by_trigger[word]}):
                for _, left, right in self._matchers[n](sentence):
                    # a match may begin or end in white space only where a pattern allows any token
                    inside = [index[i] for i in range(first + left, first + right) if i in index]
                    rule = _as_told(self.rules[n], tokens.lower[start : inside[0]]) if inside else None
                    if rule is not None:
                        found.append(Cue(rule, inside[0], inside[-1] + 1))
        return sorted(found, key=lambda cue: (cue.start, cue.end, cue.rule.id))


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
