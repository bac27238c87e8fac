"""Worker processes that die, hang, raise or are killed: no paper is lost, and none is left behind."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

import pytest
from tests.cli.calls import environment
from tests.support.hostile_worker import DEATHS
from tests.workers.papers import HOSTILE, SEEDS

from methodgraph.encoding import decode
from methodgraph.errors import Problem, UsageError
from methodgraph.records import Paper, Source
from methodgraph.workers import extract_encoded
from methodgraph.workers.extraction import _in_processes, _tasks
from methodgraph.workers.job import Job
from methodgraph.workers.pool import Pool, Task

Run = Callable[..., list[str]]


@pytest.fixture
def run() -> Run:
    """Give orders to hostile workers and return what came of each paper, in words."""

    def told(*orders: str, workers: int = 2, limit: float = 60.0) -> list[str]:
        papers = [Paper(f"p{n}", None, order, (Source("a.txt", n),)) for n, order in enumerate(orders)]
        found = _in_processes(papers, Pool(Job(), workers, limit, HOSTILE), workers)
        return [_words(one, paper) for one, paper in zip(found, papers, strict=True)]

    return told


def _words(found: bytes | Problem | None, paper: Paper) -> str:
    if isinstance(found, bytes):
        return decode(found, paper).code[0]
    return str(found)


@pytest.mark.slow
def test_killing_workers_at_random_moments_loses_nothing() -> None:
    papers = SEEDS * 20
    pool = Pool(Job(), 2, 60.0)
    chance, kills, over = random.Random(3), 0, Event()  # noqa: S311 - moments, not secrets

    def kill() -> None:
        nonlocal kills
        while not over.wait(chance.uniform(0.01, 0.2)):
            worker = chance.choice(pool._workers)
            if worker._waited is not None and worker._process is not None and kills < 4:
                worker._process.kill()
                kills += 1

    thread = Thread(target=kill)
    thread.start()
    try:
        found = list(_in_processes(papers, pool, 2))
    finally:
        over.set()
        thread.join()
    assert kills  # fast machines are done before the fourth
    here = dict(zip(papers, extract_encoded(SEEDS, workers=0), strict=False))
    assert len(found) == len(papers)
    given_up = [told for told in found if not isinstance(told, bytes)]
    assert len(given_up) <= kills // 2, "a paper is given up only when two workers were killed over it"
    assert all(told == here[paper] for told, paper in zip(found, papers, strict=True) if isinstance(told, bytes))


def test_a_paper_that_kills_its_worker_is_a_problem_and_the_others_are_read(run: Run) -> None:
    orders = [f"fine {n}" for n in range(100)]
    orders[7] = orders[40] = "die"
    found = run(*orders)
    for n in (7, 40):
        assert found[n] == (
            f"a.txt:{n}: nothing came of paper 'p{n}': the process that read it ended, twice (killed by signal 9); "
            "see whether there is memory enough, or leave it out"
        )
        orders[n] = found[n]
    assert found == orders


def test_how_a_worker_ended_is_told(run: Run) -> None:
    assert "(exit status 3)" in run("leave")[0]


@pytest.mark.parametrize("orders", [("a", "die once", "b"), ("die once",)])
def test_a_worker_that_dies_once_costs_nothing(
    run: Run, orders: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DEATHS, str(tmp_path / "told"))
    assert run(*orders, workers=1) == list(orders)
    assert (tmp_path / "told").exists()


@pytest.mark.parametrize("order", ["hang", "spin"])
def test_a_paper_that_takes_too_long_is_a_problem(run: Run, order: str) -> None:
    begin = time.monotonic()
    found = run("a", order, "b", limit=1.0)
    assert time.monotonic() - begin < 15
    assert found == ["a", "a.txt:1: paper 'p1' was given up after 1 s; shorten its text, or leave it out", "b"]


def test_time_that_the_computer_sleeps_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    pool = Pool(Job(), 1, 60.0, HOSTILE)
    clock = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: clock)
    try:
        pool.put(next(_tasks([Paper("p", None, "hang")])))
        worker = pool._workers[0]
        while worker._waited is None:
            time.sleep(0.01)
        for _ in range(25):
            clock += 1000.0
            pool._look()
        assert not worker._is_slow
        for _ in range(10):
            clock += 1000.0
            pool._look()
        assert worker._is_slow
    finally:
        pool.close()


def test_an_error_over_a_paper_names_the_paper_and_the_place(run: Run) -> None:
    found = run("a", "raise", "b")
    assert found[0::2] == ["a", "b"]
    assert found[1].startswith(r"a.txt:1: nothing came of paper 'p1' (ZeroDivisionError: no \ud800 way (hostile_worker")


def test_what_a_worker_prints_does_not_come_between(run: Run) -> None:
    assert run("print", "a") == ["print", "a"]


def test_a_worker_that_dies_while_it_has_nothing_to_do_costs_no_try() -> None:
    pool = Pool(Job(), 1, 60.0, HOSTILE)
    task, last = Task(0, (Paper("0", None, "a"),)), Task(1, (Paper("1", None, "b"),), tries=1)
    try:
        pool.put(task)
        assert isinstance(pool.get()[1], list)
        process = pool._workers[0]._process
        assert process is not None
        process.kill()
        process.wait()
        pool.put(last)
        assert isinstance(pool.get()[1], list)
    finally:
        pool.close()


def test_a_worker_that_has_read_enough_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("methodgraph.workers.pool.LIFE", 10)
    pool = Pool(Job(), 1, 60.0, HOSTILE)
    seen = []
    try:
        for n, text in enumerate(("123456", "123456", "1", "1")):
            pool.put(Task(n, (Paper(str(n), None, text),)))
            assert isinstance(pool.get()[1], list)
            seen.append(pool._workers[0]._process)
    finally:
        pool.close()
    assert seen[0] is seen[1]
    assert seen[1] is not seen[2] is seen[3]


def test_closing_ends_the_workers_at_once() -> None:
    pool = Pool(Job(), 2, 60.0, HOSTILE)
    found = _in_processes((Paper(str(n), None, "a" if n < 40 else "hang") for n in range(80)), pool, 2)
    next(found)
    processes = [process for worker in pool._workers if (process := worker._process) is not None]
    begin = time.monotonic()
    found.close()
    assert time.monotonic() - begin < 5
    assert processes
    assert all(process.poll() is not None for process in processes)


def test_an_error_of_the_papers_themselves_passes_through_and_ends_the_workers() -> None:
    pool = Pool(Job(), 2, 60.0, HOSTILE)

    def papers() -> Iterator[Paper]:
        yield from (Paper(str(n), None, "a") for n in range(100))
        raise UsageError("the disk is gone")

    with pytest.raises(UsageError, match="the disk is gone"):
        list(_in_processes(papers(), pool, 2))
    assert all(worker._process is None for worker in pool._workers)


def test_a_process_that_cannot_be_started_is_one_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    for command, reason in (
        ((sys.executable, "-c", "raise SystemExit(4)"), "exit status 4"),
        (("no-such-program",), "No such file"),
    ):
        with pytest.raises(UsageError, match=f"no worker process could be started .{reason}.*--workers 0"):
            list(_in_processes([SEEDS[0]], Pool(Job(), 1, 60.0, command), 1))
    monkeypatch.setenv("LOADING", "the rules are gone")
    with pytest.raises(UsageError, match=r"started \(RuntimeError: the rules are gone\)"):
        list(_in_processes([SEEDS[0]], Pool(Job(), 1, 60.0, HOSTILE), 1))


PARENT = """
import itertools, signal, sys
from methodgraph.records import Paper
from methodgraph.workers import extraction
from methodgraph.workers.job import Job
from methodgraph.workers.pool import Pool, Task

signal.signal(signal.SIGINT, signal.default_int_handler)  # what a shell starts in the background ignores it
pool = Pool(Job(), 2, 60.0, sys.argv[1:])
orders = itertools.chain(["a"] * 200, itertools.repeat("spin"))
found = extraction._in_processes((Paper(str(n), None, order) for n, order in enumerate(orders)), pool, 2)
for _ in range(150):
    next(found)
print(*(worker._process.pid for worker in pool._workers if worker._process), flush=True)
for told in found:
    pass
"""


@pytest.mark.skipif(os.name == "nt", reason="sends signals of POSIX")
@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_however_the_parent_ends_no_worker_is_left(signum: signal.Signals) -> None:
    command = [sys.executable, "-c", PARENT, *HOSTILE]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment()) as parent:
        assert parent.stdout is not None
        workers = [int(pid) for pid in parent.stdout.readline().split()]
        assert workers
        parent.send_signal(signum)
        try:
            assert parent.wait(timeout=10) != 0
        finally:
            parent.kill()
    deadline = time.monotonic() + 10
    while (left := [pid for pid in workers if _lives(pid)]) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not left


def _lives(pid: int) -> bool:
    """Return True where the process runs; one that has ended and that nobody has asked after yet does not."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0] not in "ZX"
    if Path("/proc/self").exists():
        return False
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True
