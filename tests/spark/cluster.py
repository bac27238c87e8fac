"""A standalone cluster of Spark on this machine: one master, one worker, on 127.0.0.1, and what runs below them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_MASTER = "org.apache.spark.deploy.master.Master"
_WORKER = "org.apache.spark.deploy.worker.Worker"
EXECUTOR = "CoarseGrainedExecutorBackend"
"""What stands in the command line of an executor."""
DAEMON = "pyspark.daemon"
"""What stands in the command line of the processes that run Python for it: the first forks all others."""
_PATIENCE = 300.0
"""Seconds; a machine that does ten other things at once needs some of them."""


@dataclass(frozen=True)
class Cluster:
    """A cluster that is up: where it is reached, and its worker's process, which started all that can be killed."""

    url: str
    worker: int

    def executors(self) -> list[int]:
        """Return the process ids of the executors."""
        return [pid for pid in below(self.worker) if EXECUTOR in command_of(pid)]

    def pythons(self) -> list[int]:
        """Return the process ids of the Python workers, without the process that forks them."""
        daemons = [pid for pid in below(self.worker) if DAEMON in command_of(pid)]
        return [pid for pid in daemons if parent_of(pid) in daemons]


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """Give a cluster of two cores that writes its logs below `folder`; all of it has ended afterwards."""
    port = _free_port()
    url = f"spark://127.0.0.1:{port}"
    with (
        _running(folder / "master.log", _MASTER, "--host", "127.0.0.1", "--port", str(port), "--webui-port", "0"),
        _running(
            folder / "worker.log", _WORKER, "--host", "127.0.0.1", "--webui-port", "0", "--cores", "2",
            "--memory", "2g", "--work-dir", str(folder / "work"), url,
        ) as worker,
    ):  # fmt: skip
        wait_for(lambda: "Successfully registered" in (folder / "worker.log").read_text(), "the worker to register")
        yield Cluster(url, worker.pid)


def submit(url: str, *arguments: str, log: Path) -> subprocess.Popen[bytes]:
    """Start `methodgraph spark` on a cluster."""
    settings = {
        "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1", "spark.ui.enabled": "false",
        "spark.executor.memory": "1g", "spark.sql.shuffle.partitions": "2", "spark.sql.codegen.wholeStage": "false",
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        "spark.executor.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    }  # fmt: skip
    told = [part for name, value in settings.items() for part in ("--conf", f"{name}={value}")]
    command = [sys.executable, "-m", "methodgraph", "spark", *arguments, "--master", url, *told]
    with log.open("wb") as stream:
        return subprocess.Popen(command, stdout=stream, stderr=stream, env=_environment())


def wait_for(is_there: Callable[[], object], what: str, process: subprocess.Popen[bytes] | None = None) -> None:
    """Return as soon as something is there; fail where it does not come, or `process` ends before."""
    end = time.monotonic() + _PATIENCE
    while not is_there():
        assert time.monotonic() < end, f"waited for {what} in vain"
        assert process is None or process.poll() is None, f"the process ended before {what}"
        time.sleep(0.01)


def kill(pid: int) -> None:
    """End a process at once, as a machine that fails does."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def below(pid: int) -> list[int]:
    """Return the process ids of all that a process started, directly or through others."""
    children = [other for other in _processes() if parent_of(other) == pid]
    return children + [other for child in children for other in below(child)]


def parent_of(pid: int) -> int | None:
    """Return the process id of what started a process; None where that has ended."""
    with suppress(OSError):
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    return None


def command_of(pid: int) -> str:
    """Return the command line of a process; empty where it has ended."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    return ""


def _processes() -> list[int]:
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]


@contextmanager
def _running(log: Path, *command: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a class of Spark's until the block ends, with all that it starts."""
    import pyspark  # noqa: PLC0415  the tests are skipped without it

    program = Path(pyspark.__file__).parent / "bin" / "spark-class"
    with log.open("wb") as stream:
        process = subprocess.Popen([program, *command], stdout=stream, stderr=stream, env=_environment())
    try:
        yield process
    finally:
        for pid in [process.pid, *below(process.pid)]:
            kill(pid)
        process.wait()


def _environment() -> dict[str, str]:
    told = {name: value for name, value in os.environ.items() if not name.startswith(("SPARK_", "PYSPARK_"))}
    return told | {"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable, "SPARK_NO_DAEMONIZE": "1"}


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
