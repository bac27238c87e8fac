"""The folder a build writes: its files in their order, the manifest last.

GRAPH and PUBLISH are siblings; here the one is handed to the other. Each file is written whole or not at all, and the
manifest goes first and comes last: where other files stand without one, publishing was interrupted.
"""

from __future__ import annotations

import errno
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from methodgraph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Future
    from datetime import datetime

    from methodgraph.publish.book import Book
    from methodgraph.publish.description.files import FileContent
    from methodgraph.publish.rdf.statistics import Statistics
    from methodgraph.records import Curation, Linked, Paper, PaperGraph

GRAPH_FILES = (
    "graph.ttl", "graph.html", "graph.graphml", "graph.json", "papers.jsonl", "merges.tsv", "unlinked.tsv",
)  # fmt: skip
"""The graph and what it is made of, in the forms that a build writes."""
OUTPUT_FILES = (*GRAPH_FILES, "dataset.ttl", "croissant.json", "provenance.ttl", "manifest.json")
"""What a build writes. The manifest comes last: where it stands, the rest is complete."""
LEARNED_FILE = "learned.tsv"
"""What a build that learns writes besides: the names it learned, and why."""
VOCABULARY_FILE = "vocabulary.tsv"
"""What a build with given rows writes besides: those rows. `methodgraph.load` links by them too."""
_DRAFT = ".????????????????.tmp"
"""What `methodgraph.files` calls a file until it is complete."""
_ABANDONED = 600.0
"""Seconds without a byte written after which nobody is writing a draft any more: its process was killed."""
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO})


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file that was written, and its size in bytes."""

    path: Path
    size: int


@dataclass(frozen=True, slots=True)
class Added:
    """Names known beside the shipped vocabulary: the output file for them, its lines, what the manifest tells."""

    file: str
    lines: Sequence[str]
    told: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Publication:
    """What the files are made of, where that is a store: the digest of its state, and the files it was filled from.

    An input is its name, size in bytes and SHA-256 when it was read; None for what is no file of its own.
    """

    state: str
    inputs: tuple[tuple[str, int | None, str | None], ...]


@dataclass(frozen=True, slots=True)
class About:
    """What the descriptions tell of a graph: its counts as the manifest has them, which of the fields that a paper need
    not have some paper has, what a person decided, the triples of graph.ttl once it is written; and its papers, where
    no `Publication` tells which files they are of.
    """

    counts: Mapping[str, Any]
    present: Collection[str]
    curation: Curation
    statistics: Statistics
    papers: Iterable[Paper] = ()


def publish(  # noqa: PLR0913 - what there is to write, and who hears of it
    graphs: Iterable[PaperGraph],
    linked: Linked,
    output: str | Path,
    *,
    told: Callable[[int, int], None] = lambda _done, _total: None,
    added: Sequence[Added] = (),
    started: datetime | None = None,
) -> tuple[WrittenFile, ...]:
    """Write all `OUTPUT_FILES` into the folder `output` and return them in that order; `told` hears how many are done.

    Before the descriptions come the tables of names that were `added` to the vocabulary. `started` is when the build
    began, which its provenance tells; None is now. All files but the provenance are the same from run to run.

    Raises UsageError where the folder or a file cannot be written, a full disk included.
    """
    book, about = whole(linked)
    return write_book(partial(book.write, graphs=graphs), about, output, told=told, added=added, started=started)


def whole(linked: Linked) -> tuple[Book, About]:
    """Return what writes the files of a graph, and what there is to tell of it."""
    from methodgraph.graph import Told  # noqa: PLC0415
    from methodgraph.publish.book import Book  # noqa: PLC0415
    from methodgraph.publish.facts import present  # noqa: PLC0415
    from methodgraph.publish.manifest import counts  # noqa: PLC0415
    from methodgraph.publish.rdf.statistics import Statistics  # noqa: PLC0415
    from methodgraph.publish.said import by_paper  # noqa: PLC0415

    statistics = Statistics()
    book = Book(tuple(by_paper(linked)), linked.entities, Told(), statistics)
    return book, About(counts(linked), present(book.papers.values()), linked.curation, statistics, linked.papers)


def write_book(  # noqa: PLR0913 - what there is to write, and who hears of it
    write: Callable[[Path], object],
    about: About,
    output: str | Path,
    *,
    told: Callable[[int, int], None] = lambda _done, _total: None,
    added: Sequence[Added] = (),
    started: datetime | None = None,
    of: Publication | None = None,
) -> tuple[WrittenFile, ...]:
    """Let `write` write each of `GRAPH_FILES`, then write what tells of them. Else as `publish`.

    `of` is the store that the graph was made of, for the manifest. An old manifest goes first, so that none ever stands
    beside files it does not tell.
    """
    from methodgraph.files import write_lines_atomic  # noqa: PLC0415
    from methodgraph.publish.description.clock import moment  # noqa: PLC0415
    from methodgraph.publish.description.files import FileContent  # noqa: PLC0415

    started = started or moment()
    folder = _folder(output)
    written: list[Path] = []
    digested: list[Future[FileContent]] = []
    with _room(folder), ThreadPoolExecutor(1) as reader:  # it reads a file while the next one is written
        for name in GRAPH_FILES:
            written.append(folder / name)
            write(written[-1])
            told(len(written), len(OUTPUT_FILES))
            digested.append(reader.submit(FileContent.at, written[-1]))
        for table in added:
            written.append(folder / table.file)
            write_lines_atomic(written[-1], table.lines)
            digested.append(reader.submit(FileContent.at, written[-1]))
        more = {table.file: table.told for table in added}
        files = [one.result() for one in digested]
        written += _describe(folder, about, files=files, added=more, started=started, of=of)
    told(len(OUTPUT_FILES), len(OUTPUT_FILES))
    return tuple(WrittenFile(path, path.stat().st_size) for path in written)


@contextmanager
def _room(folder: Path) -> Iterator[None]:
    """Turn what a full disk raises in the middle of a file into one message."""
    try:
        yield
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        remedy = "make room and publish again; no file is half-written"
        raise UsageError(f"{folder}: cannot be written to ({error.strerror}); {remedy}") from error


def _describe(  # noqa: PLR0913 - all that there is to tell
    folder: Path,
    about: About,
    *,
    files: Sequence[FileContent],
    added: Mapping[str, Mapping[str, Any]],
    started: datetime,
    of: Publication | None,
) -> list[Path]:
    """Write what tells of the `files` that were written, and return the files that tell it, the manifest last."""
    from methodgraph.files import write_atomic  # noqa: PLC0415
    from methodgraph.publish.description.clock import fixed, moment  # noqa: PLC0415
    from methodgraph.publish.description.croissant import croissant  # noqa: PLC0415
    from methodgraph.publish.description.provenance import provenance_turtle  # noqa: PLC0415
    from methodgraph.publish.description.void import dataset_turtle  # noqa: PLC0415
    from methodgraph.publish.manifest import manifest  # noqa: PLC0415
    from methodgraph.publish.tables import write_json  # noqa: PLC0415
    from methodgraph.records import Linked  # noqa: PLC0415
    from methodgraph.version import version  # noqa: PLC0415

    dataset, as_croissant, provenance, last = (folder / name for name in OUTPUT_FILES[len(GRAPH_FILES) :])
    epoch = fixed()
    write_atomic(dataset, dataset_turtle(about.statistics, files, version()))
    write_json(as_croissant, croissant(about.present, files, version(), None if epoch is None else epoch.date()))
    linked = Linked(tuple(about.papers) if of is None else (), (), (), (), (), curation=about.curation)
    told = manifest(version(), linked, [dataset, as_croissant], added) | {"counts": dict(about.counts)}
    known = [{"name": file.name, "bytes": file.size, "sha256": file.sha256} for file in files]  # read once is enough
    told["files"] = sorted([*known, *told["files"]], key=lambda file: str(file["name"]))
    if of is not None:
        told |= {"inputs": [_input(*one) for one in of.inputs], "state": of.state}
    write_atomic(provenance, provenance_turtle(told, started, moment()))
    write_json(last, told)
    return [dataset, as_croissant, provenance, last]


def _input(name: str, size: int | None, sha256: str | None) -> dict[str, Any]:
    """Return what the manifest tells of an input; of an absolute path the last part."""
    path = PurePath(name)
    told = {} if sha256 is None else {"bytes": size, "sha256": sha256}
    return {"name": path.name if path.is_absolute() else name, **told}


@contextmanager
def writable(output: str | Path) -> Iterator[None]:
    """Make the folder and try to write to it; if what follows fails, the folders that were made for it go again.

    Raises UsageError where the folder cannot be made or written to.
    """
    folder = Path(output)
    made: list[Path] = []
    try:
        try:
            made += [path for path in (folder, *folder.parents) if not path.exists()]
            folder.mkdir(parents=True, exist_ok=True)
            tempfile.TemporaryFile(dir=folder).close()
        except OSError as error:
            raise _unwritable(folder, error) from error
        yield
    except BaseException:
        for path in made:
            with suppress(OSError):  # it is not empty: something was written
                path.rmdir()
        raise


def _unwritable(folder: Path, error: OSError) -> UsageError:
    return UsageError(f"{folder}: cannot be written to ({error.strerror})")


def _folder(output: str | Path) -> Path:
    """Make the folder if need be; take out of it what tells of an older build, and what not every build writes."""
    folder = Path(output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in (*reversed(OUTPUT_FILES[len(GRAPH_FILES) :]), LEARNED_FILE, VOCABULARY_FILE):
            (folder / name).unlink(missing_ok=True)
        for draft in folder.glob(_DRAFT):
            if time.time() - draft.stat().st_mtime > _ABANDONED:
                draft.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error
    return folder
