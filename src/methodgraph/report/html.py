"""The report as a page: one file that opens from disk, asks the network for nothing and runs no code."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import jinja2

from methodgraph.palette import COLOURS, DARK
from methodgraph.report import content
from methodgraph.report.drawing import Styles, inline
from methodgraph.report.markdown import number_text, plots, safe

if TYPE_CHECKING:
    from collections.abc import Callable

    from methodgraph.report.content import Bar, Cell, Report

_FOLDER = "assets"
_KINDS = ("Paragraph", "Table", "Grid", "Plot", "Outline", "Named", "Names", "Reference", "Bar")
"""What the template asks whether something is one of, in lower case."""


def page(report: Report) -> str:
    """Return the page. All text is masked; the policy lets nothing in but the one style sheet, told by its hash."""
    styles = Styles()
    drawn = {plot.name: inline(plot, styles) for plot in plots(report)}
    sheet = style() + styles.sheet()
    return _template().render(report=report, style=sheet, policy=policy(sheet), plots=drawn) + "\n"


def policy(sheet: str) -> str:
    """Return the policy of the page: no script, no request, no style but this sheet.

    >>> policy("p {}").partition(";")[0]
    "default-src 'none'"
    """
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"


@cache
def style() -> str:
    """Return the style sheet, the palette's colours first."""
    light, dark = (
        "".join(f"  --{kind.lower()}: {value};\n" for kind, value in colours.items()) for colours in (COLOURS, DARK)
    )
    palette = f":root {{\n{light}}}\n@media (prefers-color-scheme: dark) {{\n:root {{\n{dark}}}\n}}\n"
    return palette + _text("report.css")


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    environment.tests |= {"numeric": _numeric, "safe_url": safe}
    environment.tests |= {name.lower(): _is(name) for name in _KINDS}
    environment.filters |= {"number": number_text, "filled": _filled}
    return environment.from_string(_text("report.html"))


def _is(name: str) -> Callable[..., bool]:
    kind = getattr(content, name)
    return lambda value: isinstance(value, kind)


def _numeric(cell: Cell) -> bool:
    return isinstance(cell, int | float | content.Share | content.Bar)


def _filled(bar: Bar) -> str:
    """Return how much of a bar is full, of a hundred."""
    return f"{100 * bar.value / bar.most:.1f}" if bar.most else "0"


def _text(name: str) -> str:
    return (files("methodgraph.report") / _FOLDER / name).read_text(encoding="utf-8")
