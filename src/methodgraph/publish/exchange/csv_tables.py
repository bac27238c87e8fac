"""The tables as CSV in UTF-8, for spreadsheets, R and whatever else has no Parquet."""

from __future__ import annotations

import json
import re
from itertools import chain
from typing import TYPE_CHECKING

from methodgraph.files import replacing
from methodgraph.publish.exchange.characters import cleaner, for_utf8
from methodgraph.publish.exchange.columns import TABLES
from methodgraph.text.characters import FORMULA_STARTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from methodgraph.publish.exchange.columns import Cell
    from methodgraph.records import Linked

_ROWS = 1000
"""Rows that are handed on at once."""
_SPECIAL = re.compile('[",;\t\r\n]')  # semicolons and tabs part cells where a spreadsheet is set so


def write(linked: Linked, folder: Path) -> dict[str, int]:
    """Write each of `TABLES` as `NAME.csv` into a folder that is there; return the number of rows of each.

    As RFC 4180 has it, under a heading: rows end in CR LF, and what holds a comma, a quotation mark or a line break is
    quoted. A list is a JSON array, None an empty cell. Text that begins with = + - @ or a tab gets an apostrophe before
    it, lest a spreadsheet take a paper's words for a formula; whoever needs it as it is takes Parquet. A lone surrogate
    becomes U+FFFD.

    >>> write(linked, Path("tables"))["papers"]  # doctest: +SKIP
    49
    """
    clean = cleaner((paper.id for paper in linked.papers), for_utf8)
    return {
        table.name: write_rows(folder / f"{table.name}.csv", table.columns, _told(table.rows(linked), clean))
        for table in TABLES
    }


def _told(rows: Iterable[Iterable[Cell]], clean: Callable[[str], str]) -> Iterator[list[str]]:
    for row in rows:
        yield [_cell(cell, clean) for cell in row]


def _cell(cell: Cell, clean: Callable[[str], str]) -> str:
    if isinstance(cell, str):
        told = clean(cell)
        return f"'{told}" if told.startswith(FORMULA_STARTS) else told
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, list):
        return json.dumps([clean(item) for item in cell], ensure_ascii=False)
    return "" if cell is None else str(cell)


def write_rows(path: Path, heading: Iterable[str], rows: Iterable[Iterable[str]], end: str = "\r\n") -> int:
    """Write rows of text as CSV and return how many there are. A row ends in `end`, breaks in a cell stay."""
    count = -1
    waiting: list[str] = []
    with replacing(path) as stream:
        for count, row in enumerate(chain((heading,), rows)):  # noqa: B007 - it is what comes back
            waiting.append(",".join(map(quoted, row)) + end)
            if len(waiting) == _ROWS:
                stream.write("".join(waiting).encode("utf-8"))
                waiting.clear()
        stream.write("".join(waiting).encode("utf-8"))
    return count


def quoted(cell: str) -> str:
    """Return a cell, in quotation marks where it needs them. What Python's csv quotes differs from version to version.

    >>> print(quoted('the "best" of two'), quoted("SAM"))
    "the ""best"" of two" SAM
    """
    return '"' + cell.replace('"', '""') + '"' if _SPECIAL.search(cell) else cell
