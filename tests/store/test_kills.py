"""kill -9, again and again: the benchmark with few kills. See benchmarks/kills.py."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.calls import environment

BENCHMARK = Path(__file__).parents[2] / "benchmarks/kills.py"


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(__import__("os"), "fork"), reason="processes are forked")
def test_kills_lose_nothing_and_leave_nothing_half_written() -> None:
    done = subprocess.run(
        [sys.executable, BENCHMARK, "--kills", "20", "--seed", "7"],
        capture_output=True, check=False, env=environment(), timeout=600,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout.decode()
    assert done.stdout.startswith(b"20 kills (")
    assert done.stdout.endswith(b"nothing lost, nothing half-written\n")
