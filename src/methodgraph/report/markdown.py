"""The report as Markdown: tables, lists, and plots as files beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from methodgraph.report.content import Bar, Grid, Named, Names, Outline, Paragraph, Plot, Reference, Share, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from methodgraph.report.content import Block, Cell, Report

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~$#&!])")
_LIST = re.compile(r"^(\s*(?:[-+]|\d+[.)]))(?=\s|$)")
_WEB = re.compile(r"https?://", re.IGNORECASE)


def text(report: Report, folder: str) -> str:
    """Return the report as Markdown; its plots are in `folder`, as `NAME.svg`."""
    told = "\n\n".join(_blocks(report, folder))
    return told + "\n"


def plots(report: Report) -> list[Plot]:
    """Return the plots of a report, in their order."""
    return [block for section in report.sections for block in section.blocks if isinstance(block, Plot)]


def escaped(words: str) -> str:
    r"""Return plain text so that Markdown shows it as it is: no emphasis, no link, no HTML, no cell's end.

    >>> print(escaped("a|b *c* <b>"))
    a\|b \*c\* \<b\>
    """
    return _SPECIAL.sub(r"\\\1", " ".join(words.split()))


def _blocks(report: Report, folder: str) -> Iterator[str]:
    yield f"# {escaped(report.title)}"
    yield escaped(report.subtitle) + "."
    yield " · ".join(f"**{number:,}** {name}" for name, number in report.figures)
    for section in report.sections:
        yield f"## {escaped(section.title)}"
        for block in section.blocks:
            yield from _block(block, folder)


def _block(block: Block, folder: str) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield _LIST.sub(r"\\\1", escaped(block.text))
    elif isinstance(block, Plot):
        yield f"![{escaped(block.alt)}]({quote(folder)}/{block.name}.svg)"
        yield f"*{escaped(block.caption)}*"
    elif isinstance(block, Grid):
        for table in block.tables:
            yield from _block(table, folder)
    elif isinstance(block, Table):
        if block.title:
            yield f"**{escaped(block.title)}**"
        yield "\n".join(_table(block))
    else:
        yield "\n".join(_outline(block))


def _table(table: Table) -> Iterator[str]:
    yield _row(escaped(name) for name in table.columns)
    first = table.rows[0] if table.rows else ()
    right = [isinstance(cell, int | float | Share | Bar) for cell in first]
    yield _row("--:" if number else "---" for number in (*right, *([False] * (len(table.columns) - len(right)))))
    for row in table.rows:
        yield _row(cell_text(cell) for cell in row)


def _row(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"


def cell_text(cell: Cell) -> str:
    """Return a cell as Markdown."""
    if isinstance(cell, Names):
        more = [f"and {cell.more:,} more"] if cell.more else []
        return ", ".join([*(escaped(one.label) for one in cell.first), *more])
    if isinstance(cell, Named):
        return escaped(cell.label)
    if isinstance(cell, Reference):
        return f"[{escaped(cell.text)}](<{_address(cell.url)}>)" if safe(cell.url) else escaped(cell.text)
    return escaped(number_text(cell))


def number_text(cell: str | float | Share | Bar) -> str:
    """Return a cell that is a number or plain text.

    >>> number_text(12345), number_text(Share(0.0123)), number_text(Bar(2.5, 3, 1))
    ('12,345', '1.23 %', '2.5')
    """
    if isinstance(cell, Share):
        return f"{100 * cell.value:.2f} %"
    if isinstance(cell, Bar):
        return f"{cell.value:,.{cell.digits}f}"
    if isinstance(cell, str):
        return cell
    return f"{cell:,}" if isinstance(cell, int) else f"{cell:,.1f}"


def safe(url: str | None) -> bool:
    """Return True for an address of the web: nothing else that a paper gives is made a link."""
    return url is not None and _WEB.match(url) is not None


def _address(url: str | None) -> str:
    return quote(url or "", safe="!#$%&'()*+,/:;=?@[]~-._")


def _outline(outline: Outline) -> Iterator[str]:
    for line in outline.lines:
        note = f" ({escaped(line.note)})" if line.note else ""
        yield f"{'  ' * line.depth}- {escaped(line.entity.label)}{note}"
    if outline.more:
        yield f"- … and {outline.more:,} more"
