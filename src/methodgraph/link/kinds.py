"""Names so distinctive that two papers which type them differently still mean one thing: a ToxiGen is a ToxiGen.

A capital within small letters or a digit makes a name distinctive (ToxiGen, Trans10K), and six letters and digits.
MIRAGE, Chameleon and VQA are not: data sets and methods are called so that have nothing to do with each other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from methodgraph.link.names import is_camel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from methodgraph.link.identity import Key

_LONG_ENOUGH = 6


class Kinds:
    """Which type family stands for the others of one distinctive name, by what most papers say."""

    def __init__(self, told: Iterable[tuple[Key, str]]) -> None:
        """Count the keys and names of what no expansion and no vocabulary decides."""
        seen: dict[tuple[str, ...], dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
        for (_, folded, form, kind), name in told:
            letters = "".join(filter(str.isalnum, name))
            if kind != "Metric" and is_distinctive(letters):
                seen[folded, form][letters][kind] += 1
        self._kind: dict[Key, str] = {}
        for (folded, form), by_letters in seen.items():
            total = sum((kinds for kinds in by_letters.values() if len(kinds) > 1), Counter[str]())
            best = min(total, key=lambda kind: (-total[kind], kind), default="")
            self._kind |= {("name", folded, form, kind): best for kind in total}

    def joined(self, key: Key) -> Key:
        """Return the key of the thing, whatever type this paper gives it."""
        return (*key[:3], self._kind.get(key, key[3]))


def is_distinctive(letters: str) -> bool:
    """Return True for a name, as letters and digits, that two things hardly share by chance."""
    has_both = any(map(str.isdigit, letters)) and any(map(str.isupper, letters))
    return len(letters) >= _LONG_ENOUGH and (is_camel(letters) or has_both)
