"""What the sections of a report are written from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from methodgraph.report.content import Named
from methodgraph.text.characters import for_terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx as nx
    import pandas as pd

    from methodgraph.records import Linked
    from methodgraph.report.totals import Overview

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Material:
    """A graph in all the forms that the analyses want it in, and how it came about: pairs of a name and a value."""

    linked: Linked
    overview: Overview
    network: nx.MultiDiGraph[str]
    figures: pd.DataFrame
    made: tuple[tuple[str, str], ...]


def rows(table: pd.DataFrame, *columns: str) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a table as plain values: these columns, None for what is missing."""
    told = table[list(columns)].astype(object)
    yield from told.where(told.notna(), None).itertuples(index=False, name=None)


def named(label: str, kind: str) -> Named:
    """Return an entity for a cell, its label in one line and free of what steers a reader's program."""
    return Named(clean(label), cast("Any", kind))


def clean(text: str) -> str:
    r"""Return a paper's words in one line, without control characters.

    >>> clean("one \n two")
    'one two'
    """
    return _SPACES.sub(" ", for_terminal(text)).strip()


def short(text: str, width: int = 30) -> str:
    """Return what a plot has room for.

    >>> short("large language model", 12)
    'large langu…'
    """
    told = clean(text)
    return told if len(told) <= width else told[: width - 1].rstrip() + "…"


def listed(words: list[str]) -> str:
    """Return words as a sentence lists them.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1] if words else "") if part)
