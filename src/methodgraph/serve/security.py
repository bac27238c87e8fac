"""What keeps a browser from being turned against the server, and a page against its reader."""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

PAGE = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "img-src 'self' data:",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    )
)
"""The Content Security Policy of a page: its own files, and nothing inline."""
_NOTHING = "default-src 'none'; frame-ancestors 'none'"

_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?", re.IGNORECASE)
_ABSOLUTE = re.compile(rb"https?://([^/]*)(/.*)?", re.IGNORECASE)
_LOCAL = ("localhost", "127.0.0.1", "::1")
_ANY = ("0.0.0.0", "::", "")  # noqa: S104 - to tell that somebody wants to listen on all addresses


class KnownHosts:
    """Answers only requests whose Host is a name of this server.

    A page elsewhere can point a name of its own at 127.0.0.1 and then read what is served there (DNS rebinding), but
    it cannot choose what the browser sends as Host. Names of this server are localhost and the addresses that mean
    the same, the address it listens on, and whatever it is told. If it listens on all addresses, every address will do:
    it is names that can be pointed elsewhere.

    A request may tell the whole address (`GET http://localhost:8000/query`); then the name there counts, not Host, and
    the request is handed on as if it told the path alone (RFC 9112, section 3.2.2).
    """

    def __init__(self, app: ASGIApp, host: str, names: Iterable[str] = ()) -> None:
        self._app = app
        self._names = {name.lower() for name in (*_LOCAL, host, *names)}
        self._takes_addresses = host in _ANY

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, or refuse it."""
        if scope["type"] == "http":
            scope = _in_origin_form(scope)
        if scope["type"] != "http" or self._knows(Headers(scope=scope).get("host", "")):
            await self._app(scope, receive, send)
            return
        told = "this server does not know itself by the name in Host; --allow-host makes it\n"
        await PlainTextResponse(told, 400)(scope, receive, send)

    def _knows(self, host: str) -> bool:
        found = _HOST.fullmatch(host)
        if found is None:
            return False
        name = found[1].lower().strip("[]").removesuffix(".")
        return name in self._names or (self._takes_addresses and _is_address(name))


class SafeHeaders:
    """Adds to every answer the headers that keep browsers from guessing, framing and running what is no page."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, and its answer back with the headers."""

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "same-origin"
                is_page = headers.get("content-type", "").startswith("text/html")
                headers.setdefault("Content-Security-Policy", PAGE if is_page else _NOTHING)
            await send(message)

        await self._app(scope, receive, guarded)


def _in_origin_form(scope: Scope) -> Scope:
    """Return a request that tells a whole address as one that tells the path, and the address's host as Host."""
    found = _ABSOLUTE.fullmatch(scope["raw_path"])
    if found is None:
        return scope
    path = found[2] or b"/"
    headers = [(name, value) for name, value in scope["headers"] if name != b"host"]
    headers.append((b"host", found[1]))
    return {**scope, "path": unquote(path.decode("ascii")), "raw_path": path, "headers": headers}


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
