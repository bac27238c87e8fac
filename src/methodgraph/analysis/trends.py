"""What was used when, and what is on the rise."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

from methodgraph.analysis.names import entity_named
from methodgraph.analysis.tables import FRACTION, TEXT, WHOLE, at_least, of_types, papers, roles, several, table

if TYPE_CHECKING:
    from collections.abc import Iterable

    import networkx as nx

    from methodgraph.records import Entity

_RISING = {
    "entity": TEXT, "label": TEXT, "type": TEXT, "papers": "int64", "recent": "int64", "before": "int64",
    "share_recent": FRACTION, "share_before": FRACTION, "growth": FRACTION,
}  # fmt: skip


def usage_over_time(
    network: nx.MultiDiGraph[str],
    entities: Iterable[Entity | str] | None = None,
    *,
    roles: Iterable[str] | None = None,
) -> pd.DataFrame:
    """Return how many papers of each year have a role for each entity.

    A paper counts once for an entity, whatever its roles. Counts are of papers, not shares: where the number of papers
    changes from year to year, divide by it (`graph.papers.to_pandas().groupby("year").size()`).

    Args:
        network: the graph, as `to_networkx()` makes it.
        entities: names, ids, nodes or records of entities, in the order of the columns. None is all that have a paper,
            those with the most papers first, then by node.
        roles: the roles that count, as ("introduces", "uses"); None is all.

    Returns:
        A DataFrame of int64. Index `year` (Int64): every year from the first to the last of the graph's papers, also
        those in which nothing was used; papers without a year are counted in a last row, <NA>, if there are any.
        Columns: the label of each entity, with its id in brackets where several of them bear it.

    Raises:
        UsageError: a name is unknown or of several things, a role does not exist, or a lone name is given for several.

    It is no measure of a field where the papers are not a fair sample of it.

    >>> usage_over_time(network, ["LoRA", "GRPO"]).plot()  # doctest: +SKIP
    """
    uses = _dated(network, roles)
    nodes = _by_size(uses) if entities is None else _nodes(network, entities)
    counts = uses[uses["entity"].isin(nodes)].groupby(["year", "entity"], dropna=False, sort=False).size()
    years = pd.Index(_years(network), dtype=WHOLE, name="year")
    wide = counts.unstack("entity", fill_value=0) if len(counts) else pd.DataFrame(index=years[:0])
    wide = wide.reindex(index=years, columns=nodes, fill_value=0).astype("int64")
    wide.columns = pd.Index(_headings(network, nodes))
    return wide


def rising(
    network: nx.MultiDiGraph[str], *, types: Iterable[str] | None = None, recent: int = 2, least: int = 5
) -> pd.DataFrame:
    """Return the entities by how much their share of the papers grew: recent years against all years before.

    With r of R recent papers and b of B papers before, and e = (r + b)R / (R + B) and f = (r + b)B / (R + B) the counts
    to be expected if nothing had changed, and k = `least`,

        growth = ((r + k) / (e + k)) / ((b + k) / (f + k))

    so 1 is a share that did not change; far above k papers 2 is twice the share. The k keeps small counts near 1 (a
    shrinkage of observed to expected counts; DuMouchel, "Bayesian Data Mining in Large Frequency Tables", 1999, has a
    richer one): with as many recent papers as before, 5 to 0 is a growth of 2, not one without end.

    Args:
        network: the graph, as `to_networkx()` makes it. Papers without a year do not count.
        types: the types of entity, as ("Method", "Model"); None is all.
        recent: how many years are recent: that many calendar years up to the last that any paper has.
        least: papers that an entity has at least, of those that count, and k of the formula.

    Returns:
        A DataFrame with the greatest growth first, ties by papers, then by node; falling entities (growth < 1) come
        last. Columns: entity (node), label, type (string); papers, recent, before (int64: papers with any role for it);
        share_recent, share_before (float64: of the papers of those years, as counted); growth (float64). Empty where
        there are no papers before the recent years.

    Raises:
        UsageError: a type does not exist; `recent` or `least` is below 1.

    It tells what grew among these papers. It does not tell a trend from a change in where the papers come from, and
    knows no error bars: of thousands of entities some have a growth of 2 by chance.

    >>> rising(network, types=["Method"], recent=1)[["label", "growth"]].head(3)  # doctest: +SKIP
    """
    at_least(recent, 1, "recent")
    at_least(least, 1, "least")
    wanted = of_types(network, types)
    years = Counter(year for year in papers(network)["year"].dropna().tolist())
    first = max(years, default=0) - recent + 1
    now = sum(number for year, number in years.items() if year >= first)
    then = sum(years.values()) - now
    if not then:
        return table([], _RISING)
    dated = _dated(network, None).dropna(subset=["year"])
    is_recent = (dated["year"] >= first).astype(bool)
    found = wanted[["entity", "label", "type"]].copy()
    found["recent"] = _counted(dated[is_recent], found["entity"])
    found["before"] = _counted(dated[~is_recent], found["entity"])
    found.insert(3, "papers", found["recent"] + found["before"])
    found = found[found["papers"] >= least].copy()
    found["share_recent"], found["share_before"] = found["recent"] / now, found["before"] / then
    usual = found["papers"] / (now + then)
    grown = (found["recent"] + least) / (usual * now + least)
    found["growth"] = grown / ((found["before"] + least) / (usual * then + least))
    ordered = found.sort_values(["growth", "papers", "entity"], ascending=[False, False, True])
    return ordered.reset_index(drop=True).astype(_RISING)


def _dated(network: nx.MultiDiGraph[str], wanted: Iterable[str] | None) -> pd.DataFrame:
    """Return a row for each paper and entity that it has a wanted role for: paper, entity, year."""
    uses = roles(network, wanted)[["paper", "entity"]].drop_duplicates()
    return uses.merge(papers(network)[["paper", "year"]], on="paper")


def _years(network: nx.MultiDiGraph[str]) -> list[object]:
    """Return every year from the first to the last, then <NA> if any paper has none."""
    told = papers(network)["year"]
    known = told.dropna()
    years: list[object] = list(range(int(known.min()), int(known.max()) + 1)) if len(known) else []
    return [*years, pd.NA] if told.isna().any() else years


def _nodes(network: nx.MultiDiGraph[str], given: Iterable[Entity | str]) -> list[str]:
    return list(dict.fromkeys(entity_named(network, one) for one in several(given, "entities")))


def _by_size(uses: pd.DataFrame) -> list[str]:
    sizes = Counter(uses["entity"].tolist())
    return sorted(sizes, key=lambda node: (-sizes[node], node))


def _headings(network: nx.MultiDiGraph[str], nodes: list[str]) -> list[str]:
    labels = [network.nodes[node]["label"] for node in nodes]
    borne = Counter(labels)
    return [
        label if borne[label] == 1 else f"{label} ({node.removeprefix('entity:')})"
        for label, node in zip(labels, nodes, strict=True)
    ]


def _counted(uses: pd.DataFrame, nodes: pd.Series[str]) -> pd.Series[int]:
    return nodes.map(uses["entity"].value_counts()).fillna(0).astype("int64")
