"""PDFs of one or two pages for the tests: lines at given places and sizes, drawn by matplotlib."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Iterable

WIDTH, HEIGHT = 612, 792

Drawn = tuple[float, float, float, str] | tuple[float, float, float, str, float]
"""Left edge and base line in points from below, size, text, and the angle if it is turned."""


def pdf(*pages: Iterable[Drawn], title: str | None = None, author: str | None = None) -> bytes:
    """Return a PDF of `pages`, the same bytes every time."""
    stream = io.BytesIO()
    with mpl.rc_context({"pdf.fonttype": 42, "font.family": "DejaVu Serif", "text.usetex": False}):
        told = {"Title": title, "Author": author, "CreationDate": None}
        with PdfPages(stream, metadata=told) as document:
            for page in pages:
                figure = Figure(figsize=(WIDTH / 72, HEIGHT / 72))
                for left, base, size, text, *turned in page:
                    angle = turned[0] if turned else 0
                    figure.text(left / WIDTH, base / HEIGHT, text, size=size, rotation=angle, parse_math=False)
                document.savefig(figure)
    return stream.getvalue()


def block(left: float, top: float, size: float, lines: Iterable[str]) -> list[Drawn]:
    """Return lines set below each other, the first at `top`."""
    return [(left, top - place * size * 1.2, size, line) for place, line in enumerate(lines)]
