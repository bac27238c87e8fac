"""Unique ids for papers that are not one, however their sources call them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from methodgraph.errors import Problem
from methodgraph.read.found import STDIN, Note, stem
from methodgraph.read.keys import content_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from methodgraph.records import Paper, Source

_REMEDY = "give each paper its own id (a listing's are its file name)"


def unique_ids(papers: Sequence[Paper]) -> tuple[list[Paper], list[Problem], list[Note]]:
    """Return `papers` with ids of their own; each that is made longer is a note, each that cannot be is a problem.

    An id made of a file's name ("x:3") clashes with that of another file of this name, or with one a person gave:
    all such get more of their file's path before them ("b/x:3"). Different papers that registries seem to call by one
    id (a volume's DOI) are called by their content. An id that persons gave in several files gets these files' names
    before it ("rows:7"); of papers that have one id in one file, that of the smallest place stays.
    """
    longer = _lengthened(papers)
    named = [paper if own is None else replace(paper, id=own) for paper, own in zip(papers, longer, strict=True)]
    notes = [
        Note(source.file, source.line, f"the id {old.id!r} stands for another paper too; this paper's is {new.id!r}")
        for old, new in zip(papers, named, strict=True)
        if old.id != new.id
        for source in new.sources[:1]
    ]
    kept, problems = _one_each(named)
    return kept, sorted(problems, key=lambda told: (told.path, told.line or 0)), sorted(notes)


def _lengthened(papers: Sequence[Paper]) -> list[str | None]:
    """Return for each paper the id that tells it apart by more of its file's path, None where its own does."""
    choices: dict[int, list[str]] = {}
    level = [0] * len(papers)
    told: list[str | None] = [None] * len(papers)
    clashing = True
    while clashing:
        clashing = False
        users: defaultdict[str, list[int]] = defaultdict(list)
        for at, paper in enumerate(papers):
            users[told[at] or paper.id].append(at)
        for places in users.values():
            for at in _movable(papers, places):
                if at not in choices:
                    choices[at] = other_ids(papers[at])
                if level[at] < len(choices[at]):
                    told[at] = choices[at][level[at]]
                    level[at] += 1
                    clashing = True
    return told


def _movable(papers: Sequence[Paper], places: list[int]) -> list[int]:
    """Return which papers of one id are to get another: those whose id READ made, else those of several files."""
    if len(places) < 2:
        return []
    made = [at for at in places if file_named(papers[at]) or _is_registered(papers[at])]
    files = {source.file for at in places for source in papers[at].sources[:1]}
    return made or (places if len(files) > 1 else [])


def _is_registered(paper: Paper) -> bool:
    return any(paper.id == f"{told.scheme}:{told.value}" for told in paper.identifiers)


def other_ids(paper: Paper) -> list[str]:
    """Return the ids that the paper may have in place of its own where another has that too, in their order.

    >>> from methodgraph.records import Paper, Source
    >>> other_ids(Paper("7", None, "We do.", (Source("a/rows.csv", 8),)))
    ['rows:7', 'a/rows.csv:7']
    """
    source = file_named(paper)
    if source is not None:
        return list(_longer_ids(paper.id, source))
    if _is_registered(paper):
        return [content_id(paper.title, paper.text, paper.year, paper.authors)]
    return [f"{told}:{paper.id}" for first in paper.sources[:1] for told in (stem(first.file), first.file)]


def file_named(paper: Paper) -> Source | None:
    """Return the source whose file and line the paper's id is made of, as a listing's are; None for other ids."""
    for source in paper.sources:
        short = f"{stem(source.file)}:{source.line}"
        if paper.id == short or (paper.id.startswith(f"{short}.") and paper.id.removeprefix(f"{short}.").isdigit()):
            return source
    return None


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
    place = identity.removeprefix(stem(source.file))
    yield f"{path.name}{place}"
    yield f"{source.file}{place}"


def _one_each(papers: Sequence[Paper]) -> tuple[list[Paper], list[Problem]]:
    """Return the paper of the smallest place for each id, and a problem for each of the others."""
    kept: dict[str, Paper] = {}
    problems: list[Problem] = []
    for paper in sorted(papers, key=lambda paper: (paper.sources, paper.text, paper.title or "")):
        first = kept.setdefault(paper.id, paper)
        if first is paper:
            continue
        place = "".join(f", at {source.file}:{source.line}" for source in first.sources[:1])
        what = f"the id {paper.id!r} already stands for another abstract{place}"
        problems += [Problem(source.file, source.line, what, _REMEDY) for source in paper.sources]
    return list(kept.values()), problems
