"""The interactive page: one HTML file that holds the whole graph, opens from disk and loads nothing.

    Linked ─► index, details (what the page tells, packed) ─┐
    pyvis  ─► vis-network and its options ──────────────────┼─► page ─► graph.html
    assets ─► template, style sheets, modules ──────────────┘

The page's own parts are real files in `assets/`; vis-network comes out of the installed pyvis.
"""

from __future__ import annotations

from methodgraph.publish.html.page import page, write_html

__all__ = ["page", "write_html"]
