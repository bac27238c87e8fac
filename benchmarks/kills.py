"""Kill what works on a store, again and again, at random moments; nothing may be lost, and nothing half-written.

    python benchmarks/kills.py --kills 300

Processes add, remove, build and publish papers of a small corpus; each is ended by SIGKILL somewhere in its work. After
each kill the store must be whole and hold what it held before or what it was to hold then, every file must be one that
an undisturbed run writes, and a manifest may only stand beside the files it tells. Now and then the work is done again
undisturbed: the files must be those of a run in a folder of its own, byte for byte.

The processes are forked from one that has loaded the rules: a kill hits the work, and not Python's start.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from contextlib import chdir, closing
from dataclasses import dataclass, field
from pathlib import Path

from methodgraph import pipeline
from methodgraph.errors import MethodgraphError
from methodgraph.extract import load_extractor
from methodgraph.store import STORE_FILE, Store, sources

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
OUTPUT = Path("output")


class Lost(Exception):  # noqa: N818 - that is what happened
    """Something is not as it must be after a kill."""


Held = dict[str, int]
"""How many records each file has in the store."""


@dataclass(frozen=True, slots=True)
class Work:
    """Something that a process does: its name, the files it is about, the worker processes it has."""

    kind: str
    files: tuple[str, ...]
    workers: int

    def do(self) -> None:
        """Do it, in the folder `OUTPUT`."""
        if self.kind == "build":
            pipeline.build(self.files, OUTPUT, workers=self.workers)
        elif self.kind == "add":
            pipeline.add(self.files, OUTPUT, workers=self.workers)
        elif self.kind == "add alone":
            pipeline.add(self.files, OUTPUT, workers=self.workers, publish=False)
        elif self.kind == "remove":
            pipeline.remove([f"source:{self.files[0]}"], OUTPUT, workers=self.workers)
        else:
            pipeline.publish_store(OUTPUT, workers=self.workers)

    def after(self, held: Held, records: Held) -> Held:
        """Return what the store is to hold when it is done on one that holds `held`."""
        mine = {file: records[file] for file in self.files}
        if self.kind == "build":
            return mine
        if self.kind.startswith("add"):
            return held | mine
        if self.kind == "remove":
            return {file: count for file, count in held.items() if file not in self.files}
        return held


@dataclass
class Tally:
    """What was seen."""

    kills: int = 0
    too_late: int = 0
    by_kind: Counter[str] = field(default_factory=Counter)
    by_state: Counter[str] = field(default_factory=Counter)
    resumed: int = 0
    drafts: int = 0
    """Kills while a file was being written."""
    slowest: float = 0.0


class Bench:
    """The corpus, what undisturbed runs write for each set of files, and all files that such a run ever wrote."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.folder, self.chance = folder, chance
        self.records = _corpus(folder)
        self._whole: dict[tuple[str, ...], dict[str, str]] = {}
        self.known: set[tuple[str, str]] = set()

    def work(self, held: Held) -> Work:
        """Return something to do next."""
        kind = self.chance.choice(["build", "add", "add", "add alone", "remove", "remove", "publish"])
        if kind in {"remove", "publish"} and not (self.folder / OUTPUT / STORE_FILE).exists():
            kind = "add"
        workers = 2 if self.chance.random() < 0.03 else 0
        if kind == "remove":
            return Work(kind, (self.chance.choice(sorted(held or self.records)),), workers)
        few = self.chance.random() < 0.5
        files = self.chance.sample(sorted(self.records), 1 if few else self.chance.randint(2, 9))
        return Work(kind, tuple(files) if kind != "publish" else (), workers)

    def whole(self, held: Held) -> dict[str, str]:
        """Return the digest of each file that an undisturbed run in another folder writes for these papers."""
        files = tuple(sorted(held))
        if files not in self._whole:
            shutil.rmtree(self.folder / "reference", ignore_errors=True)
            with chdir(self.folder):
                if files:
                    pipeline.build(files, "reference", workers=0)
                else:
                    pipeline.build([min(self.records)], "reference", workers=0)
                    pipeline.remove(["source:*"], "reference", workers=0)
            self._whole[files] = _digests(self.folder / "reference")
            self.known |= set(self._whole[files].items())
        return self._whole[files]


def main() -> int:
    """Kill as often as asked and print what was seen; status 1, with the first fault, where something was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    told = parser.parse_args()
    os.environ.setdefault("SOURCE_DATE_EPOCH", "1767225600")
    load_extractor()
    folder = Path(tempfile.mkdtemp(prefix="kills-"))
    try:
        tally = run(Bench(folder, random.Random(told.seed)), told.kills)  # noqa: S311 - no secret
    except Lost as fault:
        sys.stdout.write(f"LOST: {fault}\nthe folder is {folder}\n")
        return 1
    shutil.rmtree(folder)
    sys.stdout.write(
        f"{tally.kills} kills ({_parts(tally.by_kind)}), {tally.too_late} more came too late\n"
        f"found after them: {_parts(tally.by_state)}; {tally.drafts} hit while a file was being written\n"
        f"{tally.resumed} times done again undisturbed: the same bytes each time\n"
        f"opening a store after a kill took {tally.slowest:.2f} s at most\n"
        "nothing lost, nothing half-written\n"
    )
    return 0


def run(bench: Bench, kills: int) -> Tally:
    """Kill `kills` processes. Raises Lost at the first thing that is not as it must be."""
    tally, held = Tally(), dict[str, int]()
    seconds = dict.fromkeys(("build", "add", "add alone", "remove", "publish"), 0.6)
    while tally.kills < kills:
        work = bench.work(held)
        after = work.after(held, bench.records)
        bench.whole(held), bench.whole(after)
        lasts = 4.0 if work.workers else seconds[work.kind]
        took = _killed(bench.folder, work, bench.chance.uniform(0, lasts))
        tally.drafts += _sweep(bench.folder / OUTPUT)
        if took is None:
            tally.kills += 1
            tally.by_kind[work.kind] += 1
        else:
            tally.too_late += 1
            seconds[work.kind] = (seconds[work.kind] + took) / 2 if not work.workers else seconds[work.kind]
        held = _checked(bench, work, [held, after], tally)
        if bench.chance.random() < 0.4:
            begin = time.monotonic()
            held = _resumed(bench, work, held)
            seconds[work.kind] = max(seconds[work.kind], (time.monotonic() - begin) / 2)
            tally.resumed += 1
    return tally


def _sweep(folder: Path) -> bool:
    """Take away files that were being written when the process was killed; return whether there were any."""
    drafts = list(folder.glob(".*.tmp"))
    for draft in drafts:
        draft.unlink()
    return bool(drafts)


def _killed(folder: Path, work: Work, after: float) -> float | None:
    """Let a process do `work` and kill it; return how long it took where it was done before, else None."""
    begin = time.monotonic()
    child = os.fork()
    if not child:
        _be(folder, work)
    done, status = 0, 0
    while not done and time.monotonic() - begin < after:
        time.sleep(0.001)
        done, status = os.waitpid(child, os.WNOHANG)
    took = time.monotonic() - begin
    if not done:
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return None
    _must(os.WEXITSTATUS(status) == 0, f"{work} ended with {os.WEXITSTATUS(status)}")
    return took


def _be(folder: Path, work: Work) -> None:
    """Do `work` as a process of its own and end."""
    status = 1
    try:
        os.chdir(folder)
        work.do()
        status = 0
    except MethodgraphError as error:
        sys.stderr.write(f"{work}: {error}\n")
    finally:
        sys.stderr.flush()
        os._exit(status)


def _checked(bench: Bench, work: Work, allowed: list[Held], tally: Tally) -> Held:
    """Return what the store holds now, having looked at all there is."""
    folder = bench.folder / OUTPUT
    store, held = folder / STORE_FILE, {}
    if store.exists():
        begin = time.monotonic()
        with Store(folder) as opened:
            held = {source.file: count for source, count in sources(opened)}
        tally.slowest = max(tally.slowest, time.monotonic() - begin)
        with closing(sqlite3.connect(store)) as connection:
            _must(connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)], work)
            _must(connection.execute("PRAGMA foreign_key_check").fetchall() == [], work)
    _must(held in allowed, f"{work}: the store holds {held}, not one of {allowed}")
    there = _digests(folder)
    strange = {name for name, digest in there.items() if (name, digest) not in bench.known}
    _must(not strange, f"{work}: no undisturbed run writes such {strange}")
    tally.by_state["manifest" if _manifest_is_true(folder, there) else "no manifest"] += 1
    return held


def _manifest_is_true(folder: Path, there: dict[str, str]) -> bool:
    """Return True where there is a manifest, which tells the files beside it as they are; False where there is none."""
    if pipeline.OUTPUT_FILES[-1] not in there:
        return False
    told = json.loads((folder / pipeline.OUTPUT_FILES[-1]).read_text("utf-8"))
    _must({file["name"]: file["sha256"] for file in told["files"]}.items() <= there.items(), "the manifest is not true")
    return True


def _resumed(bench: Bench, work: Work, held: Held) -> Held:
    """Do `work` again undisturbed, then publish; the files must be those of an undisturbed run."""
    for again in (work, Work("publish", (), 0)):
        child = os.fork()
        if not child:
            _be(bench.folder, again)
        _, status = os.waitpid(child, 0)
        _must(status == 0, f"{again}: could not go on")
    after = work.after(held, bench.records)
    there, whole = _digests(bench.folder / OUTPUT), bench.whole(after)
    _must(there == whole, f"{work}: other bytes than an undisturbed run's in {set(there.items()) ^ set(whole.items())}")
    return after


def _corpus(folder: Path) -> Held:
    """Write files of seven papers and of two, some papers in two of them; return how many each file has."""
    papers = list(pipeline.read([SEEDS]).papers)
    records = {}
    parts = [papers[at * 5 : at * 5 + 7] for at in range(7)] + [papers[at : at + 2] for at in range(35, 49, 2)]
    for at, part in enumerate(parts):
        lines = [json.dumps({"id": paper.id, "title": paper.title, "abstract": paper.text}) for paper in part]
        (folder / f"part{at}.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        records[f"part{at}.jsonl"] = len(part)
    return records


def _digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each published file of a folder by its name."""
    return {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in pipeline.OUTPUT_FILES
        if (folder / name).exists()
    }


def _must(holds: bool, what: object) -> None:  # noqa: FBT001
    if not holds:
        raise Lost(what)


def _parts(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.most_common())


if __name__ == "__main__":
    sys.exit(main())
