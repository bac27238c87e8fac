"""A real cluster of two processes, of which Python workers and an executor are killed at work."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from tests.spark.cluster import Cluster, cluster, kill, submit, wait_for
from tests.spark.conftest import Both, table
from tests.spark.test_identical import parts


def wait_for_tasks(told: Cluster, output: Path, process: subprocess.Popen[bytes], name: str) -> list[int]:
    """Return the Python workers as soon as tasks that write the table `name` are under way."""
    wait_for((output / name / "_temporary").exists, f"{name} to be written", process)
    wait_for(told.pythons, "a Python worker", process)
    return told.pythons()


@pytest.mark.slow
@pytest.mark.usefixtures("needs_spark")
def test_killed_workers_cost_no_paper_and_add_none(both: Both, papers: Path, tmp_path: Path) -> None:
    output, log = tmp_path / "output", tmp_path / "driver.log"
    with cluster(tmp_path) as told:
        process = submit(told.url, str(papers), "--output", str(output), "--tasks", "8", log=log)
        try:
            workers = wait_for_tasks(told, output, process, "graphs")
            kill(workers[0])
            wait_for_tasks(told, output, process, "graphs")
            executor = told.executors()[0]
            kill(executor)
            wait_for(lambda: set(told.executors()) - {executor}, "another executor", process)
            kill(wait_for_tasks(told, output, process, "_work/decided")[0])
            status = process.wait(600)
        finally:
            kill(process.pid)
            process.wait()
    assert status == 1, log.read_text()[-2000:]  # there are problems, as in the run that nobody disturbed
    found = Counter(row["id"] for row in table(output / "tables" / "papers"))
    assert found == Counter(paper.id for paper in both.local.papers)
    assert parts(output) == parts(both.output)
    assert json.loads((output / "summary.json").read_text()) == json.loads((both.output / "summary.json").read_text())
