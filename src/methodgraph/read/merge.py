"""When two papers are one: the same abstract, whatever it is called."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from methodgraph.errors import Problem
from methodgraph.ids import digest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from methodgraph.records import Paper


def text_key(text: str) -> str:
    """Return the key under which two copies of an abstract meet: no case, no white space, no compatibility forms.

    >>> text_key("We propose  LoRA.") == text_key("we propose LoRA.\\n")
    True
    """
    return digest("".join(unicodedata.normalize("NFKC", text).casefold().split()))


def content_id(text: str) -> str:
    """Return the id of a paper whose source gives it none. It depends on the abstract only.

    >>> content_id("We propose LoRA.")
    'text-d2873a4559bd7cf3'
    """
    return f"text-{text_key(text)}"


class Collection:
    """Papers met so far, in the order they were first met."""

    def __init__(self) -> None:
        self._papers: dict[str, Paper] = {}
        self._place_of_id: dict[str, tuple[str, str]] = {}

    def papers(self) -> tuple[Paper, ...]:
        """Return the papers: unique ids, unique texts."""
        return tuple(self._papers.values())

    def add(self, papers: Iterable[Paper]) -> tuple[Problem, ...]:
        """Add `papers`, and return a problem for each left out because its id already stands for another text."""
        return tuple(problem for paper in papers if (problem := self._add(paper)) is not None)

    def _add(self, paper: Paper) -> Problem | None:
        key = text_key(paper.text)
        source = paper.sources[0]
        taken, place = self._place_of_id.setdefault(paper.id, (key, f"{source.file}:{source.line}"))
        if taken != key:
            what = f"the id {paper.id!r} already stands for another abstract, at {place}"
            return Problem(source.file, source.line, what, "give each paper its own id (a listing's are its file name)")
        known = self._papers.get(key)
        self._papers[key] = paper if known is None else _merged(known, paper)
        return None


def _merged(first: Paper, other: Paper) -> Paper:
    """Return `first` with the sources of both, and with what only `other` knows."""
    return replace(
        first,
        sources=tuple(dict.fromkeys((*first.sources, *other.sources))),
        title=first.title if first.title is not None else other.title,
        year=first.year if first.year is not None else other.year,
        url=first.url if first.url is not None else other.url,
    )
