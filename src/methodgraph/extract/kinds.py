"""What kind of thing a name is, from the nouns around it: behind, before, in its apposition, at its own end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from methodgraph.extract.lexicon import word_set

if TYPE_CHECKING:
    from methodgraph.extract.abbreviations import Definition
    from methodgraph.extract.lexicon import Lexicon
    from methodgraph.extract.tokens import Tokens
    from methodgraph.records import EntityType

METHOD: tuple[EntityType, ...] = ("Method",)
PROPER: frozenset[EntityType] = frozenset({"Model", "Dataset", "Benchmark"})
"""Types whose names are proper names: ImageNet is one thing, however it is spelled."""


def as_contribution(types: tuple[EntityType, ...]) -> tuple[EntityType, ...]:
    """What is proposed under a name that ends like a task ("Vulnerability-Aware Alignment") is a method for it."""
    return METHOD if not types or types[0] == "Task" else types


def noun_type(tokens: Tokens, start: int, end: int, lexicon: Lexicon) -> tuple[EntityType, ...]:
    """Return the type of the last typed noun in the token range; empty where there is none."""
    for at in range(end - 1, start - 1, -1):
        word = tokens.lower[at]
        if word in lexicon.type_nouns:
            return lexicon.type_nouns[word]
        if word in lexicon.heads:
            return lexicon.heads[word].types
    return ()


def apposition_type(tokens: Tokens, at: int, stop: int, lexicon: Lexicon) -> tuple[EntityType, ...]:
    """Return the type of ", a ... dataset of" that begins at `at`; empty where no apposition stands there."""
    if not _is_apposition(tokens, at, stop):
        return ()
    return as_contribution(apposition_noun(tokens, at, stop, lexicon))


def _is_apposition(tokens: Tokens, at: int, stop: int) -> bool:
    return at + 1 < stop and tokens.lower[at] in word_set("apposition") and tokens.lower[at + 1] in word_set("articles")


def apposition_noun(tokens: Tokens, at: int, stop: int, lexicon: Lexicon) -> tuple[EntityType, ...]:
    """Return the type that the last typed noun of the apposition at `at` tells; empty where none does."""
    if not _is_apposition(tokens, at, stop):
        return ()
    articles = word_set("articles")
    end = at + 2
    while end < stop and (
        tokens.lower[end] in articles
        or (tokens.kinds[end] not in ("punct", "stop") and tokens.lower[end] not in word_set("clause_ends"))
    ):
        end += 1
    return noun_type(tokens, at + 1, end, lexicon)


def definition_type(tokens: Tokens, definition: Definition, lexicon: Lexicon) -> tuple[EntityType, ...]:
    """Type a defined name by the noun behind its bracket, the noun before, the apposition; else by its own head."""
    behind = max(definition.short[1], definition.long[1]) + 1
    begin = min(definition.short[0], definition.long[0])
    stop = tokens.sentences[tokens.sentence_of[begin]][1]
    if behind < stop and tokens.lower[behind] in lexicon.type_nouns:
        return lexicon.type_nouns[tokens.lower[behind]]
    before = [lexicon.type_nouns[w] for w in tokens.lower[max(0, begin - 3) : begin] if w in lexicon.type_nouns]
    told = before[-1] if before else apposition_type(tokens, behind, stop, lexicon)
    if told:
        return told
    last = tokens.lower[definition.long[1] - 1]
    if last in lexicon.type_nouns:
        return lexicon.type_nouns[last]
    return as_contribution(lexicon.heads[last].types) if last in lexicon.heads else METHOD


def title_type(tokens: Tokens, start: int, lexicon: Lexicon) -> tuple[EntityType, ...]:
    """Return the type of what a title explains from `start` on: "A Benchmark for ..." makes a Benchmark."""
    prepositions = word_set("title_prepositions")
    end = next((n for n in range(start, len(tokens.words)) if tokens.lower[n] in prepositions), len(tokens.words))
    return as_contribution(noun_type(tokens, start, end, lexicon))
