"""EXTRACT on all workers: the pipeline is loaded once in each and reads one paper after the other."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING

from methodgraph.encoding import encode
from methodgraph.spark.papers import COLUMNS, PAPER, paper_of
from methodgraph.spark.rows import mapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyspark.sql import DataFrame

    from methodgraph.extract import Extractor
    from methodgraph.spark.rows import Row
    from methodgraph.vocabulary import Term

GRAPHS = f"{PAPER}, graph binary, fault string"
"""The columns of a paper, what it says as `methodgraph.encoding` writes it, and why that is null where it is."""
_REMEDY = "report it with the paper; all others are built"
PAPERS_PER_TASK = 2000
"""So many papers take a task a minute at most: long enough to load the pipeline, short enough to be tried again."""


def extracted(papers: DataFrame, terms: tuple[Term, ...], tasks: int) -> DataFrame:
    """Return a row of `GRAPHS` for each of `papers`; `terms` are known beside the shipped vocabulary.

    The papers are dealt to `tasks` tasks anew: files may be many and small, or one and packed, which one task reads.
    """
    dealt = papers.select(*COLUMNS).repartition(tasks, "id")
    return mapped(dealt, partial(_extract, terms), GRAPHS)


def faults(graphs: DataFrame) -> DataFrame:
    """Return a row of `reading.TOLD` for each paper that could not be extracted."""
    what = "concat('it could not be extracted: ', fault) AS what"
    return graphs.where("fault IS NOT NULL").selectExpr(
        "sources[0].file AS path", "sources[0].line AS line", what, f"'{_REMEDY}' AS remedy"
    )


def _extract(terms: tuple[Term, ...], row: Row) -> Iterator[Row]:
    extractor = pipeline(terms)  # not below: what keeps it from loading is no fault of a paper
    try:
        graph, fault = encode(extractor(paper_of(row))), None
    except Exception as error:  # noqa: BLE001 - one paper that no one foresaw must not end the reading of millions
        graph, fault = None, f"{type(error).__name__}: {error}"
    yield row | {"graph": graph, "fault": fault}


@lru_cache(maxsize=1)
def pipeline(terms: tuple[Term, ...]) -> Extractor:
    """Return the extractor that knows `terms`: loaded when a worker first asks, then kept."""
    from methodgraph.extract import load_extractor  # noqa: PLC0415

    extractor = load_extractor()
    return extractor.with_terms(terms) if terms else extractor
