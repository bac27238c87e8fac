"""The data of READ: tab-separated tables in `read/rules/`, a row of names first."""

from __future__ import annotations

from importlib import resources


def rows(file: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a table of `read/rules`, without the names of its columns.

    >>> rows("schemes.tsv")[0][0]
    'arxiv'
    """
    text = resources.files("methodgraph.read").joinpath("rules", file).read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines()[1:] if line)


def words(file: str) -> frozenset[str]:
    """Return the first column of a table."""
    return frozenset(row[0] for row in rows(file))
