"""The job: from files to tables and quads, each step saved, so that a run that was broken off goes on from there."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from methodgraph.errors import UsageError
from methodgraph.ids import digest
from methodgraph.read.found import Note
from methodgraph.spark import writing
from methodgraph.spark.extraction import PAPERS_PER_TASK, extracted, faults
from methodgraph.spark.linking.above import placed
from methodgraph.spark.linking.naming import decided
from methodgraph.spark.linking.telling import paired, told
from methodgraph.spark.linking.things import things
from methodgraph.spark.merging import merged
from methodgraph.spark.reading import TOLD, read, told_of
from methodgraph.spark.session import connect
from methodgraph.spark.sources import find_files, name_of, names_given, records
from methodgraph.spark.storage import Folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from pyspark.sql import DataFrame, SparkSession

    from methodgraph.spark.rows import Terms
    from methodgraph.spark.sources import Listing

_WORK, _RUN = "_work", "run"
_NOT_READ = "left out: by its name neither Parquet nor JSON lines"
_TOLD_COLUMNS = ("path", "line", "what", "remedy")
_OWN = (writing.GRAPHS, writing.TABLES, writing.QUADS, writing.PROBLEMS, writing.NOTES, _WORK)


@dataclass(frozen=True, slots=True)
class SparkReport:
    """What a job did. Counts are those of a local build; `seconds` has one entry for each stage, in their order.

    `problems` and `notes` are how many rows the tables of these names have.
    """

    papers: int
    entities: Mapping[str, int]
    claims: Mapping[str, int]
    figures: int
    code: int
    unlinked: int
    problems: int
    notes: int
    seconds: Mapping[str, float]


def build(  # noqa: PLR0913 - its options
    paths: Iterable[str | Path],
    output: str | Path,
    *,
    session: SparkSession | None = None,
    vocabulary: Iterable[str | Path] = (),
    tasks: int | None = None,
    overwrite: bool = False,
    progress: Callable[[str], None] = lambda _stage: None,
) -> SparkReport:
    """Read the papers of `paths`, build their graph on Spark and write it into the folder `output`.

    `paths` are files and folders of JSON lines (.jsonl, .json, .gz, ...) and Parquet, on this machine or wherever
    Hadoop reaches ("s3a://..."). The records are those of a local build, and so is what is written: `tables/NAME`,
    Parquet of the tables that `methodgraph export` writes; `quads/part-*.nq.gz`, whose lines are those of its N-Quads;
    `graphs`, what each paper says. What cannot be read is a row of `problems`, what was done on the way of `notes`.

    `_SUCCESS` in a folder says that it is complete; in `output` it says so of all. A run that was broken off goes on
    with the steps that are not complete, if files, vocabulary and version are the same, and anew if they are not.
    `vocabulary` are files of rows to know beside the shipped ones. The papers are read by `tasks` tasks, by default one
    for 2,000. `progress` hears each stage as it begins. Raises UsageError where there is nothing to read, and where
    `output` is complete and `overwrite` is not given; InputError for a faulty vocabulary.

    >>> build(["papers"], "graph").papers  # doctest: +SKIP
    1999
    """
    from methodgraph.pipeline import given_terms  # noqa: PLC0415

    given, terms = [str(path) for path in paths], given_terms(vocabulary)
    session = session or connect()
    target = Folder(session, str(output))
    listing = find_files(session, given)
    _prepare(target, _mark(listing, terms, given), overwrite=overwrite)
    job = _Job(target, target.below(_WORK), terms, _Watch(progress))
    papers = _read(job, given, listing)
    graphs = _extract(job, papers, tasks)
    counts = _write(job, *_link(job, graphs))
    job.work.remove()
    return SparkReport(**counts, seconds=job.watch.seconds)


def _mark(listing: Listing, terms: Terms, paths: Sequence[str]) -> str:
    """Return what is the same for two runs that give the same."""
    from methodgraph.publish.manifest import data_digest  # noqa: PLC0415
    from methodgraph.version import version  # noqa: PLC0415

    data = [data_digest(folder) for folder in ("extract", "vocabulary", "link", "confidence")]
    return digest(version(), *data, repr(terms), *paths, *listing.state)


def _prepare(target: Folder, mark: str, *, overwrite: bool) -> None:
    """Take out of the folder what another run left there; keep what this one, broken off, had completed."""
    if target.is_complete() and not overwrite:
        raise UsageError(f"{target.address}: holds a complete graph; name another folder, or give --overwrite")
    work = target.below(_WORK)
    if target.is_complete() or work.read_file(_RUN) != mark:
        for name in ("_SUCCESS", writing.SUMMARY):
            target.remove_file(name)
        for name in _OWN:
            target.below(name).remove()
    work.write_file(_RUN, mark.encode())


@dataclass
class _Watch:
    """Measures the stages and tells of them."""

    progress: Callable[[str], None]
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        self.progress(stage)
        begin = time.perf_counter()
        yield
        self.seconds[stage] = time.perf_counter() - begin


@dataclass(frozen=True, slots=True)
class _Job:
    """Where a run writes, what it knows, and who hears how far it is."""

    target: Folder
    work: Folder
    terms: Terms
    watch: _Watch


def _read(job: _Job, paths: Sequence[str], listing: Listing) -> DataFrame:
    """Return the papers, each once (`merging.MERGED`); what is wrong with records is kept in tables."""
    session, work = job.target.session, job.work
    with job.watch("read"):
        names = names_given(session, paths)
        told = work.saved("read", lambda: read(records(session, paths, listing), names))
    with job.watch("merge"):
        papers = work.saved("merged", lambda: merged(told, work))
        left_out = [told_of(Note(name_of(path, names), None, _NOT_READ)) for path in listing.others]
        others = session.createDataFrame(left_out, TOLD)
        parts = (told, papers)
        job.target.saved(writing.NOTES, lambda: others.unionByName(_told_in(parts, "note")))
        work.saved(writing.PROBLEMS, lambda: _told_in(parts, "problem"))
    return papers.where("kind = 'paper'")


def _told_in(parts: Sequence[DataFrame], kind: str) -> DataFrame:
    one, other = (part.where(f"kind = '{kind}'").select(*_TOLD_COLUMNS) for part in parts)
    return one.unionByName(other)


def _extract(job: _Job, papers: DataFrame, tasks: int | None) -> DataFrame:
    """Return what each paper says (`extraction.GRAPHS`); a paper that could not be read is a problem."""
    with job.watch("extract"):
        session = job.target.session
        dealt = tasks or max(session.sparkContext.defaultParallelism, -(-papers.count() // PAPERS_PER_TASK))
        graphs = job.target.saved(writing.GRAPHS, lambda: extracted(papers, job.terms, dealt))
        problems = job.work.read(writing.PROBLEMS)
        job.target.saved(writing.PROBLEMS, lambda: problems.unionByName(faults(graphs)))
    return graphs.where("fault IS NULL")


def _link(job: _Job, graphs: DataFrame) -> tuple[DataFrame, DataFrame]:
    """Return what is written of each paper and of each entity (see `publishing`)."""
    with job.watch("link"):
        work, terms = job.work, job.terms
        named = decided(graphs, terms, work)
        made = things(named, terms, work)
        stood = work.saved("placed", lambda: placed(made.entities, terms))
        pairs = work.saved("pairs", lambda: paired(named, stood, made.instead))
        papers = work.saved("told", lambda: told(graphs, pairs, terms, work))
        return papers, work.saved("told-entities", lambda: writing.entities_told(stood, papers))


def _write(job: _Job, papers: DataFrame, entities: DataFrame) -> dict[str, Any]:
    """Write the tables, the quads and the summary; return the counts of the report."""
    with job.watch("write"):
        target = job.target
        writing.write_tables(papers, entities, target)
        writing.write_quads(papers, entities, target, job.work)
        counts = writing.summarized(papers, entities, target)
        counts |= {name: target.read(name).count() for name in (writing.PROBLEMS, writing.NOTES)}
        writing.write_summary(counts, target)
    return counts
