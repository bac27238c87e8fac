"""What short forms stand for, and the clues that tell one sense from another. Learned; see `methodgraph.learn.senses`.

Two tables beside this module, in `senses/`. `senses.tsv` has a row for each sense: acronym, expansion, how many
papers define it so, how many papers that define the acronym at all, how many write the expansion, how many letters
precede it in longer short forms (W in WSOD, C in COD), other forms.
`clues.tsv` has a row for each acronym with several senses: clue, "=", one digit for each sense in the order of the
first table. A digit is a log-odds against other papers: 0 speaks most against a sense, i is neutral, z most for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from methodgraph.errors import DataError, Problem
from methodgraph.text.folding import singular_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SENSE_COLUMNS = ("acronym", "expansion", "defined", "of", "written", "within", "forms")
CLUE_COLUMNS = ("acronym", "clues")
LOWEST, STEP = -4.5, 0.25
"""The log-odds of digit 0, and how much each further digit adds."""
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Sense:
    """One expansion of an acronym. `defined` papers define it so, `written` spell it out; `forms` are its variants.

    `within` letters precede it in longer short forms.
    """

    expansion: str
    defined: int
    written: int
    within: int = 0
    forms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Acronym:
    """A short form, its senses (the most defined first) and its clues as written in the table."""

    short: str
    of: int
    senses: tuple[Sense, ...]
    row: str = ""

    @cached_property
    def clues(self) -> Mapping[str, str]:
        """The digits of each clue, one for each sense in their order; `weight` tells what a digit is worth."""
        told = self.row.replace("=", "|").split("|")  # thousands, of which few are met
        return dict(zip(told[::2], told[1::2], strict=True)) if self.row else {}


def weight(digit: str) -> float:
    """Return the log-odds of a digit.

    >>> weight("0"), weight("i"), weight("z")
    (-4.5, 0.0, 4.25)
    """
    return LOWEST + STEP * int(digit, 36)


def digit(log_odds: float) -> str:
    """Return the nearest digit.

    >>> digit(-7.0), digit(0.1), digit(5.0)
    ('0', 'i', 'z')
    """
    return _DIGITS[min(35, max(0, round((log_odds - LOWEST) / STEP)))]


@dataclass(frozen=True, slots=True)
class Senses:
    """All acronyms by their singular short form."""

    acronyms: Mapping[str, Acronym]

    def of(self, short: str) -> Acronym | None:
        """Return the acronym of a short form in the singular or plural, capitals as written; None if unknown."""
        return self.acronyms.get(short) or self.acronyms.get(singular_name(short))


@lru_cache(maxsize=1)
def load_senses() -> Senses:
    """Return the shipped senses. Raises DataError where the tables break their own rules."""
    folder = resources.files("methodgraph.vocabulary").joinpath("senses")
    return read_senses(
        folder.joinpath("senses.tsv").read_text(encoding="utf-8"),
        folder.joinpath("clues.tsv").read_text(encoding="utf-8"),
    )


def read_senses(senses: str, clues: str) -> Senses:
    """Return what the two tables hold. Raises DataError with every faulty row."""
    problems: list[Problem] = []
    rows = dict(_rows("clues.tsv", clues, CLUE_COLUMNS, problems))
    found: dict[str, list[Sense]] = {}
    totals: dict[str, int] = {}
    for acronym, *cells in _rows("senses.tsv", senses, SENSE_COLUMNS, problems):
        expansion, defined, of, written, within, forms = cells
        sense = Sense(expansion, int(defined), int(written), int(within), tuple(filter(None, forms.split("|"))))
        found.setdefault(acronym, []).append(sense)
        totals[acronym] = int(of)
    if problems:
        raise DataError(problems)
    return Senses(
        {short: Acronym(short, totals[short], tuple(told), rows.get(short, "")) for short, told in found.items()}
    )


def _rows(file: str, text: str, columns: tuple[str, ...], problems: list[Problem]) -> Iterable[list[str]]:
    header, *lines = text.split("\n")
    if tuple(header.split("\t")) != columns:
        problems.append(Problem(file, 1, "the header is not " + " ".join(columns), "name the columns so"))
        return
    for n, line in enumerate(lines, 2):
        cells = line.split("\t")
        if len(cells) == len(columns):
            yield cells
        elif line:
            problems.append(Problem(file, n, f"{len(cells)} cells", f"give {len(columns)}, separated by tabs"))
