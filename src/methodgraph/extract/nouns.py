"""Noun phrases without a tagger, and the typed terms among them.

A phrase is a maximal run of words that no closed-class word, verb, adverb or punctuation mark interrupts. What does
not belong to a name is cut from its left (novel, effective, existing, our); a generic noun is cut from its right
("query rewriting method": "query rewriting"). What remains is a term if its last word is a typed head. A strong head
("segmentation", "quantizer") needs one word before it; a weak one ("model", "process") needs a reason the caller has.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from methodgraph.extract.candidate import Candidate
from methodgraph.extract.lexicon import word_set
from methodgraph.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from methodgraph.extract.lexicon import Lexicon
    from methodgraph.extract.tokens import Tokens
    from methodgraph.vocabulary import Vocabulary

BREAKS = frozenset({"stop", "verb", "adverb", "punct"})
"""Kinds of words that no noun phrase goes across."""
LONGEST = 6
"""Longest term in tokens; beyond it a phrase describes rather than names."""
_SHORTEST = 2
"""Shortest phrase in tokens that holds a term; a head alone says too little."""


def find_phrases(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Yield the token range of each noun phrase, in text order; single generic words included."""
    begin = None
    opening = {start for start, _ in tokens.sentences}
    for at, (kind, word) in enumerate(zip(tokens.kinds, tokens.lower, strict=True)):
        if kind in BREAKS or (word.endswith("ed") and not _belongs(tokens, at, begin)):
            if begin is not None:
                yield begin, at
                begin = None
        elif begin is None:
            begin = at
        elif at in opening:
            yield begin, at  # a new paragraph
            begin = at
    if begin is not None:
        yield begin, len(tokens.words)


def _belongs(tokens: Tokens, at: int, begin: int | None) -> bool:
    """False for a participle that ends a phrase or stands outside it: "is trained", "models trained on"."""
    word = tokens.lower[at]
    if len(word) > 4 and "-" not in word:
        if at and tokens.lower[at - 1] in word_set("auxiliaries"):
            return False
        following = tokens.kinds[at + 1] if at + 1 < len(tokens.words) else "punct"
        if following in BREAKS or following == "number":
            return False
        return begin is None or begin == at or not tokens.lower[at - 1].endswith("s")
    return True


def trim_left(tokens: Tokens, start: int, end: int) -> int:
    """Return where the phrase begins once words that say nothing of the thing itself are cut off."""
    for at in range(start, end - 1):
        if tokens.lower[at].startswith("-"):
            start = at + 1
    if start and start < end - 1 and _is_verb_there(tokens, start):
        start += 1
    while start < end - 1 and _is_loose(tokens, start):
        start += 1
    return start


def _is_verb_there(tokens: Tokens, at: int) -> bool:
    """True where the word before makes a verb of a word that may be a noun: "to model", "that coordinates"."""
    word, before = tokens.words[at], tokens.lower[at - 1]
    if before in word_set("relative_pronouns"):
        return word.islower() and word.endswith("s")
    return word.islower() and before in word_set("before_verbs")


def _is_loose(tokens: Tokens, at: int) -> bool:
    """True for a word that may stand before any term: praise, a figure, a generic noun, "temporally" before such."""
    kind = tokens.kinds[at]
    if kind == "inner":
        return tokens.kinds[at + 1] == "modifier"
    return kind in ("modifier", "number", "generic") or (
        kind == "" and tokens.lower[at] in word_set("loose_participles")
    )


def find_terms(
    tokens: Tokens, phrases: list[tuple[int, int]], lexicon: Lexicon, vocabulary: Vocabulary
) -> tuple[list[Candidate], list[Candidate]]:
    """Return the terms among `phrases`: those with a strong head, and those whose weak head needs a further reason."""
    strong: list[Candidate] = []
    weak: list[Candidate] = []
    for start, end in phrases:
        if end - start < _SHORTEST:
            continue
        found = _term(tokens, start, end, lexicon)
        if found is not None and not _is_no_term(tokens, found, vocabulary):
            (strong if found.rule != "term/weak-head" else weak).append(found)
    return strong, weak


def _term(tokens: Tokens, start: int, end: int, lexicon: Lexicon) -> Candidate | None:
    start = trim_left(tokens, start, end)
    if end - start < _SHORTEST:
        return None
    cut = end
    while cut > start + 1 and _is_generic(tokens, cut - 1):
        cut -= 1
    return (
        _titled(tokens, start, end, lexicon)
        or _based(tokens, start, cut, end)
        or _said_task(tokens, start, cut, end, lexicon)
        or _headed(tokens, start, cut, end, lexicon)
    )


def _based(tokens: Tokens, start: int, cut: int, end: int) -> Candidate | None:
    """Return "bamboo-based methods": a kind called after what it is based on."""
    alone = cut == start + 1 and end == cut + 1
    if alone and tokens.lower[start].endswith("-based") and tokens.lower[cut] in word_set("method_nouns"):
        return Candidate(start, end, "term/based", ("Method",))
    return None


def _said_task(tokens: Tokens, start: int, cut: int, end: int, lexicon: Lexicon) -> Candidate | None:
    """Return "privacy erasure" of "the privacy erasure task": the text says what it is, whatever its last word."""
    said = cut - start >= 2 and end == cut + 1 and tokens.lower[cut] == "task"
    if not said or tokens.lower[cut - 1] in lexicon.heads or _is_adjective(tokens.lower[cut - 1]):
        return None
    return Candidate(start, cut, "term/said-task", ("Task",)) if _names_something(tokens, start, cut) else None


def _headed(tokens: Tokens, start: int, cut: int, end: int, lexicon: Lexicon) -> Candidate | None:
    """Return the phrase up to `cut`, without its generic end, typed by its last word; else up to `end`."""
    head = lexicon.heads.get(tokens.lower[cut - 1])
    if cut - start < 2 or head is None:
        if end == cut and cut - start > 1 and _is_action(tokens, start, cut):
            return Candidate(start, cut, "term/weak-head", ("Task",))
        if end == cut or end - start < 3:
            return None
        cut, head = end, lexicon.heads.get(tokens.lower[end - 1])
        if head is None:
            return None
    if cut - start > LONGEST or not _names_something(tokens, start, cut) or _is_clause(tokens, start, cut):
        return None
    strength = "weak" if head.strength == "medium" and _is_adjective(tokens.lower[cut - 2]) else head.strength
    return Candidate(start, cut, f"term/{strength}-head", head.types)


def _is_action(tokens: Tokens, start: int, end: int) -> bool:
    """True for two or three content words that end like an action: "data association"; a reason must come on top."""
    word = tokens.lower[end - 1]
    if end - start > _LONGEST_ACTION or not word.endswith(_action_endings()) or _is_adjective(tokens.lower[end - 2]):
        return False
    return all(tokens.kinds[n] == "" for n in range(start, end))


_LONGEST_ACTION = 3


@lru_cache(maxsize=1)
def _action_endings() -> tuple[str, ...]:
    return tuple(sorted(word_set("action_endings")))


def _is_adjective(word: str) -> bool:
    """True where the ending says so; a hyphenated word ("image-text") tells nothing and counts as a noun."""
    return "-" not in word and word.endswith(_adjective_endings())


@lru_cache(maxsize=1)
def _adjective_endings() -> tuple[str, ...]:
    return tuple(sorted(word_set("adjective_endings")))


def _titled(tokens: Tokens, start: int, end: int, lexicon: Lexicon) -> Candidate | None:
    """Return a part's proper name in running text, its kind included: "Structural Change Detection Module"."""
    noun = tokens.lower[end - 1]
    types = lexicon.type_nouns.get(noun)
    if types is None or tokens.field != "text" or end - start < 2 or tokens.opens_sentence(start):
        return None
    if not all(tokens.words[n][0].isupper() for n in range(start, end)) or not _names_something(tokens, start, end):
        return None
    return Candidate(start, end, "term/titled", types) if end - start <= LONGEST else None


def _is_generic(tokens: Tokens, at: int) -> bool:
    return tokens.kinds[at] in ("generic", "number") or tokens.lower[at].startswith("-")


def _names_something(tokens: Tokens, start: int, end: int) -> bool:
    """True where a word before the head says more than how good, how many or how new."""
    for n in range(start, end - 1):  # noqa: SIM110 - asked for every phrase: a generator costs three times as much
        if tokens.kinds[n] == "" and len(tokens.words[n]) > 2:
            return True
    return False


def _is_clause(tokens: Tokens, start: int, end: int) -> bool:
    """True where a generic plural inside gives a subject away: "variants risk forgetting"."""
    inner = tokens.kinds[start : end - 1]
    if "generic" not in inner:
        return False
    plural = [word.endswith("s") and not word.endswith("ss") for word in tokens.lower[start : end - 1]]
    return any(kind == "generic" and is_plural for kind, is_plural in zip(inner, plural, strict=True))


def _is_no_term(tokens: Tokens, found: Candidate, vocabulary: Vocabulary) -> bool:
    return fold(tokens.text(found.start, found.end)) in vocabulary.not_terms


def extend_known(tokens: Tokens, known: list[Candidate], phrases: list[tuple[int, int]]) -> list[Candidate]:
    """Return known tasks and metrics with the words that make them more specific: "lung cancer" risk prediction.

    At most two words are added, and only words that terms are made of. What is written like a name stays as it is.
    """
    found = []
    ends = {end: start for start, end in phrases}
    for candidate in known:
        start = ends.get(candidate.end) if candidate.family != "learned" else None
        if start is None or not candidate.types or candidate.types[0] not in ("Task", "Metric"):
            continue
        if candidate.types[0] == "Task":
            start = trim_left(tokens, start, candidate.end)
        while start < candidate.start and _only_praises(tokens, start):
            start += 1
        start = max(start, candidate.start - 2)
        if start and tokens.lower[start - 1] in word_set("before_verbs"):
            start += 1  # "we report BLEU"
        added = range(start, candidate.start)
        kinds = ("", "generic") if candidate.types[0] == "Metric" else ("",)
        if added and all(_specifies(tokens, n, kinds) for n in added):
            found.append(Candidate(start, candidate.end, "term/extended", candidate.types))
    return found


def without_known(tokens: Tokens, terms: list[Candidate], known: list[Candidate]) -> Iterator[Candidate]:
    """Yield `terms` without the known things at their left that are things of their own.

    "ImageNet classification" is data and a task, "node classification accuracy" a task and a metric. What is left of
    a task must still be two words long.
    """
    ends: dict[int, dict[int, Candidate]] = {}
    for candidate in known:
        ends.setdefault(candidate.start, {})[candidate.end] = candidate
    for term in terms:
        start = term.start
        for end, other in sorted(ends[start].items(), reverse=True) if start in ends else ():
            if end < term.end and _is_own_thing(other, term):
                start = end
                break
        while start < term.end - 1 and (
            _only_praises(tokens, start) if term.types[0] == "Metric" else _is_manner(tokens, start, term)
        ):
            start += 1
        if start == term.start:
            yield term
        elif term.end - start > 1 or term.types[0] == "Metric":
            yield term._replace(start=start)


def _is_own_thing(other: Candidate, term: Candidate) -> bool:
    if not other.types or other.family != "vocabulary":
        return False
    if other.types[0] in ("Dataset", "Benchmark"):
        return term.types[0] in ("Task", "Metric")
    return other.types[0] == "Task" and term.types[0] == "Metric"


def _only_praises(tokens: Tokens, at: int) -> bool:
    """True for a word before a measure that tells how good the figure is, not what is measured."""
    return (
        tokens.kinds[at] in ("modifier", "number")
        or tokens.lower[at] in word_set("loose_participles")
        or tokens.lower[at] in word_set("praise")
    )


def _is_manner(tokens: Tokens, at: int, term: Candidate) -> bool:
    """True for "automatic" before a task of two words or more: it is no task of its own."""
    return term.types[0] == "Task" and term.end - at > 2 and tokens.lower[at] in word_set("manners")


def _specifies(tokens: Tokens, at: int, kinds: tuple[str, ...]) -> bool:
    """True for a word that tells of what kind the thing behind it is; "lack", "hurting" and broken LaTeX do not."""
    word, low = tokens.words[at], tokens.lower[at]
    if tokens.kinds[at] not in kinds or len(word) < 3 or tokens.is_name(at) or not word.replace("-", "").isalnum():
        return False
    if tokens.kinds[at] == "generic":
        return not low.endswith("s") and low not in word_set("no_qualities")
    return word[0] != "-" and low not in word_set("no_qualities")
