"""The page's parts that are files: our template, styles and modules, and vis-network as pyvis ships it."""

from __future__ import annotations

import posixpath
import re
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from methodgraph.errors import DataError, Problem

MAIN = "app.js"
"""The module that imports all others, directly or through others."""
START = "start"
"""The function of `MAIN` that the page calls, last of all."""
STYLES = ("base.css", "rail/rail.css", "canvas/canvas.css", "panel/panel.css")
"""The style sheets in the order in which they stand in the page."""

_IMPORT = re.compile(r'^import \{[^}]*\} from "(?P<path>\.\.?/[\w./]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class)\b)", re.MULTILINE)
_BREAKS_OUT = ("</script", "<!--", "</style")


@cache
def template() -> str:
    """Return the document with `$title`, `$policy`, `$style`, `$library`, `$code` and the data's places to fill in."""
    return _text(_own("template.html"))


@cache
def style() -> str:
    """Return our style sheets as one.

    vis-network's own is left out: it dresses editing buttons and tooltips this page has none of, in 220 kB.
    """
    return _inline("the style sheets", "\n".join(_text(_own(name)) for name in STYLES))


@cache
def code() -> str:
    """Return our modules as one script.

    A document from disk cannot load modules. So they share one scope, each after those that it imports, and what
    `import` and `export` say goes without saying there; no name stands at the top of two of them (a test sees to it).
    """
    parts = "\n".join(_EXPORT.sub("", _IMPORT.sub("", _text(_own(name)))) for name in modules())
    return _inline("the modules", f'(() => {{\n"use strict";\n{parts}\n{START}();\n}})();\n')


@cache
def modules() -> tuple[str, ...]:
    """Return the paths of our modules within the folder `assets`, each after all those that it imports.

    Raises:
        DataError: two modules import each other.
    """
    order: list[str] = []
    _visit(MAIN, order, ())
    return tuple(order)


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


def _visit(name: str, order: list[str], importers: tuple[str, ...]) -> None:
    if name in importers:
        raise DataError([Problem(name, None, "imports itself, through others", "move what both need into a third")])
    for imported in _IMPORT.finditer(_text(_own(name))):
        path = posixpath.normpath(posixpath.join(posixpath.dirname(name), imported["path"]))
        if path not in order:
            _visit(path, order, (*importers, name))
    order.append(name)


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
