"""The stages one by one, as functions from records to records. What a stage needs is imported when it runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from methodgraph.output import LEARNED_FILE, VOCABULARY_FILE, Added

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

    from methodgraph.errors import Problem
    from methodgraph.evaluate import Judged
    from methodgraph.extract import Extractor
    from methodgraph.learn import Learned
    from methodgraph.read import Reading
    from methodgraph.records import Curation, Linked, Paper, PaperGraph
    from methodgraph.vocabulary import Term


def read(paths: Iterable[str | Path], *, keep_going: bool = False, form: str | None = None) -> Reading:
    """Return the papers of `paths`: files, folders, "-" for standard input. See `methodgraph.read.read_papers`."""
    from methodgraph.read import read_papers  # noqa: PLC0415

    return read_papers(paths, keep_going=keep_going, format=form)


def extract_papers(papers: Iterable[Paper], terms: Sequence[Term] = ()) -> Iterator[PaperGraph]:
    """Yield what each paper says, one by one in the order given; `terms` are known beside the shipped vocabulary."""
    extractor = _extractor(terms)
    for paper in papers:
        yield extractor(paper)


def extract_or_tell(
    papers: Iterable[Paper], terms: Sequence[Term] = (), *, workers: int | None = None
) -> Generator[PaperGraph | Problem, None, None]:
    """Yield what each paper says, in the order given, or why nothing came of it. See `methodgraph.workers`."""
    from methodgraph.workers import extract_graphs  # noqa: PLC0415

    return extract_graphs(papers, terms, workers=workers)


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
    """Yield what each paper of `paths` says, sorted by id. With `keep_going` what cannot be read is passed over.

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


def given_table(terms: Sequence[Term]) -> list[Added]:
    """Return the table of the rows that a user gave, for `publish`; empty where there are none."""
    from methodgraph.vocabulary import load_vocabulary, term_lines  # noqa: PLC0415

    return [Added(VOCABULARY_FILE, list(term_lines(terms, load_vocabulary())), {"terms": len(terms)})] if terms else []
