"""Names of people as sources write them, made "Ada Lovelace" each."""

from __future__ import annotations

import re
from functools import lru_cache

from methodgraph.text.latex import plain
from methodgraph.text.repair import repair

_AND = re.compile(r"(?<!\s)\s+(?:and|und|et|&)\s+|(?<!\s)\s*,\s*(?:and|&)\s+")
_LISTED = re.compile(r"[;|]")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[\s-]?){1,4}")
_GENERATION = re.compile(r"(?:jr|sr)\.?|i{2,3}|iv", re.IGNORECASE)
_COMPANY = re.compile(r",\s*(?:inc|ltd|llc|llp|plc|corp|gmbh|pty\.? ltd)\.?$", re.IGNORECASE)
_NUMBERED = re.compile(r"\s+[0-9]{4}$")
_LONGEST = 300
"""Characters beyond which nothing is a name."""
_NOBODY = frozenset(
    {"", "others", "et al", "et al.", "nan", "none", "null", "n/a", "anonymous authors", "[object Object]"}
)


def names(told: tuple[str, ...]) -> tuple[str, ...]:
    """Return people's names in the order told, each "First Last" and once.

    Args:
        told: a name each ("Ada Lovelace", "Lovelace, Ada"), or one string that holds them all, parted by "and", ";",
            "|" or commas.

    Knowingly wrong: a list of two names of which one is a single word ("Plato, Ada Lovelace") reads as one name.

    >>> names(("Lovelace, Ada and Alan M. Turing",)), names(("Lovelace, A.; Turing, A. M.",))
    (('Ada Lovelace', 'Alan M. Turing'), ('A. Lovelace', 'A. M. Turing'))
    """
    told = tuple(" ".join(each.split()) for each in told)
    parts = _parted(told[0]) if len(told) == 1 else list(told)
    read = (_person(part) for part in parts)
    return tuple(dict.fromkeys(name for name in read if name.casefold() not in _NOBODY))


def is_company(name: str) -> bool:
    """Return True for the name of a company with its form behind a comma, which is not to be turned round.

    >>> is_company("Foo, Inc."), is_company("Lovelace, Ada"), is_company("Li, Co")
    (True, False, False)
    """
    return _COMPANY.search(name) is not None


def _parted(told: str) -> list[str]:
    if ";" in told or "|" in told:
        return [name.strip() for name in _LISTED.split(told)]
    return [name for part in _AND.split(told) for name in _by_commas(part)]


def _by_commas(told: str) -> list[str]:
    """Return the names in a string that only commas part: one name turned round, or several."""
    pieces = [piece.strip() for piece in told.split(",") if piece.strip()]
    if len(pieces) < 2:
        return pieces
    if len(pieces) % 2 == 0 and all(_INITIALS.fullmatch(piece) for piece in pieces[1::2]):
        return [f"{last}, {first}" for last, first in zip(pieces[::2], pieces[1::2], strict=True)]
    if len(pieces) == 2 and is_company(told.strip()):
        return [told]
    is_one = len(pieces) == 2 and min(len(piece.split()) for piece in pieces) == 1
    is_dated = len(pieces) == 3 and any(_GENERATION.fullmatch(piece) for piece in pieces[1:])
    return [told] if is_one or is_dated else pieces


@lru_cache(maxsize=65536)
def _person(told: str) -> str:
    name = " ".join(
        repair(plain(told) if "\\" in told and len(told) < _LONGEST else told).replace("{", "").replace("}", "").split()
    )
    name = _NUMBERED.sub("", name).strip(" ,;")
    if is_company(name):
        return name
    parts = [part.strip() for part in name.split(",")]
    generation = next((part for part in parts[1:] if _GENERATION.fullmatch(part)), None)
    if generation:
        parts.remove(generation)
    if len(parts) > 2:
        return name
    return " ".join(filter(None, (*reversed(parts), generation)))
