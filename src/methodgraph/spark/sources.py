"""Where the papers come from: files of JSON lines and of Parquet, as one row for each record, with its place.

Names are as the user gave them and lines are counted from 1, so that a paper's source is told as a local build tells
it. In Parquet, a row is a line. What is in a record is not looked at here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from methodgraph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pyarrow as pa
    from pyspark.sql import DataFrame, DataFrameReader, SparkSession

PARQUET = ("parquet",)
LINES = ("jsonl", "ndjson", "json", "gz", "bz2", "zst")
"""Suffixes of JSON lines. A snapshot's part-000.gz is taken for what all snapshots pack."""
_PATTERN = re.compile(r"[*?\[{]")
RECORD = "file string, line bigint, record binary"
_PLACED = "file string, start bigint, at bigint, record binary"


@dataclass(frozen=True, slots=True)
class Listing:
    """The files below some paths: their addresses as Hadoop writes them, by kind, and what identifies them all."""

    parquet: tuple[str, ...]
    lines: tuple[str, ...]
    others: tuple[str, ...]
    state: tuple[str, ...]
    """Address, size and time of each file, as text: it changes when any of them does."""


def find_files(session: SparkSession, paths: Sequence[str]) -> Listing:
    """Return the files of `paths`: files, folders and patterns ("s3a://bucket/*/part-*.gz"), each a Hadoop address.

    What begins with "_" or "." is passed over, as Spark does. Raises UsageError for a path that is not there, and where
    there is nothing to read.
    """
    from pyspark.errors import AnalysisException  # noqa: PLC0415

    try:
        found = (
            session.read.format("binaryFile")
            .option("recursiveFileLookup", "true")
            .load(list(paths))
            .selectExpr("path", "length", "string(modificationTime) AS time")
            .collect()
        )
    except AnalysisException as error:
        raise UsageError(f"{', '.join(paths)}: {error.getMessage() or 'cannot be read'}") from error
    files = sorted((row.path, f"{row.path} {row.length} {row.time}") for row in found)
    kinds = {path: PurePosixPath(path).suffix[1:].lower() for path, _ in files}
    listing = Listing(
        parquet=tuple(path for path, kind in kinds.items() if kind in PARQUET),
        lines=tuple(path for path, kind in kinds.items() if kind in LINES),
        others=tuple(path for path, kind in kinds.items() if kind not in (*PARQUET, *LINES)),
        state=tuple(state for _, state in files),
    )
    if not listing.parquet and not listing.lines:
        known = ", ".join(f".{kind}" for kind in (*PARQUET, *LINES))
        raise UsageError(
            f"{', '.join(paths)}: no file of Parquet or of JSON lines ({known}); name one that holds papers"
        )
    return listing


def records(session: SparkSession, paths: Sequence[str], listing: Listing) -> DataFrame:
    """Return one row for each record of `listing`: the file, the line, the record as bytes of JSON (`RECORD`)."""
    kinds = []
    if listing.lines:
        kinds.append(_lines(_only(session.read.schema("value string"), listing.lines).text(list(paths))))
    if listing.parquet:
        kinds.append(_rows(session, paths, listing))
    return kinds[0] if len(kinds) == 1 else kinds[0].unionByName(kinds[1])


def _only(reader: DataFrameReader, files: Sequence[str]) -> DataFrameReader:
    """Let a reader of folders read files of the suffixes that `files` have, and no others."""
    suffixes = sorted({PurePosixPath(file).suffix[1:] for file in files})
    return reader.option("recursiveFileLookup", "true").option("pathGlobFilter", f"*.{{{','.join(suffixes)}}}")


def _lines(text: DataFrame) -> DataFrame:
    """Number the lines of each piece of a file that Spark reads by itself, then add how many stand before the piece.

    The text is read twice: how many lines a piece holds is only known at its end.
    """
    from pyspark.sql import Window  # noqa: PLC0415
    from pyspark.sql import functions as f  # noqa: PLC0415

    lines = text.select(
        f.col("_metadata.file_path").alias("file"),
        f.col("_metadata.file_block_start").alias("start"),
        f.col("value").cast("binary").alias("record"),  # bytes: a line that is no UTF-8 is told, not dropped
    )
    before = Window.partitionBy("file").orderBy("start").rowsBetween(Window.unboundedPreceding, -1)
    counted = lines.groupBy("file", "start").agg(f.count(f.lit(1)).alias("count"))
    above = counted.select("file", "start", f.coalesce(f.sum("count").over(before), f.lit(0)).alias("above"))
    numbered = lines.mapInArrow(_numbered, _PLACED).join(f.broadcast(above), ["file", "start"])
    return numbered.select("file", (f.col("at") + f.col("above")).alias("line"), "record")


def _numbered(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Number the rows of each piece of a file from 1: Spark hands them to one task, one after the other."""
    import pyarrow as pa  # noqa: PLC0415

    last, at = (None, None), 0
    for batch in batches:
        file, start, record = batch.columns
        places = []
        for piece in zip(file.to_pylist(), start.to_pylist(), strict=True):
            at = at + 1 if piece == last else 1
            last = piece
            places.append(at)
        columns = [file, start, pa.array(places, pa.int64()), record]
        yield pa.RecordBatch.from_arrays(columns, names=["file", "start", "at", "record"])


def _rows(session: SparkSession, paths: Sequence[str], listing: Listing) -> DataFrame:
    """Return each row of Parquet as the JSON object that it is; what is null is left out."""
    from pyspark.sql import functions as f  # noqa: PLC0415

    unlike = import_module("py4j.protocol").Py4JJavaError  # pyspark has no name of its own for this one
    reader = _only(session.read, listing.parquet).option("mergeSchema", "true")  # no file's columns are lost
    try:
        rows = reader.parquet(*paths)
    except unlike as error:
        told = str(error.java_exception.getMessage()).partition("\n")[0]
        raise UsageError(f"{', '.join(paths)}: Parquet with columns that do not go together ({told})") from error
    return rows.select(
        f.col("_metadata.file_path").alias("file"),
        (f.col("_metadata.row_index") + 1).alias("line"),
        f.to_json(f.struct("*")).cast("binary").alias("record"),
    )


Names = tuple[tuple[str, str], ...]
"""What the addresses of files begin with, and how the user wrote that; the longest first."""


def names_given(session: SparkSession, paths: Sequence[str]) -> Names:
    """Return how the addresses below `paths` are told: as the user named them, never by more of their folders."""
    hadoop = session._jvm.org.apache.hadoop.fs.Path  # type: ignore[union-attr]  # noqa: SLF001 - there is no other way
    settings = session._jsc.hadoopConfiguration()  # noqa: SLF001
    told = []
    for path in dict.fromkeys(paths):
        given = _PATTERN.split(path)[0] if _PATTERN.search(path) else path
        given = given.rpartition("/")[0] if given != path else path.rstrip("/")
        if given:
            place = hadoop(given)
            told.append((_plain(place.getFileSystem(settings).makeQualified(place).toString()), given))
    return tuple(sorted(told, key=lambda pair: (-len(pair[0]), pair)))


def name_of(address: str, names: Names) -> str:
    """Return the name of a file by what its address begins with.

    >>> name_of("file:///home/ada/papers/a%20b.jsonl", (("file:/home/ada/papers", "papers"),))
    'papers/a b.jsonl'
    """
    plain = _plain(unquote(address))
    for begin, given in names:
        if plain == begin or plain.startswith(f"{begin}/"):
            return given + plain[len(begin) :]
    return plain


def _plain(address: str) -> str:
    """Return an address as Hadoop writes it, whichever way this one of its parts does."""
    return "file:/" + address.removeprefix("file:").lstrip("/") if address.startswith("file:") else address
