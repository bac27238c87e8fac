"""A full disk, a file that must not grow: one message, nothing half-written, and on it goes when there is room."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.cli.calls import environment
from tests.support.stores import paper, published, put

from methodgraph import pipeline
from methodgraph.errors import UsageError
from methodgraph.store import Store, held, papers

_ADD = """
import sys
from methodgraph import pipeline
from methodgraph.errors import MethodgraphError
try:
    pipeline.add(sys.argv[2:], sys.argv[1], workers=0)
except MethodgraphError as error:
    sys.exit(str(error))
"""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of five megabytes."""
    mount, folder = shutil.which("mount"), tmp_path / "disk"
    folder.mkdir()
    wanted = [str(mount), "-t", "tmpfs", "-o", "size=5m", "tmpfs", str(folder)]
    if mount is None or os.geteuid() or subprocess.run(wanted, check=False, capture_output=True).returncode:
        pytest.skip("only root can mount a small disk, and not everywhere")
    try:
        yield folder
    finally:
        subprocess.run([shutil.which("umount") or "umount", folder], check=True)


def _corpus(folder: Path, name: str, count: int) -> Path:
    path = folder / f"{name}.jsonl"
    told = (
        {"id": f"{name}{n}", "title": f"On {name}{n} and more of it", "abstract": f"We use LoRA in {name}{n}. " * 8}
        for n in range(count)
    )
    path.write_text("".join(f"{json.dumps(one)}\n" for one in told), encoding="utf-8")
    return path


@pytest.mark.slow
def test_a_full_disk_is_told_and_on_it_goes_when_there_is_room(disk: Path, tmp_path: Path) -> None:
    """The disk is filled so far that it runs out at ever other places: in the store, in its log, in each file."""
    few, more = _corpus(tmp_path, "few", 3), _corpus(tmp_path, "more", 40)
    folder, ballast = disk / "output", disk / "ballast"
    pipeline.add([few], folder, workers=0)
    before = pipeline.status(folder)
    free = shutil.disk_usage(disk).free
    refused = set()
    for left in range(8_000, free, free // 12):
        ballast.write_bytes(b"\0" * max(0, shutil.disk_usage(disk).free - left))
        done = subprocess.run(
            [sys.executable, "-c", _ADD, folder, few, more], capture_output=True, check=False, env=environment()
        )
        assert done.stderr.count(b"\n") == bool(done.returncode), done.stderr.decode()
        ballast.unlink()
        with Store(folder) as store:
            assert held(store).papers in {before.papers, 43}
        if done.returncode:
            assert b"cannot be written" in done.stderr
            refused.add(done.stderr)
        else:
            break
    assert len(refused) >= 2
    pipeline.add([few, more], folder, workers=0)
    pipeline.build([few, more], tmp_path / "fresh", workers=0)
    assert published(folder) == published(tmp_path / "fresh")


def test_a_store_that_must_not_grow_keeps_what_it_had(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        put(store, [paper("A")])
        store.run(f"PRAGMA max_page_count = {store.number('PRAGMA page_count') + 4}")
        with pytest.raises(
            UsageError, match=r"store\.db: cannot be written \(the disk is full\); make room and run the same"
        ):
            put(store, [paper(f"B{n}", file="b.jsonl", line=n, text="long " * 2000) for n in range(20)])
        assert [one.id for one in papers(store)] == ["A"]
        store.run("PRAGMA max_page_count = 1000000")
        put(store, [paper("B", file="b.jsonl")])
        assert [one.id for one in papers(store)] == ["A", "B"]


def test_a_limit_on_the_size_of_files_is_told(tmp_path: Path) -> None:
    """RLIMIT_FSIZE: what a full disk looks like where nobody can mount one."""
    few, folder = _corpus(tmp_path, "few", 3), tmp_path / "output"

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    done = subprocess.run(
        [sys.executable, "-c", _ADD, folder, few], capture_output=True, check=False, env=environment(), preexec_fn=limit
    )
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1), done.stderr.decode()
    assert b"cannot be written" in done.stderr
    assert not (folder / "manifest.json").exists()
    pipeline.add([few], folder, workers=0)
    assert pipeline.status(folder).published == "up to date"


def test_a_full_disk_while_publishing_leaves_no_manifest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("a disk that is full, as Linux has it")
    few, folder = _corpus(tmp_path, "few", 3), tmp_path / "output"

    def fill(*_: object) -> None:
        with closing(Path("/dev/full").open("wb", buffering=0)) as full:
            full.write(b"x")

    with monkeypatch.context() as patch:
        patch.setattr("methodgraph.publish.description.void.dataset_turtle", fill)
        with pytest.raises(
            UsageError, match=r"output: cannot be written to \(No space left on device\); make room and publish"
        ):
            pipeline.add([few], folder)
    assert pipeline.status(folder).published == "interrupted"
    pipeline.publish_store(folder)
    assert pipeline.status(folder).published == "up to date"
