"""What linking costs, in units of what reading the same graphs costs: CPU time of one process for each size.

    python benchmarks/link.py GRAPHS... [--sizes 1000 10000 50000] [--more 100]

GRAPHS are files that `methodgraph extract` wrote. For each number of papers, in a process of its own: CPU seconds of
reading them (JSON to records, the floor for whoever keeps graphs in files), of linking them, and of adding `--more`
papers to the others with `relink`, from the bytes of its state to the bytes of the next; the ratio to reading; papers
linked per CPU second; how many old papers change with those that are added; and the most memory the process held for
graphs, links and all. The cost per paper is flat where the ratio is. The garbage collector is off, as in a build.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from methodgraph.interchange import from_json
from methodgraph.link import dump_state, link, link_whole, load_state, relink
from methodgraph.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from methodgraph.records import PaperGraph

HEADING = "papers   reading   linking   ratio   papers/s   adding   old papers changed   state MB   most MB"


def main() -> None:
    """Measure and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("graphs", nargs="+")
    ask.add_argument("--sizes", nargs="+", type=int, default=[1000, 10_000, 50_000])
    ask.add_argument("--more", type=int, default=100, help="how many papers to add to the others")
    ask.add_argument("--only", type=int, help=argparse.SUPPRESS)
    told = ask.parse_args()
    if told.only is not None:
        print(measure(told.graphs, told.only, told.more))
        return
    print(HEADING)
    for size in told.sizes:
        command = [sys.executable, __file__, *told.graphs, "--more", str(told.more), "--only", str(size)]
        subprocess.run(command, check=True)  # noqa: S603 - this file itself


def measure(paths: Sequence[str], size: int, more: int) -> str:
    """Return the line of one size."""
    gc.disable()
    vocabulary = load_vocabulary()
    begin = time.process_time()
    graphs = [from_json(json.loads(line)) for line in islice(lines(paths), size)]
    reading = time.process_time() - begin
    begin = time.process_time()
    linked = link(graphs, vocabulary)
    linking = time.process_time() - begin
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    del linked
    adding, changed, state = add(graphs, more)
    return (
        f"{len(graphs):6} {reading:8.2f} s {linking:7.2f} s {linking / reading:7.2f} {len(graphs) / linking:10.0f} "
        f"{adding:6.2f} s {changed:20} {state:10.1f} {most:9.0f}"
    )


def add(graphs: Sequence[PaperGraph], more: int) -> tuple[float, int, float]:
    """Return the CPU seconds of adding every so manieth paper to the others, papers changed, and the state's size."""
    vocabulary = load_vocabulary()
    added = graphs[:: max(1, len(graphs) // more)][:more]
    new = {graph.paper.id for graph in added}
    old = {graph.paper.id: graph for graph in graphs if graph.paper.id not in new}
    state = dump_state(link_whole(old.values(), vocabulary).state)
    begin = time.process_time()
    told = relink(load_state(state), (), added, old.__getitem__, vocabulary)
    dump_state(told.state)
    return time.process_time() - begin, len(told.outcomes) - len(new), len(state) / 1e6


def lines(paths: Sequence[str]) -> Iterator[str]:
    """Yield the lines of all files."""
    for path in paths:
        with Path(path).open(encoding="utf-8") as stream:
            yield from stream


if __name__ == "__main__":
    main()
