"""Things written like names (DeepSeek-R1, MoCo v3, V-STAR) whether or not anybody has heard of them.

A name's type comes from the words around it: the noun behind or before it ("V-STAR benchmark", "the algorithm
LightSAM"), a size in it (-7B), the preposition, and its neighbours in a list: in "SimCLR, BYOL, SimSiam, MOCO v3, and
DINO" one known member types the rest. A name without any such sign keeps no type; the caller leaves it unlinked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING

from methodgraph.extract.candidate import Candidate
from methodgraph.extract.data_nouns import BENCHMARK, data_type
from methodgraph.extract.kinds import METHOD, PROPER, apposition_noun
from methodgraph.extract.lexicon import Lexicon, word_set
from methodgraph.extract.tokens import Tokens
from methodgraph.extract.words import is_name
from methodgraph.text.folding import fold, singular_name
from methodgraph.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from methodgraph.records import EntityType
    from methodgraph.vocabulary import Term

_VERSION = re.compile(
    r"^(?:v\d+(?:\.\d+)*|\d\.\d|\d|XL|Pro|Mini|Lite|Turbo|Large|Base|Small|Nano|Flash|Video|\d+[BMbm])$"
)
_SIZE = re.compile(r"-\d+(?:\.\d+)?[BMbm]\b|-(?:base|large|small|xl|xxl|tiny|Instruct|Chat)$")
_CAMEL = re.compile(r"^(?=.{4}).*[a-z][A-Z]")
_BENCH = re.compile(r"(?:[Bb]ench(?:mark)?|Eval|Arena)(?:-\w+)?$")
_LONGEST_JOINT = 3
_SHORTEST_VARIANT = 6
_AT_RANK = re.compile(r"^[A-Za-z\d]+@\d+$")


@dataclass(frozen=True, slots=True)
class Spot:
    """A name in its place: what the sign functions below look at."""

    tokens: Tokens
    start: int
    end: int
    lexicon: Lexicon
    vocabulary: Vocabulary

    @property
    def word(self) -> str:
        """The name's first word as written."""
        return self.tokens.words[self.start]

    @property
    def before(self) -> str:
        """The word before the name in lower case, "" at the beginning."""
        return self.tokens.lower[self.start - 1] if self.start else ""

    @property
    def behind(self) -> str:
        """The word behind the name in lower case, "" at the end."""
        return self.tokens.lower[self.end] if self.end < len(self.tokens.words) else ""


def find_names(tokens: Tokens, lexicon: Lexicon, vocabulary: Vocabulary, taken: set[int]) -> list[Candidate]:
    """Return the names outside the `taken` tokens, with the types that the words beside them tell, if any."""
    found: list[Candidate] = []
    end, last = 0, len(tokens.words)
    for at in compress(range(last), tokens.named):
        if at < end or at in taken or not _may_name(tokens, at):
            continue
        end = at + 1
        while end < last and end not in taken and _VERSION.match(tokens.words[end]) and tokens.words[at] != "Table":
            end += 1
        known = _variant(tokens.text(at, end), vocabulary)
        types, rule = (
            (known.types, "vocabulary/variant") if known else _read_signs(Spot(tokens, at, end, lexicon, vocabulary))
        )
        found.append(Candidate(at, end, rule, types, (known.id,) if known else ()))
    return found


def _may_name(tokens: Tokens, at: int) -> bool:
    """False for what is written like a name and is none: GPU, non-LLM, LLM-Based, English→German."""
    word = tokens.lower[at]
    if tokens.kinds[at] != "" or word in word_set("no_names") or "→" in word:
        return False
    first, hyphen, last = word.partition("-")
    return not hyphen or not (first in word_set("no_name_parts") or last in word_set("name_tails"))


def _variant(name: str, vocabulary: Vocabulary) -> Term | None:
    """Return the one model or data set that `name` spells its own way: CityScapes, PA100K, Celeb-A.

    Short names are left alone: RoPE and ROPE, LaMa and LAMA are different things.
    """
    named = vocabulary.named(name) if len(fold(name)) >= _SHORTEST_VARIANT else ()
    return named[0] if len(named) == 1 and named[0].types[0] in PROPER else None


def by_form(word: str) -> tuple[EntityType, ...]:
    """Return the type that mixed case alone suggests, where nothing else tells: LightGlue is a method before all."""
    return ("Method", "Model") if _CAMEL.search(word) else ()


def _read_signs(spot: Spot) -> tuple[tuple[EntityType, ...], str]:
    """Return what the first sign that speaks tells, and its rule; no types where none does."""
    for rule, sign in _SIGNS:
        types = sign(spot)
        if types:
            return types, f"name/{rule}"
    return (), "name/written"


def _at_rank(spot: Spot) -> tuple[EntityType, ...]:
    return ("Metric",) if _AT_RANK.match(spot.word) else ()


def types_by_size(word: str) -> tuple[EntityType, ...]:
    """Return the type that a size in the name tells: Foo-7B is a model; empty where none stands in it."""
    return ("Model", "Method") if _SIZE.search(word) else ()


def _size(spot: Spot) -> tuple[EntityType, ...]:
    return types_by_size(spot.tokens.words[spot.end - 1])


def _noun_behind(spot: Spot) -> tuple[EntityType, ...]:
    told = data_type(spot.tokens, spot.end)
    if told:
        return told
    return spot.lexicon.type_nouns.get(spot.behind, ())


def _noun_before(spot: Spot) -> tuple[EntityType, ...]:
    return () if spot.before.endswith("s") else spot.lexicon.type_nouns.get(spot.before, ())


def _head_behind(spot: Spot) -> tuple[EntityType, ...]:
    head = spot.lexicon.heads.get(spot.behind)
    return head.types[:1] if head and head.strong else ()


def _list_opener(spot: Spot) -> tuple[EntityType, ...]:
    """Tell by "benchmarks, including" or "models (" in front of a name."""
    tokens, openers = spot.tokens, word_set("list_openers")
    at = spot.start - 1
    if at < 1 or tokens.lower[at] not in openers:
        return ()
    while at > 0 and (tokens.lower[at] in openers or tokens.lower[at] in (",", "such")):
        at -= 1
    noun = tokens.lower[at]
    return spot.lexicon.type_nouns.get(noun, ()) if noun.endswith("s") or tokens.words[at + 1] in "(:" else ()


def _by_figure(spot: Spot) -> tuple[EntityType, ...]:
    """Tell a metric by "raises X by (at least) 14.4%"."""
    words = spot.tokens.words[spot.end + 1 : spot.end + 4]
    return ("Metric",) if spot.behind == "by" and any(word[:1].isdigit() for word in words) else ()


def _tail(spot: Spot) -> tuple[EntityType, ...]:
    return METHOD if spot.behind in word_set("base_tails") else ()


def _tested_on(spot: Spot) -> tuple[EntityType, ...]:
    """Tell a benchmark by "on X" in a sentence that speaks of tests, where "on" is no part of "based on"."""
    tokens, at = spot.tokens, spot.start
    if spot.before != "on" or (at >= 2 and tokens.lower[at - 2] in word_set("no_test_on")):
        return ()
    begin, end = tokens.sentences[tokens.sentence_of[at]]
    return () if word_set("test_words").isdisjoint(tokens.lower[begin:end]) else BENCHMARK


def _compound(spot: Spot) -> tuple[EntityType, ...]:
    """Tell by a last part that is known: Sentient-Benchmark, AC-GNNs."""
    _, hyphen, part = spot.word.rpartition("-")
    last = singular_name(part)
    if not hyphen:
        return ()
    if last.lower() in spot.lexicon.type_nouns:
        return spot.lexicon.type_nouns[last.lower()]
    known = spot.vocabulary.named(last) if is_name(last) else ()
    return known[0].types if known else ()


def _noun_near(spot: Spot) -> tuple[EntityType, ...]:
    """Tell by a data noun at the end of the name's own phrase: "the QUAXO precipitation dataset"."""
    tokens, at = spot.tokens, spot.end
    while at < len(tokens.words) and at < spot.end + 3 and tokens.kinds[at] == "" and tokens.words[at].islower():
        at += 1
    return () if at == spot.end or spot.tokens.lower[at - 1].startswith("-") else data_type(tokens, at)


def _apposed(spot: Spot) -> tuple[EntityType, ...]:
    """Tell by "QUAXO, an attention-enhanced architecture"."""
    tokens = spot.tokens
    return apposition_noun(tokens, spot.end, tokens.sentences[tokens.sentence_of[spot.start]][1], spot.lexicon)


def _compared(spot: Spot) -> tuple[EntityType, ...]:
    """Tell a rival by "outperforms QUAXO": whoever is outperformed is a method."""
    return METHOD if spot.before in word_set("outdoing") else ()


def _bench(spot: Spot) -> tuple[EntityType, ...]:
    return BENCHMARK if _BENCH.search(spot.word) else ()


_SIGNS: tuple[tuple[str, Callable[[Spot], tuple[EntityType, ...]]], ...] = (
    ("at-rank", _at_rank),
    ("size", _size),
    ("noun-behind", _noun_behind),
    ("noun-before", _noun_before),
    ("noun-behind", _head_behind),
    ("list-opener", _list_opener),
    ("by-figure", _by_figure),
    ("tail", _tail),
    ("tested-on", _tested_on),
    ("noun-behind", _noun_near),
    ("compound", _compound),
    ("bench", _bench),
    ("apposed", _apposed),
    ("compared", _compared),
)
"""The signs of a name's type, the surest first."""


def spread_types(
    tokens: Tokens, candidates: Iterable[Candidate], types_of: Mapping[Candidate, tuple[EntityType, ...]]
) -> dict[Candidate, tuple[EntityType, ...]]:
    """Return the types that untyped names inherit from typed neighbours of the same enumeration."""
    ordered = sorted(candidates, key=lambda c: c.start)
    told: dict[Candidate, tuple[EntityType, ...]] = {}
    for group in _enumerations(tokens, ordered):
        known = [types_of[c] for c in group if types_of.get(c)]
        if known:
            told.update({c: known[0] for c in group if not types_of.get(c)})
    return told


def in_company(tokens: Tokens, candidate: Candidate, others: Iterable[Candidate]) -> bool:
    """True where an enumeration holds the task `candidate` beside another task: "captioning, X, and segmentation"."""
    if candidate.types[0] != "Task":
        return False
    near = [c for c in others if c.types[:1] == ("Task",)]
    return any(_joined(tokens, c, candidate) or _joined(tokens, candidate, c) for c in near)


def _joined(tokens: Tokens, first: Candidate, second: Candidate) -> bool:
    between = tokens.lower[first.end : second.start]
    return 1 <= len(between) <= 2 and between[0] == "," and all(word in word_set("list_joints") for word in between)


def _enumerations(tokens: Tokens, ordered: list[Candidate]) -> list[list[Candidate]]:
    groups: list[list[Candidate]] = []
    for candidate in ordered:
        previous = groups[-1][-1] if groups else None
        between = tokens.lower[previous.end : candidate.start] if previous else []
        if previous and _joins(between):
            groups[-1].append(candidate)
        else:
            groups.append([candidate])
    return [group for group in groups if len(group) > 1]


def _joins(between: list[str]) -> bool:
    """True for what stands between two members: ", and", or "dataset and the" behind a member that its noun follows."""
    joints = word_set("list_joints")
    if not between or len(between) > _LONGEST_JOINT or joints.isdisjoint(between):
        return False
    return all(word in joints or word in word_set("data_nouns") or word == "the" for word in between)
