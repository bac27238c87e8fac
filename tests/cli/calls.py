"""Calling the command line from a test: in this process, or as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner, Result

from methodgraph.cli.main import group

ROOT = Path(__file__).parents[2]

Call = Callable[..., Result]
Shell = Callable[..., "subprocess.CompletedProcess[bytes]"]


def invoke(*args: str | Path, stdin: str | bytes | None = None) -> Result:
    """Run the command line in this process. What is no exit of click is a bug and raises."""
    result = CliRunner().invoke(group, [str(arg) for arg in args], input=stdin)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def run(*args: str, stdin: bytes = b"", cwd: Path = ROOT, **more: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command line as a process, with `more` in its environment."""
    return subprocess.run(
        [sys.executable, "-m", "methodgraph", *args],
        input=stdin, capture_output=True, check=False, cwd=cwd, env={**environment(), **more}, timeout=120,
    )  # fmt: skip


def environment() -> dict[str, str]:
    """Return the environment of a process that imports the same methodgraph as this one, from any folder."""
    path = os.pathsep.join(str(Path(part).resolve()) for part in sys.path if part)
    return {**os.environ, "PYTHONPATH": path, "COLUMNS": "100"}
