"""The same graph from papers that no one machine holds: reading, extraction and linking on Spark.

    files ─► sources (lines, rows) ─► papers ─► merging ─► extraction ─► graphs/
                                                                            │
    tables/, quads/ ◄─ writing ◄─ telling (paper by paper) ◄─ linking ◄─────┘

Each arrow is a DataFrame. What is decided of one row is a function of `read`, `extract`, `link` or `publish`, the same
that a local build calls; what takes many rows is a join or an aggregate that Spark itself has. It takes Java 17,
pyspark and pyarrow: pip install 'methodgraph[spark]'.

>>> from methodgraph.spark import build  # doctest: +SKIP
>>> build(["s3a://bucket/openalex"], "s3a://bucket/graph").papers  # doctest: +SKIP
200000000
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from methodgraph.spark.job import SparkReport, build

__all__ = ["SparkReport", "build"]


def __getattr__(name: str) -> object:
    """Import what is asked for: pyspark is there only where the extra is installed."""
    if name in __all__:
        from methodgraph.spark import job  # noqa: PLC0415

        return getattr(job, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
