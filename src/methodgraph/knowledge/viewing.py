"""The interactive page, where one works: in the browser, or in a notebook."""

from __future__ import annotations

import sys
import tempfile
import webbrowser
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from methodgraph.records import Entity, Linked

_FILE = "graph.html"


@dataclass(frozen=True, slots=True, repr=False)
class NotebookPage:
    """The page of a graph in a notebook: it shows itself in a frame of `height` pixels, at `fragment`."""

    document: str
    fragment: str
    height: int

    def __repr__(self) -> str:
        return f"<NotebookPage: {len(self.document):,} characters{', at ' + self.fragment if self.fragment else ''}>"

    def _repr_html_(self) -> str:
        """Return a frame that holds the whole page and lets nothing of it out: scripts run, but see no notebook."""
        return frame(self.document, self.fragment, self.height)


def page(linked: Linked) -> str:
    """Return the interactive page of a graph, as `write_html` writes it."""
    from methodgraph.publish.html import write_html  # noqa: PLC0415  only where a page is made

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / _FILE
        write_html(linked, path)
        return path.read_text(encoding="utf-8")


def open_page(linked: Linked, fragment: str) -> Path:
    """Write the page into a new temporary folder, open it in the browser and return the file, which stays there.

    Where there is no browser to open, the file is there all the same.
    """
    from methodgraph.publish.html import write_html  # noqa: PLC0415  only where a page is made

    path = Path(tempfile.mkdtemp(prefix="methodgraph-")) / _FILE
    write_html(linked, path)
    webbrowser.open(path.as_uri() + fragment)
    return path


def fragment_of(entity: Entity | None) -> str:
    """Return what of the page's address shows an entity; "" for the whole graph.

    >>> fragment_of(None)
    ''
    """
    return "" if entity is None else f"#entity/{quote(entity.id, safe='')}"


def in_notebook() -> bool:
    """Return True in an IPython kernel, as that of a notebook. IPython is not imported where it is not loaded."""
    ipython = sys.modules.get("IPython")
    shell = None if ipython is None else ipython.get_ipython()
    return getattr(shell, "kernel", None) is not None


def frame(document: str, fragment: str, height: int) -> str:
    """Return an `<iframe>` that holds a document and, once it is loaded, goes to a fragment of it."""
    # A document that stands in an attribute has no address to give a fragment with; it can be sent on to one.
    onward = f"this.onload=null;this.contentWindow.location.replace('about:srcdoc{fragment}')"
    attributes = {
        "title": "methodgraph",
        "srcdoc": document,
        "sandbox": "allow-scripts allow-popups allow-downloads",
        "style": f"width:100%;height:{height}px;border:0",
        **({"onload": onward} if fragment else {}),
    }
    told = " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items())
    return f"<iframe {told}></iframe>"
