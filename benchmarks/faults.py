"""Ten thousand broken files: is one paper lost in silence, does one reader crash, does one file take a second?

    python -m benchmarks.faults SAMPLES... [--files 10000] [--seed 6] [--keep FOLDER]

SAMPLES are files of papers, or folders of them. Each is marked (see `marked.py`), mutated (`mutations.py`) again and
again, and read. Told are for each sample: files read, papers, problems, notes, marks that stood in the mutated files,
those that one problem tells of together, those of which nothing tells at all, exceptions, files of more than a second
of CPU, and the slowest. The same seed makes the same files. Exit status 1 where something was lost, raised or slow.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from benchmarks.marked import MARK, account, marked
from benchmarks.mutations import mutate

from methodgraph.read import iter_papers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from methodgraph.read import Found

LIMIT = 1.0
"""CPU seconds that a file may take."""
PATIENCE = 20
"""Seconds after which a file is given up."""
AT_ONCE = 50
"""Files a task of a process."""


class TooSlow(Exception):  # noqa: N818 - what happened
    """A file was given up."""


@dataclass
class Row:
    """What was found of the mutated files of one sample."""

    sample: str
    numbers: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    faults: list[str] = field(default_factory=list)

    def add(self, other: Row) -> None:
        """Add what another process found."""
        self.numbers += other.numbers
        self.slowest = max(self.slowest, other.slowest)
        self.faults += other.faults


@dataclass(frozen=True)
class Sample:
    """A file of papers with its marks."""

    name: str
    data: bytes
    marks: frozenset[str]


def main() -> None:
    """Read the arguments, run, print the table."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("samples", nargs="+", type=Path)
    ask.add_argument("--files", type=int, default=10_000)
    ask.add_argument("--seed", type=int, default=6)
    ask.add_argument("--keep", type=Path, help="a folder for the files at fault")
    told = ask.parse_args()
    begin = time.perf_counter()
    rows = run(samples(told.samples), told.files, told.seed, told.keep)
    print(*table(rows), sep="\n")
    print(f"\n{told.files} files, seed {told.seed}, {time.perf_counter() - begin:.0f} s")
    faults = [fault for row in rows for fault in row.faults]
    print(*faults[:100], sep="\n")
    sys.exit(1 if faults else 0)


def samples(paths: Sequence[Path]) -> list[Sample]:
    """Return the files that hold papers, marked. Only marks that come out of the file as it is count."""
    files = sorted(file for path in paths for file in ([path] if path.is_file() else path.iterdir()) if file.is_file())
    found = []
    for number, file in enumerate(files, 1):
        try:
            data = marked(file.read_bytes(), number * 10_000)
        except UnicodeDecodeError:
            data = file.read_bytes()
        batches = read(data, file.name)
        if any(batch.papers for batch in batches):
            told = "\n".join(f"{paper.title} {paper.text}" for batch in batches for paper in batch.papers)
            found.append(Sample(file.name, data, frozenset(MARK.findall(told))))
    return found


def read(data: bytes, name: str) -> list[Found]:
    """Return what is read of a file of this content and name."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        return list(iter_papers([path]))


def run(given: Sequence[Sample], files: int, seed: int, keep: Path | None = None, processes: int = 2) -> list[Row]:
    """Return a row a sample, of `files` mutated files in all."""
    rows = {sample.name: Row(sample.name) for sample in given}
    tasks = [(given, number, min(number + AT_ONCE, files), seed, keep) for number in range(0, files, AT_ONCE)]
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        for some in pool.map(_some, *zip(*tasks, strict=True)):
            for row in some:
                rows[row.sample].add(row)
    return list(rows.values())


def _some(given: Sequence[Sample], first: int, end: int, seed: int, keep: Path | None) -> list[Row]:
    known = frozenset(mark for sample in given for mark in sample.marks)
    rows = []
    for number in range(first, end):
        sample = given[number % len(given)]
        chance = Random(f"{seed}:{number}")  # noqa: S311 - the same files every time
        how, data = mutate(sample.data, chance, [other.data for other in given if other is not sample])
        row = judged(Sample(sample.name, data, known), f"{number} ({how})")
        if row.faults and keep is not None:
            keep.mkdir(parents=True, exist_ok=True)
            (keep / f"{number}-{sample.name}").write_bytes(data)
        rows.append(row)
    return rows


def judged(mutant: Sample, told: str) -> Row:
    """Read a mutated file and return what is to be said of it; `told` says which it is."""
    row = Row(mutant.name)
    row.numbers["files"] = 1
    begin = time.process_time()
    found: list[Found] = []
    try:
        with _patience():
            found = read(mutant.data, mutant.name)
    except Exception:  # noqa: BLE001 - whatever escapes is what is looked for
        row.numbers["raised"] = 1
        row.faults.append(f"{mutant.name} {told}: {traceback.format_exc().splitlines()[-1]}")
        return row
    row.slowest = time.process_time() - begin
    if row.slowest > LIMIT:
        row.numbers["slow"] = 1
        row.faults.append(f"{mutant.name} {told}: {row.slowest:.1f} s")
    for kind in ("papers", "problems", "notes"):
        row.numbers[kind] = sum(len(getattr(batch, kind)) for batch in found)
    if not row.numbers["papers"] + row.numbers["problems"]:
        row.faults.append(f"{mutant.name} {told}: neither a paper nor a problem")
    marks = account(mutant.data, found, mutant.marks)
    row.numbers["marks"], row.numbers["lumped"], row.numbers["lost"] = marks.standing, marks.lumped, len(marks.lost)
    if marks.lost:
        row.faults.append(f"{mutant.name} {told}: lost {', '.join(f'{mark}:{line}' for mark, line in marks.lost[:5])}")
    return row


@contextmanager
def _patience() -> Iterator[None]:
    """Raise TooSlow after a while."""

    def give_up(_signum: int, _frame: object) -> None:
        raise TooSlow(f"not read within {PATIENCE} s")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def table(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the lines of the table, with a last one of all."""
    names = ("files", "papers", "problems", "notes", "marks", "lumped", "lost", "raised", "slow")
    yield f"{'sample':<32}" + "".join(f"{name:>10}" for name in names) + f"{'slowest':>10}"
    whole = Row("all")
    for row in rows:
        whole.add(row)
    for row in (*rows, whole):
        yield f"{row.sample:<32}" + "".join(f"{row.numbers[name]:>10,}" for name in names) + f"{row.slowest:>8.2f} s"


if __name__ == "__main__":
    main()
