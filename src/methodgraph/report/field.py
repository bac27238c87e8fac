"""The sections on what the papers speak of: overview, years, the largest entities, usage over time, what rises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from methodgraph.analysis import rising, usage_over_time
from methodgraph.report import plots
from methodgraph.report.content import Bar, Block, Grid, Paragraph, Plot, Section, Share, Table
from methodgraph.report.material import Material, listed, named, rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from methodgraph.records import EntityType

_USED_AS = ("introduces", "uses")
_LINES = 6
_RISING = 12
_YEARS = 10
"""Years that the table of usage has room for."""
_PLURALS: dict[str, str] = {
    "Method": "Methods", "Model": "Models", "Task": "Tasks", "Dataset": "Datasets", "Benchmark": "Benchmarks",
    "Metric": "Metrics",
}  # fmt: skip
_NO_YEARS = "The papers tell no years, so nothing can be said of time."


def overview_section(material: Material) -> Section:
    """Return how many claims of which kind and confidence there are."""
    told = material.overview
    predicates = {**told.roles, **told.relations}
    claims = sum(predicates.values())
    blocks: list[Block] = [
        Paragraph(
            f"The papers make {claims:,} claims, each with the sentence that says so: {sum(told.roles.values()):,} "
            f"roles, which lead from a paper to what it speaks of, and {sum(told.relations.values()):,} relations "
            f"between two things. {_silent(len(told.silent))}"
        ),
        Grid((_counted("Roles", told.roles), _counted("Relations", told.relations))),
    ]
    if claims > told.unsure:
        high, first = sum(told.bands[8:]), min(at for at, number in enumerate(told.bands) if number)
        tenths = [f"{low / 10:.1f}–{(low + 1) / 10:.1f}" for low in range(first, len(told.bands))]
        share = 100 * high / (claims - told.unsure)
        blocks += [
            Paragraph(
                "How likely a claim is right follows from how often its rules were right where people checked them. "
                f"{share:.0f} % of the claims have a confidence of 0.8 or more."
            ),
            Plot(
                "confidence", plots.columns(tenths, told.bands[first:]), "Claims by confidence",
                "Claims by confidence, in steps of a tenth.",
            ),
        ]  # fmt: skip
    return Section("overview", "Overview", tuple(blocks))


def _silent(number: int) -> str:
    if not number:
        return "Every paper speaks of something that has a name here."
    return f"{number:,} {'paper speaks' if number == 1 else 'papers speak'} of nothing that has a name here."


def _counted(title: str, numbers: Mapping[str, int]) -> Table:
    counts = {name: number for name, number in numbers.items() if number}
    most = max(counts.values(), default=1)
    return Table((title, "claims"), tuple((name, Bar(number, most)) for name, number in counts.items()))


def years_section(material: Material) -> Section:
    """Return the papers of each year."""
    told = material.overview
    if not told.years:
        return Section("years", "Papers per year", (Paragraph(_NO_YEARS),))
    first, last = min(told.years), max(told.years)
    most = max(told.years, key=lambda year: (told.years[year], -year))
    words = f"The papers are of {first} to {last}; most, {told.years[most]:,}, of {most}."
    if told.undated:
        words += f" {told.undated:,} tell no year."
    plot = Plot("papers-per-year", plots.years(told.years), "Papers of each year", "Papers of each year.")
    return Section("years", "Papers per year", (Paragraph(words), plot))


def largest_section(material: Material) -> Section:
    """Return the entities of each type that most papers have a role for."""
    told = material.overview
    tables = []
    for kind, used in told.used.items():
        if used:
            most = used[0].number
            lines = tuple((named(one.label, one.type), Bar(one.number, most)) for one in used)
            tables.append(Table((f"{_PLURALS[kind]} ({told.entities[kind]:,})", "papers"), lines))
    once, number = sum(told.once.values()), sum(told.entities.values())
    words = (
        "By how many papers have any role for them. "
        f"{once:,} of the {number:,} entities are spoken of in one paper only."
    )
    return Section("largest", "What most papers speak of", (Paragraph(words), Grid(tuple(tables))))


def usage_section(material: Material) -> Section:
    """Return how the share of the papers that use the leading methods went from year to year."""
    title = "Leading methods over time"
    if len(material.overview.years) < 2:
        return Section("usage", title, (Paragraph(_NO_YEARS if not material.overview.years else _ONE_YEAR),))
    leading = _leading(material)
    counts = usage_over_time(material.network, leading, roles=_USED_AS)
    counts = counts[counts.index.notna()]
    total = [material.overview.years[int(year)] for year in counts.index]
    lines = {str(name): _divided(counts[name], total) for name in counts.columns}
    plot = Plot(
        "usage", plots.shares([int(year) for year in counts.index], lines),
        f"The share of each year's papers that introduce or use {listed(list(lines))}",
        "The share of each year's papers that introduce or use it.",
    )  # fmt: skip
    latest = counts.tail(_YEARS)
    kinds = dict(material.network.nodes(data="type"))
    table = Table(
        ("papers", *(str(year) for year in latest.index)),
        tuple(
            (named(str(name), kinds[node]), *latest[name].tolist())
            for node, name in zip(leading, latest.columns, strict=True)
        ),
    )
    words = (
        "The methods and models that most papers introduce or use, six at most. What abstracts no longer name, because "
        "everybody knows it is there, falls here while it goes on being used."
    )
    return Section("usage", title, (Paragraph(words), plot, table))


_ONE_YEAR = "The papers are of one year, so nothing can be said of time."


def _leading(material: Material) -> list[str]:
    """Return the nodes of the methods and models that most papers introduce or use."""
    kinds: dict[str, EntityType] = {entity.id: entity.type for entity in material.linked.entities}
    found: dict[str, set[str]] = {}
    for claim in material.linked.claims:
        if claim.predicate in _USED_AS and kinds[claim.object] in {"Method", "Model"}:
            found.setdefault(claim.object, set()).add(claim.paper)
    order = sorted(found, key=lambda entity: (-len(found[entity]), entity))
    return [f"entity:{entity}" for entity in order[:_LINES]]


def _divided(counts: pd.Series[int], total: list[int]) -> list[float]:
    return [number / papers if papers else 0.0 for number, papers in zip(counts.tolist(), total, strict=True)]


def rising_section(material: Material) -> Section:
    """Return what more of the recent papers speak of than of those before."""
    title = "What rises"
    if len(material.overview.years) < 2:
        return Section("rising", title, (Paragraph(_NO_YEARS if not material.overview.years else _ONE_YEAR),))
    recent = 2 if len(material.overview.years) > 3 else 1
    found = rising(material.network, recent=recent)
    found = found[found["growth"] > 1].head(_RISING)
    if found.empty:
        return Section("rising", title, (Paragraph("Nothing that five papers speak of grew."),))
    told = list(rows(found, "label", "type", "papers", "share_before", "share_recent", "growth"))
    last = max(material.overview.years)
    span = str(last) if recent == 1 else f"{last - recent + 1} and {last}"
    caption = f"The share of all papers before (grey) and in {span} (coloured by type)."
    items = [(label, kind, before, now) for label, kind, _, before, now, _ in told]
    table = Table(
        ("", "type", "papers", "before", f"in {span}", "growth"),
        tuple((named(label, kind), kind, papers, Share(before), Share(now), round(growth, 1))
              for label, kind, papers, before, now, growth in told),
    )  # fmt: skip
    words = (
        f"What a greater share of the papers of {span} speaks of than of the papers before, among what five papers at "
        "least speak of. Growth is 1 where a share did not change. It compares counts with those to be expected, five "
        "papers added to each, so few papers give a growth near 1. It tells of these papers: where they come from may "
        "have changed as well."
    )
    plot = Plot("rising", plots.changes(items), f"Shares before and in {span}, by entity", caption)
    return Section("rising", title, (Paragraph(words), plot, table))
