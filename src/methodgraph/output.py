"""The folder a build writes: its files in their order, the manifest last.

GRAPH and PUBLISH are siblings; here the one is handed to the other.
"""

from __future__ import annotations

import tempfile
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from methodgraph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime

    from methodgraph.publish.description.statistics import Statistics
    from methodgraph.records import Linked, PaperGraph

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


def publish(  # noqa: PLR0913 - what there is to write, and who hears of it
    graphs: Sequence[PaperGraph],
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

    An old manifest goes first, so that none ever stands beside files it does not tell. Raises UsageError where the
    folder or a file cannot be written.
    """
    from methodgraph.files import write_lines_atomic  # noqa: PLC0415
    from methodgraph.publish.description.clock import moment  # noqa: PLC0415
    from methodgraph.publish.description.statistics import Statistics  # noqa: PLC0415

    started = started or moment()
    folder, statistics = _folder(output), Statistics()
    written: list[Path] = []
    for name, write in zip(GRAPH_FILES, _writers(graphs, linked, statistics), strict=True):
        written.append(folder / name)
        write(written[-1])
        told(len(written), len(OUTPUT_FILES))
    for table in added:
        written.append(folder / table.file)
        write_lines_atomic(written[-1], table.lines)
    more = {table.file: table.told for table in added}
    written += _describe(folder, linked, statistics=statistics, written=written, added=more, started=started)
    told(len(OUTPUT_FILES), len(OUTPUT_FILES))
    return tuple(WrittenFile(path, path.stat().st_size) for path in written)


def _writers(
    graphs: Sequence[PaperGraph], linked: Linked, statistics: Statistics
) -> Iterator[Callable[[Path], object]]:
    """Yield what writes each of `GRAPH_FILES`, in their order."""
    from methodgraph.graph import to_networkx  # noqa: PLC0415
    from methodgraph.publish import tables  # noqa: PLC0415
    from methodgraph.publish.exchange import write_graph  # noqa: PLC0415
    from methodgraph.publish.html import write_html  # noqa: PLC0415
    from methodgraph.publish.rdf import write_rdf  # noqa: PLC0415

    yield lambda path: write_rdf(linked, path, told=statistics.add)
    yield lambda path: write_html(linked, path)
    network = to_networkx(linked)
    yield lambda path: write_graph(network, path)
    yield lambda path: write_graph(network, path)
    yield lambda path: tables.write_papers_jsonl(graphs, path)
    yield lambda path: tables.write_merges_tsv(linked, path)
    yield lambda path: tables.write_unlinked_tsv(linked, path)


def _describe(  # noqa: PLR0913 - all that there is to tell
    folder: Path,
    linked: Linked,
    *,
    statistics: Statistics,
    written: Sequence[Path],
    added: Mapping[str, Mapping[str, Any]],
    started: datetime,
) -> list[Path]:
    """Write what tells of the files that were written, and return the files that tell it, the manifest last."""
    from methodgraph.files import write_atomic  # noqa: PLC0415
    from methodgraph.publish.description.clock import fixed, moment  # noqa: PLC0415
    from methodgraph.publish.description.croissant import croissant  # noqa: PLC0415
    from methodgraph.publish.description.files import FileContent  # noqa: PLC0415
    from methodgraph.publish.description.provenance import provenance_turtle  # noqa: PLC0415
    from methodgraph.publish.description.void import dataset_turtle  # noqa: PLC0415
    from methodgraph.publish.manifest import manifest  # noqa: PLC0415
    from methodgraph.publish.tables import write_json  # noqa: PLC0415
    from methodgraph.version import version  # noqa: PLC0415

    dataset, as_croissant, provenance, last = (folder / name for name in OUTPUT_FILES[len(GRAPH_FILES) :])
    files, epoch = [FileContent.at(path) for path in written], fixed()
    write_atomic(dataset, dataset_turtle(statistics, files, version()))
    write_json(as_croissant, croissant(linked.papers, files, version(), None if epoch is None else epoch.date()))
    told = manifest(version(), linked, [*written, dataset, as_croissant], added)
    write_atomic(provenance, provenance_turtle(told, started, moment()))
    write_json(last, told)
    return [dataset, as_croissant, provenance, last]


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
    except OSError as error:
        raise _unwritable(folder, error) from error
    return folder
