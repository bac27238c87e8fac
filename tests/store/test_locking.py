"""Two at once: the second waits or says that it cannot; who reads is not kept waiting."""

from __future__ import annotations

import logging
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.cli.calls import environment
from tests.support.stores import paper, put

from methodgraph import pipeline
from methodgraph.errors import UsageError
from methodgraph.store import Store, papers
from methodgraph.store.locking import writing

_HOLD = """
import sys, time
from pathlib import Path
from methodgraph.store.locking import writing
with writing(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def _holding(folder: Path, seconds: float) -> subprocess.Popen[bytes]:
    """Return a process that has just begun to write to a folder, for some seconds."""
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(folder), str(seconds)], stdout=subprocess.PIPE, env=environment()
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    return process


def test_the_second_waits_and_says_so(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with _holding(tmp_path, 1) as process:
        begin = time.monotonic()
        with caplog.at_level(logging.WARNING), writing(tmp_path, wait=30):
            assert time.monotonic() - begin > 0.3
        assert process.wait() == 0
    assert caplog.messages == [f"{tmp_path}: another process is writing to it; waiting up to 30 s"]


def test_the_second_gives_up_with_a_message(tmp_path: Path) -> None:
    with _holding(tmp_path, 30) as process:
        with pytest.raises(UsageError, match="another process is writing to it; wait until that is done"):
            pipeline.add([__file__], tmp_path, wait=0.2)
        process.kill()


def test_the_lock_of_a_killed_process_is_gone(tmp_path: Path) -> None:
    with _holding(tmp_path, 30) as process:
        process.kill()
        process.wait()
        with writing(tmp_path, wait=0):
            pass


def test_readers_see_what_was_last_committed_while_another_writes(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        put(store, [paper("A")])
        with writing(tmp_path), store.transaction():
            store.run("DELETE FROM paper")
            with Store(tmp_path, read_only=True) as reader:
                assert [one.id for one in papers(reader)] == ["A"]
                assert reader.number("SELECT count(*) FROM record") == 1


def test_two_that_add_at_once_both_get_in(tmp_path: Path) -> None:
    """Two processes, started together, over and over: all papers are there, as if one had come after the other."""
    for name in "ab":
        rows = (
            f'{{"id": "{name}{n}", "title": "About {name}{n} alone", "abstract": "We use LoRA in {name}{n}."}}\n'
            for n in range(5)
        )
        (tmp_path / f"{name}.jsonl").write_text("".join(rows), encoding="utf-8")
    code = "import sys; from methodgraph import pipeline; pipeline.add(sys.argv[1:], 'output', workers=0)"
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code, f"{name}.jsonl"], cwd=tmp_path, env=environment(), stderr=subprocess.PIPE
        )
        for name in "ab"
    ]
    assert [process.communicate(timeout=120)[1].count(b"Traceback") for process in running] == [0, 0]
    assert [process.returncode for process in running] == [0, 0]
    told = pipeline.status(tmp_path / "output")
    assert (told.papers, told.published) == (10, "up to date")
