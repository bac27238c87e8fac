"""Reading a request to its end, and noticing that nobody waits for the answer any more."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from starlette.requests import Request

Told = TypeVar("Told")

_DRAINED = 16
"""How many times the largest body is read and thrown away, so that the client hears why before the connection ends."""


async def body(request: Request, *, most: int, seconds: float) -> bytes:
    """Return a request's body. Raises HTTPException for more than `most` bytes and for what takes longer to arrive."""
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise HTTPException(415, "a body is sent as it is, without Content-Encoding")
    content, length = bytearray(), 0
    try:
        async with asyncio.timeout(seconds):
            async for chunk in request.stream():
                length += len(chunk)
                if length <= most:
                    content += chunk
                elif length > _DRAINED * most:
                    break
    except TimeoutError as error:
        raise HTTPException(408, f"the body did not arrive within {seconds:g} seconds") from error
    if length > most:
        raise HTTPException(413, f"the body is larger than {most:,} bytes, which is more than any query may need here")
    return bytes(content)


async def unless_gone(request: Request, work: Coroutine[Any, Any, Told]) -> Told:
    """Return what `work` returns, or cancel it once the client has closed the connection.

    The body has to have been read. Raises ClientDisconnect for a client that is gone.
    """
    task = asyncio.create_task(work)
    gone = asyncio.create_task(_disconnected(request))
    try:
        await asyncio.wait((task, gone), return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise ClientDisconnect
        return task.result()
    finally:
        task.cancel()
        gone.cancel()
        await asyncio.gather(task, gone, return_exceptions=True)


async def _disconnected(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
