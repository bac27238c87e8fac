"""The page as one string and as one file."""

from __future__ import annotations

import base64
import hashlib
from html import escape
from pathlib import Path
from string import Template

from methodgraph.files import write_atomic
from methodgraph.publish.html import assets
from methodgraph.publish.html.blocks import as_json, packed
from methodgraph.publish.html.details import details
from methodgraph.publish.html.index import columns, index
from methodgraph.publish.html.network import options
from methodgraph.publish.html.numbering import Numbered
from methodgraph.records import Linked


def page(linked: Linked, *, title: str = "methodgraph") -> str:
    """Return the interactive page of `linked` as one self-contained HTML document.

    The document asks for nothing: vis-network (out of pyvis), style and code are inline, and its Content Security
    Policy allows those very blocks, by hash, and no connection at all. What papers say is packed in blocks (see
    `index` and `details`) and reaches the screen as text only. The same `linked` and `title` give the same string.

    Args:
        linked: everything across papers, as LINK hands it on.
        title: the heading and the window's title, as plain text.

    Returns:
        The document, with `\\n` line ends. An empty graph gives a page that says it is empty.

    >>> "https://" in page(Linked((), (), (), (), ())).split("<style>")[0]
    False
    """
    told = Numbered(linked)
    style, library, code = assets.style(), assets.library(), assets.code()
    return Template(assets.template()).substitute(
        title=escape(_encodable(title)),
        policy=escape(policy(scripts=(library, code), styles=(style,))),
        style=style,
        library=library,
        code=code,
        index=_block("data-index", as_json({**index(told), "options": options()})),
        columns=_block("data-columns", columns(told)),
        details="".join(_block(f"data-{number}", as_json(block)) for number, block in enumerate(details(told))),
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


def policy(*, scripts: tuple[str, ...], styles: tuple[str, ...]) -> str:
    """Return the Content Security Policy that runs exactly these inline blocks and lets nothing in or out.

    Browsers that know trusted types refuse, besides, to take any string for markup.
    """
    return "; ".join(
        (
            "default-src 'none'",
            "script-src " + " ".join(_source(block) for block in scripts),
            "style-src " + " ".join(_source(block) for block in styles),
            "img-src data:",
            "connect-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _block(name: str, data: bytes) -> str:
    return f'<script type="text/plain" id="{name}">{packed(data)}</script>\n'


def _source(block: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(block.encode()).digest()).decode()}'"


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
