"""What kind of word a word is, without a tagger: the closed classes, the heads that carry a type, the generic nouns.

The three tables (`rules/words.tsv`, `heads.tsv`, `type_nouns.tsv`) were drawn up from the words of tens of
thousands of abstracts and reviewed; they are read once.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Literal, cast

from methodgraph.records import EntityType

WordClass = Literal["stop", "verb", "adverb", "inner", "modifier", "generic"]
Strength = Literal["strong", "medium", "weak"]


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that types the phrase it ends: "segmentation" makes a Task.

    A strong head needs a modifier, a medium one a modifier that is a noun ("mask generation", but not "uniform
    generation"), a weak one a reason beyond the phrase itself.
    """

    types: tuple[EntityType, ...]
    strength: Strength

    @property
    def strong(self) -> bool:
        """True where any modifier makes a term of the head."""
        return self.strength == "strong"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word classes by lower-case word, typed heads and type nouns ("algorithm", "dataset") likewise.

    `gerunds` are the heads that the word classes hold for verbs: "fitting", "transform". `class_nouns` are the plurals
    that announce a list of names of their type: "models such as".
    """

    words: Mapping[str, WordClass]
    heads: Mapping[str, Head]
    type_nouns: Mapping[str, tuple[EntityType, ...]]
    gerunds: frozenset[str]
    class_nouns: Mapping[str, tuple[EntityType, ...]]


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Return the shipped lexicon."""
    words = {row[0]: cast("WordClass", row[1]) for row in table("words.tsv")}
    heads = {row[0]: Head(_types(row[1]), cast("Strength", row[2])) for row in table("heads.tsv")}
    nouns = {row[0]: _types(row[1]) for row in table("type_nouns.tsv")}
    plural = {noun + "s": types for noun, types in nouns.items() if not noun.endswith("s")}
    gerunds = frozenset(head for head in heads if words.get(head) == "verb")
    typed = {head: told.types for head, told in heads.items()} | plural | nouns
    silent = word_set("no_class_nouns")
    class_nouns = {noun: types for noun, types in typed.items() if _is_plural(noun) and noun not in silent}
    return Lexicon(words, heads, plural | nouns, gerunds, class_nouns)


def _is_plural(noun: str) -> bool:
    return noun.endswith(("s", "corpora")) and not noun.endswith(("ss", "us", "is"))


@cache
def word_set(name: str) -> frozenset[str]:
    """Return a word set of `rules/sets.toml`. Raises KeyError where there is none of that name."""
    return _word_sets()[name]


@lru_cache(maxsize=1)
def _word_sets() -> Mapping[str, frozenset[str]]:
    text = resources.files("methodgraph.extract").joinpath("rules", "sets.toml").read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(text).items()}


def table(name: str) -> list[list[str]]:
    """Return the rows of a rule table without its header."""
    text = resources.files("methodgraph.extract").joinpath("rules", name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()[1:] if line]


def _types(cell: str) -> tuple[EntityType, ...]:
    return cast("tuple[EntityType, ...]", tuple(cell.split("|")))
