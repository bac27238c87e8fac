"""Ctrl-C and SIGTERM, sent to real processes in the midst of their work."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.cli.calls import ROOT, Shell, environment

pytestmark = pytest.mark.skipif(os.name == "nt", reason="sends signals of POSIX")

GOLD = ROOT / "tests/gold/own.jsonl"
STATUS = {signal.SIGINT: 130, signal.SIGTERM: 143}


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A file of papers that take some seconds."""
    records = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    lines = [
        json.dumps(
            {"id": f"{copy}-{n}", "title": f"{record['title']} {copy}", "abstract": f"{record['text']} ({copy})"}
        )
        for copy in range(100)
        for n, record in enumerate(records)
    ]
    path = tmp_path / "many.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def start(*args: str | Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "methodgraph", *map(str, args)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(), start_new_session=True,
    )  # fmt: skip


def wait_for(process: subprocess.Popen[bytes], words: bytes) -> bytes:
    assert process.stderr is not None
    seen = b""
    while words not in seen:
        line = process.stderr.readline()
        assert line, seen
        seen += line
    return seen


def gone(group: int) -> bool:
    """Return True once no process of a group is left."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.slow
@pytest.mark.parametrize("signum", STATUS, ids=["SIGINT", "SIGTERM"])
@pytest.mark.parametrize("to", ["group", "parent"])
def test_a_build_that_is_stopped_says_one_line_and_leaves_nothing_half_written(
    many: Path, tmp_path: Path, signum: signal.Signals, to: str
) -> None:
    output = tmp_path / "out"
    with start("build", many, "--output", output, "--workers", "2") as process:
        wait_for(process, b"Finding what each paper says")
        time.sleep(1)
        (os.killpg if to == "group" else os.kill)(process.pid, signum)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (STATUS[signum], b"")
    *stages, line = err.decode().splitlines()  # a fast machine may have begun the next stage
    assert line.startswith("methodgraph: stopped; ")
    assert all(stage.endswith(" ...") for stage in stages)
    assert gone(process.pid)
    assert not [path.name for path in output.iterdir() if path.suffix in {".tmp", ".ttl", ".html", ".jsonl"}]


@pytest.mark.slow
def test_the_same_command_goes_on_and_gives_what_an_undisturbed_one_gives(
    many: Path, tmp_path: Path, shell: Shell
) -> None:
    output, other = tmp_path / "out", tmp_path / "other"
    with start("build", many, "--output", output, "--workers", "2") as process:
        wait_for(process, b"Finding what each paper says")
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        told = process.communicate(timeout=20)[1]
        assert b"the same command goes on from there" in told or b"all papers are in" in told
    for folder in (output, other):
        assert shell("build", str(many), "--output", str(folder), "--quiet").returncode == 0
    files = {path.name for path in other.iterdir() if not path.name.startswith("store.db")}
    assert "graph.ttl" in files
    for name in files:
        assert (output / name).read_bytes() == (other / name).read_bytes(), name


def test_a_stopped_command_says_so_in_a_json_log_too(many: Path, tmp_path: Path) -> None:
    with start("build", many, "--output", tmp_path / "out", "--json") as process:
        wait_for(process, b'"extract"')
        process.send_signal(signal.SIGINT)
        err = process.communicate(timeout=20)[1]
    assert process.returncode == 130
    told = [json.loads(line) for line in err.splitlines()]
    assert told[-1]["event"] == "message"
    assert "stopped; " in told[-1]["fields"]["text"]


STUBBORN = """
import sys, time
from methodgraph.cli.stopping import stoppable
with stoppable():
    try:
        print("ready", file=sys.stderr, flush=True)
        time.sleep(60)
    finally:
        print("cleaning up", file=sys.stderr, flush=True)
        time.sleep(60)
"""


@pytest.mark.parametrize("signum", STATUS, ids=["SIGINT", "SIGTERM"])
def test_a_second_signal_ends_it_there_and_then(signum: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", STUBBORN], stderr=subprocess.PIPE, env=environment()) as process:
        wait_for(process, b"ready")
        process.send_signal(signum)
        wait_for(process, b"cleaning up")
        assert process.poll() is None
        process.send_signal(signum)
        assert process.wait(timeout=10) == STATUS[signum]


IGNORING = """
import signal
from methodgraph.cli.stopping import stoppable
signal.signal(signal.SIGINT, signal.SIG_IGN)
before = signal.getsignal(signal.SIGTERM)
with stoppable():
    assert signal.getsignal(signal.SIGINT) == signal.SIG_IGN
    assert signal.getsignal(signal.SIGTERM) != before
assert signal.getsignal(signal.SIGTERM) == before
"""


def test_signals_that_were_ignored_stay_so_and_handlers_come_back() -> None:
    subprocess.run([sys.executable, "-c", IGNORING], check=True, env=environment())
