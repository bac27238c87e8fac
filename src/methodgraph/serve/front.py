"""The first page, `/`: the graph to look at where the build wrote one, else the way to the query page. And `/query`."""

from __future__ import annotations

import asyncio
import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.responses import HTMLResponse, Response

from methodgraph import ontology
from methodgraph.ids import BASE
from methodgraph.serve.policy import policy_of
from methodgraph.serve.site import site

if TYPE_CHECKING:
    from starlette.requests import Request


_STANDS_BESIDE = (b'<html lang="en">', b'<html lang="en" data-site>')
"""By the second the graph's page knows that it is served, and not a file of its own."""


async def front(request: Request) -> Response:
    """Answer with the graph's page, which links to the others here, or with a page that says where to go."""
    here = site(request)
    if here.page is None or not here.page.is_file():
        return HTMLResponse(here.render("front.html", triples=here.triples))
    told = here.page.stat()
    content, policy, tag = await asyncio.to_thread(_page, here.page, told.st_mtime_ns, told.st_size)
    headers = {"Content-Security-Policy": policy, "ETag": tag, "Cache-Control": "no-cache"}
    if _has(request, tag):
        return Response(status_code=304, headers=headers)
    return HTMLResponse(content, headers=headers)


async def query(request: Request) -> Response:
    """Answer with the page to ask on."""
    examples = [
        {"name": name, "title": ontology.query_title(name), "text": ontology.query_text(name)}
        for name in ontology.query_names()
    ]
    told: dict[str, Any] = {"examples": examples, "prefixes": ontology.PREFIXES, "base": BASE}
    here = site(request)
    return HTMLResponse(here.render("query.html", told=told, triples=here.triples, has_graph=here.page is not None))


def _has(request: Request, tag: str) -> bool:
    """Return True where a client says (If-None-Match) that it has what bears this tag."""
    told = ",".join(request.headers.getlist("if-none-match")).split(",")
    return bool({"*", tag} & {one.strip().removeprefix("W/") for one in told})


@lru_cache(maxsize=1)
def _page(path: Path, _modified: int, _size: int) -> tuple[bytes, str, str]:
    """Return the graph's page, its policy, and the tag (ETag) that changes with it."""
    content = path.read_bytes().replace(*_STANDS_BESIDE, 1)
    return content, policy_of(content.decode("utf-8", "replace")), f'"{hashlib.sha256(content).hexdigest()}"'
