"""The page as one string and as one file."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from methodgraph.files import write_atomic
from methodgraph.publish.html import assets
from methodgraph.publish.html.network import network
from methodgraph.publish.html.payload import payload
from methodgraph.records import Linked

_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


def page(linked: Linked, *, title: str = "methodgraph") -> str:
    """Return the interactive page of `linked` as one self-contained HTML document.

    The document asks for nothing: vis-network (out of pyvis), style and code are inline, and its Content Security
    Policy allows those very blocks, by hash, and no connection at all. What papers say enters as one JSON block
    and reaches the screen as text only. The same `linked` and `title` give the same string.

    Args:
        linked: everything across papers, as LINK hands it on.
        title: the heading and the window's title, as plain text.

    Returns:
        The document, with `\\n` line ends. An empty graph gives a page that says it is empty.

    >>> "https://" in page(Linked((), (), (), (), ())).split("<style>")[0]
    False
    """
    style, library, code = assets.style(), assets.library(), assets.code()
    return Template(assets.template()).substitute(
        title=escape(_encodable(title)),
        policy=escape(policy(scripts=(library, code), styles=(style,))),
        style=style,
        library=library,
        code=code,
        data=embed({**payload(linked), **network(linked)}),
    )


def write_html(linked: Linked, path: Path, *, title: str = "methodgraph") -> None:
    """Write the interactive page of `linked` to `path`: UTF-8, whole or not at all.

    Args:
        linked: everything across papers, as LINK hands it on.
        path: the file to write. Its folder exists; a file already there is replaced.
        title: the heading and the window's title, as plain text.

    Raises:
        UsageError: the file cannot be written. What stood at `path` still stands.

    >>> write_html(linked, Path("output/graph.html"))  # doctest: +SKIP
    """
    write_atomic(path, page(linked, title=title))


def embed(data: dict[str, Any]) -> str:
    """Return `data` as JSON that can stand inside a `<script>` element, whatever its strings hold.

    `<`, `>` and `&` become escapes, so no string can end the element or open a comment; so do lone surrogates,
    which UTF-8 cannot carry.

    >>> embed({"text": "a </script> b"})
    '{"text":"a \\\\u003c/script\\\\u003e b"}'
    """
    told = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", told)


def policy(*, scripts: tuple[str, ...], styles: tuple[str, ...]) -> str:
    """Return the Content Security Policy that runs exactly these inline blocks and lets nothing in or out."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src " + " ".join(_source(block) for block in scripts),
            "style-src " + " ".join(_source(block) for block in styles),
            "img-src data:",
            "connect-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _source(block: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(block.encode()).digest()).decode()}'"


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
