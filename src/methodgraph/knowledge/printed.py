"""Lines set for a terminal, as HTML."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from rich.console import Console
from rich.terminal_theme import TerminalTheme

from methodgraph.knowledge.markup import block

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.text import Text

_WIDEST = 1_000_000
"""Columns: the notebook breaks lines, not the console."""
_COLOURS = TerminalTheme(
    background=(255, 255, 255),
    foreground=(0, 0, 0),
    normal=[
        (0, 0, 0), (190, 60, 60), (60, 140, 60), (255, 221, 110), (60, 110, 200), (160, 80, 170), (30, 145, 155),
        (160, 160, 160),
    ],
)  # fmt: skip
"""Black, red, green, yellow, blue, magenta, cyan and white that can be read on light and on dark ground."""
"""What a `<pre>` says of itself. nbconvert's pages let lines break within any word; here they break between words."""
_PRE = "color:inherit;background:none;white-space:pre-wrap;overflow-wrap:anywhere;word-break:normal;line-height:1.45"


def printed(lines: Iterable[Text]) -> str:
    """Return lines as one block of HTML in their styles, all text escaped.

    >>> from rich.text import Text
    >>> "&lt;b&gt;" in printed([Text("<b>")])
    True
    """
    console = Console(
        file=io.StringIO(), record=True, width=_WIDEST, color_system="truecolor", force_jupyter=False, emoji=False
    )
    for line in lines:
        console.print(line, highlight=False, soft_wrap=True)
    form = f'<pre style="{_PRE}">{{code}}</pre>'
    return block(console.export_html(theme=_COLOURS, inline_styles=True, code_format=form))
