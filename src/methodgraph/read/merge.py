"""When two papers are one: the same abstract, whatever it is called."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from methodgraph.errors import Problem
from methodgraph.ids import digest
from methodgraph.read.found import STDIN, Found, Note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from methodgraph.records import Paper, Source


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

    def add(self, found: Found) -> Found:
        """Add the papers of a file and return `found` with what that brought about.

        Where a paper's id already stands for another text, there is a problem and the paper is left out, or, if the
        id is made of the file's name, the paper gets a longer one and there is a note.
        """
        problems: list[Problem] = []
        notes: list[Note] = []
        for paper in found.papers:
            told = self._add(paper, named_after_file=found.named_after_file)
            if isinstance(told, Note):
                notes.append(told)
            elif told is not None:
                problems.append(told)
        return replace(found, problems=(*found.problems, *problems), notes=(*found.notes, *notes))

    def _add(self, paper: Paper, *, named_after_file: bool) -> Problem | Note | None:
        key = text_key(paper.text)
        source = paper.sources[0]
        known = self._papers.get(key)
        taken, place = self._place_of_id.setdefault(paper.id, (key, f"{source.file}:{source.line}"))
        note = None
        if taken != key and not (known and named_after_file):
            what = f"the id {paper.id!r} already stands for another abstract, at {place}"
            own = self._free(paper) if named_after_file else None
            if own is None:
                remedy = "give each paper its own id (a listing's are its file name)"
                return Problem(source.file, source.line, what, remedy)
            self._place_of_id[own] = (key, f"{source.file}:{source.line}")
            note = Note(source.file, source.line, f"{what}; this paper's is {own!r}")
            paper = replace(paper, id=own)
        self._papers[key] = paper if known is None else _merged(known, paper)
        return note

    def _free(self, paper: Paper) -> str | None:
        """Return the first id that tells `paper` by more of its file's path and is not taken, None if all are."""
        return next((own for own in _longer_ids(paper.id, paper.sources[0]) if own not in self._place_of_id), None)


def _longer_ids(identity: str, source: Source) -> Iterator[str]:
    """Yield "b/x:3", "a/b/x:3" ... for "x:3" of a/b/x.txt; at last, with the suffix, "x.txt:3" and "a/b/x.txt:3"."""
    if source.file == STDIN:
        return
    path = PurePosixPath(source.file)
    longer = identity
    for folder in reversed(path.parent.parts):
        if folder in {"..", path.anchor}:
            break
        longer = f"{folder}/{longer}"
        yield longer
    place = identity.removeprefix(path.stem)
    yield f"{path.name}{place}"
    yield f"{source.file}{place}"


def _merged(first: Paper, other: Paper) -> Paper:
    """Return `first` with the sources of both, and with what only `other` knows."""
    return replace(
        first,
        sources=tuple(dict.fromkeys((*first.sources, *other.sources))),
        title=first.title if first.title is not None else other.title,
        year=first.year if first.year is not None else other.year,
        url=first.url if first.url is not None else other.url,
    )
