"""Functions of rows, run over a DataFrame by its workers: what `mapInArrow` is here.

A function takes rows as dicts and yields rows as dicts, with all columns of the schema named. It is sent to the workers
by its name; what it needs beside the rows (terms, a table) is bound to it by `functools.partial`.
"""

from __future__ import annotations

import gc
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, cast

from methodgraph.vocabulary import Vocabulary, extended, load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import pyarrow as pa
    from pyspark.sql import DataFrame

    from methodgraph.vocabulary import Term

    Terms = tuple[Term, ...]
    """What a user gave to be known beside the shipped vocabulary."""

Row = dict[str, Any]

_ROWS = 250
"""Rows that are handed on at once."""
_SELDOM = 50


def mapped(frame: DataFrame, function: Callable[[Row], Iterable[Row]], schema: str) -> DataFrame:
    """Return the rows that `function` makes of each row of `frame`, with the columns of `schema` (Spark's DDL).

    >>> mapped(papers, lambda row: [{"size": len(row["text"])}], "size int")  # doctest: +SKIP
    DataFrame[size: int]
    """
    return mapped_together(frame, partial(_each, function), schema)


def mapped_together(frame: DataFrame, function: Callable[[list[Row]], Iterable[Row]], schema: str) -> DataFrame:
    """Return the same for a function of some rows at once, a thousand or fewer: which ones, nothing may depend on."""
    from pyspark.sql.pandas.types import to_arrow_schema  # noqa: PLC0415
    from pyspark.sql.types import StructType  # noqa: PLC0415

    told = cast("StructType", StructType.fromDDL(schema))
    return frame.mapInArrow(partial(_batches, function, to_arrow_schema(told)), told)


def _each(function: Callable[[Row], Iterable[Row]], rows: list[Row]) -> Iterator[Row]:
    for row in rows:
        yield from function(row)


def _batches(
    function: Callable[[list[Row]], Iterable[Row]], schema: pa.Schema, batches: Iterable[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa  # noqa: PLC0415

    gc.disable()
    waiting: list[Row] = []
    for number, batch in enumerate(batches):
        _collected(number)
        for row in function(batch.to_pylist()):
            waiting.append(row)
            if len(waiting) == _ROWS:
                yield pa.RecordBatch.from_pylist(waiting, schema=schema)
                waiting = []
    if waiting:
        yield pa.RecordBatch.from_pylist(waiting, schema=schema)


def _collected(number: int) -> None:
    """Look for cycles before each fiftieth batch, and not at every turn, for that takes half the time.

    Records hold none, but whatever runs for days should not count on all libraries. What is found to be in use, such as
    the pipeline, is not looked at again.
    """
    if number % _SELDOM == _SELDOM - 1:
        gc.collect()
        gc.freeze()


@lru_cache(maxsize=1)
def vocabulary(terms: Terms) -> Vocabulary:
    """Return the vocabulary that knows `terms`: read when a worker first asks, then kept."""
    return extended(load_vocabulary(), terms) if terms else load_vocabulary()
