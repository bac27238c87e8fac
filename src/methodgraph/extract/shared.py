"""Names that share a part with their neighbour: "semantic and instance segmentation", "model- and data-parallel
training", "ImageNet-C, R and A".

What stands in the text is only a part ("semantic", "model-", "R"); it is read as the whole name where the vocabulary
has that name and the neighbour's. The entity bears the vocabulary's label, for its name is not written anywhere. Known
misses: shared parts of names that nobody knows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from methodgraph.extract.candidate import Candidate
from methodgraph.extract.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from methodgraph.extract.tokens import Tokens
    from methodgraph.vocabulary import Term, Vocabulary

RULE = "vocabulary/shared"
_SERIES = re.compile(r"-\S(?!\w)")
"""What stands in every text that names a member of a series by its letter."""
_LONGEST_SHARED = 3
"""Most words behind a joint that may belong to both names."""


def find_shared(tokens: Tokens, vocabulary: Vocabulary) -> list[Candidate]:
    """Return the parts before or behind a joint that a neighbour completes to a name of the vocabulary."""
    joints = word_set("shared_joints")
    if joints.isdisjoint(tokens.said):
        return []
    found = []
    for at in [n for n, word in enumerate(tokens.lower) if word in joints]:
        if 0 < at < len(tokens.words) - 1:
            term = _completed(tokens, at, vocabulary)
            if term is not None:
                found.append(Candidate(at - 1, at, RULE, term.types, (term.id,)))
    return [*found, *_letters(tokens, vocabulary)]


def _completed(tokens: Tokens, joint: int, vocabulary: Vocabulary) -> Term | None:
    """Return the term that the word before the joint names with the end of the phrase behind it."""
    word = tokens.words[joint - 1]
    if tokens.kinds[joint - 1] not in ("", "inner", "modifier") or len(word) < _LONGEST_SHARED:
        return None
    first = joint + 1
    for end in range(first + 1, min(first + _LONGEST_SHARED, len(tokens.words)) + 1):
        if tokens.kinds[end - 1] in ("stop", "verb", "punct"):
            return None
        names = list(_names(tokens, word, first, end))
        beside = {term.types[0] for term in vocabulary.named(tokens.text(first, end))} if names else ()
        for name in names if beside else ():
            told = vocabulary.named(name)
            if len(told) == 1 and told[0].types[0] in ("Task", "Method") and told[0].types[0] in beside:
                return told[0]
    return None


def _names(tokens: Tokens, word: str, first: int, end: int) -> Iterator[str]:
    """Yield what the word would be called if the words up to `end`, without the first or its front, were its own."""
    behind = tokens.words[first]
    if word.endswith("-"):
        _, hyphen, rest = behind.partition("-")
        if hyphen:
            yield " ".join([word + rest, *tokens.words[first + 1 : end]])
    elif end - first > 1:
        yield " ".join([word, *tokens.words[first + 1 : end]])


def _letters(tokens: Tokens, vocabulary: Vocabulary) -> Iterator[Candidate]:
    """Yield the single capitals that go on with a known series: R and A behind "ImageNet-C"."""
    if not _SERIES.search(tokens.source):
        return
    series, last = "", -1
    for at, word in enumerate(tokens.words):
        stem, hyphen, letter = word.rpartition("-")
        if hyphen and len(letter) == 1 and letter.isupper() and vocabulary.named(word):
            series, last = stem, at
        elif series and word.isalpha() and len(word) == 1 and word.isupper() and _only_joints(tokens, last + 1, at):
            told = vocabulary.named(f"{series}-{word}")
            if told:
                yield Candidate(at, at + 1, RULE, told[0].types, (told[0].id,))
            last = at


def _only_joints(tokens: Tokens, start: int, end: int) -> bool:
    return start < end and all(word in word_set("list_joints") for word in tokens.lower[start:end])
