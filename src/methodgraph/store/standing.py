"""Whether a name can stand in a text: never no where EXTRACT could find it, and mostly no where it could not.

EXTRACT takes many spellings for one name: any case, hyphens or none, plurals, British spelling, WMT'14 for WMT 2014,
"pre- and post-training" for pre-training. So a text is reduced to its letters and digits, without what such spellings
differ in, and a name can stand in it where each of its words, without its ending, is somewhere in what is left; a name
of one short word, where that is a word there.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from methodgraph.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from methodgraph.vocabulary.senses import Senses

_RUN = re.compile(r"[^\W_]+")
_WORDS = re.compile(r"[^\W\d_]+|\d+")
_LETTERS = str.maketrans("zc", "ss")
_LS = re.compile("ll+")
_YEAR = re.compile(r"20\d\d$")
_SHORT = 5
"""Letters of a name up to which it is looked for as a word of its own: most texts have "sam" somewhere."""


def spaced(text: str) -> str:
    """Return the runs of letters and digits of `text`, without most of what the spellings of one name differ in.

    >>> spaced("Modelling Nets, $C$-fold")
    ' modeling nets s fold '
    """
    return f" {_alike(' '.join(_RUN.findall(_plain(text))))} "


def joined(words: str) -> str:
    """Return the spaced form of a text without spaces, as it is and in American spelling, seen also in other words.

    >>> joined(spaced("Colour-Nets"))
    'solournets solornets'
    """
    letters = _LS.sub("l", words.replace(" ", ""))
    return f"{letters} {letters.replace('our', 'or')}"


def needles(name: str) -> frozenset[str]:
    """Return what must all be in the joined form of a text in which `name` stands; empty where all texts will do.

    >>> sorted(needles("colour networks")), sorted(needles("WMT 2014"))
    (['network', 'solor'], ['14', 'wmt'])
    """
    return frozenset(filter(None, (_stem(part) for part in _WORDS.findall(_plain(name)))))


def pattern(name: str) -> str | None:
    """Return a pattern for the spaced form of a text with `name`, where that is one short word; else None.

    >>> pattern("SAM"), pattern("SAMMY-Net")
    (' s ?a ?m(?:s|es)? ', None)
    """
    runs = _RUN.findall(_plain(name))
    if len(runs) != 1 or len(runs[0]) > _SHORT or runs[0].isdigit() or runs[0] in _irregular():
        return None
    if runs[0][-1] in "sy" or "or" in runs[0] or "our" in runs[0]:
        return None
    letters = ("l(?: ?l)*" if letter == "l" else letter for letter in _alike(runs[0]))
    return f" {' ?'.join(letters)}(?:s|es)? "


def _stem(word: str) -> str:
    """Return the beginning that all spellings of a word share."""
    if word.isdigit():
        return word[2:] if _YEAR.match(word) else word
    end = 3 if word.endswith("ies") else 2 if word.endswith(("es", "is")) else word.endswith(("s", "y"))
    shared = min((_shared(word, other) for other in _irregular().get(word, ())), default=len(word))
    return _alike(word[: min(shared, len(word) - end)]).replace("our", "or")


def _shared(one: str, other: str) -> int:
    """Return how many letters two words begin with alike."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return decomposed if text.isascii() else "".join(char for char in decomposed if not unicodedata.combining(char))


def _alike(text: str) -> str:
    return _LS.sub("l", text.translate(_LETTERS))


@lru_cache(maxsize=1)
def _irregular() -> Mapping[str, tuple[str, ...]]:
    """Return the words whose plural no rule makes: for each form the other forms."""
    table = resources.files("methodgraph.text").joinpath("plurals.tsv").read_text(encoding="utf-8")
    told: dict[str, tuple[str, ...]] = {}
    for line in table.splitlines()[1:]:
        word, _, one = line.partition("\t")
        told[word] = (*told.get(word, ()), one)
        told[one] = (*told.get(one, ()), word)
    return told


class Standing:
    """Names, ready to be looked for in many texts."""

    def __init__(self, names: Iterable[str], senses: Senses) -> None:
        wanted = set(names)
        wanted |= set(_short_forms(wanted, senses))
        words = {name: told for name in wanted if (told := pattern(name)) is not None}
        self._needles = {needles(name) for name in wanted - words.keys()}
        self._word = re.compile("|".join(sorted(set(words.values())))) if words else None

    def __bool__(self) -> bool:
        """Return True where there is any name."""
        return bool(self._needles or self._word)

    def can_be_in(self, title: str | None, text: str) -> bool:
        """Return False only where none of the names stands in a paper with this title and text."""
        words = spaced(f"{title or ''} {text}")
        if self._word is not None and self._word.search(words):
            return True
        haystack = joined(words)
        return any(all(needle in haystack for needle in told) for told in self._needles)


def _short_forms(names: Iterable[str], senses: Senses) -> Iterable[str]:
    """Return the acronyms that may stand for one of `names`: a paper with GAN alone has the sense of its long form."""
    folded = {fold(name) for name in names}
    for acronym in senses.acronyms.values():
        if any(fold(form) in folded for sense in acronym.senses for form in (sense.expansion, *sense.forms)):
            yield acronym.short
