"""Names of people as bibliographies write them, turned into the order in which people write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from methodgraph.read.people import is_company

if TYPE_CHECKING:
    from collections.abc import Iterable

_SUFFIX = re.compile(r"(?:jr|sr)\.?|i{2,3}|iv", re.IGNORECASE)


def in_order(name: str) -> str:
    """Return "Ada Lovelace" for "Lovelace, Ada"; a name without a comma comes back as it is.

    >>> in_order("King, Jr., Martin L."), in_order("Aristotle"), in_order("Google Research, Inc.")
    ('Martin L. King Jr.', 'Aristotle', 'Google Research, Inc.')
    """
    if is_company(name.strip()):
        return " ".join(name.split())
    parts = [part for part in (" ".join(part.split()) for part in name.split(",")) if part]
    if len(parts) < 2:
        return parts[0] if parts else ""
    last, *others = parts
    suffixes = [part for part in others if _SUFFIX.fullmatch(part)]
    first = [part for part in others if not _SUFFIX.fullmatch(part)]
    return " ".join((*first, last, *suffixes))


def people(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names in the order in which people write them, without empty ones and "others"."""
    told = (in_order(name) for name in names)
    return tuple(dict.fromkeys(name for name in told if name and name not in {"others", "et al."}))
