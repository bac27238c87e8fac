"""What a job leaves behind: tables as Parquet, quads as parts of N-Quads, a summary, and a mark that all is there."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from methodgraph.spark.linking.above import PLACED
from methodgraph.spark.publishing import OF_PAPERS, TOLD_OF_ENTITY, told_of_entity
from methodgraph.spark.rows import mapped

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from methodgraph.spark.storage import Folder

GRAPHS, TABLES, QUADS, SUMMARY = "graphs", "tables", "quads", "summary.json"
MERGES, UNLINKED, PROBLEMS, NOTES = "merges", "unlinked", "problems", "notes"
_PACKED = ".txt.gz"
_PART = "part-{:05d}.nq.gz"


def entities_told(placed: DataFrame, told: DataFrame) -> DataFrame:
    """Return what is written of each entity (`publishing.TOLD_OF_ENTITY`), with how many papers have a role for it."""
    from pyspark.sql import functions as f  # noqa: PLC0415

    roles = told.select(f.inline("told_claims")).where("kind = 'role'")
    papers = roles.groupBy(f.col("object").alias("id")).agg(f.count_distinct("paper").alias("counted"))
    rows = mapped(placed.select(*_names(PLACED)), told_of_entity, TOLD_OF_ENTITY).join(papers, "id", "left")
    return rows.withColumn("papers", f.coalesce("counted", f.lit(0).cast("bigint"))).drop("counted")


def _names(columns: str) -> list[str]:
    return [column.strip().partition(" ")[0] for column in columns.split(", ")]


def write_tables(told: DataFrame, entities: DataFrame, target: Folder) -> None:
    """Write each table that is not there yet: those of `publish.exchange`, what became one, what was left out."""
    from pyspark.sql import functions as f  # noqa: PLC0415

    tables = target.below(TABLES)
    for table in OF_PAPERS:
        tables.saved(table.name, partial(told.select, f.inline(f"told_{table.name}")))
    tables.saved("entities", lambda: entities.drop("quads"))
    tables.saved(UNLINKED, lambda: told.select(f.inline("told_unlinked")))
    merges = told.select(f.inline("told_merges")).groupBy("entity", "form", "reason")
    tables.saved(MERGES, lambda: merges.agg(f.count(f.lit(1)).alias("papers"), f.min("paper").alias("paper")))


def write_quads(told: DataFrame, entities: DataFrame, target: Folder, work: Folder) -> None:
    """Write the quads as `part-*.nq.gz`, whole lines in each, no line twice, if they are not there yet.

    Spark commits the parts under names of its own, in the folder of work; then they are moved, and at last marked.
    """
    quads, parts = target.below(QUADS), work.below(QUADS)
    if quads.is_complete():
        return
    if not parts.is_complete():
        lines = told.select("quads").unionByName(entities.select("quads"))
        lines.write.mode("overwrite").option("compression", "gzip").text(parts.address)
        quads.remove()  # what a run that was broken off had moved, of parts that are no more
    begun = sum(name.startswith("part-") for name in quads.names())
    left = [name for name in parts.names() if name.endswith(_PACKED)]
    for number, name in enumerate(left, begun):
        parts.move_file(name, quads, _PART.format(number))
    quads.write_file("_SUCCESS")


def summarized(told: DataFrame, entities: DataFrame, target: Folder) -> dict[str, Any]:
    """Return what the manifest of a local build counts."""
    from pyspark.sql import functions as f  # noqa: PLC0415

    tables = target.below(TABLES)
    sums = told.agg(f.count(f.lit(1)), f.sum("code"), f.sum("unlinked")).collect()[0]
    return {
        "papers": sums[0],
        "entities": _counted(entities, "type"),
        "claims": _counted(tables.read("claims"), "predicate"),
        "figures": tables.read("results").count(),
        "code": sums[1] or 0,
        "unlinked": sums[2] or 0,
    }


def _counted(frame: DataFrame, column: str) -> dict[str, int]:
    """Return how many rows have each value, of columns that have a dozen."""
    return {str(row[0]): int(row[1]) for row in sorted(frame.groupBy(column).count().collect())}


def write_summary(told: dict[str, Any], target: Folder) -> None:
    """Write the summary and the mark that everything is complete."""
    target.write_file(SUMMARY, (json.dumps(told, indent=2) + "\n").encode())
    target.write_file("_SUCCESS")
