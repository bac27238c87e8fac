"""HTML for notebooks. Whatever comes from a paper or a user is escaped, and steers nothing.

Colours are the notebook's own, light or dark: text inherits them, lines are drawn in the text's colour, thinned.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from methodgraph.text.characters import for_terminal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LONGEST = 80
_LINE = "1px solid color-mix(in srgb, currentColor 20%, transparent)"
_CELL = "padding:0.2em 0.9em 0.2em 0;text-align:left;vertical-align:top;background:none"
_TABLE = "border-collapse:collapse;font-size:0.9em;margin:0.4em 0;width:auto"


def text(told: str) -> str:
    """Return text as HTML, in one line.

    >>> text("<b> &\\n 'c'")
    '&lt;b&gt; &amp;  &#x27;c&#x27;'
    """
    return escape(for_terminal(told))


def block(*parts: str) -> str:
    """Return HTML as one block that inherits the notebook's colours."""
    return f'<div style="color:inherit;background:none">{"".join(parts)}</div>'


def heading(title: str, more: str) -> str:
    """Return a line with a title and, less prominent, what else there is to say, both text."""
    return f'<div><strong>{text(title)}</strong> <span style="opacity:0.7">{text(more)}</span></div>'


def rows(columns: Sequence[str], told: Iterable[Sequence[str]]) -> str:
    """Return a table; `columns` are text, cells are HTML already."""
    head = _row("th", map(text, columns))
    body = "".join(_row("td", row) for row in told)
    return f'<table style="{_TABLE}"><thead>{head}</thead><tbody>{body}</tbody></table>'


def grid(title: str, total: int, columns: Sequence[str], first: Sequence[Sequence[Any]]) -> str:
    """Return a block with the first rows of a table that has `total`: cells shortened, lists joined, <NA> empty."""
    more = f"{total:,}" if len(first) == total else f"{total:,}, the first {len(first)}"
    return block(heading(title, more), rows(columns, [[text(_cell(value)) for value in row] for row in first]))


def _row(element: str, cells: Iterable[str]) -> str:
    style = f"{_CELL};border-bottom:{_LINE}"
    told = "".join(f'<{element} style="{style}">{cell}</{element}>' for cell in cells)
    return f"<tr>{told}</tr>"


def _cell(value: Any) -> str:
    import pandas as pd  # noqa: PLC0415  where there are cells of a table, it is loaded already

    if isinstance(value, list):
        return _short(", ".join(map(str, value)))
    return "" if pd.isna(value) else _short(str(value))


def _short(told: str) -> str:
    return told if len(told) <= _LONGEST else told[: _LONGEST - 1] + "…"
