"""What extraction costs, in units of what tokenizing the same abstracts costs: CPU time of one process, one run.

    python benchmarks/speed.py PAPERS... [--most 2000]

Prints one line: papers, CPU seconds of tokenizing and of extracting, their ratio, papers per CPU second. The ratio is
the figure to compare: both parts ran on the same machine under the same load.
"""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING

from methodgraph.extract import load_extractor
from methodgraph.extract.tokenizer import blank_pipeline
from methodgraph.read import read_papers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from methodgraph.records import Paper

WARM_UP = 200
"""Papers run before the clock starts, so that both sides find the words of the field in spaCy's cache."""

STRIDE = 100
"""Papers after which the two sides take turns, so that what else the machine does weighs on both alike."""


def main() -> None:
    """Measure and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("papers", nargs="+")
    ask.add_argument("--most", type=int, default=2000, help="how many papers to measure at the most")
    told = ask.parse_args()
    papers = read_papers(told.papers).papers[: told.most]
    nlp, extract = blank_pipeline(), load_extractor()
    for paper in papers[:WARM_UP]:
        nlp.make_doc(paper.text)
        extract(paper)
    floor = whole = 0.0
    for n in range(0, len(papers), STRIDE):
        floor += cpu(lambda paper: nlp.make_doc(paper.text), papers[n : n + STRIDE])
        whole += cpu(extract, papers[n : n + STRIDE])
    print(
        f"{len(papers)} papers: tokenizing {floor:.2f} s, extracting {whole:.2f} s CPU, "
        f"ratio {whole / floor:.1f}, {len(papers) / whole:.0f} papers per CPU second"
    )


def cpu(work: Callable[[Paper], object], papers: Iterable[Paper]) -> float:
    """Return the CPU seconds that `work` takes over `papers`."""
    begin = time.process_time()
    for paper in papers:
        work(paper)
    return time.process_time() - begin


if __name__ == "__main__":
    main()
