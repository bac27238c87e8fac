"""From counts to a row: what a name is by the votes, and how sure that is.

    score = agreement x support x form

*agreement* is the share of the votes, by weight, for the type given (Model counts for Method, Benchmark for Dataset);
*support* is one minus the chance that all votes for it are wrong, if each is right as often as its kind's weight says;
*form* is how sure it is that the same letters elsewhere are the same name. Weights stand in `data/evidence.toml`.
A name that two papers introduce, that papers expand in two ways, or that one introduces and another expands, has rivals
and scores 0: it is a matter for senses.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from math import prod
from typing import TYPE_CHECKING

from methodgraph.learn.rules import load_rules
from methodgraph.records import EntityType, family
from methodgraph.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Container

    from methodgraph.learn.evidence import Sighting
    from methodgraph.records import Paper

_EXAMPLES = 3
"""Examples kept of one name, at most: memory does not grow with the papers that bear it."""
_SHORTEST = 4
"""Letters and digits below which a name is left to senses: SAM, MoE and PoT mean too many things."""
_MANY = 3
_LAG = 1
"""Years by which a paper may name what another, published later, introduces; an earlier name means something else."""
_UNTOLD = 0.5
"""Of a name in more than three papers at least this share must tell its type: else it is known for something else."""

_SHORT = 5
_MARKS = frozenset("|\\${}<>,;")
"""What no long form of a table holds: LaTeX, lists, what parts the items of a cell."""
_MIXED = re.compile(r"[A-Za-z].*[A-Z0-9]|\d.*[A-Za-z]")


@dataclass(slots=True)
class Count:
    """What all papers say of one name, while it is being counted."""

    papers: int = 0
    introductions: int = 0
    introduced_by: str | None = None
    expanded: bool = False
    """Whether the paper that introduces it expands it."""
    born: int | None = None
    """The year of that paper."""
    oldest: int | None = None
    """The year of the oldest paper that bears it."""
    forms: Counter[str] = field(default_factory=Counter)
    senses: dict[str, str] = field(default_factory=dict)
    """Two expansions at most, by folded form: more tell nothing more."""
    hints: int = 0
    """Papers that seem to expand it, in words that EXTRACT did not take for a definition."""
    votes: Counter[tuple[str, EntityType]] = field(default_factory=Counter)
    examples: list[tuple[int, str]] = field(default_factory=list)

    def add(self, paper: Paper, seen: Sighting) -> None:
        """Count what one paper says."""
        self.papers += 1
        self.oldest = min((year for year in (self.oldest, paper.year) if year is not None), default=None)
        self.forms[seen.form] += 1
        if seen.sense is not None:
            key = fold(seen.sense)
            self.senses[key] = min(self.senses.get(key, seen.sense), seen.sense)
            self.senses = dict(sorted(self.senses.items())[:2])
        elif seen.hint is not None and not seen.introduced:
            self.hints += 1
        if seen.introduced:
            self.introductions += 1
            self.expanded = seen.sense is not None
            self.born = paper.year
            self.introduced_by = min(self.introduced_by or paper.id, paper.id)
        kinds = load_rules().kinds
        if seen.kind is not None and seen.type is not None:
            self.votes[seen.kind, seen.type] += 1
        rank = kinds.index(seen.kind) if seen.kind is not None else len(kinds)
        self.examples = sorted([*self.examples, (rank, f"{paper.id}: {seen.example}")])[:_EXAMPLES]


@dataclass(frozen=True, slots=True)
class Learned:
    """A name and what a corpus tells of it. `types` are best first; `votes` (kind, papers) the surest kind first.

    `papers` counts the papers that name it; `introduced_by` is the paper that introduces it, None where none or
    several do; `examples` are sentences, each with its paper's id before it.
    """

    label: str
    types: tuple[EntityType, ...]
    aliases: tuple[str, ...]
    score: float
    papers: int
    introduced_by: str | None
    agreement: float
    votes: tuple[tuple[str, int], ...]
    examples: tuple[str, ...]


def judge(count: Count, words: Container[str]) -> Learned | None:
    """Return the row of a name; None where no vote tells what it is. `words` are the corpus' lower-case words."""
    if not count.votes:
        return None
    weights = load_rules().weights
    by_family: Counter[EntityType] = Counter()
    for (kind, type_), papers in sorted(count.votes.items()):
        by_family[family(type_)] += weights[kind] * papers  # type: ignore[assignment]  # a Counter of floats
    best = max(by_family, key=lambda kind: (by_family[kind], kind))
    mine = {vote: papers for vote, papers in sorted(count.votes.items()) if family(vote[1]) == best}
    agreement = by_family[best] / sum(by_family.values())
    support = 1 - prod((1 - weights[kind]) ** papers for (kind, _), papers in mine.items())
    label = max(count.forms, key=lambda form: (count.forms[form], form))
    score = 0.0 if _has_rivals(count, label) else agreement * support * _form_weight(label, words)
    kinds: Counter[str] = Counter()
    for (kind, _), papers in count.votes.items():
        kinds[kind] += papers
    return Learned(
        label=label,
        types=_types(mine),
        aliases=_aliases(count, label),
        score=round(score, 3),
        papers=count.papers,
        introduced_by=count.introduced_by if count.introductions == 1 else None,
        agreement=round(agreement, 3),
        votes=tuple((kind, kinds[kind]) for kind in load_rules().kinds if kinds[kind]),
        examples=tuple(example for _, example in count.examples),
    )


def _types(votes: dict[tuple[str, EntityType], int]) -> tuple[EntityType, ...]:
    """Return the types of one family, the one with more weight first."""
    weights = load_rules().weights
    told: dict[EntityType, float] = {}
    for (kind, type_), papers in votes.items():
        told[type_] = told.get(type_, 0.0) + weights[kind] * papers
    return tuple(sorted(told, key=lambda type_: (-told[type_], type_)))


def _has_rivals(count: Count, label: str) -> bool:
    letters = sum(char.isalnum() for char in label)
    told = sum(count.votes.values())
    return (
        letters < _SHORTEST
        or count.introductions > 1
        or len(count.senses) > 1
        or (count.introductions == 1 and (count.hints > 0 or (not count.expanded and bool(count.senses))))
        or (count.born is not None and count.oldest is not None and count.oldest < count.born - _LAG)
        or (count.papers > _MANY and told < _UNTOLD * count.papers)
    )


def _form_weight(label: str, words: Container[str]) -> float:
    forms = load_rules().forms
    if " " in label and any(word.isalpha() and not _MIXED.search(word) for word in label.split()):
        return forms["phrase"]
    if label.lower() in words or not _MIXED.search(label):
        return forms["word"]
    return forms["short" if label.isalpha() and len(label) <= _SHORT else "mixed"]


def _aliases(count: Count, label: str) -> tuple[str, ...]:
    """Return the long form that papers give, where it is one that a table can hold."""
    longs = sorted(count.senses.values())[:1]
    return tuple(long for long in longs if fold(long) != fold(label) and not set(long) & _MARKS)
