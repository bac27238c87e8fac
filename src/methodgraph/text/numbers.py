"""Figures as papers print them, read as numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+"
_FIGURE = re.compile(
    rf"(?P<sign>[+\-])?\s*(?P<number>{_NUMBER})(?P<exponent>[eE][+\-]?\d{{1,3}})?"
    rf"(?:\s*(?:±|\+/-)\s*(?:{_NUMBER})\s*%?)?\s*(?P<unit>%|[^\W\d_]+(?: [^\W\d_]+)?)?"
)
_MINUS = str.maketrans("−–", "--")
_UNITS = {
    "×": "x", "times": "x", "X": "x", "percent": "%", "per cent": "%",
    "point": "points", "pp": "points", "pts": "points", "pt": "points", "percentage points": "points",
    "percentage point": "points",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure as a number. `unit` is "" for none; `is_difference` is True where the figure bears a sign."""

    number: Decimal
    unit: str
    is_difference: bool


def parse_amount(text: str) -> Amount | None:
    """Return the one number that a figure states; None for what states none or several ("0.31-0.33", "> 90%").

    A sign makes a difference, and stays in the number where it is a minus. Commas are read between groups of three
    digits only ("1,297"), for "0,5" and "1,29" may be anything. An uncertainty ("± 0.3") is passed over.

    >>> parse_amount("+14.4%"), parse_amount("1,297").number, parse_amount("0.312-0.328 m")
    (Amount(number=Decimal('14.4'), unit='%', is_difference=True), Decimal('1297'), None)
    """
    plain = text.strip().replace("×", "x").translate(_MINUS)
    found = _FIGURE.fullmatch(plain)
    if found is None:
        return None
    number = Decimal(found["number"].replace(",", "") + (found["exponent"] or ""))
    unit = found["unit"] or ""
    return Amount(-number if found["sign"] == "-" else number, _UNITS.get(unit, unit), found["sign"] is not None)
