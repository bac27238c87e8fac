"""What is answered where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from methodgraph.serve import answering, documents, endpoint, front, resources
from methodgraph.serve.formats import SOLUTIONS, TRIPLES, prefers_html
from methodgraph.serve.security import KnownHosts, SafeHeaders
from methodgraph.serve.site import Site, site

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request
    from starlette.types import ASGIApp

_GONE = 499
"""The status of an answer to a client that has closed the connection. No client sees it."""


def application(served: Site, *, host: str, names: Sequence[str] = (), origins: Sequence[str] = ()) -> ASGIApp:
    """Return the application that serves a site.

    Args:
        served: what is served.
        host: the address the server listens on, by which it may be called.
        names: other names by which it may be called.
        origins: the origins whose pages may ask it ("*" for all); none may unless told.
    """
    guards = [Middleware(SafeHeaders), Middleware(KnownHosts, host=host, names=names)]
    if origins:
        methods, headers = ("GET", "HEAD", "POST"), ("Accept", "Content-Type")
        guards.append(Middleware(CORSMiddleware, allow_origins=origins, allow_methods=methods, allow_headers=headers))
    app = Starlette(
        routes=_routes(),
        middleware=guards,
        exception_handlers={HTTPException: refused, ClientDisconnect: _unheard, Exception: _failed},
    )
    app.router.redirect_slashes = False
    app.state.site = served
    return app


def _routes() -> list[Route | Mount]:
    return [
        Route("/", front.front),
        Route("/query", front.query),
        Route("/query/check", endpoint.check, methods=["POST"]),
        *(Route(path, endpoint.sparql, methods=list(endpoint.METHODS)) for path in ("/sparql", "/sparql/")),
        *(Route(path, documents.document) for path in documents.PATHS),
        Route("/context.jsonld", documents.context),
        *(Route(f"/{kind}/{{id:path}}", resources.resource) for kind in resources.KINDS),
        Mount("/static", StaticFiles(packages=[("methodgraph.serve", "static")])),
    ]


async def refused(request: Request, error: Exception) -> Response:
    """Answer with the reason why not: a page for people, a line of text for machines."""
    assert isinstance(error, HTTPException)  # noqa: S101 - what it is registered for
    headers = answering.VARY | dict(error.headers or {})
    accept = answering.accepted(request)
    if request.url.path.startswith("/sparql") or not prefers_html(accept, (*SOLUTIONS, *TRIPLES)):
        return PlainTextResponse(f"{error.detail}\n", error.status_code, headers)
    page = site(request).render("refused.html", status=error.status_code, reason=error.detail)
    return HTMLResponse(page, error.status_code, headers)


async def _unheard(_request: Request, _error: Exception) -> Response:
    return Response(status_code=_GONE)


async def _failed(_request: Request, _error: Exception) -> Response:
    return PlainTextResponse("something went wrong in the server; its log says what\n", 500)
