"""How many workers this machine has room for: cores and memory that this very process may use."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

NEED = 400_000_000
"""Bytes of memory to count on for one worker: rules and vocabulary take 200 MB, long texts the rest."""

_GROUPS = Path("/sys/fs/cgroup")
_MEMORY = Path("/proc/meminfo")


def default_workers(groups: Path = _GROUPS, memory: Path = _MEMORY) -> int:
    """Return the number of cores that this process may use, fewer where memory would not do for as many; at least 1.

    Heeded are the process's affinity (`taskset`), the quota of its control group (containers) and how much memory is
    free. `groups` and `memory` are where Linux tells of them; elsewhere all cores count.
    """
    cores = min(_allowed(), _quota(groups))
    return max(1, min(cores, _free(groups, memory) // NEED))


def _allowed() -> int:
    """Return the cores that the system lets this process use."""
    if counted := getattr(os, "process_cpu_count", None):  # Python 3.13 and later; heeds -X cpu_count too
        return counted() or 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _quota(groups: Path) -> int:
    """Return the cores' worth of time that the control group grants, rounded up; as good as endless without one."""
    with suppress(OSError, ValueError):  # version 2
        most, period = (groups / "cpu.max").read_text(encoding="ascii").split()
        return 10**6 if most == "max" else -(-int(most) // int(period))
    with suppress(OSError, ValueError):  # version 1; -1 is "no limit"
        quota, length = (_number(groups / "cpu" / f"cpu.cfs_{name}_us") for name in ("quota", "period"))
        return 10**6 if quota < 0 else -(-quota // length)
    return 10**6


def _free(groups: Path, memory: Path) -> int:
    """Return the bytes of memory that may still be taken; as good as endless where nobody tells."""
    told = [10**18]
    with suppress(OSError, ValueError, IndexError):
        lines = memory.read_text(encoding="ascii").splitlines()
        told += [int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")]
    for most, used in (
        ("memory.max", "memory.current"),
        ("memory/memory.limit_in_bytes", "memory/memory.usage_in_bytes"),
    ):
        with suppress(OSError, ValueError):  # a ValueError for "max"
            told.append(_number(groups / most) - _number(groups / used))
    return min(told)


def _number(path: Path) -> int:
    return int(path.read_text(encoding="ascii"))
