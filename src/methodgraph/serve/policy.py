"""What a page that holds its own scripts and styles may do: run those, and nothing else."""

from __future__ import annotations

import base64
import hashlib
from html.parser import HTMLParser

_NONE = ("'none'",)
_DATA = ("text/plain", "application/json")
"""Types of scripts that do not run, and of which the graph's page may hold a thousand."""
_INLINE = {"script": "script-src", "style": "style-src"}


def policy_of(page: str) -> str:
    """Return a Content Security Policy that lets a page run what it holds itself, told by hash, and ask for nothing.

    >>> policy_of("<p>nothing</p>").split("; ")[:2]
    ["default-src 'none'", "script-src 'none'"]
    """
    blocks = _Blocks()
    blocks.feed(page.replace("\r\n", "\n").replace("\r", "\n"))  # as browsers hash them
    own = (f"{directive} {' '.join(sorted(hashes) or _NONE)}" for directive, hashes in blocks.hashes.items())
    rest = ("img-src data:", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'")
    return "; ".join(("default-src 'none'", *own, *rest))


class _Blocks(HTMLParser):
    """The hashes of a page's inline scripts that run, and of its styles, by the directive that allows them."""

    def __init__(self) -> None:
        super().__init__()
        self.hashes: dict[str, set[str]] = {directive: set() for directive in _INLINE.values()}
        self._block: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _INLINE and dict(attrs).get("type") not in _DATA:
            self._block = []

    def handle_data(self, data: str) -> None:
        if self._block is not None:
            self._block.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in _INLINE and self._block is not None:
            digest = hashlib.sha256("".join(self._block).encode()).digest()
            self.hashes[_INLINE[tag]].add(f"'sha256-{base64.b64encode(digest).decode()}'")
            self._block = None
