"""Definitions of short forms inside a paper: "Long Form (LF)", "LF (Long Form)", glued "Model(LLM)-based".

The letter alignment is that of Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in
biomedical text" (PSB 2003), tightened for our field: the long form holds no verb and no preposition at its start, and
every capital of the short form must be found. An apposition defines where its initials spell the name ("LFN, a novel
Long Form Network"). Known misses: "LF, short for long form".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress
from typing import TYPE_CHECKING

from methodgraph.extract.lexicon import word_set
from methodgraph.text.folding import singular_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from methodgraph.extract.tokens import Tokens

_SHORT = re.compile(r"^(?=.*[A-Z])[A-Za-z0-9][\w\-/.+&²³]{0,13}$")
_ALL_CAPITALS = re.compile(r"^[A-Z][A-Z-]{1,8}[A-Z]$")
_NUMBERED = re.compile(r"-\d+$")
_OPEN, _CLOSE = frozenset("(["), frozenset(")]")
_MARKS = frozenset(",:")
_LONGEST = 9
"""Longest long form in words."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A short form and its long form, each a half-open token range of the same field."""

    short: tuple[int, int]
    long: tuple[int, int]


def find_definitions(tokens: Tokens) -> list[Definition]:
    """Return the definitions in `tokens`, in text order; empty where there are none."""
    bracketed = [found for start, end in _brackets(tokens) if (found := _define(tokens, start, end))]
    verbs, inside = _naming(), range(2, len(tokens.words) - 1)
    spoken = not verbs.isdisjoint(tokens.said)
    places = [at for at, word in enumerate(tokens.lower) if word in verbs and at in inside] if spoken else ()
    named = [found for at in places if (found := _named(tokens, at))]
    upper = compress(range(len(tokens.words) - 4), map(str.isupper, tokens.words))
    named += [found for at in upper if tokens.words[at + 1] in _MARKS and (found := _apposed(tokens, at))]
    if not bracketed and not named:
        return []
    told = {found.short: found for found in reversed([*bracketed, *named])}
    return sorted(told.values(), key=lambda found: found.short)


@lru_cache(maxsize=1)
def _naming() -> frozenset[str]:
    """Return the words behind which a short form may stand: verbs of naming, and "or"."""
    return word_set("naming_verbs") | {"or"}


def _apposed(tokens: Tokens, at: int) -> Definition | None:
    """Return the definition in "LFN, a novel Long Form Network" or a title's "LFN: Long Form Network for": initials."""
    if tokens.words[at + 1] not in ",:" or not _ALL_CAPITALS.match(tokens.words[at]):
        return None
    article = tokens.lower[at + 2] in ("a", "an", "the")
    if not article and (tokens.words[at + 1] == "," or tokens.field != "title"):
        return None
    wanted = tokens.lower[at].replace("-", "")
    last = tokens.sentences[tokens.sentence_of[at]][1]
    for start in range(at + 2 + article, min(at + 7, last)):
        end = _spelled(tokens, wanted, start, last)
        if end is not None and tokens.words[start][0].isupper():
            return Definition((at, at + 1), (start, end))
        if tokens.kinds[start] not in ("modifier", "", "generic", "adverb", "inner", "number"):
            return None
    return None


def _spelled(tokens: Tokens, wanted: str, start: int, last: int) -> int | None:
    """Return where the words end whose initials, from `start` on, spell `wanted`; stop words may be passed over."""
    told = ""
    for at in range(start, last):
        if tokens.kinds[at] == "punct":
            return None
        initials = "".join(part[0] for part in tokens.lower[at].split("-") if part)
        if wanted.startswith(told + initials):
            told += initials
        elif tokens.kinds[at] != "stop":
            return None
        if told == wanted:
            return at + 1
    return None


def _named(tokens: Tokens, at: int) -> Definition | None:
    """Return the definition in "a Long Form method, named LF" or "Long Form, or LF,": letters that fit."""
    behind = min(at + 2, len(tokens.words) - 1)
    apposed = tokens.lower[at] == "or" and tokens.words[at - 1] == "," and tokens.kinds[behind] == "punct"
    if not (apposed or tokens.lower[at] in word_set("naming_verbs")) or not _is_short(tokens.words[at + 1]):
        return None
    end = at - 1 if tokens.words[at - 1] == "," else at
    while end > 1 and tokens.kinds[end - 1] == "generic":
        end -= 1
    left = _align_left(tokens, tokens.words[at + 1], end)
    if left is None or not all(tokens.words[n][0].isupper() for n in range(left, end) if tokens.kinds[n] != "stop"):
        return None
    return Definition((at + 1, at + 2), (left, end))


def _brackets(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Yield the token range between each pair of brackets that stand in one sentence."""
    if _OPEN.isdisjoint(tokens.said):
        return
    for at in [n for n, word in enumerate(tokens.words) if word in _OPEN]:
        for end in range(at + 1, min(at + 12, len(tokens.words))):
            if tokens.words[end] in _CLOSE:
                yield at + 1, end
                break


def _define(tokens: Tokens, start: int, end: int) -> Definition | None:
    inside = tokens.words[start:end]
    stop = next((n for n, word in enumerate(inside) if word in ",;" or word == "i.e."), len(inside))
    if stop == 1 and _is_short(inside[0]):
        left = _align_left(tokens, inside[0], start - 1)
        if left is not None and not _is_cut(tokens, inside[0], left, start - 1):
            return Definition((start, start + 1), (left, start - 1))
    if stop == 3 and inside[1] == "/" and _is_short(inside[0]) and _is_short(inside[2]):
        left = _align_left(tokens, inside[0] + inside[2], start - 1)  # "Synthetic Interleaving with DP (SI/DP)"
        if left is not None:
            return Definition((start, start + 3), (left, start - 1))
    before = start - 2
    is_long = stop >= 2 or "-" in "".join(inside[:1])
    if is_long and before >= 0 and _is_short(tokens.words[before]) and tokens.is_name(before):
        left = _align_left(tokens, tokens.words[before], start + stop)
        if left == start and not _is_example(tokens.words[before], tokens.words[left]):
            return Definition((before, before + 1), (start, start + stop))
    return None


def _is_cut(tokens: Tokens, short: str, left: int, end: int) -> bool:
    """True for "identities (ID)": a word and its own beginning define nothing."""
    return end - left == 1 and tokens.lower[left].startswith(singular_name(short).lower())


def _is_example(short: str, first: str) -> bool:
    """True for "LLMs (llama3.1:8b via Ollama)": a member with its number expands nothing that bears none."""
    return any(map(str.isdigit, first)) and not any(map(str.isdigit, short))


def _is_short(word: str) -> bool:
    return bool(_SHORT.match(word)) and word.lower() not in word_set("no_short_forms") and not word.isdigit()


def _align_left(tokens: Tokens, short: str, end: int) -> int | None:
    """Return the token at which the long form that ends before `end` begins, or None where letters do not fit."""
    letters = [char for char in singular_name(short) if char.isalnum()]
    found = _align(tokens, letters, end)
    if found is None and _NUMBERED.search(short):
        return None  # "Visual Geometry Group (VGG-19)": a member does not stand for its family
    if found is None and any(char.isdigit() for char in letters):
        return _align(tokens, [char for char in letters if char.isalpha()], end)  # "Graph-Guided Foo (G2F)"
    return found


def _align(tokens: Tokens, letters: list[str], end: int) -> int | None:
    if len(letters) < 2 or len(letters) > 12:
        return None
    begin_of_sentence = tokens.sentences[tokens.sentence_of[end - 1]][0]
    furthest = max(begin_of_sentence, end - min(len(letters) + 5, 2 * len(letters)) - 1)
    initials = _align_initials(tokens, letters, furthest, end)
    if initials is not None:
        return initials if _begins_well(tokens, initials, end) else None
    letter, at = len(letters) - 1, end - 1
    while at >= furthest:
        word = tokens.words[at]
        if tokens.kinds[at] == "punct" and word not in "-–/":
            return None
        letter = _consume(word, letters, letter, first_needed=True)
        if letter < 0:
            return at if _begins_well(tokens, at, end) else None
        at -= 1
    return None


def _align_initials(tokens: Tokens, letters: list[str], furthest: int, end: int) -> int | None:
    """Return where the words begin whose first letters are just `letters`: "Proximal Policy Optimization" for PPO."""
    wanted = "".join(letters).lower()
    told = ""
    for at in range(end - 1, furthest - 1, -1):
        if tokens.kinds[at] == "punct":
            return None
        told = "".join(part[0] for part in tokens.lower[at].split("-") if part) + told
        if told == wanted:
            return at
        if not wanted.endswith(told):
            return None
    return None


def _consume(word: str, letters: list[str], letter: int, *, first_needed: bool) -> int:
    """Match `letters[:letter + 1]` from the right into `word`; return the index of the letter still to be found."""
    place = len(word) - 1
    while place >= 0 and letter >= 0:
        if word[place].lower() == letters[letter].lower():
            starts_part = place == 0 or not word[place - 1].isalnum() or word[place].isupper()
            if letter > 0 or starts_part or not first_needed:
                letter -= 1
        place -= 1
    return letter


def _begins_well(tokens: Tokens, start: int, end: int) -> bool:
    if tokens.kinds[start] in ("stop", "verb", "adverb") and not tokens.words[start][0].isupper():
        return False
    if end - start > 1 and tokens.lower[start] in word_set("no_expansion_begins"):
        return False
    has_verb = any(tokens.kinds[n] == "verb" and tokens.words[n].islower() for n in range(start, end))
    return not has_verb and end - start <= _LONGEST
