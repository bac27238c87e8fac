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

    from methodgraph.records import Linked, PaperGraph

OUTPUT_FILES = (
    "graph.ttl", "graph.html", "graph.graphml", "graph.json", "papers.jsonl", "merges.tsv", "unlinked.tsv",
    "manifest.json",
)  # fmt: skip
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


def publish(
    graphs: Sequence[PaperGraph],
    linked: Linked,
    output: str | Path,
    told: Callable[[int, int], None] = lambda _done, _total: None,
    added: Sequence[Added] = (),
) -> tuple[WrittenFile, ...]:
    """Write all `OUTPUT_FILES` into the folder `output` and return them in that order; `told` hears how many are done.

    Before the manifest come the tables of names that were `added` to the vocabulary.

    An old manifest goes first, so that none ever stands beside files it does not tell. Raises UsageError where the
    folder or a file cannot be written.
    """
    from methodgraph.files import write_lines_atomic  # noqa: PLC0415
    from methodgraph.publish.manifest import manifest  # noqa: PLC0415
    from methodgraph.publish.tables import write_manifest  # noqa: PLC0415
    from methodgraph.version import version  # noqa: PLC0415

    folder = _folder(output)
    *names, last = OUTPUT_FILES
    written: list[Path] = []
    for name, write in zip(names, _writers(graphs, linked), strict=True):
        written.append(folder / name)
        write(written[-1])
        told(len(written), len(OUTPUT_FILES))
    for table in added:
        written.append(folder / table.file)
        write_lines_atomic(written[-1], table.lines)
    write_manifest(folder / last, manifest(version(), linked, written, {table.file: table.told for table in added}))
    told(len(OUTPUT_FILES), len(OUTPUT_FILES))
    return tuple(WrittenFile(path, path.stat().st_size) for path in (*written, folder / last))


def _writers(graphs: Sequence[PaperGraph], linked: Linked) -> Iterator[Callable[[Path], object]]:
    """Yield what writes each of `OUTPUT_FILES` but the manifest, in their order."""
    from methodgraph.graph import to_networkx  # noqa: PLC0415
    from methodgraph.publish import tables  # noqa: PLC0415
    from methodgraph.publish.html import write_html  # noqa: PLC0415
    from methodgraph.publish.rdf import write_rdf  # noqa: PLC0415

    yield lambda path: write_rdf(linked, path)
    yield lambda path: write_html(linked, path)
    network = to_networkx(linked)
    yield lambda path: tables.write_graphml(network, path)
    yield lambda path: tables.write_node_link_json(network, path)
    yield lambda path: tables.write_papers_jsonl(graphs, path)
    yield lambda path: tables.write_merges_tsv(linked, path)
    yield lambda path: tables.write_unlinked_tsv(linked, path)


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
    """Make the folder if need be, and take an old manifest out of it, and tables that not every build writes."""
    folder = Path(output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in (OUTPUT_FILES[-1], LEARNED_FILE, VOCABULARY_FILE):
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error
    return folder
