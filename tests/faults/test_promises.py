"""What SECURITY.md promises: the tests that it names are there, and what no other test shows."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.calls import ROOT, environment
from tests.faults.test_injection import HOSTILE, record

PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", PAGE)

HOOK = """
import json, os, sys

_log = open(os.environ["AUDIT"], "a", encoding="utf-8")
_watched = (
    "socket.", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "pickle.", "ftplib", "urllib", "http",
    "exec", "open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "shutil.", "os.link", "os.symlink", "os.chmod",
)
_writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT

def _hook(event, args):
    if event == "open":
        mode, flags = args[1], args[2]
        if not (isinstance(mode, str) and set(mode) & set("wxa+")) and not (flags or 0) & _writing:
            return
    elif event == "exec":
        if getattr(args[0], "co_filename", "").startswith(("/", "<frozen")):
            return
    elif not event.startswith(_watched):
        return
    _log.write(json.dumps([event, [repr(arg) if not isinstance(arg, (str, int)) else arg for arg in args]]) + "\\n")
    _log.flush()

sys.addaudithook(_hook)
"""
"""Loaded by every Python that is started: tells what Python's own audit events tell of."""

Events = list[tuple[str, list[str | int]]]


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Events]:
    """The folder in which commands worked on hostile papers, and what they did on the way."""
    folder = tmp_path_factory.mktemp("audited")
    (folder / "hook").mkdir()
    (folder / "hook/sitecustomize.py").write_text(HOOK, encoding="utf-8")
    log = folder / "audit.jsonl"
    papers = folder / "papers.jsonl"
    papers.write_text("\n".join(json.dumps(record(n, text)) for n, text in enumerate(HOSTILE)), encoding="utf-8")
    more = environment()
    more |= {"PYTHONPATH": os.pathsep.join((str(folder / "hook"), more["PYTHONPATH"])), "AUDIT": str(log)}
    more |= {"PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(folder)}
    for command in (
        ("build", "papers.jsonl", "--output", "out", "--workers", "1"),
        ("add", "papers.jsonl", "--output", "out", "--workers", "0"),
        ("query", "out", "@most-named"),
        ("export", "out", "graph.nq"),
        ("export", "out", "tables", "--format", "csv"),
        ("explain", "BERT", "--graph", "out"),
        ("validate", "out"),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "methodgraph", *command],
            cwd=folder,
            env=more,
            capture_output=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr.decode()
    return folder, [tuple(json.loads(line)) for line in log.read_text(encoding="utf-8").splitlines()]


def test_the_hook_sees_what_is_done(audited: tuple[Path, Events]) -> None:
    events = {event for event, _ in audited[1]}
    assert {"open", "subprocess.Popen", "os.rename"} <= events


def test_no_command_connects_to_anything(audited: tuple[Path, Events]) -> None:
    found = [told for told in audited[1] if told[0].startswith(("socket.", "ftplib", "urllib", "http"))]
    # spaCy brings urllib3, which looks whether the machine speaks IPv6 by taking an address of its own, and lets it go
    assert {event for event, _ in found} <= {"socket.__new__", "socket.bind"}
    assert {args[1] for event, args in found if event == "socket.bind"} <= {"('::1', 0)"}


def test_nothing_of_a_paper_is_run(audited: tuple[Path, Events]) -> None:
    for event, args in audited[1]:
        assert not event.startswith(("os.system", "os.exec", "pickle.")), (event, args)
        if event == "subprocess.Popen":
            assert args[0] == sys.executable or "'uname'" in str(args) or "'lscpu'" in str(args), args
        told = json.dumps(args)
        assert "calc" not in told
        assert "$(id)" not in told


def test_nothing_is_written_elsewhere(audited: tuple[Path, Events]) -> None:
    folder, events = audited
    for event, args in events:
        if event in {"open", "os.mkdir", "os.remove", "os.rename"} and isinstance(args[0], str):
            path = Path(folder, args[0].strip("'"))
            assert path.is_relative_to(folder) or path.is_relative_to("/dev"), (event, args)


def test_there_are_promises_with_tests() -> None:
    assert len(NAMED) >= 20
    promises = re.split(r"\n\n(?=\*\*)", PAGE.split("## What is not promised")[0])[1:]
    assert len(promises) >= 10
    for promise in promises:
        assert re.search(r"\[`tests/", promise), promise[:60]


@pytest.mark.parametrize(("path", "name"), NAMED)
def test_a_test_that_the_page_names_is_there(path: str, name: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    assert re.search(rf"^def {name}\(" if name else r"^def test_", text, re.MULTILINE)
