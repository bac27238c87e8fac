"""Measures that only a figure beside them gives away: "50% less memory", "a 5% drop in error rate", "76 mm peak sag".

A finder of its own because the words alone ("memory", "delay") are no measures elsewhere. Known misses: measures of
which no figure is told, or that stand far from it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from methodgraph.extract.candidate import Candidate
from methodgraph.extract.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from methodgraph.extract.tokens import Tokens
    from methodgraph.records import EntityType

METRIC: tuple[EntityType, ...] = ("Metric",)
_LONGEST = 3
_UNIT = re.compile(r"^(?:%|\\%|percent|x|×|mm|cm|m|ms|s|dB|points?)$")
_DIGIT = re.compile(r"\d")
_FIGURE = re.compile(r"^\d[\d.,]*(?:[-–]\d[\d.]*)?(?:%|x|×|\\%|ms|mm|cm|dB)?$")


def find_measures(tokens: Tokens) -> Iterator[Candidate]:
    """Yield the noun groups that figures measure, in text order, each once; may overlap what other finders see."""
    if not _DIGIT.search(tokens.source):
        return
    for at in [n for n, word in enumerate(tokens.words) if word[0].isdigit()]:
        word = tokens.words[at]
        if not _FIGURE.match(word) or tokens.kinds[at] not in ("number", ""):
            continue
        end = at + 1
        while end < len(tokens.words) and _UNIT.match(tokens.words[end]):
            end += 1
        has_unit = end > at + 1 or not word[-1].isdigit()
        if not has_unit or end + 1 >= len(tokens.words):
            continue
        found = _compared(tokens, end) or _changed_in(tokens, end) or _behind_unit(tokens, at, end)
        if found is not None:
            yield found


def _compared(tokens: Tokens, at: int) -> Candidate | None:
    """Read "50% less memory", "10.4% improved pose accuracy"."""
    if tokens.lower[at] not in word_set("comparatives"):
        return None
    return _group(tokens, at + 1, "figure/compared")


def _changed_in(tokens: Tokens, at: int) -> Candidate | None:
    """Read "5% drop in word error rate"; one word may stand before the change ("5% absolute drop in")."""
    for noun in (at, at + 1):
        if (
            noun + 2 < len(tokens.words)
            and tokens.lower[noun] in word_set("changes")
            and tokens.lower[noun + 1] == "in"
        ):
            return _group(tokens, noun + 2, "figure/changed-in")
    return None


def _behind_unit(tokens: Tokens, number: int, at: int) -> Candidate | None:
    """Read "76.1-95.2 mm peak sag": a measured length, time or level, not a share."""
    if tokens.words[at - 1] not in word_set("physical_units") or at - 1 == number:
        return None
    return _group(tokens, at, "figure/unit")


def _group(tokens: Tokens, begin: int, rule: str) -> Candidate | None:
    """Return the nouns from `begin` on, determiners and words of praise passed over; None where none or too many."""
    while begin < len(tokens.words) and tokens.lower[begin] in word_set("measure_leads"):
        begin += 1
    end = begin
    while end < len(tokens.words) and tokens.kinds[end] in ("", "inner") and tokens.lower[end] != "compared":
        end += 1
    closed = end >= len(tokens.words) or tokens.kinds[end] in ("punct", "stop", "verb", "adverb", "")
    if not 1 <= end - begin <= _LONGEST or not closed or tokens.lower[end - 1] in word_set("no_measures"):
        return None
    return Candidate(begin, end, rule, METRIC)
