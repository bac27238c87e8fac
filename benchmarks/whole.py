"""What the whole way costs, from papers to all published files, in units of what tokenizing their abstracts costs.

    python benchmarks/whole.py PAPERS... [--sizes 1000 10000 50000] [--more 100] [--workers N]

For each number of papers: CPU seconds of tokenizing the abstracts, in this process, and of `methodgraph build` with all
its processes; their ratio; CPU seconds a thousand papers; seconds on the clock; the most memory its largest process
held. Then `methodgraph add` of `--more` papers to the others, publishing included: CPU and clock. PAPERS are whatever
`build` reads; each size takes the first so many of them, and what is added stands behind those.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from methodgraph.extract.tokenizer import blank_pipeline
from methodgraph.read import iter_papers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from methodgraph.records import Paper

WARM_UP = 200
"""Papers tokenized before the clock starts."""
HEADING = (
    f"{'papers':>8} {'tokenizing':>10} {'build CPU':>10} {'ratio':>6} {'per 1,000':>9} {'clock':>7} {'memory':>8}   add"
)


class Cost(NamedTuple):
    """What a command took: CPU seconds of all its processes, seconds on the clock, bytes of its largest process."""

    cpu: float
    clock: float
    memory: int


def main() -> None:
    """Measure each size and print a line for it."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("papers", nargs="+")
    ask.add_argument("--sizes", nargs="+", type=int, default=[1000, 10_000, 50_000])
    ask.add_argument("--more", type=int, default=100, help="how many papers to add to each")
    ask.add_argument("--workers", type=int, help="processes that extract")
    told = ask.parse_args()
    papers = list(chain.from_iterable(found.papers for found in iter_papers(told.papers)))
    workers = () if told.workers is None else ("--workers", str(told.workers))
    print(HEADING)
    for size in sorted({min(size, len(papers) - told.more) for size in told.sizes}):
        with tempfile.TemporaryDirectory() as folder:
            print(row(papers[:size], papers[size : size + told.more], Path(folder), workers), flush=True)


def row(papers: Sequence[Paper], more: Sequence[Paper], folder: Path, workers: Sequence[str]) -> str:
    """Return the line of a table for a graph of `papers` to which `more` are added."""
    write(papers, folder / "papers.jsonl")
    write(more, folder / "more.jsonl")
    floor = tokenizing(papers)
    built = run(folder, "build", "papers.jsonl", *workers)
    added = run(folder, "add", "more.jsonl", *workers)
    return (
        f"{len(papers):8,} {floor:8.1f} s {built.cpu:8.1f} s {built.cpu / floor:6.1f} "
        f"{1000 * built.cpu / len(papers):7.2f} s {built.clock:5.0f} s {built.memory / 2**20:4.0f} MiB   "
        f"{len(more)}: {added.cpu:.1f} s CPU, {added.clock:.1f} s"
    )


def write(papers: Sequence[Paper], path: Path) -> None:
    """Write the papers as JSON lines."""
    lines = (
        json.dumps({"id": paper.id, "title": paper.title, "abstract": paper.text, "year": paper.year})
        for paper in papers
    )
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def tokenizing(papers: Sequence[Paper]) -> float:
    """Return the CPU seconds that tokenizing the abstracts takes, by the unit of `speed.py`."""
    nlp = blank_pipeline()
    for paper in papers[:WARM_UP]:
        nlp.make_doc(paper.text)
    begin = time.process_time()
    for paper in papers:
        nlp.make_doc(paper.text)
    return time.process_time() - begin


def run(folder: Path, *command: str) -> Cost:
    """Run methodgraph in `folder` and return what it and the processes that it waited for took."""
    call = (sys.executable, "-m", "methodgraph", *command, "--quiet", "--output", "graph")
    begin = time.perf_counter()
    with subprocess.Popen(call, cwd=folder) as process:  # noqa: S603 - our own command
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(process.returncode)
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - begin, used.ru_maxrss * 1024)


if __name__ == "__main__":
    main()
