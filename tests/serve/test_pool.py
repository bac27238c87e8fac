"""Workers and their pool, without HTTP."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.serve.servers import RUNAWAY, is_gone

from methodgraph.errors import UsageError
from methodgraph.serve.framing import Message, Reply
from methodgraph.serve.limits import MIB, Limits
from methodgraph.serve.pool import Pool
from methodgraph.serve.process import Worker

LIMITS = Limits(timeout=0.4)
HUNGRY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY DESC(?a) ?d"


def query(text: str) -> Message:
    return {"do": "query", "text": text, "solutions": ["json", "application/json"], "triples": None}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with some hundred triples, loaded as a server loads it."""
    folder = tmp_path_factory.mktemp("pool")
    triples = "".join(f"<http://example.org/{n}> <http://example.org/p> {n} .\n" for n in range(400))
    (folder / "graph.ttl").write_text(triples, encoding="utf-8")

    async def load() -> Reply:
        worker = Worker()
        await worker.start()
        reply = await worker.ask({"do": "load", "graph": str(folder / "graph.ttl"), "store": str(folder / "store")})
        await worker.close()
        return reply

    assert asyncio.run(load()).is_answer
    return folder / "store"


def with_pool(
    store: Path, work: Callable[[Pool], Coroutine[Any, Any, None]], limits: Limits = LIMITS, count: int = 1
) -> None:
    """Run `work` with a pool, and see that no process is left of it."""

    async def run() -> None:
        pool = Pool(store, limits, count=count)
        await pool.start()
        workers = {worker.pid for worker in pool._workers}
        assert len(workers) == count
        try:
            await asyncio.wait_for(work(pool), 50)
        finally:
            await pool.end()
        assert not any(worker.is_ready for worker in pool._workers)
        assert all(is_gone(pid) for pid in workers if pid is not None)

    asyncio.run(run())


def test_several_processes_read_one_store(store: Path) -> None:
    async def work(pool: Pool) -> None:
        assert await pool.triples() == 400
        assert await pool.graphs(3) == ()
        told = await asyncio.gather(*(pool.ask(query("ASK { ?s ?p 7 }")) for _ in range(20)))
        assert {json.loads(reply.body)["boolean"] for reply in told} == {True}

    with_pool(store, work, count=3)


def test_too_long_is_503_and_the_worker_is_replaced(store: Path) -> None:
    async def work(pool: Pool) -> None:
        told = await pool.ask(query(RUNAWAY))
        assert (told.status, told.retry) == (503, None)
        assert b"stopped after 0.4 seconds" in told.body
        assert (await pool.ask(query("ASK {}"))).is_answer

    with_pool(store, work)


def test_too_much_memory_is_503_and_the_worker_is_replaced(store: Path) -> None:
    async def work(pool: Pool) -> None:
        told = await pool.ask(query(HUNGRY))
        assert told.status == 503
        assert b"more memory than a query may use here (100 MiB)" in told.body
        assert (await pool.ask(query("ASK {}"))).is_answer

    with_pool(store, work, replace(LIMITS, memory=100 * MIB, timeout=40))


def test_the_time_counts_from_when_a_worker_is_free(store: Path) -> None:
    async def work(pool: Pool) -> None:
        told = await asyncio.gather(pool.ask(query(RUNAWAY)), pool.ask(query("ASK {}")), pool.ask(query(RUNAWAY)))
        assert [reply.status for reply in told] == [503, 200, 503]
        assert b"stopped after 0.4 seconds" in told[2].body

    with_pool(store, work)


def test_who_waits_too_long_or_finds_too_many_waiting_may_try_again(store: Path) -> None:
    async def work(pool: Pool) -> None:
        asked = [asyncio.create_task(pool.ask(query(RUNAWAY))) for _ in range(4)]
        told = await asyncio.gather(*asked)
        assert [reply.retry for reply in told] == [None, 5, 5, 5]
        assert b"no worker was free" in told[1].body
        assert b"2 queries are waiting" in told[3].body

    with_pool(store, work, replace(LIMITS, waiting=2, patience=0.2))


def test_whoever_stops_waiting_ends_the_work(store: Path) -> None:
    async def work(pool: Pool) -> None:
        asked = asyncio.create_task(pool.ask(query(RUNAWAY)))
        await asyncio.sleep(0.2)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        assert (await asyncio.wait_for(pool.ask(query("ASK {}")), 5)).is_answer

    with_pool(store, work, replace(LIMITS, timeout=40))


def test_whoever_stops_waiting_in_the_queue_leaves_it(store: Path) -> None:
    async def work(pool: Pool) -> None:
        asked = [asyncio.create_task(pool.ask(query(RUNAWAY))) for _ in range(3)]
        await asyncio.sleep(0.1)
        asked[1].cancel()
        assert (await asked[0]).status == (await asked[2]).status == 503
        assert pool._waiting == 0

    with_pool(store, work)


def test_a_worker_that_dies_at_rest_is_not_noticed(store: Path) -> None:
    async def work(pool: Pool) -> None:
        pid = pool._workers[0].pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        while pool._workers[0].is_ready:
            await asyncio.sleep(0.01)
        assert (await pool.ask(query("ASK {}"))).is_answer

    with_pool(store, work)


def test_a_worker_that_cannot_be_started_again_is_told_and_not_waited_for(store: Path, tmp_path: Path) -> None:
    async def work(pool: Pool) -> None:
        pool._workers[0]._opening = {"do": "open", "store": str(tmp_path)}
        pool._workers[0].kill()
        for _ in range(2):
            told = await pool.ask(query("ASK {}"))
            assert told.status == 503
            assert b"no worker could be started" in told.body

    with_pool(store, work)


def test_stopping_refuses_what_runs_what_waits_and_what_comes(store: Path) -> None:
    async def work(pool: Pool) -> None:
        asked = [asyncio.create_task(pool.ask(query(RUNAWAY))) for _ in range(3)]
        await asyncio.sleep(0.2)
        pool.stop()
        told = [*await asyncio.gather(*asked), await pool.ask(query("ASK {}"))]
        assert {(reply.status, reply.body) for reply in told} == {(503, b"the server is shutting down\n")}

    with_pool(store, work, replace(LIMITS, timeout=40))


def test_what_is_no_store_starts_no_pool(tmp_path: Path) -> None:
    async def run() -> None:
        pool = Pool(tmp_path / "none", LIMITS, count=2)
        try:
            with pytest.raises(UsageError, match="cannot be opened as an Oxigraph store"):
                await pool.start()
        finally:
            await pool.end()

    asyncio.run(run())


def test_a_worker_ends_with_its_server(store: Path) -> None:
    """A server that is killed closes the pipe, and no more; the worker is in the middle of a query then."""

    async def run() -> int:
        worker = Worker({"do": "open", "store": str(store), "memory": MIB << 10, "rows": 9, "answer": 9})
        await worker.start()
        asked = asyncio.create_task(worker.ask(query(RUNAWAY)))
        await asyncio.sleep(0.3)
        assert worker._process is not None
        assert worker._process.stdin is not None
        worker._process.stdin.close()
        with pytest.raises(EOFError):
            await asyncio.wait_for(asked, 5)
        status = worker._process.wait(5)
        await worker.close()
        return status

    assert asyncio.run(run()) == 0


def test_our_own_mistakes_are_logged_and_not_told(store: Path, caplog: pytest.LogCaptureFixture) -> None:
    async def work(pool: Pool) -> None:
        told = await pool.ask({"do": "nothing that a worker does"})
        assert (told.status, told.body) == (500, b"something went wrong in the server; its log says what\n")
        assert (await pool.ask(query("ASK {}"))).is_answer

    with_pool(store, work)
    assert "KeyError" in caplog.text
