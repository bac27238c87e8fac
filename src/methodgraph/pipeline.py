"""The order of the stages, known here and nowhere else: READ, EXTRACT, LINK, then GRAPH and PUBLISH.

What a stage needs is imported when it runs, so that importing this module is free.
"""

from __future__ import annotations

import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from methodgraph.errors import UsageError
from methodgraph.output import LEARNED_FILE, OUTPUT_FILES, VOCABULARY_FILE, Added, WrittenFile, publish, writable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from methodgraph.errors import Problem
    from methodgraph.evaluate import Judged
    from methodgraph.extract import Extractor
    from methodgraph.learn import Learned
    from methodgraph.read import Note, Reading
    from methodgraph.records import Curation, EntityType, Linked, Paper, PaperGraph, Predicate, Role
    from methodgraph.vocabulary import Term

    Progress = Callable[[str, int, int | None], None]
    """Called with a stage ("read", "extract", "link", "write"), how much of it is done, and of how much, if known."""

__all__ = [
    "LEARNED_FILE", "OUTPUT_FILES", "VOCABULARY_FILE", "Added", "BuildReport", "WrittenFile", "build", "evaluate",
    "extract", "extract_papers", "given_table", "given_terms", "learn_names", "learn_senses", "link", "publish", "read",
    "read_curation", "read_learned",
]  # fmt: skip


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
    learned: int | None = None
    """How many names were learned; None where that was not asked for."""


def build(  # noqa: PLR0913 - its options
    paths: Iterable[str | Path],
    output: str | Path = "output",
    *,
    curation: str | Path | None = None,
    vocabulary: Iterable[str | Path] = (),
    learn: bool = False,
    keep_going: bool = False,
    progress: Progress | None = None,
) -> BuildReport:
    """Read `paths`, build the graph and write it into the folder `output`, which is made where it is not there.

    `vocabulary` are files of rows to know beside the shipped ones. With `learn` the names that the papers tell of
    themselves are learned (see `methodgraph.learn`), and the papers that bear one are read again. `curation` is a
    folder with what a person decided on identity: same.tsv, different.tsv (see `methodgraph.link.read_curation`).

    The same inputs give the same files, byte for byte, but for the times that provenance.ttl tells (those too where
    SOURCE_DATE_EPOCH is set); `OUTPUT_FILES` names them. Raises InputError for a source that
    cannot be read (with `keep_going` the other papers are built and the report holds the problems) and for lines of
    `curation` that contradict each other or name nothing; UsageError where there is no paper to build from or, before
    anything is read, where `output` cannot be written to.

    >>> build(["seeds"], "output").papers  # doctest: +SKIP
    49
    """
    from methodgraph.publish.description.clock import moment  # noqa: PLC0415

    started = moment()
    with writable(output):
        asked = _Asked(
            terms=given_terms(vocabulary),
            curation=None if curation is None else read_curation(curation),
            learn=learn,
            keep_going=keep_going,
        )
        return _build(paths, output, asked, _Watch(progress, started))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a build was asked for besides its paths."""

    terms: tuple[Term, ...]
    curation: Curation | None
    learn: bool
    keep_going: bool


def _build(paths: Iterable[str | Path], output: str | Path, asked: _Asked, watch: _Watch) -> BuildReport:
    with watch("read"):
        reading = read(paths, keep_going=asked.keep_going)
    if not reading.papers and not reading.problems:
        raise UsageError("no paper was found; name files or folders that hold papers")
    with watch("extract"):
        graphs = []
        for graph in extract_papers(reading.papers, asked.terms):
            graphs.append(graph)
            watch.tell("extract", len(graphs), len(reading.papers))
    added = given_table(asked.terms)
    if asked.learn:
        added.append(_learn(graphs, asked.terms, watch))
    with watch("link"):
        linked = link(graphs, asked.terms, asked.curation)
    with watch("write"):
        progress = partial(watch.tell, "write")
        files = publish(graphs, linked, output, told=progress, added=added, started=watch.started)
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
        learned=added[-1].told["names"] if asked.learn else None,
    )


def given_table(terms: Sequence[Term]) -> list[Added]:
    """Return the table of the rows that a user gave, for `publish`; empty where there are none."""
    from methodgraph.vocabulary import load_vocabulary, term_lines  # noqa: PLC0415

    return [Added(VOCABULARY_FILE, list(term_lines(terms, load_vocabulary())), {"terms": len(terms)})] if terms else []


def _learn(graphs: list[PaperGraph], terms: tuple[Term, ...], watch: _Watch) -> Added:
    """Learn from `graphs`, put what the papers that bear a learned name now say in their place, and tell it."""
    from methodgraph.learn import DEFAULT_SCORE, table_lines  # noqa: PLC0415

    with watch("learn"):
        rows = learn_names(graphs, terms, min_papers=2)
        lines = list(table_lines(rows))
    read_again = 0
    with watch("again"):
        for at, graph in enumerate(read_learned(graphs, lines, terms)):
            read_again += graph is not graphs[at]
            graphs[at] = graph
            watch.tell("again", at + 1, len(graphs))
    told = {"names": len(rows), "min_score": DEFAULT_SCORE, "min_papers": 2, "papers_read_again": read_again}
    return Added(LEARNED_FILE, lines, told)


def read(paths: Iterable[str | Path], *, keep_going: bool = False) -> Reading:
    """Return the papers of `paths`: files, folders, "-" for standard input. See `methodgraph.read.read_papers`."""
    from methodgraph.read import read_papers  # noqa: PLC0415

    return read_papers(paths, keep_going=keep_going)


def extract_papers(papers: Iterable[Paper], terms: Sequence[Term] = ()) -> Iterator[PaperGraph]:
    """Yield what each paper says, one by one in the order given; `terms` are known beside the shipped vocabulary."""
    extractor = _extractor(terms)
    for paper in papers:
        yield extractor(paper)


def _extractor(terms: Sequence[Term]) -> Extractor:
    from methodgraph.extract import load_extractor  # noqa: PLC0415  spaCy takes a second to load

    return load_extractor().with_terms(terms) if terms else load_extractor()


def given_terms(files: Iterable[str | Path]) -> tuple[Term, ...]:
    """Return the terms of vocabulary files, in their order; a row may name a parent of a file before its own.

    Of two files that hold a row for the same thing the later one counts. Raises InputError with all that is wrong with
    a file.
    """
    from methodgraph.vocabulary import extended, load_vocabulary, read_terms  # noqa: PLC0415

    terms: dict[str, Term] = {}
    for path in files:
        known = extended(load_vocabulary(), terms.values()) if terms else load_vocabulary()
        terms |= {term.id: term for term in read_terms(path, known)}
    return tuple(terms.values())


def learn_names(
    graphs: Iterable[PaperGraph],
    terms: Sequence[Term] = (),
    *,
    min_score: float | None = None,
    min_papers: int = 1,
) -> list[Learned]:
    """Return the names that `graphs` tell of themselves. See `methodgraph.learn.learn`; None is its default score."""
    from methodgraph.learn import DEFAULT_SCORE, learn  # noqa: PLC0415
    from methodgraph.vocabulary import extended, load_vocabulary  # noqa: PLC0415

    score = DEFAULT_SCORE if min_score is None else min_score
    return learn(graphs, extended(load_vocabulary(), terms), min_score=score, min_papers=min_papers)


def learn_senses(graphs: Iterable[PaperGraph], terms: Sequence[Term] = ()) -> dict[str, str]:
    """Return the tables of what short forms mean in `graphs`, by file name. See `methodgraph.learn.senses.induce`."""
    from methodgraph.learn.senses import induce  # noqa: PLC0415
    from methodgraph.vocabulary import extended, load_vocabulary  # noqa: PLC0415

    senses, clues = induce(graphs, extended(load_vocabulary(), terms))
    return {"senses.tsv": senses, "clues.tsv": clues}


def read_learned(
    graphs: Iterable[PaperGraph], lines: Sequence[str], terms: Sequence[Term] = ()
) -> Iterator[PaperGraph]:
    """Yield each of `graphs` as it reads once the names of `lines`, a learned table, are known.

    A graph whose paper bears none of the names is passed on as it is: reading it again would give the same.
    """
    from methodgraph.vocabulary import load_vocabulary, terms_of  # noqa: PLC0415

    extractor = _extractor(terms).with_learned(terms_of(lines, LEARNED_FILE, load_vocabulary()))
    for graph in graphs:
        yield extractor(graph.paper) if extractor.names_learned(graph.paper) else graph


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


def link(graphs: Iterable[PaperGraph], terms: Sequence[Term] = (), curation: Curation | None = None) -> Linked:
    """Return everything across papers, by the vocabulary, `terms` and `curation`. See `methodgraph.link.link`."""
    from methodgraph.link import link as link_graphs  # noqa: PLC0415
    from methodgraph.vocabulary import extended, load_vocabulary  # noqa: PLC0415

    vocabulary = extended(load_vocabulary(), terms) if terms else load_vocabulary()
    return link_graphs(graphs, vocabulary, curation)


@dataclass
class _Watch:
    """Measures the stages and passes on their progress."""

    progress: Progress | None
    started: datetime
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
