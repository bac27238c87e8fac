"""The page as one string and as one file."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator
from functools import partial
from html import escape
from pathlib import Path
from string import Template

from methodgraph.files import replacing
from methodgraph.publish.facts import facts
from methodgraph.publish.html import assets
from methodgraph.publish.html.blocks import ahead, as_json, packed
from methodgraph.publish.html.details import Json, blocks, details
from methodgraph.publish.html.index import columns, index
from methodgraph.publish.html.network import options
from methodgraph.publish.html.numbering import Numbered
from methodgraph.publish.said import by_paper
from methodgraph.records import Linked

TITLE = "methodgraph"


def page(linked: Linked, *, title: str = TITLE) -> str:
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
    return "".join(_pieces(linked, title))


def write_html(linked: Linked, path: Path, *, title: str = TITLE) -> None:
    """Write the interactive page of `linked` to `path`: UTF-8, whole or not at all.

    Args:
        linked: everything across papers, as LINK hands it on.
        path: the file to write. Its folder exists; a file already there is replaced.
        title: the heading and the window's title, as plain text.

    Raises:
        UsageError: the file cannot be written. What stood at `path` still stands.

    >>> write_html(linked, Path("output/graph.html"))  # doctest: +SKIP
    """
    with replacing(path) as stream:
        for piece in _pieces(linked, title):
            stream.write(piece.encode())


def _pieces(linked: Linked, title: str) -> Iterator[str]:
    said = list(by_paper(linked))
    before, after = document(Numbered([facts(one) for one in said], linked.entities), title)
    yield before
    yield from ahead(block_element(number, details(block)) for number, block in enumerate(blocks(said)))
    yield after


def block_element(number: int, block: Json) -> Callable[[], str]:
    """Return what packs a block of papers as it stands in the page; call it in any thread."""
    return partial(packed_block, f"data-{number}", as_json(block))


def document(told: Numbered, title: str = TITLE) -> tuple[str, str]:
    """Return what stands before the blocks of papers, and what stands after them."""
    style, library, code = assets.style(), assets.library(), assets.code()
    packed_index, packed_columns = ahead(
        partial(packed_block, f"data-{name}", make(told)) for name, make in (("index", _index), ("columns", columns))
    )
    before, after = assets.template().split("$details")
    filled = Template(before).substitute(
        title=escape(_encodable(title)),
        policy=escape(policy(scripts=(library, code), styles=(style,))),
        style=style,
        library=library,
        code=code,
        index=packed_index,
        columns=packed_columns,
    )
    return filled, Template(after).substitute()


def _index(told: Numbered) -> bytes:
    return as_json({**index(told), "options": options()})


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


def same_block(number: int, element: str) -> Callable[[], str]:
    """Return what gives a block of papers that has another number now, as `block_element` does."""
    return partial(_element, f"data-{number}", element_text(element))


def element_text(element: str) -> str:
    """Return what is packed in an element.

    >>> element_text(packed_block("data-0", b""))
    'AwA='
    """
    return element[element.index(">") + 1 : element.rindex("</")]


def packed_block(name: str, data: bytes) -> str:
    """Return data as an element of the page."""
    return _element(name, packed(data))


def _element(name: str, text: str) -> str:
    return f'<script type="text/plain" id="{name}">{text}</script>\n'


def _source(block: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(block.encode()).digest()).decode()}'"


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
