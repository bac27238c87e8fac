"""Words of a text without their endings: the coarse form in which context words meet ("estimating", "estimation")."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources

_WORD = re.compile(r"[A-Za-z0-9]+")
_SHORTEST = 4
"""Letters that stay, at least; one less before a plural s (maps)."""
JOINING = frozenset({"of", "and", "the", "for", "to", "in", "a", "with", "on"})
"""Words that an acronym leaves out."""


def words(text: str) -> list[str]:
    """Return the words of `text` as written, hyphenated ones in their parts.

    >>> words("A GP-based 3D method")
    ['A', 'GP', 'based', '3D', 'method']
    """
    return _WORD.findall(text)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return `word` in lower case without its longest known ending; at least four letters stay, before an s three.

    >>> stem("estimation"), stem("Estimating"), stem("maps"), stem("process"), stem("processes")
    ('estim', 'estim', 'map', 'process', 'process')
    """
    lower = word.lower()
    longest, endings = _endings()
    for size in range(min(longest, len(lower) - _SHORTEST), 0, -1):
        if lower[-size:] in endings and (size > 1 or lower[-1] != "s"):
            return lower[:-size]
    is_plural = len(lower) >= _SHORTEST and lower[-1] == "s" and lower[-2] != "s"
    return lower[:-1] if is_plural else lower


@lru_cache(maxsize=65536)
def content_stem(word: str) -> str:
    """Return the stem of a word; "" for one that an acronym leaves out.

    >>> content_stem("Estimating"), content_stem("The")
    ('estim', '')
    """
    return "" if word.lower() in JOINING else stem(word)


def stems(text: str) -> tuple[str, ...]:
    """Return the stems of a phrase without its joining words: the key under which expansions are compared.

    >>> stems("Gaussian Processes") == stems("gaussian-process")
    True
    """
    return tuple(filter(None, map(content_stem, words(text))))


@lru_cache(maxsize=1)
def _endings() -> tuple[int, frozenset[str]]:
    """Return the length of the longest ending, and all of them: a few slices are faster than asking each ending."""
    endings = resources.files("methodgraph.text").joinpath("endings.txt").read_text(encoding="utf-8").split()
    return max(map(len, endings)), frozenset(endings)
