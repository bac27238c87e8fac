"""How often each rule was right on papers annotated by hand: counts, shipped as data, and a precision from them.

`precision.tsv` is made by one command and never by hand (CONTRIBUTING.md, "Measuring"):

    methodgraph evaluate ../shared/gold/seeds.jsonl ../shared/gold/dev.jsonl --precision > precision.tsv
    mv precision.tsv src/methodgraph/confidence/precision.tsv
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from methodgraph.errors import DataError, Problem
from methodgraph.records import QUESTIONS, Question

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FILE = "precision.tsv"
COLUMNS = ("question", "rule", "right", "wrong", "right_alone", "wrong_alone")
PRIOR = 6.0
"""How many cases the more general figure counts for beside a rule's own cases (the weight of a beta prior)."""


class Cases(NamedTuple):
    """How often a rule was right and wrong: in all, and where it stood alone (no other rule, no other mention)."""

    right: int = 0
    wrong: int = 0
    right_alone: int = 0
    wrong_alone: int = 0

    def plus(self, other: Cases) -> Cases:
        """Return the cases of both."""
        return Cases(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


Key = tuple[Question, str]
NEVER = Cases()


class Precision:
    """How likely each rule is right, by the question that it answers.

    `counts` holds the cases by question and rule. What counts most is how often a rule was right where it stood alone,
    for elsewhere others were right with it. Few cases lean on the more general figure:

        family    drawn towards all rules of the question, and these towards one half
        beside    the rule's cases beside others, drawn towards its family ("uses" of "uses/employ")
        alone     its cases alone, drawn towards that: this is the rule's precision

    where n cases of which r are right, drawn towards p, give (r + PRIOR p) / (n + PRIOR). So a rule that was never
    seen on the gold papers has its family's precision, a new family that of all rules, and nothing is ever 0 or 1.
    """

    def __init__(self, counts: Mapping[Key, Cases]) -> None:
        self.counts = dict(counts)
        self._sums: dict[Key, Cases] = {}
        for (question, rule), told in self.counts.items():
            for group in (_family(rule), ""):
                self._sums[question, group] = self._sums.get((question, group), NEVER).plus(told)

    def of(self, question: Question, rule: str) -> float:
        """Return how likely `rule` is right when it answers `question`.

        >>> round(Precision({("role", "uses/employ"): Cases(18, 2, 9, 1)}).of("role", "uses/employ"), 2)
        0.89
        """
        of_all, of_family = (self._sums.get((question, group), NEVER) for group in ("", _family(rule)))
        overall = _drawn(of_all.right, of_all.wrong, 0.5)
        family = _drawn(of_family.right, of_family.wrong, overall)
        told = self.cases(question, rule)
        beside_others = _drawn(told.right - told.right_alone, told.wrong - told.wrong_alone, family)
        return _drawn(told.right_alone, told.wrong_alone, beside_others)

    def cases(self, question: Question, rule: str) -> Cases:
        """Return the cases of `rule`; none at all for one never seen."""
        return self.counts.get((question, rule), NEVER)


def _family(rule: str) -> str:
    return rule.partition("/")[0]


def _drawn(right: int, wrong: int, towards: float) -> float:
    return (right + PRIOR * towards) / (right + wrong + PRIOR)


@lru_cache(maxsize=1)
def load_precision() -> Precision:
    """Return the shipped counts. Raises DataError with every faulty row."""
    text = resources.files("methodgraph.confidence").joinpath(FILE).read_text(encoding="utf-8")
    return parse_precision(text)


def parse_precision(text: str, name: str = FILE) -> Precision:
    """Return the counts of a table as `dump_precision` writes it. Raises DataError with every faulty row."""
    problems: list[Problem] = []
    lines = text.splitlines()
    if tuple(lines[0].split("\t") if lines else ()) != COLUMNS:
        problems.append(Problem(name, 1, "the header is not " + " ".join(COLUMNS), "make the table anew"))
    counts: dict[Key, Cases] = {}
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(COLUMNS) or cells[0] not in QUESTIONS or not all(map(str.isdecimal, cells[2:])):
            problems.append(Problem(name, number, f"not a row of counts: {line!r}", "make the table anew"))
            continue
        counts[cells[0], cells[1]] = Cases(*map(int, cells[2:]))
    if problems:
        raise DataError(problems)
    return Precision(counts)


def dump_precision(precision: Precision) -> Iterator[str]:
    """Yield the lines of the table: a header, then the rules by question and name."""
    yield "\t".join(COLUMNS)
    for question, rule in sorted(precision.counts, key=lambda key: (QUESTIONS.index(key[0]), key[1])):
        yield "\t".join((question, rule, *map(str, precision.counts[question, rule])))
