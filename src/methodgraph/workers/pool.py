"""Worker processes as their parent sees them: each asked by a thread, killed where it is slow, replaced when dead."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from queue import Empty, PriorityQueue, SimpleQueue
from threading import Lock, Thread
from typing import IO, TYPE_CHECKING

import msgspec

from methodgraph.errors import UsageError
from methodgraph.workers.child import READY
from methodgraph.workers.job import Answer, pack_papers, receive, send

if TYPE_CHECKING:
    from collections.abc import Sequence

    from methodgraph.records import Paper
    from methodgraph.workers.job import Job

COMMAND = (sys.executable, "-P", "-m", "methodgraph.workers.child")
STARTS = 3
"""How often in a row a worker may die before it is ready, until that is an error of the machine and not of a paper."""
LIFE = 40_000_000
"""Characters that a worker reads until another takes its place: thirty thousand abstracts, a minute's work. spaCy
remembers every word it has seen; without an end to that a worker would take a gigabyte for each million papers."""
_GLANCE = 2.0
"""The most seconds that one look at a worker adds to how long it has been at its task. The clock runs on while the
computer sleeps or the parent is stopped; such time is nobody's fault."""


@dataclass(frozen=True, order=True)
class Task:
    """Papers to read, the first of which is number `start` of all; `tries` is how often a worker died of them."""

    start: int
    papers: tuple[Paper, ...] = field(compare=False)
    tries: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Ended:
    """A worker ended over its task: `slow` where it was killed because it took too long, else with this `status`."""

    status: int
    slow: bool = False

    def __str__(self) -> str:
        """Tell how it ended."""
        return f"killed by signal {-self.status}" if self.status < 0 else f"exit status {self.status}"


Outcome = list[Answer] | Ended | UsageError
_Queued = tuple[int, Task | None]
_CLOSED: _Queued = (sys.maxsize, None)


class Pool:
    """Workers that take tasks, the one with the lowest number first. Close it, or the workers idle until we end."""

    def __init__(self, job: Job, workers: int, limit: float, command: Sequence[str] = COMMAND) -> None:
        """Start `workers` processes as soon as there are tasks. A task may take `limit` seconds."""
        self._tasks: PriorityQueue[_Queued] = PriorityQueue()
        self._done: SimpleQueue[tuple[Task, Outcome]] = SimpleQueue()
        self.limit = limit
        self._looked = time.monotonic()
        self._workers = [_Worker(job, self._tasks, self._done, command) for _ in range(workers)]

    def put(self, task: Task) -> None:
        """Give a task to whichever worker is free first."""
        self._tasks.put((task.start, task))

    def get(self) -> tuple[Task, Outcome]:
        """Wait until a task is done, whichever, and return what came of it. Kills workers that take too long."""
        while True:
            if time.monotonic() - self._looked >= self._glance:
                self._look()
            with suppress(Empty):
                return self._done.get(timeout=self._glance)

    @property
    def _glance(self) -> float:
        return min(1.0, self.limit / 4)

    def _look(self) -> None:
        now = time.monotonic()
        passed, self._looked = min(now - self._looked, _GLANCE), now
        for worker in self._workers:
            worker.wait_for(passed, self.limit)

    def close(self) -> None:
        """End all workers at once, whatever they do, and wait until they are gone."""
        for worker in self._workers:
            worker.close()
        for _ in self._workers:
            self._tasks.put(_CLOSED)
        for worker in self._workers:
            worker.join()


class _Worker:
    """A process and the thread that asks it, one task after the other. What has died is started anew for the next."""

    def __init__(
        self,
        job: Job,
        tasks: PriorityQueue[_Queued],
        done: SimpleQueue[tuple[Task, Outcome]],
        command: Sequence[str],
    ) -> None:
        self._job, self._tasks, self._done, self._command = job, tasks, done, command
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = Lock()
        self._is_closed = self._is_slow = False
        self._waited: float | None = None
        self._read = 0
        self._thread = Thread(target=self._attend, daemon=True)
        self._thread.start()

    def wait_for(self, passed: float, limit: float) -> None:
        """Count `passed` seconds more for the task at hand, if there is one; kill the process at the limit."""
        with self._lock:
            if self._waited is None or self._process is None:
                return
            self._waited += passed
            if self._waited > limit:
                self._is_slow = True
                self._process.kill()

    def close(self) -> None:
        """End the process for good."""
        with self._lock:
            self._is_closed = True
            if self._process is not None:
                self._process.kill()

    def join(self) -> None:
        """Wait until the process and the thread are gone. Call `close` first."""
        self._thread.join()

    def _attend(self) -> None:
        while (task := self._tasks.get()[1]) is not None and not self._is_closed:
            self._done.put((task, self._ask(task)))
        self._clear()

    def _ask(self, task: Task) -> Outcome:
        try:
            process = self._living() or self._start()
            with self._lock:
                self._waited = 0.0
            self._read += sum(len(paper.text) for paper in task.papers)
            send(_stdin(process), pack_papers(task.papers))
            reply = receive(_stdout(process))
        except UsageError as error:
            return error
        except (OSError, EOFError, ValueError):  # a ValueError where the pipe was closed on this side
            return Ended(self._clear(), self._is_slow)
        finally:
            with self._lock:
                self._waited = None
        answers: list[Answer] = msgspec.msgpack.decode(reply)
        return answers

    def _living(self) -> subprocess.Popen[bytes] | None:
        """Return the process; None where there is none, it has read enough or died while it had nothing to do."""
        if self._process is not None and (self._read > LIFE or self._process.poll() is not None):
            self._clear()
        return self._process

    def _start(self) -> subprocess.Popen[bytes]:
        """Return a new process that has loaded the rules. Raises UsageError where none can be had."""
        told = ""
        for _ in range(STARTS):
            try:
                process = self._open()
                send(_stdin(process), msgspec.msgpack.encode(self._job))
                told = receive(_stdout(process)).decode("utf-8", "replace")
            except (OSError, EOFError) as error:
                status = self._clear()
                told = error.strerror or "" if isinstance(error, OSError) and error.strerror else str(Ended(status))
                continue
            if told == READY.decode():
                return process
            break
        self._clear()
        raise UsageError(f"no worker process could be started ({told}); try --workers 0, which needs none")

    def _open(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._is_closed:
                raise EOFError
            self._is_slow, self._read = False, 0
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # last words of C libraries; what is wrong comes with the reply
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )
            return self._process

    def _clear(self) -> int:
        """Do away with the process, if there is one, and with the pipes to it; return how it ended."""
        with self._lock:
            process, self._process = self._process, None
        if process is None:
            return 0
        with suppress(OSError, ValueError):
            _stdin(process).close()
        process.kill()
        _stdout(process).close()
        return process.wait()


def _stdin(process: subprocess.Popen[bytes]) -> IO[bytes]:
    assert process.stdin is not None  # noqa: S101 - opened with a pipe
    return process.stdin


def _stdout(process: subprocess.Popen[bytes]) -> IO[bytes]:
    assert process.stdout is not None  # noqa: S101 - opened with a pipe
    return process.stdout
