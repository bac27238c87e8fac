"""What was never tried."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from methodgraph.analysis.names import entity_named, of_type
from methodgraph.analysis.tables import FRACTION, TEXT, at_least, relations, roles, table

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from methodgraph.records import Entity

_GAPS = {
    "method": TEXT, "label": TEXT, "type": TEXT, "benchmark": TEXT, "benchmark_label": TEXT, "method_papers": "int64",
    "benchmark_papers": "int64", "expected": FRACTION,
}  # fmt: skip


def gaps(network: nx.MultiDiGraph[str], task: Entity | str, *, least: int = 3) -> pd.DataFrame:
    """Return the methods usual for a task with the benchmarks usual for it on which no paper evaluated them.

    The papers on a task are those that address it. A method or model is usual where at least `least` of them introduce
    or use it, a dataset or benchmark where at least `least` of them evaluate on it (role `evaluatesOn`). A method
    counts as evaluated on a benchmark where a claim says so (`evaluatedOn`), or where a paper, on whatever task, that
    introduces, uses or compares with it evaluates on the benchmark.

    With n papers on the task, m of which introduce or use the method and b evaluate on the benchmark, expected = mb / n
    is how many would do both if they chose independently.

    Args:
        network: the graph, as `to_networkx()` makes it.
        task: its name, id, node or record.
        least: papers that make a method or a benchmark usual, from 1 on.

    Returns:
        A DataFrame, those first of which most papers would be expected, then the benchmark with most papers, then by
        benchmark and method. Columns: method (node), label, type, benchmark (node), benchmark_label (string);
        method_papers (int64: on the task, that introduce or use the method), benchmark_papers (int64: on the task, that
        evaluate on it), expected (float64). Empty where nothing is usual, or all was tried.

    Raises:
        UsageError: no task is so called, or several are; `least` is below 1.

    Read `expected` before the rest. At 3 chance alone would leave a pair untried one time in twenty (e to the -3), at 1
    one time in three; below 1, as in most graphs nearly all are, that no paper did both says nothing of the two. And it
    knows what abstracts say, of which most name few of the benchmarks that the paper uses: a gap is a question to ask
    of the papers, not a finding. Narrower and broader tasks count as other tasks.

    >>> gaps(network, "image classification")[["label", "benchmark_label", "expected"]].head()  # doctest: +SKIP
    """
    at_least(least, 1, "least")
    node = entity_named(network, task, of_type(network, "Task"), "no Task is called")
    addressing = set(_papers(network, ("addresses",)).get(node, ()))
    evaluating = _papers(network, ("evaluatesOn",))
    benchmarks = _usual(evaluating, addressing, least)
    told = network.nodes
    methods = {
        one: number
        for one, number in _usual(_papers(network, ("introduces", "uses")), addressing, least).items()
        if told[one]["type"] in {"Method", "Model"}
    }
    tried = _tried(network, evaluating)
    rows = [
        (
            method, told[method]["label"], told[method]["type"], benchmark, told[benchmark]["label"], own, number,
            own * number / len(addressing),
        )
        for method, own in methods.items()
        for benchmark, number in benchmarks.items()
        if benchmark not in tried[method]
    ]  # fmt: skip
    # Equal products are equal floats here: both are whole numbers, divided by the same.
    return table(sorted(rows, key=lambda row: (-row[7], -row[6], row[3], row[0])), _GAPS)


def _usual(having: dict[str, set[str]], papers: set[str], least: int) -> dict[str, int]:
    """Return for what it is how many of the papers have it, where that is `least` of them."""
    counts = {one: len(papers & found) for one, found in having.items()}
    return {one: number for one, number in counts.items() if number >= least}


def _papers(network: nx.MultiDiGraph[str], wanted: tuple[str, ...]) -> dict[str, set[str]]:
    """Return for each entity the nodes of the papers that have one of these roles for it."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    told = roles(network, wanted)
    for paper, entity in zip(told["paper"].tolist(), told["entity"].tolist(), strict=True):
        found[entity].add(paper)
    return dict(found)


def _tried(network: nx.MultiDiGraph[str], evaluating: dict[str, set[str]]) -> defaultdict[str, set[str]]:
    """Return for each entity what it was evaluated on."""
    by_paper: defaultdict[str, set[str]] = defaultdict(set)
    for benchmark, papers in evaluating.items():
        for paper in papers:
            by_paper[paper].add(benchmark)
    tried: defaultdict[str, set[str]] = defaultdict(set)
    for method, papers in _papers(network, ("introduces", "uses", "comparesWith")).items():
        tried[method] = {benchmark for paper in papers for benchmark in by_paper.get(paper, ())}
    told = relations(network, ("evaluatedOn",))
    for method, benchmark in zip(told["subject"].tolist(), told["object"].tolist(), strict=True):
        tried[method].add(benchmark)
    return tried
