"""What a paper introduces, told by folded name, and every place where such a name stands again.

`coined.py` reads what each cue introduces; here the two fields are put together: what the field knows is dropped, and
where no cue names anything, the subject of the paper's own achievements or the title's description is taken. Names
made of an introduced name (PeopleJoin-QA beside PeopleJoin) are the paper's own too.
"""

from __future__ import annotations

from string import ascii_lowercase, digits
from typing import TYPE_CHECKING

from methodgraph.extract.candidate import Candidate
from methodgraph.extract.coined import (
    Introduction,
    find_brought,
    find_introductions,
    find_title_description,
    find_title_name,
)
from methodgraph.extract.lexicon import word_set
from methodgraph.extract.names import types_by_size
from methodgraph.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from methodgraph.extract.abbreviations import Definition
    from methodgraph.extract.cues import Cue
    from methodgraph.extract.lexicon import Lexicon
    from methodgraph.extract.tokens import Tokens
    from methodgraph.records import Field
    from methodgraph.vocabulary import Vocabulary

_LETTERS = frozenset(ascii_lowercase + digits)
"""Characters with which a word's folded form begins if the word does."""


def introduced(
    fields: tuple[Tokens, ...],
    cues: Mapping[Field, list[Cue]],
    defined: Mapping[Field, list[Definition]],
    lexicon: Lexicon,
    vocabulary: Vocabulary,
) -> dict[str, Introduction]:
    """Return the introductions by folded name, the first of each name; what the field knows is not introduced."""
    told: dict[str, Introduction] = {}
    for tokens in fields:
        found = find_introductions(tokens, cues[tokens.field], defined[tokens.field], lexicon)
        if tokens.field == "title":
            found = [f for f in found if f.named] + find_title_name(tokens, defined["title"], lexicon)
        for introduction in found:
            name = tokens.text(introduction.candidate.start, introduction.candidate.end)
            long = _long(tokens, introduction, defined)
            known = _is_known(long, vocabulary) if long else _is_known(name, vocabulary)
            if not introduction.named:
                known = known or _is_known(name.rpartition(" ")[0], vocabulary)  # "a deep learning framework"
            if introduction.direct or not known:
                told.setdefault(fold(name), introduction)
    if not any(introduction.named for introduction in told.values()):
        told |= _by_subject(fields[0], cues[fields[0].field], vocabulary)
    if not told and fields[-1].field == "title":
        found = find_title_description(fields[-1], lexicon)
        told |= {key: i for i in found if not _is_known(key := _folded_name(fields[-1], i), vocabulary)}
    own = {key for key, introduction in told.items() if introduction.named}
    for tokens in fields if own else ():
        for brought in find_brought(tokens, own, defined[tokens.field], lexicon):
            told.setdefault(_folded_name(tokens, brought), brought)
    told |= _derived(fields, told)
    if any(introduction.named for introduction in told.values()):
        return {key: i for key, i in told.items() if i.named}
    return told


def _folded_name(tokens: Tokens, introduction: Introduction) -> str:
    return fold(tokens.text(introduction.candidate.start, introduction.candidate.end))


def _is_known(name: str, vocabulary: Vocabulary) -> bool:
    return bool(name) and bool(vocabulary.named(name))


def _long(tokens: Tokens, introduction: Introduction, defined: Mapping[Field, list[Definition]]) -> str:
    span = (introduction.candidate.start, introduction.candidate.end)
    return next((tokens.text(*d.long) for d in defined[tokens.field] if d.short == span), "")


def _is_macro(tokens: Tokens, at: int) -> bool:
    return at < len(tokens.words) and tokens.words[at].startswith("\\")


def _by_subject(tokens: Tokens, cues: list[Cue], vocabulary: Vocabulary) -> dict[str, Introduction]:
    """Return the unknown name that the paper speaks of as its own: the subject of what was achieved, met repeatedly.

    This finds a name that the text uses but never introduces (the introduction stood in a LaTeX macro, say).
    """
    hidden = any(cue.rule.id == "introduces/we-propose" and _is_macro(tokens, cue.end) for cue in cues)
    counts: dict[str, int] = {}
    first: dict[str, int] = {}
    subjects: set[str] = set()
    own_from = next(
        (n for n in range(len(tokens.sentences)) if tokens.is_own(n)),
        len(tokens.sentences),
    )
    for at in [n for n, named in enumerate(tokens.named[:-1]) if named]:
        word = tokens.words[at]
        if word[-1] in "sS":
            continue
        if not hidden and _is_known(word, vocabulary):
            continue
        key = fold(word)
        counts[key] = counts.get(key, 0) + 1
        first.setdefault(key, at)
        if tokens.sentence_of[at] >= own_from and tokens.lower[at + 1] in word_set("achievements"):
            subjects.add(key)
    own = [key for key in subjects if counts[key] >= 2]
    if not own:
        return {}
    best = min(own, key=lambda key: (-counts[key], first[key]))
    candidate = Candidate(first[best], first[best] + 1, "coined/subject", ("Method",))
    return {best: Introduction(candidate, "coined/subject", named=True)}


def _derived(fields: Iterable[Tokens], told: Mapping[str, Introduction]) -> dict[str, Introduction]:
    """Return names that carry an introduced name as a part: beside PeopleJoin, PeopleJoin-QA is the paper's own too."""
    own = {key: i for key, i in told.items() if i.named and len(key) > 2}
    found: dict[str, Introduction] = {}
    for tokens in fields if own else ():
        for at, word in [(n, word) for n, word in enumerate(tokens.words) if "-" in word]:
            parts = word.split("-")
            if len(parts) != 2 or fold(word) in told or any(part[:1].islower() for part in parts):
                continue
            base = next((own[fold(part)] for part in parts if fold(part) in own), None)
            if base is not None:
                types = types_by_size(word) or base.candidate.types
                candidate = Candidate(at, at + 1, "coined/derived", types)
                found.setdefault(fold(word), Introduction(candidate, "coined/derived", named=True))
    return found


def occurrences(tokens: Tokens, introductions: Mapping[str, Introduction]) -> list[Candidate]:
    """Return every stretch of up to six tokens that reads like an introduced name."""
    if not introductions:
        return []
    found = []
    words = tokens.words
    longest_first = sorted({i.candidate.end - i.candidate.start for i in introductions.values()} | {1}, reverse=True)
    firsts = {key[:2] for key in introductions}
    silent = _LETTERS.difference(key[:1] for key in introductions)
    for start in [n for n, word in enumerate(tokens.lower) if word[0] not in silent]:
        if fold(words[start])[:2] not in firsts:
            continue
        for length in longest_first:
            key = "".join(map(fold, words[start : start + length]))
            introduction = introductions.get(key)
            if introduction is None or start + length > len(words):
                continue
            if introduction.named and not introduction.plain and tokens.text(start, start + length).islower():
                continue
            found.append(Candidate(start, start + length, introduction.candidate.rule, introduction.candidate.types))
            break
    return found
