"""What was never tried."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from methodgraph.analysis.names import entity_named
from methodgraph.analysis.tables import TEXT, at_least, relations, roles, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx as nx
    import pandas as pd

_GAPS = {
    "method": TEXT, "label": TEXT, "type": TEXT, "benchmark": TEXT, "benchmark_label": TEXT, "method_papers": "int64",
    "benchmark_papers": "int64",
}  # fmt: skip


def gaps(network: nx.MultiDiGraph[str], task: str, *, least: int = 3) -> pd.DataFrame:
    """Return the methods for a task with the benchmarks usual for it on which no paper evaluated them.

    A dataset or benchmark is usual for a task where at least `least` papers that address the task evaluate on it
    (roles `addresses` and `evaluatesOn` of the same paper). A method or model is for the task where a claim says that
    it `solves` it, or a paper that addresses the task introduces it. It counts as evaluated on a benchmark where a
    claim says so (`evaluatedOn`) or where a paper that introduces, uses or compares with it evaluates on the benchmark.

    Args:
        network: the graph, as `to_networkx()` makes it.
        task: its name, id or node.
        least: papers that make a benchmark usual, from 1 on.

    Returns:
        A DataFrame, the most usual benchmark first, then the method with most papers, then by nodes. Columns: method
        (node), label, type, benchmark (node), benchmark_label (string); method_papers (int64: that tie the method to
        the task), benchmark_papers (int64: that address the task and evaluate on it). Empty where nothing is usual.

    Raises:
        UsageError: no task is so called, or several are; `least` is below 1.

    It knows what abstracts say, and most name few of the benchmarks that the paper uses: a gap is a question to ask of
    the paper, not a finding. Narrower and broader tasks count as other tasks.

    >>> gaps(network, "image classification")[["label", "benchmark_label"]].head()  # doctest: +SKIP
    """
    at_least(least, 1, "least")
    node = entity_named(network, task, only="Task")
    addressing = set(_papers(network, ("addresses",)).get(node, ()))
    evaluating = _papers(network, ("evaluatesOn",))
    usual = {one: len(addressing & papers) for one, papers in evaluating.items() if len(addressing & papers) >= least}
    methods = _methods(network, node, addressing)
    tried = _tried(network, evaluating)
    told = network.nodes
    rows = [
        (one, told[one]["label"], told[one]["type"], benchmark, told[benchmark]["label"], len(methods[one]), number)
        for one in methods
        for benchmark, number in usual.items()
        if benchmark not in tried[one]
    ]
    return table(sorted(rows, key=lambda row: (-row[6], row[3], -row[5], row[0])), _GAPS)


def _papers(network: nx.MultiDiGraph[str], wanted: tuple[str, ...]) -> dict[str, set[str]]:
    """Return for each entity the nodes of the papers that have one of these roles for it."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    told = roles(network, wanted)
    for paper, entity in zip(told["paper"].tolist(), told["entity"].tolist(), strict=True):
        found[entity].add(paper)
    return dict(found)


def _methods(network: nx.MultiDiGraph[str], task: str, addressing: set[str]) -> dict[str, set[str]]:
    """Return the methods and models for a task, with the nodes of the papers that say so."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for method, _, paper in _related(network, "solves", target=task):
        found[method].add(f"paper:{paper}")
    for method, papers in _papers(network, ("introduces",)).items():
        if addressing & papers:
            found[method] |= addressing & papers
    return {one: papers for one, papers in found.items() if network.nodes[one]["type"] in {"Method", "Model"}}


def _tried(network: nx.MultiDiGraph[str], evaluating: dict[str, set[str]]) -> defaultdict[str, set[str]]:
    """Return for each entity what it was evaluated on."""
    by_paper: defaultdict[str, set[str]] = defaultdict(set)
    for benchmark, papers in evaluating.items():
        for paper in papers:
            by_paper[paper].add(benchmark)
    tried: defaultdict[str, set[str]] = defaultdict(set)
    for method, papers in _papers(network, ("introduces", "uses", "comparesWith")).items():
        tried[method] = {benchmark for paper in papers for benchmark in by_paper.get(paper, ())}
    for method, benchmark, _ in _related(network, "evaluatedOn"):
        tried[method].add(benchmark)
    return tried


def _related(
    network: nx.MultiDiGraph[str], predicate: str, target: str | None = None
) -> Iterator[tuple[str, str, str]]:
    """Yield subject, object and paper id of each relation of this kind, to `target` if one is given."""
    told = relations(network, (predicate,))
    columns = (told[column].tolist() for column in ("subject", "object", "paper"))
    for subject, thing, paper in zip(*columns, strict=True):
        if target in {None, thing}:
            yield subject, thing, paper
