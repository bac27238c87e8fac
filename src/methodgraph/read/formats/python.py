"""Lines of Python in place of JSON: what `print` makes of dictionaries. Only literals are read, nothing is run."""

from __future__ import annotations

import ast
import re
import warnings
from typing import TYPE_CHECKING, BinaryIO

from methodgraph.errors import Problem
from methodgraph.read.entry import Format
from methodgraph.read.formats.json import entries
from methodgraph.read.found import Note
from methodgraph.read.lines import numbered
from methodgraph.read.nesting import Value, papers_in

if TYPE_CHECKING:
    from methodgraph.read.entry import Told

_OPENING = re.compile(r"\s*[\[(]?\s*\{\s*'")
_LONGEST = 2**20
"""Characters of a line at most: Python's parser takes fifty times as much memory."""


def looks_like(head: str) -> bool:
    """Return True for what begins with a dictionary whose first key is in single quotes."""
    return _OPENING.match(head) is not None


def read(stream: BinaryIO, name: str) -> Told:
    """Yield the papers of a file with a dictionary, or a list of them, on each line, and a note that it is no JSON."""
    yield Note(name, None, "Python's literals, not JSON; read all the same")
    for line in numbered(stream, name):
        if isinstance(line, Problem):
            yield line
            continue
        number, text = line
        try:
            value = literal(text)
        except ValueError as error:
            yield Problem(name, number, str(error), "write one complete JSON object per line")
            continue
        for each in value if isinstance(value, list | tuple) else [value]:
            for told in papers_in(Value(number, each)):
                yield from entries(told, name)


def literal(text: str) -> object:
    """Return the value that Python's literal `text` stands for. Raises ValueError with what is wrong with it.

    >>> literal("{'title': 'Foo'}")
    {'title': 'Foo'}
    """
    if len(text) > _LONGEST:
        raise ValueError("a literal of more than a million characters")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of "\d" and its like, which papers are full of
            told: object = ast.literal_eval(text.strip().rstrip(","))
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError) as error:
        raise ValueError("neither JSON nor a literal of Python") from error
    return told


FORMAT = Format(
    name="python", title="Python dictionaries, one per line", suffixes=(), looks_like=looks_like, read=read,
)  # fmt: skip
