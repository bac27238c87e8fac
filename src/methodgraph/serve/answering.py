"""From a worker's reply to an HTTP response: what the endpoint and the IRIs of the graph do alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from methodgraph.serve import requests
from methodgraph.serve.framing import Reply
from methodgraph.serve.site import site

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.requests import Request

    from methodgraph.serve.formats import Format, Offer
    from methodgraph.serve.framing import Message

VARY = {"Vary": "Accept"}
TOO_MUCH = 422
"""The status of a refusal because the answer is larger than the server gives."""


def accepted(request: Request) -> str | None:
    """Return the Accept header; None where there is none. Several are one."""
    told = request.headers.getlist("accept")
    return ",".join(told) if told else None


def told(formats: Iterable[Format]) -> str:
    """Return, for a client that takes none of them, which formats there are."""
    return f"it is served as one of: {', '.join(offered.media for offered in formats)}"


async def until_gone(request: Request, question: Message) -> Reply:
    """Return the reply to a question. Raises ClientDisconnect, and ends the work on it, once the client is gone."""
    return await requests.unless_gone(request, site(request).pool.ask(question))


async def converted(request: Request, turtle: str, offer: Offer, headers: dict[str, str] | None = None) -> Response:
    """Return Turtle of ours in the format that was asked for."""
    if offer.name == "turtle":
        return respond(Reply(200, offer.type, turtle.encode()), headers)
    return respond(await until_gone(request, {"do": "convert", "text": turtle, "triples": pair(offer)}), headers)


def pair(offer: Offer | None) -> tuple[str, str] | None:
    """Return a format as workers are told of it."""
    return None if offer is None else (offer.name, offer.type)


def respond(reply: Reply, headers: dict[str, str] | None = None) -> Response:
    """Return a worker's reply as a response. `headers` are an answer's; a refusal goes without them."""
    more = VARY | (headers or {} if reply.is_answer else {})
    if reply.retry is not None:
        more |= {"Retry-After": str(reply.retry)}
    return Response(reply.body, reply.status, {**more, "Content-Type": reply.type})
