"""What a class noun announces: "methods such as A, B, or C", "tasks: A and B", "baselines (A, B)".

The noun says what the members are, so that even plain words ("translation") and bare surnames are read as names of
tasks or models. The pattern is Hearst's ("Automatic acquisition of hyponyms from large text corpora", COLING 1992).
Known misses: members that hold a preposition ("fusion of images"), and lists behind a singular noun.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from methodgraph.extract.candidate import Candidate
from methodgraph.extract.lexicon import word_set
from methodgraph.extract.nouns import BREAKS, trim_left

if TYPE_CHECKING:
    from collections.abc import Iterator

    from methodgraph.extract.candidate import Place
    from methodgraph.extract.lexicon import Lexicon
    from methodgraph.extract.tokens import Tokens
    from methodgraph.records import EntityType

_LONGEST_MEMBER = 5
_COUNT_REACH = 4
"""Words before a noun among which its number stands."""
_YEAR = re.compile(r"(?:19|20)\d\d[a-z]?$")


def find_listed(tokens: Tokens, lexicon: Lexicon) -> list[Candidate]:
    """Return the members of every announced list, in text order, typed by the noun that announces them."""
    found: list[Candidate] = []
    if tokens.field == "title":
        return []  # a title's colon announces an explanation
    nouns = lexicon.class_nouns
    for at in [n for n, word in enumerate(tokens.lower) if word in nouns]:
        first = _first_member(tokens, at + 1) or _first_counted(tokens, at)
        members = list(_members(tokens, first)) if first else []
        if members and not _is_reference(tokens, members):
            found += _told(tokens, members, nouns[tokens.lower[at]])
    return found


def _is_reference(tokens: Tokens, members: list[tuple[int, int]]) -> bool:
    """True for "(Author and Author, 2010)" and for a name with its figure: "(accuracy: 63.4)"."""
    behind = members[-1][1]
    year = any(_YEAR.match(tokens.words[n]) for n in range(members[0][0], min(behind + 2, len(tokens.words))))
    return year or (behind < len(tokens.words) and tokens.words[behind] == ":")


def _first_member(tokens: Tokens, at: int) -> int:
    """Return where the first member stands if a list opens at `at`, else 0."""
    words, last = tokens.lower, len(tokens.words)
    opened = False
    while at < last and words[at] in (",", "(", "—", "–", "--"):
        opened = opened or words[at] == "("
        at += 1
    if at + 1 < last and words[at] == "such" and words[at + 1] == "as":
        return at + 2
    if at < last and words[at] in word_set("list_announcers"):
        at += 1
        while at < last and words[at] in (",", ":"):
            at += 1
        return at
    return at if opened else 0


def _first_counted(tokens: Tokens, noun: int) -> int:
    """Return where the first member of "two strong models, Foo and Bar" stands if it is a name, else 0."""
    at = noun + 2
    if at >= len(tokens.words) or tokens.words[noun + 1] not in (",", "—", "–", "--") or not tokens.is_name(at):
        return 0
    begin = max(tokens.sentences[tokens.sentence_of[noun]][0], noun - _COUNT_REACH)
    return 0 if word_set("counted").isdisjoint(tokens.lower[begin:noun]) else at


def is_listed(left: Place, right: Place) -> bool:
    """True where only what separates the members of a list stands between two places of one field, in text order."""
    between = left.tokens.lower[left.candidate.end : right.candidate.start]
    return bool(between) and word_set("list_gaps").issuperset(between)


def _members(tokens: Tokens, at: int) -> Iterator[tuple[int, int]]:
    """Yield the token range of each member, from `at` on, until something stands there that joins none."""
    stop = tokens.sentences[tokens.sentence_of[at]][1] if at < len(tokens.words) else at
    joints = word_set("list_joints")
    closing = False
    while at < stop:
        end = at
        while end < stop and tokens.kinds[end] not in BREAKS and tokens.lower[end] not in joints:
            end += 1
        if end > at:
            yield at, end
        if closing or end == at:
            return
        at = end = _behind_figure(tokens, end, stop)
        while at < stop and tokens.lower[at] in joints:
            closing = closing or tokens.lower[at] in ("and", "or", "&")
            at += 1
        if at == end:
            return


def _behind_figure(tokens: Tokens, at: int, stop: int) -> int:
    """Return the place behind "(95.7% to 96.2%)" if such stands at `at`, else `at`."""
    if at + 1 < stop and tokens.words[at] == "(" and tokens.words[at + 1][0].isdigit():
        return next((n + 1 for n in range(at + 1, min(at + 10, stop)) if tokens.words[n] == ")"), at)
    return at


def _told(tokens: Tokens, members: list[tuple[int, int]], types: tuple[EntityType, ...]) -> list[Candidate]:
    spans = [_trimmed(tokens, begin, end) for begin, end in members]
    spans = [(start, end) for start, end in spans if end - start <= _LONGEST_MEMBER]
    company = sum(_is_written(tokens, *span) or span[1] - span[0] > 1 for span in spans)
    return [
        Candidate(start, end, "list/member", types)
        for start, end in spans
        if _is_written(tokens, start, end) or _is_plain_name(tokens, start, end, types[0], company)
    ]


def _trimmed(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """Cut what is no part of the name; two words stay two ("web design")."""
    start = trim_left(tokens, start, end)
    while end > start + 2 and tokens.kinds[end - 1] in ("generic", "number"):
        end -= 1
    return start, end


def _is_written(tokens: Tokens, start: int, end: int) -> bool:
    """True where the member is written like a name."""
    return any(tokens.is_name(n) for n in range(start, end)) or (
        all(tokens.is_capitalised(n) for n in range(start, end)) and tokens.kinds[end - 1] != "generic"
    )


def _is_plain_name(tokens: Tokens, start: int, end: int, kind: EntityType, company: int) -> bool:
    """True for content words that a list of tasks or methods names; data and models are not named by plain words.

    A single word must end like an action to be a task, and have two fuller members beside it to be a method.
    """
    if kind not in ("Task", "Method") or any(tokens.kinds[n] not in ("", "inner") for n in range(start, end - 1)):
        return False
    if end - start > 1:
        return tokens.kinds[end - 1] in ("", "generic")
    word = tokens.lower[start]
    if tokens.kinds[start] != "" or len(word) < 3:
        return False
    return word.endswith(tuple(sorted(word_set("action_endings")))) if kind == "Task" else company >= 2
