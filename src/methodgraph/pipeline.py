"""The order of the stages, known here and nowhere else: READ, EXTRACT, LINK, then GRAPH and PUBLISH.

What a stage needs is imported when it runs, so that importing this module is free.
"""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from methodgraph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from methodgraph.errors import Problem
    from methodgraph.evaluate import Judged
    from methodgraph.read import Note, Reading
    from methodgraph.records import Curation, EntityType, Linked, Paper, PaperGraph, Predicate, Role

    Progress = Callable[[str, int, int | None], None]
    """Called with a stage ("read", "extract", "link", "write"), how much of it is done, and of how much, if known."""

OUTPUT_FILES = (
    "graph.ttl", "graph.html", "graph.graphml", "graph.json", "papers.jsonl", "merges.tsv", "unlinked.tsv",
    "manifest.json",
)  # fmt: skip
"""What a build writes. The manifest comes last: where it stands, the rest is complete."""


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file that was written, and its size in bytes."""

    path: Path
    size: int


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. Counts are sorted from many to few; `seconds` has one entry for each stage, in their order.

    `problems` are what could not be read (with `keep_going`), `notes` what was left out on purpose.
    """

    papers: int
    entities: dict[EntityType, int]
    claims: dict[Role | Predicate, int]
    figures: int
    code: int
    unlinked: int
    files: tuple[WrittenFile, ...]
    seconds: dict[str, float]
    problems: tuple[Problem, ...] = ()
    notes: tuple[Note, ...] = ()


def build(
    paths: Iterable[str | Path],
    output: str | Path = "output",
    *,
    curation: str | Path | None = None,
    keep_going: bool = False,
    progress: Progress | None = None,
) -> BuildReport:
    """Read `paths`, build the graph and write it into the folder `output`, which is made where it is not there.

    The same inputs give the same files, byte for byte; `OUTPUT_FILES` names them. `curation` is a folder with what a
    person decided on identity: same.tsv, different.tsv (see `methodgraph.link.read_curation`). Raises InputError for a
    source that cannot be read (with `keep_going` the other papers are built and the report holds the problems) and
    for lines of `curation` that contradict each other or name nothing; UsageError where there is no paper to build
    from or, before anything is read, where `output` cannot be written to.

    >>> build(["seeds"], "output").papers  # doctest: +SKIP
    49
    """
    with _writable(output):
        decided = None if curation is None else read_curation(curation)
        return _build(paths, output, decided, _Watch(progress), keep_going=keep_going)


def _build(
    paths: Iterable[str | Path], output: str | Path, curation: Curation | None, watch: _Watch, *, keep_going: bool
) -> BuildReport:
    with watch("read"):
        reading = read(paths, keep_going=keep_going)
    if not reading.papers and not reading.problems:
        raise UsageError("no paper was found; name files or folders that hold papers")
    with watch("extract"):
        graphs = []
        for graph in extract_papers(reading.papers):
            graphs.append(graph)
            watch.tell("extract", len(graphs), len(reading.papers))
    with watch("link"):
        linked = link(graphs, curation)
    with watch("write"):
        files = publish(graphs, linked, output, lambda done, total: watch.tell("write", done, total))
    return BuildReport(
        papers=len(linked.papers),
        entities=dict(Counter(entity.type for entity in linked.entities).most_common()),
        claims=dict(Counter(claim.predicate for claim in linked.claims).most_common()),
        figures=len(linked.figures),
        code=len(linked.code),
        unlinked=len(linked.unlinked),
        files=files,
        seconds=watch.seconds,
        problems=reading.problems,
        notes=reading.notes,
    )


def read(paths: Iterable[str | Path], *, keep_going: bool = False) -> Reading:
    """Return the papers of `paths`: files, folders, "-" for standard input. See `methodgraph.read.read_papers`."""
    from methodgraph.read import read_papers  # noqa: PLC0415

    return read_papers(paths, keep_going=keep_going)


def extract_papers(papers: Iterable[Paper]) -> Iterator[PaperGraph]:
    """Yield what each paper says, one by one in the order given."""
    from methodgraph.extract import load_extractor  # noqa: PLC0415  spaCy takes a second to load

    extractor = load_extractor()
    for paper in papers:
        yield extractor(paper)


def extract(paths: Iterable[str | Path], *, keep_going: bool = False) -> Iterator[PaperGraph]:
    """Yield what each paper of `paths` says, in input order. With `keep_going` what cannot be read is passed over.

    Raises InputError for a source that cannot be read. To learn of the problems passed over, call `read` and
    `extract_papers` instead.

    >>> [graph.paper.id for graph in extract(["seeds"])][:1]  # doctest: +SKIP
    ['000_30042b6cec7714a8:1']
    """
    yield from extract_papers(read(paths, keep_going=keep_going).papers)


def evaluate(gold: str | Path, told: str | Path | None = None) -> list[Judged]:
    """Return a judgement on each paper of a gold file: on what is extracted from it, or on what the file `told` says.

    Raises InputError for a file that is not what it should be. `methodgraph.evaluate` counts what comes back.

    >>> tally(evaluate("tests/gold/own.jsonl"))["typed"].f1 > 0.5  # doctest: +SKIP
    True
    """
    from methodgraph.evaluate import judge_all, read_gold  # noqa: PLC0415
    from methodgraph.interchange import read_graphs  # noqa: PLC0415

    papers = read_gold(Path(gold))
    graphs = extract([gold]) if told is None else read_graphs(Path(told))
    return judge_all(papers, {graph.paper.id: graph for graph in graphs})


def read_curation(folder: str | Path) -> Curation:
    """Return what a person decided on identity. See `methodgraph.link.read_curation`."""
    from methodgraph.link import read_curation as read_folder  # noqa: PLC0415

    return read_folder(folder)


def link(graphs: Iterable[PaperGraph], curation: Curation | None = None) -> Linked:
    """Return everything across papers, by the shipped vocabulary and `curation`. See `methodgraph.link.link`."""
    from methodgraph.link import link as link_graphs  # noqa: PLC0415
    from methodgraph.vocabulary import load_vocabulary  # noqa: PLC0415

    return link_graphs(graphs, load_vocabulary(), curation)


def publish(
    graphs: Sequence[PaperGraph],
    linked: Linked,
    output: str | Path,
    told: Callable[[int, int], None] = lambda _done, _total: None,
) -> tuple[WrittenFile, ...]:
    """Write all `OUTPUT_FILES` into the folder `output` and return them in that order; `told` hears how many are done.

    An old manifest goes first, so that none ever stands beside files it does not tell. Raises UsageError where the
    folder or a file cannot be written.
    """
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
    write_manifest(folder / last, manifest(version(), linked, written))
    told(len(OUTPUT_FILES), len(OUTPUT_FILES))
    return tuple(WrittenFile(path, path.stat().st_size) for path in (*written, folder / last))


def _writers(graphs: Sequence[PaperGraph], linked: Linked) -> Iterator[Callable[[Path], object]]:
    """Yield what writes each of `OUTPUT_FILES` but the manifest, in their order."""
    from methodgraph.graph import to_networkx  # noqa: PLC0415
    from methodgraph.publish import tables  # noqa: PLC0415
    from methodgraph.publish.html import write_html  # noqa: PLC0415
    from methodgraph.publish.rdf import write_turtle  # noqa: PLC0415

    yield lambda path: write_turtle(linked, path)
    yield lambda path: write_html(linked, path)
    network = to_networkx(linked)
    yield lambda path: tables.write_graphml(network, path)
    yield lambda path: tables.write_node_link_json(network, path)
    yield lambda path: tables.write_papers_jsonl(graphs, path)
    yield lambda path: tables.write_merges_tsv(linked, path)
    yield lambda path: tables.write_unlinked_tsv(linked, path)


@contextmanager
def _writable(output: str | Path) -> Iterator[None]:
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
    """Make the folder if need be, and take an old manifest out of it."""
    folder = Path(output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / OUTPUT_FILES[-1]).unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error
    return folder


@dataclass
class _Watch:
    """Measures the stages and passes on their progress."""

    progress: Progress | None
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        self.tell(stage, 0, None)
        begin = time.perf_counter()
        yield
        self.seconds[stage] = time.perf_counter() - begin

    def tell(self, stage: str, done: int, total: int | None) -> None:
        if self.progress is not None:
            self.progress(stage, done, total)
