"""The year in what a source tells of a date."""

from __future__ import annotations

import re

from methodgraph.interchange import YEARS
from methodgraph.records import Identifier

_FOUR_DIGITS = re.compile(r"\s*([0-9]{4})(?:\.0+)?\s*")
_IN_TEXT = re.compile(r"(?<![0-9])((?:1[5-9]|20)[0-9]{2})(?![0-9])")
_COMPACT = re.compile(r"\s*((?:19|20)[0-9]{2})(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])(?:[0-9]{6})?\s*")
_ARXIV = re.compile(r"([0-9]{2})[0-9]{2}\.|[a-z-]+/([0-9]{2})")
_FIRST_OF_ARXIV = 91


def year_of(told: str | float | None) -> int | None:
    """Return the year in a date, however written; None where there is none.

    >>> [year_of(told) for told in (2024, "2024-05-01", "May 2024", "2021a", "20190412", "in press")]
    [2024, 2024, 2024, 2021, 2019, None]
    """
    if isinstance(told, int | float):
        return int(told) if told in YEARS else None
    if not told:
        return None
    found = _FOUR_DIGITS.fullmatch(told) or _COMPACT.fullmatch(told) or _IN_TEXT.search(told)
    year = int(found[1]) if found else 0
    return year if year in YEARS else None


def year_in(identifiers: tuple[Identifier, ...]) -> int | None:
    """Return the year that an arXiv id tells, None where there is none: the year it was put there.

    >>> year_in((Identifier("arxiv", "hep-th/9901001"),)), year_in((Identifier("arxiv", "2604.06774"),))
    (1999, 2026)
    """
    found = next((_ARXIV.match(told.value) for told in identifiers if told.scheme == "arxiv"), None)
    if found is None:
        return None
    year = int(found[1] or found[2])
    return (1900 if year >= _FIRST_OF_ARXIV else 2000) + year
