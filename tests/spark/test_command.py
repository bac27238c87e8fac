"""`methodgraph spark` on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.calls import invoke
from tests.spark.conftest import Both

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


@pytest.mark.usefixtures("session")
def test_a_complete_graph_is_misuse(both: Both, papers: Path) -> None:
    result = invoke("spark", papers, "--output", both.output)
    assert result.exit_code == 2
    assert "--overwrite" in result.stderr


@pytest.mark.usefixtures("session")
def test_what_was_found_is_told(both: Both, papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("methodgraph.spark.build", lambda *_, **__: both.report, raising=False)
    result = invoke("spark", papers, "--output", both.output, "--tasks", "3")
    assert result.exit_code == 1  # for there are problems
    assert f"{both.report.papers} papers: " in result.stderr
    assert f"{both.report.problems} problems: see the table problems in {both.output}" in result.stderr


def test_a_setting_that_is_none_is_misuse(session: SparkSession, papers: Path, tmp_path: Path) -> None:
    assert session.version
    result = invoke("spark", papers, "--output", tmp_path, "--conf", "memory=4g")
    assert result.exit_code == 2
    assert "spark.NAME=VALUE" in result.stderr
