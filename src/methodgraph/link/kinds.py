"""Names so distinctive that two papers which type them differently still mean one thing: a ToxiGen is a ToxiGen.

A capital within small letters or a digit makes a name distinctive (ToxiGen, Trans10K), and six letters and digits.
MIRAGE, Chameleon and VQA are not: data sets and methods are called so that have nothing to do with each other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from methodgraph.link.names import is_camel, letters_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from methodgraph.link.names import Key
    from methodgraph.link.rows import Row

_LONG_ENOUGH = 6


def kind_fact(row: Row, key: Key) -> tuple[str, str] | None:
    """Return the letters and the type family that a paper gives a distinctive name; None for any other name.

    `key` is what the name alone decided.
    """
    if key[0] != "name" or key[3] == "Metric":
        return None
    letters = letters_of(row.name)
    return (letters, key[3]) if is_distinctive(letters) else None


def kinds_instead(told: Mapping[tuple[str, str], int]) -> dict[str, str]:
    """Return the type family that stands for each, by what most papers say.

    `told` counts the facts of one folded name, as a name or as a word.
    """
    by_letters: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (letters, kind), count in told.items():
        by_letters[letters][kind] += count
    total = sum((kinds for kinds in by_letters.values() if len(kinds) > 1), Counter[str]())
    best = min(total, key=lambda kind: (-total[kind], kind), default="")
    return dict.fromkeys(total, best)


def with_kind(key: Key, instead: Mapping[str, str]) -> Key:
    """Return the key of the thing, whatever type this paper gives it."""
    return (*key[:3], instead[key[3]]) if key[0] == "name" and key[3] in instead else key


@lru_cache(maxsize=65536)
def is_distinctive(letters: str) -> bool:
    """Return True for a name, as letters and digits, that two things hardly share by chance."""
    if len(letters) < _LONG_ENOUGH:
        return False
    return is_camel(letters) or (any(map(str.isdigit, letters)) and any(map(str.isupper, letters)))
