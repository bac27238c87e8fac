"""READ as the store wants it: the papers of each source as they come, and what merging makes of several."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from methodgraph.errors import InputError, Problem
from methodgraph.store import STDIN, SourceFile
from methodgraph.text.characters import as_escapes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from methodgraph.read import Found, Note
    from methodgraph.records import Paper
    from methodgraph.store import Taking

_LOG = logging.getLogger(__name__)
_NOTES = 10
"""Notes that an error tells."""


@dataclass
class Heard:
    """What was told while papers were read and merged."""

    keep_going: bool
    refused: str = ""
    """What an error is to say of the rest, after its problems."""
    problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def hear(self, problems: Iterable[Problem]) -> None:
        """Take in all that is wrong with one thing. Raises InputError, unless it keeps going."""
        found = sorted(problems, key=lambda problem: problem.line or 0)
        if found and not self.keep_going:
            error = InputError(found)
            if self.refused:
                error.add_note(self.refused)
            raise error
        self.problems += found

    def excerpt(self) -> Iterator[str]:
        """Yield the first of the notes, a line each."""
        yield from (f"  {as_escapes(str(note))}" for note in self.notes[:_NOTES])
        if len(self.notes) > _NOTES:
            yield f"  and {len(self.notes) - _NOTES:,} more"


def take(paths: Iterable[str | Path], taking: Taking, heard: Heard, form: str | None = None) -> Iterator[int]:
    """Let `taking` have all papers of `paths`; yield now and then how many it has.

    Raises InputError for the first file with problems, unless `heard` keeps going.
    """
    from methodgraph.read import iter_papers  # noqa: PLC0415

    done = 0
    for file, batches in groupby(iter_papers(paths, format=form), key=lambda found: found.file):
        problems: list[Problem] = []
        before, notes, began = done, len(heard.notes), time.monotonic()
        for found in batches:
            problems += (*found.problems, *_taken(found, taking))
            heard.notes += found.notes
            done += len(found.papers)
            yield done
        counts = {"papers": done - before, "problems": len(problems), "notes": len(heard.notes) - notes}
        told = {"file": file, **counts, "seconds": round(time.monotonic() - began, 3)}
        _LOG.debug("file read", extra={"fields": told})
        heard.hear(problems)


def _taken(found: Found, taking: Taking) -> Iterator[Problem]:
    """Let `taking` have the papers; yield a problem for what cannot be written down as UTF-8."""
    if found.papers and not found.file.isascii() and not _is_unicode(found.file):
        yield Problem(found.file, None, "its name is not UTF-8", "rename it")
        return
    if found.papers:
        _announce(found.file, taking)
    for paper in found.papers:
        try:
            taking.paper(paper)
        except UnicodeEncodeError:
            what = f"paper {paper.id!r} holds a lone surrogate, which is no character"
            yield Problem(found.file, paper.sources[0].line, what, "repair the text")


def _is_unicode(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _announce(name: str, taking: Taking) -> None:
    """Tell `taking` of a source, and of the archive that it is in: papers.zip/inner.bib. Once each."""
    path = Path(name)
    archive = None
    if name != STDIN and not path.is_file():
        archive = next((place.as_posix() for place in path.parents if place.is_file()), None)
    for file in (archive, name):
        if file is not None and not taking.knows(file):
            taking.source(_source(file))


def _source(name: str) -> SourceFile:
    from methodgraph.publish.manifest import content  # noqa: PLC0415

    if name == STDIN or not Path(name).is_file():
        return SourceFile(name)
    told = content(Path(name))
    return SourceFile(name, told["bytes"], told["sha256"])


def keys_of(paper: Paper) -> Iterator[str]:
    """Yield what two single-source papers share where merging may see one in them, or must tell them apart."""
    from methodgraph.read import meeting_keys  # noqa: PLC0415

    return meeting_keys(paper)


def merged(papers: Sequence[Paper], heard: Heard) -> Iterable[Paper]:
    """Return what merging makes of single-source papers, and let `heard` hear of it. Raises InputError as it does."""
    from methodgraph.read import merge  # noqa: PLC0415

    told = merge(papers)
    heard.notes += told.notes
    heard.hear(told.problems)
    return told.papers
