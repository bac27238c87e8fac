"""Names spelled like a name that nothing bears."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_NEAREST = 3
_LIKE = 0.6


def nearest(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return up to three of `known`, in any case, that are spelled most like `name`; the best first.

    >>> nearest("lorra", ["LoRA", "GRPO"])
    ('LoRA',)
    """
    by_lower = {told.lower(): told for told in sorted(set(known))}
    return tuple(by_lower[told] for told in get_close_matches(name.lower(), by_lower, n=_NEAREST, cutoff=_LIKE))
