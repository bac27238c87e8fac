"""Numbers with their nouns."""

from __future__ import annotations


def count(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun, thousands parted by commas.

    >>> count(1, "paper"), count(1200, "entity", "entities")
    ('1 paper', '1,200 entities')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"
