"""What the tests of workers share."""

from __future__ import annotations

import json
import sys

from tests.cli.calls import ROOT

from methodgraph.records import Paper

HOSTILE = (sys.executable, "-P", str(ROOT / "tests/support/hostile_worker.py"))
"""The command line of workers that do what their papers say."""
SEEDS = [
    Paper(told["id"], told["title"], told["text"])
    for told in map(json.loads, (ROOT / "tests/gold/own.jsonl").read_text(encoding="utf-8").splitlines())
]
