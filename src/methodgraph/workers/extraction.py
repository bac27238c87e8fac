"""What papers say, in the order given: by worker processes where there are many papers, here where there are few."""

from __future__ import annotations

from collections import deque
from contextlib import closing
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING, cast

from methodgraph.encoding import decode
from methodgraph.errors import Problem, UsageError
from methodgraph.workers.cores import default_workers
from methodgraph.workers.job import Job, reader
from methodgraph.workers.pool import Ended, Pool, Task

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

    from methodgraph.records import Paper, PaperGraph
    from methodgraph.vocabulary import Term
    from methodgraph.workers.job import Answer
    from methodgraph.workers.pool import Outcome

LIMIT = 60.0
"""Seconds that one paper may take in a worker. An abstract takes two or three thousandths of one."""
FEW = 500
"""So many papers are read in this process, if nobody says otherwise: until a worker has loaded the rules (two seconds
of CPU each) they would be done."""
CHUNK = 32
"""Papers a task: a tenth of a second of work, so that what it costs to send them does not count."""
CHARACTERS = 100_000
"""The most characters of a task of several papers."""
AHEAD = 16
"""Tasks for each worker that may be waiting, done or underway. More papers than these are never in memory."""

Found = bytes | Problem | None


def extract_encoded(
    papers: Iterable[Paper], terms: Sequence[Term] = (), *, workers: int | None = None, limit: float = LIMIT
) -> Generator[bytes | Problem, None, None]:
    """Yield for each of `papers`, in their order, what it says (see `methodgraph.encoding`), or why nothing came of it.

    `terms` are known beside the shipped vocabulary. `papers` is read as results are asked for, a few hundred ahead.
    `workers` is the number of processes; 0 is none, all in this process; None is one for each core that this process
    may use, and 0 for up to `FEW` papers. The results are the same for every number, but that only a process can be
    given up: a paper that a worker dies of twice, or that takes more than `limit` seconds, is a Problem. So is,
    everywhere, a paper over which the rules raise an error.

    Closing the iterator, or an exception in whoever iterates, ends the workers at once. They end by themselves where
    this process is killed. Raises UsageError for fewer workers than none and where no process can be started.

    >>> from methodgraph.records import Paper
    >>> [type(told) for told in extract_encoded([Paper("1", None, "We use BERT.")])]  # doctest: +SKIP
    [<class 'bytes'>]
    """
    found = _found(papers, Job(tuple(terms)), _checked(workers), limit)
    return cast("Generator[bytes | Problem, None, None]", found)  # None is of learned names only


def extract_graphs(
    papers: Iterable[Paper], terms: Sequence[Term] = (), *, workers: int | None = None, limit: float = LIMIT
) -> Generator[PaperGraph | Problem, None, None]:
    """Yield for each of `papers`, in their order, its graph, or why none came of it. See `extract_encoded`."""
    waiting: deque[Paper] = deque()
    found = extract_encoded(_kept(papers, waiting), terms, workers=workers, limit=limit)
    with closing(found):
        for told in found:
            paper = waiting.popleft()
            yield told if isinstance(told, Problem) else decode(told, paper)


def again_encoded(
    papers: Iterable[Paper],
    learned: Sequence[Term],
    terms: Sequence[Term] = (),
    *,
    workers: int | None = None,
    limit: float = LIMIT,
) -> Generator[bytes | Problem | None, None, None]:
    """Yield for each of `papers` what it says once the names of `learned` are known; None for one that bears none.

    That one says what it said before, for reading it again would give the same. All else as in `extract_encoded`.
    """
    if not learned:
        return (None for _ in papers)
    return _found(papers, Job(tuple(terms), tuple(learned)), _checked(workers), limit)


def _checked(workers: int | None) -> int | None:
    if workers is not None and workers < 0:
        raise UsageError(f"there cannot be {workers} workers; give 0 or more")
    return workers


def _kept(papers: Iterable[Paper], waiting: deque[Paper]) -> Iterator[Paper]:
    for paper in papers:
        waiting.append(paper)
        yield paper


def _found(papers: Iterable[Paper], job: Job, workers: int | None, limit: float) -> Generator[Found, None, None]:
    left = iter(papers)
    if workers is None:
        first = list(islice(left, FEW + 1))
        workers = default_workers() if len(first) > FEW else 0
        left = chain(first, left)
    yield from _in_processes(left, Pool(job, workers, limit), workers) if workers else _in_this(left, job)


def _in_this(papers: Iterable[Paper], job: Job) -> Generator[Found, None, None]:
    read = None
    for paper in papers:
        read = read or reader(job)  # not before there is a paper: it takes two seconds
        yield _told(paper, read(paper))


def _in_processes(papers: Iterable[Paper], pool: Pool, workers: int) -> Generator[Found, None, None]:
    tasks = _tasks(papers)
    done: dict[int, Found] = {}
    ahead: deque[Task] = deque()
    told = 0
    try:
        while True:
            while len(ahead) < workers * AHEAD and (task := next(tasks, None)) is not None:
                ahead.append(task)
                pool.put(task)
            if not ahead:
                return
            for _ in ahead.popleft().papers:
                while told not in done:
                    _take(*pool.get(), done, pool)
                yield done.pop(told)
                told += 1
    finally:
        pool.close()


def _tasks(papers: Iterable[Paper]) -> Iterator[Task]:
    """Yield the papers in tasks of some work each: at most `CHUNK` papers of at most `CHARACTERS` characters in all."""
    chunk: list[Paper] = []
    start = size = 0
    for paper in papers:
        if chunk and (len(chunk) == CHUNK or size + len(paper.text) > CHARACTERS):
            yield Task(start, tuple(chunk))
            start, size, chunk = start + len(chunk), 0, []
        chunk.append(paper)
        size += len(paper.text)
    if chunk:
        yield Task(start, tuple(chunk))


def _take(task: Task, outcome: Outcome, done: dict[int, Found], pool: Pool) -> None:
    """Take in what came of a task. What a worker ended over goes to a fresh one, each paper alone, at most twice."""
    if isinstance(outcome, UsageError):
        raise outcome
    if isinstance(outcome, list):
        for place, (paper, answer) in enumerate(zip(task.papers, outcome, strict=True), task.start):
            done[place] = _told(paper, answer)
    elif len(task.papers) > 1:
        for place, paper in enumerate(task.papers, task.start):
            pool.put(Task(place, (paper,)))
    elif outcome.slow or task.tries:
        done[task.start] = _given_up(task.papers[0], outcome, pool.limit)
    else:
        pool.put(replace(task, tries=1))


def _told(paper: Paper, answer: Answer) -> Found:
    if isinstance(answer, str):
        return _problem(paper, f"nothing came of paper {paper.id!r} ({answer})", "please report it with title and text")
    return answer


def _given_up(paper: Paper, outcome: Ended, limit: float) -> Problem:
    if outcome.slow:
        what = f"paper {paper.id!r} was given up after {limit:g} s"
        return _problem(paper, what, "shorten its text, or leave it out")
    what = f"nothing came of paper {paper.id!r}: the process that read it ended, twice ({outcome})"
    return _problem(paper, what, "see whether there is memory enough, or leave it out")


def _problem(paper: Paper, what: str, remedy: str) -> Problem:
    """Return the problem, placed where the paper was read."""
    if not paper.sources:
        return Problem(paper.id, None, what, remedy)
    return Problem(paper.sources[0].file, paper.sources[0].line, what, remedy)
