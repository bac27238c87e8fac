"""The workers: who answers which question, how long it may take, and what becomes of a worker that does not answer."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import TYPE_CHECKING

from methodgraph.errors import UsageError
from methodgraph.serve.framing import Message, Reply, refusal
from methodgraph.serve.process import Worker

if TYPE_CHECKING:
    from pathlib import Path

    from methodgraph.serve.limits import Limits

_LOG = logging.getLogger(__name__)
_START = 60.0
"""Seconds for a worker to start. It takes a third of one."""
_PAUSE = 1.0
"""Seconds before a worker that could not be started is tried again."""
_RETRY = 5
"""Seconds after which a client that found the server busy may try again."""

_STOPPING = refusal(503, "the server is shutting down")
_NO_WORKER = refusal(503, "no worker could be started; the server's log says why")


class Pool:
    """Workers over one store, of which each question gets the first that is free, in the order in which they came.

    >>> pool = Pool(Path("store"), Limits(), count=2)  # doctest: +SKIP
    >>> await pool.start()  # doctest: +SKIP
    >>> reply = await pool.ask({"do": "check", "text": "ASK {}"})  # doctest: +SKIP
    >>> await pool.end()  # doctest: +SKIP
    """

    def __init__(self, store: Path, limits: Limits, *, count: int) -> None:
        """Describe a pool over the folder `store`."""
        opening = {"do": "open", "store": str(store), "memory": limits.memory}
        opening |= {"rows": limits.rows, "answer": limits.answer}
        self._limits = limits
        self._workers = tuple(Worker(opening) for _ in range(count))
        self._free: asyncio.Queue[Worker] = asyncio.Queue()
        self._waiting = 0
        self._renewals: set[asyncio.Task[None]] = set()
        self._is_stopping = False

    async def start(self) -> bool:
        """Start the workers. Raises UsageError where they cannot be started."""
        try:
            async with asyncio.timeout(_START):
                await asyncio.gather(*(worker.start() for worker in self._workers))
        except (EOFError, OSError) as error:
            raise UsageError(str(error) or f"the workers did not start within {_START:g} seconds") from error
        for worker in self._workers:
            self._free.put_nowait(worker)
        return True

    async def triples(self) -> int:
        """Return how many triples the default graph holds, however long it takes to count. Nobody may ask before."""
        return int((await self._first("SELECT (COUNT(*) AS ?told) { ?s ?p ?o }", 1))[0])

    async def graphs(self, most: int) -> tuple[str, ...]:
        """Return the IRIs of the named graphs, sorted; of more than `most`, so many. Nobody may ask before."""
        text = f"SELECT ?told {{ GRAPH ?told {{}} FILTER(isIRI(?told)) }} LIMIT {most}"
        return tuple(sorted(await self._first(text, most)))

    async def _first(self, text: str, rows: int) -> list[str]:
        """Return what a query of ours finds as `?told`, however long it takes the first worker."""
        question = {"do": "query", "text": text, "solutions": ("json", "application/json"), "triples": None}
        reply = await self._workers[0].ask(question | {"rows": rows})
        return [row["told"]["value"] for row in json.loads(reply.body)["results"]["bindings"]]

    async def ask(self, question: Message) -> Reply:
        """Return a worker's reply, or a refusal: too many are waiting, it takes too long, the worker died of it.

        Whoever stops waiting for it (cancels this) ends the work on the question too.
        """
        if self._free.empty() and self._waiting >= self._limits.waiting:
            return refusal(503, f"{self._waiting:,} queries are waiting already", retry=_RETRY)
        self._waiting += 1
        try:
            async with asyncio.timeout(self._limits.patience):
                worker = await self._free.get()
        except TimeoutError:
            return refusal(503, f"no worker was free for {self._limits.patience:g} seconds", retry=_RETRY)
        finally:
            self._waiting -= 1
        is_done = False
        try:
            reply = await self._reply(worker, question)
            is_done = True
        finally:
            if not is_done:
                worker.kill()
            self._release(worker)
        return reply

    def stop(self) -> None:
        """Refuse, from now on, what is worked on, what waits and what comes."""
        self._is_stopping = True
        for worker in self._workers:
            worker.kill()

    async def end(self) -> None:
        """Kill the workers and wait until they are gone."""
        self.stop()
        for task in tuple(self._renewals):
            task.cancel()
        await asyncio.gather(*self._renewals, return_exceptions=True)
        await asyncio.gather(*(worker.close() for worker in self._workers))

    async def _reply(self, worker: Worker, question: Message) -> Reply:
        if not (self._is_stopping or worker.is_ready or await self._is_started(worker)):
            return _NO_WORKER
        try:
            async with asyncio.timeout(self._limits.timeout):
                return _STOPPING if self._is_stopping else await worker.ask(question)
        except TimeoutError:
            worker.kill()
            seconds = f"{self._limits.timeout:g} seconds"
            return refusal(503, f"the query was stopped after {seconds}, the most a query may take here; ask for less")
        except EOFError:
            worker.kill()
            memory = f"{self._limits.memory >> 20:,} MiB"
            told = f"most likely it needs more memory than a query may use here ({memory}), or is nested too deeply"
            return _STOPPING if self._is_stopping else refusal(503, f"the query ended its worker: {told}")

    def _release(self, worker: Worker) -> None:
        """Let others have a worker; one that was killed once it has been started again."""
        if worker.is_ready or self._is_stopping:
            self._free.put_nowait(worker)
            return
        task = asyncio.create_task(self._renew(worker))
        self._renewals.add(task)
        task.add_done_callback(self._renewals.discard)

    async def _renew(self, worker: Worker) -> None:
        if not await self._is_started(worker):
            await asyncio.sleep(_PAUSE)
        self._free.put_nowait(worker)

    async def _is_started(self, worker: Worker) -> bool:
        try:
            async with asyncio.timeout(_START):
                await worker.start()
        except (EOFError, OSError, TimeoutError) as error:
            _LOG.error("a worker could not be started: %s", str(error) or "it took too long")
            worker.kill()
            return False
        return True
