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
    articles = word_set("articles")
    if at + 1 >= stop or tokens.lower[at] not in word_set("apposition") or tokens.lower[at + 1] not in articles:
        return ()
    end = at + 2
    while end < stop and (
        tokens.lower[end] in articles
        or (tokens.kinds[end] not in ("punct", "stop") and tokens.lower[end] not in word_set("clause_ends"))
    ):
        end += 1
    return as_contribution(noun_type(tokens, at + 1, end, lexicon))


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
