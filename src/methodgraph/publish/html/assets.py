"""The page's parts that are files: our template, style and code, and vis-network as pyvis ships it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from methodgraph.errors import DataError, Problem

PARTS = ("elements.js", "graph.js", "search.js", "visibility.js", "labels.js", "canvas.js", "panel.js", "app.js")
"""The code's files in reading order: each uses only what stands before it, save inside functions."""

_BREAKS_OUT = ("</script", "<!--", "</style")


@cache
def template() -> str:
    """Return the document with `$title`, `$policy`, `$style`, `$library`, `$code` and `$data` to fill in."""
    return _text(_own("template.html"))


@cache
def style() -> str:
    """Return our style sheet.

    vis-network's own is left out: it dresses editing buttons and tooltips this page has none of, in 220 kB.
    """
    return _inline("style.css", _text(_own("style.css")))


@cache
def code() -> str:
    """Return our code: the files of `PARTS` as one script with a scope of its own."""
    parts = "\n".join(_text(_own(name)) for name in PARTS)
    return _inline("code", f'(() => {{\n"use strict";\n{parts}}})();\n')


@cache
def library() -> str:
    """Return vis-network, the newest that the installed pyvis holds.

    Raises:
        DataError: this pyvis holds none, or one that cannot stand inside a page.
    """
    folder = files("pyvis") / "templates" / "lib"
    bundles = sorted(
        (_version(entry.name), entry / "vis-network.min.js")
        for entry in folder.iterdir()
        if entry.name.startswith("vis-")
    )
    if not bundles:
        raise DataError([Problem("pyvis", None, "holds no vis-network", "install pyvis 0.3.2 or newer")])
    return _inline("vis-network.min.js", _text(bundles[-1][1]))


def _own(name: str) -> Traversable:
    return files("methodgraph.publish.html") / "assets" / name


def _text(file: Traversable) -> str:
    # A browser hashes a block after turning every line end into "\n"; the policy's hashes must be of the same text.
    return file.read_text(encoding="utf-8").replace("\r\n", "\n").replace("\r", "\n")


def _version(name: str) -> tuple[int, ...]:
    return tuple(int(part) for part in name.removeprefix("vis-").split(".") if part.isdigit())


def _inline(name: str, text: str) -> str:
    for mark in _BREAKS_OUT:
        if mark in text.lower():
            raise DataError([Problem(name, None, f"holds {mark!r}, which would end its block", "split the string")])
    return text
