"""Clues of a text to what an acronym in it means: stems, pairs of neighbouring stems, and its own neighbours.

A clue is a stem ("privac"), two stems in a row ("gaussian process"), the word behind the acronym ("+regress") or the
word before it ("bayesian+"), where all numbers are one ("0+"). The same function makes the clues that profiles are
learned from and those they judge.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from methodgraph.text.folding import singular_name
from methodgraph.text.stems import stem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence


def clues(words: Sequence[str], hidden: Iterable[tuple[int, int]]) -> dict[str, str]:
    """Return the clues of a text, each with the words that gave it first; `hidden` are half-open ranges of `words`.

    Hidden are the places of the acronym and of its expansions: they give no clue, but their neighbours do.

    >>> sorted(clues(["GP", "regression", "of", "images"], [(0, 1)]))
    ['+regress', 'imag', 'regress']
    """
    spans = list(hidden)
    passed = {n for start, end in spans for n in range(start, end)}
    return word_clues(words, passed) | neighbours(words, spans)


def word_clues(words: Sequence[str], passed: Collection[int] = ()) -> dict[str, str]:
    """Return the stems and pairs of stems of a text but for the `passed` words, each with the words that gave it."""
    told: dict[str, str] = {}
    before, first = "", ""
    for at, (word, one) in enumerate(zip(words, map(_telling, words), strict=True)):
        if not one or at in passed:
            before = ""
            continue
        told.setdefault(one, word)
        if before:
            told.setdefault(f"{before} {one}", f"{first} {word}")
        before, first = one, word
    return told


@lru_cache(maxsize=65536)
def _telling(word: str) -> str:
    """Return the stem of a word that is a clue, "" for any other."""
    one = stem(word)
    return "" if one in silent() or len(one) < 2 or one.isdigit() else one


def neighbours(words: Sequence[str], spans: Sequence[tuple[int, int]]) -> dict[str, str]:
    """Return the words behind ("+regress") and before ("bayesian+") each of `spans`, with the words as written."""
    passed = {n for start, end in spans for n in range(start, end)}
    told: dict[str, str] = {}
    for start, end in spans:
        if end < len(words) and end not in passed:
            told.setdefault(f"+{_beside(words[end])}", f"… {words[end]}")
        if start > 0 and start - 1 not in passed:
            told.setdefault(f"{_beside(words[start - 1])}+", f"{words[start - 1]} …")
    return told


def _beside(word: str) -> str:
    """Return the stem of a neighbour; all numbers are one ("30 FPS")."""
    return "0" if word.isdigit() else stem(word)


def places(words: Sequence[str], short: str) -> list[tuple[int, int]]:
    """Return where a short form stands among `words`, in the singular or plural, as half-open ranges.

    >>> places(["GPs", "and", "a", "GP"], "GP")
    [(0, 1), (3, 4)]
    """
    return [
        (at, at + 1) for at, word in enumerate(words) if word.startswith(short[:1]) and singular_name(word) == short
    ]


@lru_cache(maxsize=1)
def silent() -> frozenset[str]:
    """Return the stems that are no clue by themselves: closed-class words, and what every abstract says."""
    text = resources.files("methodgraph.text").joinpath("silent.txt").read_text(encoding="utf-8")
    return frozenset(stem(word) for word in text.split())
