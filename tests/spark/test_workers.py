"""What workers do with a row: the pipeline kept, a faulty paper told, a worker that dies replaced."""

from __future__ import annotations

import os
import signal
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from methodgraph.encoding import decode
from methodgraph.records import Paper
from methodgraph.spark import extraction
from methodgraph.spark.extraction import extracted, faults, pipeline
from methodgraph.spark.papers import PAPER, graph_of, paper_of, row_of
from methodgraph.spark.rows import mapped, mapped_together

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyspark.sql import SparkSession

    from methodgraph.extract import Extractor

PAPERS = (
    Paper("1", "One", "We propose LoRA, a method."),
    Paper("2", None, "We use BERT."),
    Paper("3", "Only LoRA", ""),
)


def test_a_row_is_a_paper_and_what_it_says(extractor: Extractor) -> None:
    for paper in PAPERS:
        assert paper_of(row_of(paper)) == paper
        (row,) = extraction._extract((), row_of(paper))
        assert row["fault"] is None
        assert graph_of(row) == decode(row["graph"], paper) == extractor(paper)


def test_the_pipeline_is_loaded_once() -> None:
    assert pipeline(()) is pipeline(())


def test_a_paper_that_cannot_be_extracted_is_a_problem(session: SparkSession, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(paper: Paper) -> Any:
        raise RecursionError(f"in {paper.id}")

    monkeypatch.setattr(extraction, "pipeline", lambda _: fails)
    rows = list(extraction._extract((), row_of(PAPERS[0]) | {"sources": [{"file": "a.jsonl", "line": 3}]}))
    told = faults(session.createDataFrame(rows, extraction.GRAPHS)).collect()
    assert [tuple(row) for row in told] == [
        ("a.jsonl", 3, "it could not be extracted: RecursionError: in 1", extraction._REMEDY)
    ]


def test_every_paper_is_extracted_by_as_many_tasks_as_told(session: SparkSession) -> None:
    told = extracted(session.createDataFrame(list(map(row_of, PAPERS)), PAPER), (), 3)
    assert told.rdd.getNumPartitions() == 3
    assert sorted(row.id for row in told.collect()) == ["1", "2", "3"]


def _dying(flag: str, row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if row["id"] == 70 and not Path(flag).exists():
        Path(flag).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    yield {"id": row["id"]}


def test_a_worker_that_is_killed_costs_no_row_and_adds_none(session: SparkSession, tmp_path: Path) -> None:
    flag = tmp_path / "killed"
    rows = mapped(session.range(0, 100, 1, 4), partial(_dying, str(flag)), "id bigint").collect()
    assert flag.exists()
    assert Counter(row.id for row in rows) == Counter(range(100))


def _doubled(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    assert 0 < len(rows) <= 1000
    for row in rows:
        yield from (row, row)


def test_more_rows_than_a_batch_holds_come_back(session: SparkSession) -> None:
    rows = mapped_together(session.range(0, 2500, 1, 1), _doubled, "id bigint").collect()
    assert Counter(row.id for row in rows) == Counter([*range(2500), *range(2500)])
