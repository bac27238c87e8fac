"""A worker as the server sees it: a process that is asked, and killed."""

from __future__ import annotations

import asyncio
import logging
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING

from methodgraph.serve.framing import Message, Reply, packed, read

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    Told = TypeVar("Told")

_LOG = logging.getLogger(__name__)


class Worker:
    """A process that answers one question at a time. It is started anew by whoever finds it ended.

    A thread of its own waits for it, one thing after the other. Whoever stops waiting for that thread kills the
    process, which ends what the thread waits for.
    """

    def __init__(self, opening: Message | None = None) -> None:
        """Describe a worker. `opening` is the question it is asked first, whenever it starts."""
        self._opening = opening
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = ThreadPoolExecutor(1, "worker")
        self._lock = Lock()
        self._is_killed = self._is_closed = False

    @property
    def is_ready(self) -> bool:
        """True where the process was started and has neither ended nor been killed."""
        return self._process is not None and not self._is_killed and self._process.poll() is None

    @property
    def pid(self) -> int | None:
        """The process's number, None where none was started."""
        return None if self._process is None else self._process.pid

    async def start(self) -> None:
        """Start the process, once the last one is gone, and ask it its first question.

        Raises EOFError where it dies of that or cannot do what it is asked, OSError where the system starts none.
        """
        await self._within(self._start)

    async def ask(self, question: Message) -> Reply:
        """Return the reply to a question. Raises EOFError where the process ends before it has replied."""
        return await self._within(lambda: self._ask(question))

    def kill(self) -> None:
        """End the process at once, whatever it does."""
        with self._lock:
            self._is_killed = True
            if self._process is not None:
                self._process.kill()

    async def close(self) -> None:
        """End the process for good and wait until it is gone."""
        self._is_closed = True
        self.kill()
        await self._within(self._clear)
        self._thread.shutdown()

    async def _within(self, work: Callable[[], Told]) -> Told:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def _start(self) -> None:
        self._clear()
        with self._lock:
            if self._is_closed:
                raise EOFError("the server is shutting down")
            self._process = subprocess.Popen(
                (sys.executable, "-P", "-m", "methodgraph.serve.worker"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # Oxigraph's last words when memory ends; faults come with the reply
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )
            self._is_killed = False
        if self._opening is not None and not (reply := self._ask(self._opening)).is_answer:
            raise EOFError(reply.body.decode().strip())

    def _ask(self, question: Message) -> Reply:
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise EOFError("the worker was not started")
        try:
            process.stdin.write(packed(question))
            process.stdin.flush()
            head, body = read(process.stdout)
        except (OSError, ValueError) as error:  # a ValueError where the pipe was closed on this side
            raise EOFError("the worker has ended") from error
        if head["fault"]:
            _LOG.error("%s", head["fault"])
        return Reply(head["status"], head["type"], body)

    def _clear(self) -> None:
        """Do away with the process, if there is one, and with the pipes to it."""
        if self._process is None:
            return
        self.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):  # what was still to be written to it
                    pipe.close()
