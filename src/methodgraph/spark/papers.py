"""A paper as a row of a DataFrame: the columns that every table of papers begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from methodgraph.encoding import decode
from methodgraph.interchange import paper_from_json, paper_to_json

if TYPE_CHECKING:
    from methodgraph.records import Paper, PaperGraph
    from methodgraph.spark.rows import Row

PAPER = (
    "id string, title string, text string, year int, url string, urls array<string>, authors array<string>, "
    "venue string, identifiers array<string>, categories array<string>, sources array<struct<file:string,line:bigint>>"
)
"""The columns of a paper, as Spark's DDL: those of the interchange form, `identifiers` as "scheme:value"."""
COLUMNS = ("id", "title", "text", "year", "url", "urls", "authors", "venue", "identifiers", "categories", "sources")
"""Their names."""
_LISTS = ("urls", "authors", "identifiers", "categories", "sources")
_NONE: Row = {**dict.fromkeys(COLUMNS), **{name: [] for name in _LISTS}}


def row_of(paper: Paper) -> dict[str, Any]:
    """Return a paper as a row; what it does not have is None, a list that it does not have is empty.

    >>> from methodgraph.records import Paper
    >>> row_of(Paper("1", None, "We propose LoRA."))["text"]
    'We propose LoRA.'
    """
    return _NONE | paper_to_json(paper)


def paper_of(row: Row) -> Paper:
    """Return the paper of a row, whatever columns stand beside it."""
    return paper_from_json(row)


def graph_of(row: Row) -> PaperGraph:
    """Return what the paper of a row says, which stands in its column `graph`."""
    return decode(row["graph"], paper_of(row))
