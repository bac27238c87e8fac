"""How many workers a machine has room for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from methodgraph.workers import default_workers


def test_a_worker_a_core_unless_a_container_or_memory_says_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("methodgraph.workers.cores._allowed", lambda: 16)
    memory = tmp_path / "meminfo"
    assert default_workers(tmp_path, memory) == 16
    (tmp_path / "cpu.max").write_text("350000 100000\n", encoding="ascii")
    assert default_workers(tmp_path, memory) == 4
    (tmp_path / "cpu.max").write_text("max 100000\n", encoding="ascii")
    assert default_workers(tmp_path, memory) == 16
    memory.write_text("MemTotal: 99999999 kB\nMemAvailable: 3000000 kB\n", encoding="ascii")
    assert default_workers(tmp_path, memory) == 7
    (tmp_path / "memory.max").write_text("1500000000\n", encoding="ascii")
    (tmp_path / "memory.current").write_text("1000000000\n", encoding="ascii")
    assert default_workers(tmp_path, memory) == 1
    (tmp_path / "memory.current").write_text("1499999999\n", encoding="ascii")
    assert default_workers(tmp_path, memory) == 1


def test_the_older_control_groups_are_heeded_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("methodgraph.workers.cores._allowed", lambda: 16)
    for name, told in (("cpu/cpu.cfs_quota_us", "200000"), ("cpu/cpu.cfs_period_us", "100000")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(told, encoding="ascii")
    assert default_workers(tmp_path, tmp_path / "none") == 2
    (tmp_path / "cpu/cpu.cfs_quota_us").write_text("-1", encoding="ascii")
    assert default_workers(tmp_path, tmp_path / "none") == 16


def test_this_machine_has_room_for_a_worker() -> None:
    assert 1 <= default_workers() <= (os.cpu_count() or 1)
