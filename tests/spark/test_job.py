"""Where a job writes, and what it does with what stands there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.spark.conftest import Both, table

from methodgraph.errors import UsageError
from methodgraph.spark import build
from methodgraph.spark.job import _prepare
from methodgraph.spark.storage import Folder

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def test_a_complete_graph_is_not_written_over(both: Both, papers: Path, session: SparkSession) -> None:
    with pytest.raises(UsageError, match=r"holds a complete graph.*--overwrite"):
        build([papers], both.output, session=session)
    assert (both.output / "_SUCCESS").exists()


def test_what_is_left_of_another_run_goes(session: SparkSession, tmp_path: Path) -> None:
    target = Folder(session, str(tmp_path / "out"))
    _prepare(target, "one", overwrite=False)
    (tmp_path / "out" / "graphs").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    _prepare(target, "one", overwrite=False)
    assert target.names() == ["_work", "graphs", "mine.txt"]
    _prepare(target, "two", overwrite=False)
    assert target.names() == ["_work", "mine.txt"]
    target.write_file("_SUCCESS")
    _prepare(target, "two", overwrite=True)
    assert target.names() == ["_work", "mine.txt"]


def test_a_table_is_made_once_and_anew_where_it_is_not_complete(session: SparkSession, tmp_path: Path) -> None:
    folder = Folder(session, str(tmp_path))
    assert folder.saved("one", lambda: session.range(3)).count() == 3
    assert folder.saved("one", lambda: session.range(5)).count() == 3
    (tmp_path / "one" / "_SUCCESS").unlink()
    assert folder.saved("one", lambda: session.range(5)).count() == 5


def test_other_files_are_told_of(both: Both) -> None:
    (note,) = (row for row in table(both.output / "notes") if row["path"].endswith("README.txt"))
    assert note["what"].startswith("left out")
    assert both.report.notes == len(table(both.output / "notes"))


def test_stages_are_measured(both: Both) -> None:
    assert list(both.report.seconds) == ["read", "merge", "extract", "link", "write"]
