"""Under which keys copies of a paper meet: of its text, and of its title."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from methodgraph.ids import digest
from methodgraph.read.tables import words
from methodgraph.text.latex import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from methodgraph.records import Paper

_NOT_WORD = re.compile(r"[\W_]+")
_FEW_WORDS = 4
_LONGEST = 1000
"""Characters beyond which nothing is a title."""


def text_key(text: str) -> str:
    """Return the key under which two copies of an abstract meet: no case, no white space, no compatibility forms.

    >>> text_key("We propose  LoRA.") == text_key("we propose LoRA.\\n")
    True
    """
    return digest("".join(unicodedata.normalize("NFKC", text).casefold().split()))


def content_id(title: str | None, text: str, year: int | None = None, authors: Iterable[str] = ()) -> str:
    """Return the id of a paper whose source gives it none. It depends on the abstract only, if there is one.

    >>> content_id(None, "We propose LoRA."), content_id("LoRA", "", 2021, ("Ada Lovelace",))
    ('text-d2873a4559bd7cf3', 'title-80b380854d015ec0')
    """
    if text:
        return f"text-{text_key(text)}"
    return f"title-{digest(text_key(title or ''), str(year or ''), *authors)}"


def title_words(title: str) -> list[str]:
    """Return the words of a title in the form in which copies agree: no case, accents, signs or LaTeX.

    >>> title_words("R\\\\'esum\\u00e9: Learning to $\\\\alpha$-Tune")
    ['resume', 'learning', 'to', 'α', 'tune']
    """
    folded = plain(title).casefold()
    if not folded.isascii():
        folded = "".join(char for char in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(char))
    return [word for word in _NOT_WORD.split(folded.replace("'", "")) if word]


@lru_cache(maxsize=1)
def _generic() -> frozenset[str]:
    return words("generic_titles.tsv")


def title_key(title: str | None) -> str | None:
    """Return the key under which papers of one title meet, None for a title that many papers have.

    That is one of fewer than four words ("Introduction", "Deep Learning"), or one of `rules/generic_titles.tsv`.
    Words are not parted in it, for copies differ in hyphens.

    >>> title_key("Fine-Tuning of Large Models") == title_key("Finetuning of large models.")
    True
    """
    if not title or len(title) > _LONGEST:
        return None
    told = title_words(title)
    key = "".join(told)
    few = len(told) < _FEW_WORDS and (key.isascii() or len(key) < 2 * _FEW_WORDS)
    return None if few or " ".join(told) in _generic() else key


class Keys:
    """The keys of papers, each worked out once for a text or title."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._titles: dict[str, str | None] = {}

    def content(self, paper: Paper) -> str | None:
        """Return the key of the paper's abstract, or of all that a paper without identifiers has instead."""
        if paper.text:
            if paper.text not in self._texts:
                self._texts[paper.text] = text_key(paper.text)
            return self._texts[paper.text]
        return None if paper.identifiers else content_id(paper.title, "", paper.year, paper.authors)

    def title(self, paper: Paper) -> str | None:
        """Return the key of the paper's title, None where it tells nothing."""
        title = paper.title or ""
        if title not in self._titles:
            self._titles[title] = title_key(title)
        return self._titles[title]
