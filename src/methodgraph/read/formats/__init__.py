"""The formats of papers, one module each with one object, `FORMAT`.

Another format is another module and its name in `NAMES`, which is also its name for `--format`. The order is that in
which the formats are asked whether a file looks like theirs: the plainer a format's marks, the earlier it stands, and
text comes last, for anything looks like text.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from methodgraph.read.entry import Format

NAMES = ("pdf", "atom", "oai", "acl", "dblp", "bibtex", "ris", "json", "python", "csv", "text")
"""Told apart from the modules themselves, so that `--help` can name the formats and import none of them."""


@lru_cache(maxsize=1)
def formats() -> tuple[Format, ...]:
    """Return the formats in the order of `NAMES`."""
    return tuple(format_named(name) for name in NAMES)


def format_named(name: str) -> Format:
    """Return the format called `name`, one of `NAMES`.

    >>> format_named("csv").title
    'CSV or TSV with a row of column names'
    """
    told: Format = import_module(f"{__name__}.{name}").FORMAT
    return told
