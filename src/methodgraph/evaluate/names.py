"""When a name that was told and a name of the gold are the same.

A looser key than `methodgraph.text.folding`, on purpose: a measure must not lean on the very rules that it measures.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from methodgraph.evaluate.gold import GoldEntity
    from methodgraph.records import PaperEntity

_APART = re.compile(r"[\s\-_‐‑‒–—―/'’`\"“”$\\{}]+")
_ADDRESS = re.compile(r"^https?://(www\.)?")
_FILLING = re.compile(r"[\s\\+]|(?<=\d),(?=\d{3})")


@lru_cache(maxsize=1 << 16)
def key(name: str) -> str:
    """Return the name without case, accents' composition, hyphens, blanks, quotes, LaTeX and a plural s.

    >>> key("Vision-Language Models") == key("vision language model"), key("HANS"), key("loss")
    (True, 'han', 'loss')
    """
    folded = _APART.sub("", unicodedata.normalize("NFKD", name).casefold())
    return folded[:-1] if len(folded) > 3 and folded.endswith("s") and not folded.endswith("ss") else folded


def keys(names: Iterable[str | None]) -> frozenset[str]:
    """Return the keys of names, without empty ones."""
    return frozenset(told for name in names if name and (told := key(name)))


def names_of(entity: PaperEntity | GoldEntity) -> frozenset[str]:
    """Return the keys of all that an entity is called, its expansion among them."""
    return keys((entity.name, *entity.aliases, entity.sense))


def align(told: Sequence[PaperEntity], gold: Sequence[GoldEntity]) -> dict[int, int]:
    """Return which thing told (by index) is which thing of the gold, one to one.

    First those whose main name the gold knows, in order, then those that share any name. The dictionary's order is
    that in which they were matched.
    """
    known = [names_of(entity) for entity in gold]
    matched: dict[int, int] = {}
    free = list(range(len(gold)))
    for wanted in ([{key(entity.name)} for entity in told], [names_of(entity) for entity in told]):
        for index, names in enumerate(wanted):
            if index in matched:
                continue
            found = next((one for one in free if names & known[one]), None)
            if found is not None:
                matched[index] = found
                free.remove(found)
    return matched


def amount(value: str | None) -> str:
    """Return a figure so that its written forms meet: no blanks, no plus, no commas between thousands."""
    return _FILLING.sub("", value or "").replace("−", "-").casefold()


def address(url: str) -> str:
    """Return a URL so that its written forms meet."""
    return _ADDRESS.sub("", url.strip().rstrip("./)")).removesuffix(".git").casefold()
