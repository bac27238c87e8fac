"""From paths to papers: every file read, the same abstract met twice made one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from methodgraph import files
from methodgraph.errors import InputError, Problem, UsageError
from methodgraph.read.detect import read_file
from methodgraph.read.found import STDIN, Found, Note
from methodgraph.read.merge import Collection

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from methodgraph.records import Paper

_ABOUT_THE_FOLDER = ("readme", "license", "licence", "changelog")


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read. `papers` in input order and merged; `problems` and `notes` in the order of the files.

    `problems` is empty unless the reading kept going past them.
    """

    papers: tuple[Paper, ...]
    problems: tuple[Problem, ...] = ()
    notes: tuple[Note, ...] = ()


def read_papers(paths: Iterable[str | Path], *, keep_going: bool = False) -> Reading:
    """Return the papers of files, of folders (all files below, sorted; no hidden ones, no README) and of "-" (stdin).

    Ids are unique. The same abstract met twice (same text but for case and white space) is one paper, the first,
    with a source for each place; it takes over the title, year or URL that only a later one has. The same id with
    another text is a problem of the later place; but an id made of a file's name gets the file's folder put before it
    ("b/x:3"), which a note tells. A path named twice is read once.

    The first file with a problem raises InputError, which holds all the problems of that file. With `keep_going`
    nothing raises: the problems are returned, with every paper that could be read all the same. One path where a
    list is due raises UsageError.

    >>> reading = read_papers(["seeds"])
    >>> len(reading.papers), reading.papers[10].sources
    (49, (Source(file='seeds/001_77095fb5d2b82cdd.txt', line=2),))
    """
    if isinstance(paths, str | Path):
        raise UsageError(f"paths is one path, {str(paths)!r}; give a list of paths: [{str(paths)!r}]")
    collection = Collection()
    problems: list[Problem] = []
    notes: list[Note] = []
    for found in _found(paths):
        told = collection.add(found)
        if told.problems and not keep_going:
            raise InputError(told.problems)
        problems += told.problems
        notes += told.notes
    return Reading(collection.papers(), tuple(problems), tuple(notes))


def _found(paths: Iterable[str | Path]) -> Iterator[Found]:
    """Yield what each file holds; a path that cannot be read is a Found of problems only."""
    for path in dict.fromkeys(Path(path) for path in paths):
        if str(path) != STDIN and path.is_dir():
            yield from _in_folder(path)
        else:
            yield read_file(path.as_posix())


def _in_folder(folder: Path) -> Iterator[Found]:
    try:
        below = list(files.walk(folder))
    except InputError as error:
        yield Found(problems=error.problems)
        return
    if all(_tells_about_the_folder(path) for path in below):
        problem = Problem(folder.as_posix(), None, "no file to read in this folder", "name one that holds papers")
        yield Found(problems=(problem,))
    for path in below:
        if _tells_about_the_folder(path):
            yield Found(notes=(Note(path.as_posix(), None, "left out: tells about the folder, holds no papers"),))
        else:
            yield read_file(path.as_posix())


def _tells_about_the_folder(path: Path) -> bool:
    return path.name.casefold().startswith(_ABOUT_THE_FOLDER)
