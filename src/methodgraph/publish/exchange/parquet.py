"""The tables as Parquet, for pandas, polars, DuckDB, Spark and R. pyarrow writes them; it is the extra `parquet`."""

from __future__ import annotations

from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING

from methodgraph.errors import UsageError
from methodgraph.files import replacing
from methodgraph.publish.exchange.characters import cleaner, for_utf8
from methodgraph.publish.exchange.columns import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import ModuleType
    from typing import Any

    from methodgraph.publish.exchange.columns import Cell, Row, Table
    from methodgraph.records import Linked

_GROUP = 20_000
"""Rows of a row group: as many are in memory at once."""


def write(linked: Linked, folder: Path) -> dict[str, int]:
    """Write each of `TABLES` as `NAME.parquet` into a folder that is there; return the number of rows of each.

    Text is exact, but that a lone surrogate becomes U+FFFD; lists are lists, None is null. The same records and the
    same pyarrow give the same bytes: Parquet tells the version of what wrote it. Raises UsageError where pyarrow is
    not installed.

    >>> write(linked, Path("tables"))["papers"]  # doctest: +SKIP
    49
    """
    arrow, parquet = _library()
    clean = cleaner((paper.id for paper in linked.papers), for_utf8)
    rows: dict[str, int] = {}
    for table in TABLES:
        schema = _schema(arrow, table)
        with (
            replacing(folder / f"{table.name}.parquet") as stream,
            parquet.ParquetWriter(stream, schema, compression="zstd") as writer,
        ):
            rows[table.name] = 0
            for group in _groups(table.rows(linked)):
                columns = [[_cell(row[n], clean) for row in group] for n in range(len(schema))]
                arrays = [arrow.array(column, kind) for column, kind in zip(columns, schema.types, strict=True)]
                writer.write_batch(arrow.record_batch(arrays, schema=schema))
                rows[table.name] += len(group)
    return rows


def available() -> None:
    """Raise UsageError, which says what to install, where pyarrow is not."""
    _library()


def _library() -> tuple[ModuleType, ModuleType]:
    try:
        return import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as error:
        raise UsageError("Parquet is written by pyarrow; install it: pip install 'methodgraph[parquet]'") from error


def _schema(arrow: ModuleType, table: Table) -> Any:
    kinds = {
        "string": arrow.string(),
        "strings": arrow.list_(arrow.string()),
        "long": arrow.int64(),
        "double": arrow.float64(),
        "boolean": arrow.bool_(),
    }
    return arrow.schema([(name, kinds[kind]) for name, kind in table.columns.items()])


def _groups(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while group := list(islice(rows, _GROUP)):
        yield group


def _cell(cell: Cell, clean: Callable[[str], str]) -> Cell:
    if isinstance(cell, str):
        return clean(cell)
    return [clean(item) for item in cell] if isinstance(cell, list) else cell
