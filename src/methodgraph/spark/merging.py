"""The same paper read in several places made one, by READ's rules and wherever its copies lie.

Papers that share a key (an identifier, the same abstract, a title) may be one. The groups that hang together by keys
are found by passing the least label on until none changes; READ's `merge` then decides within each group, which gives
what it gives over all papers at once. Most papers share no key and go through no shuffle of their text.
"""

from __future__ import annotations

from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from methodgraph.read import meeting_keys, merge
from methodgraph.spark.papers import COLUMNS, PAPER, paper_of, row_of
from methodgraph.spark.reading import TOLD, told_of
from methodgraph.spark.rows import mapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyspark.sql import DataFrame

    from methodgraph.spark.rows import Row
    from methodgraph.spark.storage import Folder

MERGED = f"kind string, {PAPER}, {TOLD}"
_NOTHING: Row = {"kind": None, **dict.fromkeys(COLUMNS, None), "path": None, "line": None, "what": None, "remedy": None}


def merged(read: DataFrame, work: Folder) -> DataFrame:
    """Return a row of `MERGED` for each paper, and for each problem and note that merging has; `read` is of `READ`."""
    from pyspark.sql import functions as f  # noqa: PLC0415

    papers = read.where("kind = 'paper'")
    groups = work.saved("groups", lambda: _groups(papers, work))
    placed = papers.select("place", *COLUMNS).join(groups, "place", "left")
    alone = placed.where("label IS NULL").select(f.array(f.struct(*COLUMNS)).alias("papers"))
    together = (
        placed.where("label IS NOT NULL").groupBy("label").agg(f.collect_list(f.struct(*COLUMNS)).alias("papers"))
    )
    return mapped(alone.unionByName(together.select("papers")), _merge, MERGED)


def _merge(row: Row) -> Iterator[Row]:
    told = merge([paper_of(paper) for paper in row["papers"]])
    for paper in told.papers:
        yield _NOTHING | {"kind": "paper"} | row_of(paper)
    for problem in told.problems:
        yield _NOTHING | {"kind": "problem"} | told_of(problem)
    for note in told.notes:
        yield _NOTHING | {"kind": "note"} | told_of(note)


def _groups(papers: DataFrame, work: Folder) -> DataFrame:
    """Return (place, label) for the papers that share a key with another; one label for all that hang together."""
    from pyspark.sql import functions as f  # noqa: PLC0415

    keys = work.saved("keys", lambda: mapped(papers, _keys, "place string, key string"))
    shared = keys.groupBy("key").agg(f.count(f.lit(1)).alias("papers")).where("papers > 1").select("key")
    ties = work.saved("ties", lambda: keys.join(shared, "key"))
    labels = ties.select("place", f.col("place").alias("label")).distinct()
    for times in count(1):
        passed = work.saved(f"labels-{times}", partial(_passed_on, ties, labels))
        labels = passed.select("place", "label")
        if passed.where("label <> before").isEmpty():
            break
    return labels


def _passed_on(ties: DataFrame, labels: DataFrame) -> DataFrame:
    """Return each place with the least label of all that it shares a key with, and the one it had before."""
    from pyspark.sql import functions as f  # noqa: PLC0415

    by_key = ties.join(labels, "place").groupBy("key").agg(f.min("label").alias("least"))
    by_place = ties.join(by_key, "key").groupBy("place").agg(f.min("least").alias("label"))
    return by_place.join(labels.withColumnRenamed("label", "before"), "place")


def _keys(row: Row) -> Iterator[Row]:
    for key in dict.fromkeys(meeting_keys(paper_of(row))):
        yield {"place": row["place"], "key": key}
