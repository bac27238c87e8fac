"""The SPARQL endpoint: `/sparql`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from methodgraph.serve import answering, protocol, requests
from methodgraph.serve.description import described
from methodgraph.serve.formats import SOLUTIONS, TRIPLES, by_accept, by_name, prefers_html
from methodgraph.serve.site import site

if TYPE_CHECKING:
    from starlette.requests import Request

    from methodgraph.serve.formats import Offer
    from methodgraph.serve.protocol import Asked

METHODS = ("GET", "HEAD", "POST", "OPTIONS")
_FORMATS = (*SOLUTIONS, *TRIPLES)
_ENDINGS = {offered.name: offered.ending for offered in _FORMATS}
_NOT_A_NAME = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_NAME = 80


async def sparql(request: Request) -> Response:
    """Answer a query, sent as SPARQL 1.1 Protocol has it; where there is none, describe the service."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": ", ".join(METHODS)})
    asked = await _asked(request)
    if asked.query is None:
        if request.method == "POST":
            raise HTTPException(400, "the request holds no query")
        return await described(request, asked.format)
    accept = answering.accepted(request)
    if _is_for_the_page(request, asked) and prefers_html(accept, _FORMATS):
        return RedirectResponse(f"/query#{quote(asked.query, safe='')}", 303, answering.VARY)
    return await _answered(request, asked, accept)


async def check(request: Request) -> Response:
    """Tell, as JSON, what in a query is probably a mistake: what the query page shows beside the answer."""
    limits = site(request).limits
    text = protocol.text(await requests.body(request, most=limits.query, seconds=limits.upload))
    return answering.respond(await answering.until_gone(request, {"do": "check", "text": text}))


def _is_for_the_page(request: Request, asked: Asked) -> bool:
    """Return True for a query that the query page can ask as well: it has no place for graphs named beside it."""
    return request.method != "POST" and asked.format is None and not (asked.default_graphs or asked.named_graphs)


async def _asked(request: Request) -> Asked:
    """Read all of a request. Raises HTTPException for what the protocol or a limit does not allow."""
    limits = site(request).limits
    raw = request.scope["query_string"]
    if len(raw) > limits.body:
        raise HTTPException(414, f"a query may have {limits.query:,} bytes")
    told = protocol.parameters(raw)
    query = None
    if request.method == "POST":
        if protocol.body_type(request.headers.get("content-type")) == protocol.QUERY:
            query = protocol.text(await requests.body(request, most=limits.query, seconds=limits.upload))
        else:
            told += protocol.parameters(await requests.body(request, most=limits.body, seconds=limits.upload))
    asked = protocol.asked(told, query)
    if asked.query is not None and len(asked.query.encode()) > limits.query:
        raise HTTPException(413 if request.method == "POST" else 414, f"a query may have {limits.query:,} bytes")
    return asked


async def _answered(request: Request, asked: Asked, accept: str | None) -> Response:
    solutions, triples = (
        by_accept(accept, formats) if asked.format is None else by_name(asked.format, formats)
        for formats in (SOLUTIONS, TRIPLES)
    )
    if solutions is None and triples is None:
        raise HTTPException(406, answering.told(_FORMATS))
    question = {
        "do": "query",
        "text": asked.query,
        "default_graphs": asked.default_graphs,
        "named_graphs": asked.named_graphs,
        "solutions": answering.pair(solutions),
        "triples": answering.pair(triples),
    }
    reply = await answering.until_gone(request, question)
    offers = [offer for offer in (solutions, triples) if offer is not None and offer.type == reply.type]
    return answering.respond(reply, _saved(asked.download, offers[0]) if asked.download and offers else None)


def _saved(download: str, offer: Offer) -> dict[str, str]:
    """Return the header that makes a browser save an answer, in a file called as it is told, as far as that is safe."""
    name = _NOT_A_NAME.sub("-", download).strip("-.")[:_LONGEST_NAME] or "answer"
    return {"Content-Disposition": f'attachment; filename="{name}.{_ENDINGS[offer.name]}"'}
