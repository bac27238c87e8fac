"""From paths to papers: every part of the input read by its format, and the copies of a paper made one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from methodgraph.errors import InputError, Problem, UsageError
from methodgraph.files import unreadable
from methodgraph.read.assemble import assembled
from methodgraph.read.containers import open_parts
from methodgraph.read.detect import HEAD, Unknown, another_format, find_format, named_format
from methodgraph.read.entry import Entry
from methodgraph.read.found import Found, Note
from methodgraph.read.merge import merge
from methodgraph.read.parts import Part
from methodgraph.read.streams import peeked
from methodgraph.records import Paper
from methodgraph.text.counting import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from methodgraph.read.entry import Format

BATCH = 1000
"""Papers, problems and notes of one `Found` at most."""

_HELD = 100 * BATCH
"""Problems and notes of a file in a format it does not look like that wait for a paper, for memory must not grow."""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read. `papers` sorted by id and merged; `problems` and `notes` in the order of the files.

    `problems` is empty unless the reading kept going past them.
    """

    papers: tuple[Paper, ...]
    problems: tuple[Problem, ...] = ()
    notes: tuple[Note, ...] = ()


def read_papers(
    paths: Iterable[str | Path],
    *,
    format: str | None = None,  # noqa: A002 - what the option is called too
    keep_going: bool = False,
) -> Reading:
    """Return the papers of files, folders (all files below; no hidden ones, no README), archives and "-" (stdin).

    What a file is in, its content tells; `format`, one of `methodgraph.read.formats.NAMES`, goes before that for all
    of them. Copies of a paper are one paper with a source for each place (`methodgraph.read.merge`), so ids are
    unique, and the order of the paths does not matter. A path named twice is read once.

    The first file with a problem raises InputError, which holds all the problems of that file. With `keep_going`
    nothing raises: the problems are returned, with every paper that could be read all the same. One path where a
    list is due, and a format that is not there, raise UsageError.

    >>> reading = read_papers(["seeds"])
    >>> len(reading.papers), reading.papers[10].sources
    (49, (Source(file='seeds/001_77095fb5d2b82cdd.txt', line=10),))
    """
    papers: list[Paper] = []
    problems: list[Problem] = []
    notes: list[Note] = []
    for _, batches in groupby(iter_papers(paths, format=format), key=lambda found: found.file):
        of_file: list[Problem] = []
        for found in batches:
            papers += found.papers
            of_file += found.problems
            notes += found.notes
        if of_file and not keep_going:
            raise InputError(_by_line(of_file))
        problems += _by_line(of_file)
    merged = merge(papers)
    if merged.problems and not keep_going:
        raise InputError(merged.problems)
    return Reading(merged.papers, (*problems, *merged.problems), (*notes, *merged.notes))


def _by_line(problems: list[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: problem.line or 0)


def iter_papers(
    paths: Iterable[str | Path],
    *,
    format: str | None = None,  # noqa: A002 - what the option is called too
) -> Iterator[Found]:
    """Yield what `read_papers` reads as it is read, in batches of one file each, before copies are merged.

    Each paper has one source. Memory does not grow with the size of a file, but for listings, which are read whole.
    Never raises but UsageError, at once: what is wrong is among the problems of a batch, or is a batch of its own.

    >>> sum(len(found.papers) for found in iter_papers(["seeds"]))
    49
    """
    if isinstance(paths, str | Path):
        raise UsageError(f"paths is one path, {str(paths)!r}; give a list of paths: [{str(paths)!r}]")
    return _found(paths, None if format is None else named_format(format))


def _found(paths: Iterable[str | Path], given: Format | None) -> Iterator[Found]:
    for part in open_parts(paths):
        if isinstance(part, Problem):
            yield Found(part.path, problems=(part,))
        elif isinstance(part, Note):
            yield Found(part.path, notes=(part,))
        else:
            yield from _in_part(part, given)


def _in_part(part: Part, given: Format | None) -> Iterator[Found]:
    """Yield the batches of a part; a file of another kind that was not named itself is left out with a note."""
    try:
        head, stream = peeked(part.stream, HEAD)
    except InputError as error:
        yield Found(part.name, problems=error.problems)
        return
    kind = find_format(head, part.name, given)
    if isinstance(kind, Unknown) and part.among_others:
        yield Found(part.name, notes=(Note(part.name, None, f"left out: {kind.problem.what}"),))
    elif isinstance(kind, Unknown):
        yield Found(part.name, problems=(kind.problem,))
    elif isinstance(kind, Problem):
        yield Found(part.name, problems=(kind,))
    else:
        told = _told(Part(part.name, stream), kind)
        other = another_format(head, given) if given else None
        yield from _batches(part.name, told if other is None else _doubted(told, part.name, kind, other))


def _told(part: Part, kind: Format) -> Iterator[Paper | Problem | Note]:
    """Yield the papers, problems and notes of a part; what ends the reading of it is its last problem."""
    try:
        for told in kind.read(part.stream, part.name):
            if isinstance(told, Entry):
                yield from assembled(told, part.name)
            else:
                yield told
    except InputError as error:
        yield from error.problems
    except OSError as error:
        yield unreadable(part.name, error)


def _doubted(
    told: Iterator[Paper | Problem | Note], file: str, given: Format, other: Format
) -> Iterator[Paper | Problem | Note]:
    """Yield what is told of a file read as `given` that looks like `other`: one problem, where that is no paper."""
    held: list[Paper | Problem | Note] = []
    for one in told:
        held.append(one)
        if isinstance(one, Paper) or len(held) == _HELD:
            yield from held
            yield from told
            return
    yield Problem(file, None, f"no paper found as {given.title}; it looks like {other.title}", "leave --format out")


def _batches(file: str, told: Iterable[Paper | Problem | Note]) -> Iterator[Found]:
    """Yield what is told of a file in batches, the last of which tells what only its end shows."""
    batch: list[Paper | Problem | Note] = []
    papers = problems = titles = 0
    for one in told:
        batch.append(one)
        papers += isinstance(one, Paper)
        problems += isinstance(one, Problem)
        titles += isinstance(one, Paper) and not one.text
        if len(batch) == BATCH:
            yield _batch(file, batch)
            batch = []
    if not papers and not problems:
        remedy = "a listing holds one abstract per line or paragraph; other formats are named by --format"
        batch.append(Problem(file, None, "no paper found", remedy))
    if titles:
        batch.append(Note(file, None, f"{titles:,} of {count(papers, 'paper')} with a title and no abstract"))
    yield _batch(file, batch)


def _batch(file: str, told: Iterable[Paper | Problem | Note]) -> Found:
    papers: list[Paper] = []
    problems: list[Problem] = []
    notes: list[Note] = []
    for one in told:
        if isinstance(one, Paper):
            papers.append(one)
        elif isinstance(one, Problem):
            problems.append(one)
        else:
            notes.append(one)
    return Found(file, tuple(papers), tuple(problems), tuple(notes))
