"""From records to papers: what READ makes of each, and a row in a table of problems for what it can make nothing of."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

from methodgraph.errors import Problem
from methodgraph.read.assemble import assembled
from methodgraph.read.documents import values
from methodgraph.read.entry import Entry
from methodgraph.read.formats.json import entries
from methodgraph.read.found import Note
from methodgraph.read.nesting import Value
from methodgraph.records import Paper
from methodgraph.spark.papers import PAPER, row_of
from methodgraph.spark.rows import mapped
from methodgraph.spark.sources import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyspark.sql import DataFrame

    from methodgraph.spark.rows import Row
    from methodgraph.spark.sources import Names

TOLD = "path string, line bigint, what string, remedy string"
"""The columns of problems and notes; a note has no remedy."""
_OF_LINES = "{}\n{}"
"""How a file of JSON lines begins: no array and no object of several lines, which no line by itself could tell."""
READ = f"kind string, place string, {PAPER}, {TOLD}"
"""The columns of what is read: `place` tells the papers apart that copies are not yet."""
_NOTHING: Row = {"kind": None, "place": None, "path": None, "line": None, "what": None, "remedy": None}


def read(records: DataFrame, names: Names) -> DataFrame:
    """Return a row of `READ` for each paper, problem and note; `kind` says which, and columns of the others are null.

    A record is lost by no fault of it: it is a paper or a problem.
    """
    return mapped(records, partial(_read, names), READ)


def _read(names: Names, row: Row) -> Iterator[Row]:
    name, line = name_of(row["file"], names), row["line"]
    for number, told in enumerate(papers_of(row["record"], name, line)):
        if isinstance(told, Paper):
            yield _NOTHING | {"kind": "paper", "place": f"{name}:{line}:{number}"} | row_of(told)
        else:
            yield _NOTHING | told_of(told) | {"kind": "problem" if isinstance(told, Problem) else "note"}


def told_of(told: Problem | Note) -> Row:
    """Return a problem or a note as a row of `TOLD`."""
    remedy = told.remedy if isinstance(told, Problem) else None
    return {"path": told.path, "line": told.line, "what": told.what, "remedy": remedy}


def papers_of(record: bytes, name: str, line: int) -> Iterator[Paper | Problem | Note]:
    """Yield what one record, at a line of the file `name`, holds: papers, problems, notes; nothing where it is blank.

    >>> [paper.id for paper in papers_of(b'{"id": "1", "title": "LoRA", "abstract": "We adapt."}', "a.jsonl", 7)]
    ['1']
    """
    for value in values(_OF_LINES, BytesIO(record), name):
        if not isinstance(value, Value):
            yield replace(value, line=line)
            continue
        for told in entries(replace(value, line=line), name):
            if isinstance(told, Entry):
                yield from assembled(told, name)
            else:
                yield told
