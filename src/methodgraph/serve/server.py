"""Running a server, from the graph's file to the last process gone."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeVar

import uvicorn

from methodgraph.errors import InputError, Problem, UsageError
from methodgraph.serve.app import application
from methodgraph.serve.description import MOST
from methodgraph.serve.limits import KIB, Limits
from methodgraph.serve.pool import Pool
from methodgraph.serve.process import Worker
from methodgraph.serve.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator, Sequence
    from typing import Any

    from starlette.types import ASGIApp

Told = TypeVar("Told")

PAGE = "graph.html"
"""The file in a build's output folder that is the first page."""
_STORE = "store"
_GRACE = 2.0
"""Seconds in which queries may still finish once the server is told to end."""
_HEAD = 256 * KIB
"""Bytes of a request's first line and headers, which hold a query sent by GET; what is not complete then is refused.

What is complete with the read that passes it, of up to as many bytes again, is taken.
"""
_BACKLOG = 2048


@dataclass(frozen=True, slots=True)
class Settings:
    """How a graph is served.

    Attributes:
        graph: a build's output folder, a file of RDF, or an Oxigraph store, which is opened as it is.
        host: the address to listen on.
        port: the port, 0 for any that is free.
        workers: how many queries are worked on at the same time.
        limits: what a client may ask.
        origins: the origins whose pages may ask, "*" for all.
        names: names of this server other than `host` and localhost.
    """

    graph: Path
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = field(default_factory=lambda: min(4, max(2, os.cpu_count() or 1)))
    limits: Limits = field(default_factory=Limits)
    origins: Sequence[str] = ()
    names: Sequence[str] = ()


def serve(settings: Settings, tell: Callable[[str, int], None]) -> None:
    """Serve a graph until the process is told to end (SIGINT, SIGTERM); then no process and no file of it is left.

    Args:
        settings: what is served, where and how.
        tell: is called once the server is ready, with its address and the number of triples.

    Raises:
        InputError: the graph cannot be read.
        UsageError: the address cannot be listened on, or no worker started.

    >>> serve(Settings(Path("output")), lambda address, triples: print(address))  # doctest: +SKIP
    http://127.0.0.1:8000/
    """
    with _listener(settings.host, settings.port) as listener, TemporaryDirectory(prefix="methodgraph-") as folder:
        asyncio.run(_run(settings, listener, Path(folder), tell))


async def _run(settings: Settings, listener: socket.socket, folder: Path, tell: Callable[[str, int], None]) -> None:
    with _signals() as ending:
        store = await _unless(ending, _stored(settings.graph, folder))
        if store is None:
            return
        pool = Pool(store, settings.limits, count=settings.workers)
        try:
            here = await _unless(ending, _site(settings, pool, is_loaded=store != settings.graph))
            if here is not None:
                app = _app(settings, here)
                await _listen(app, listener, pool, ending, lambda: tell(_address(listener), here.triples))
        finally:
            await pool.end()


async def _site(settings: Settings, pool: Pool, *, is_loaded: bool) -> Site:
    """Start the pool and return what is served. Only of a graph that was loaded here is it known what stands where."""
    await pool.start()
    triples, graphs = await pool.triples(), await pool.graphs(MOST + 1)
    page = settings.graph / PAGE if is_loaded and settings.graph.is_dir() else None
    return Site(pool, settings.limits, triples, page, graphs, is_union=is_loaded)


def _app(settings: Settings, served: Site) -> ASGIApp:
    return application(served, host=settings.host, names=settings.names, origins=settings.origins)


async def _listen(
    app: ASGIApp, listener: socket.socket, pool: Pool, ending: asyncio.Event, ready: Callable[[], None]
) -> None:
    """Answer until `ending`; then let queries finish for a moment, and end those that do not."""
    server = _Server(_config(app), ready)

    async def end() -> None:
        await ending.wait()
        server.should_exit = True
        await asyncio.sleep(_GRACE)
        pool.stop()

    watching = asyncio.create_task(end())
    try:
        await server.serve(sockets=[listener])
    finally:
        watching.cancel()


def _config(app: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        loop="asyncio",
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        backlog=_BACKLOG,
        h11_max_incomplete_event_size=_HEAD,
        timeout_graceful_shutdown=round(_GRACE) + 2,
    )


class _Server(uvicorn.Server):
    """A server that leaves signals to us, and says when it is ready."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none: uvicorn would raise them again at the end, and the process would die of them."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen, and say so."""
        await super().startup(sockets)
        self._ready()


async def _stored(graph: Path, folder: Path) -> Path:
    """Return the folder of a store with the graph: the graph itself where it is one, else one in `folder`.

    A process of its own loads it: that can be ended, and takes its memory with it. Raises InputError for a graph that
    cannot be read.
    """
    if (graph / "CURRENT").is_file():
        return graph
    loader = Worker()
    try:
        await loader.start()
        reply = await loader.ask({"do": "load", "graph": str(graph), "store": str(folder / _STORE)})
    except EOFError as error:
        raise UsageError("loading the graph ended before it was done; is there enough memory and disk?") from error
    finally:
        await loader.close()
    if reply.is_answer:
        return folder / _STORE
    if reply.status == 400:
        raise InputError(Problem(*told) for told in json.loads(reply.body))
    raise UsageError("the graph could not be loaded")


async def _unless(ending: asyncio.Event, work: Coroutine[Any, Any, Told]) -> Told | None:
    """Return what `work` returns; None, with `work` cancelled, where `ending` comes first."""
    task, end = asyncio.create_task(work), asyncio.create_task(ending.wait())
    try:
        await asyncio.wait((task, end), return_when=asyncio.FIRST_COMPLETED)
        return task.result() if task.done() else None
    finally:
        task.cancel()
        end.cancel()
        await asyncio.gather(task, end, return_exceptions=True)


@contextmanager
def _signals() -> Iterator[asyncio.Event]:
    """Give an event that comes with SIGINT or SIGTERM, which do nothing else meanwhile."""
    ending, loop = asyncio.Event(), asyncio.get_running_loop()

    def end(_number: int, _frame: object) -> None:
        loop.call_soon_threadsafe(ending.set)

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield ending
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _listener(host: str, port: int) -> socket.socket:
    """Return a socket that listens. Raises UsageError where the address or the port cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except (OSError, OverflowError, UnicodeError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"cannot listen on {host}, port {port} ({why}); another --port, or 0, may be free") from error


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
