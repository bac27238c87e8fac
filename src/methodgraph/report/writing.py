"""The report as a whole, and the thin place that writes it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from methodgraph.errors import UsageError
from methodgraph.files import write_atomic
from methodgraph.graph import to_networkx
from methodgraph.report import field, html, markdown, results, ties
from methodgraph.report.content import Report
from methodgraph.report.material import Material
from methodgraph.report.overview import overview

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from methodgraph.records import Linked

FORMS = (".md", ".html")
"""The suffixes of what can be written."""
_LARGEST = 10
_SECTIONS = (
    field.overview_section, field.years_section, field.largest_section, field.usage_section, field.rising_section,
    ties.together_section, ties.lineage_section, ties.influence_section, ties.communities_section,
    results.boards_section, results.gaps_section, results.code_section, results.left_out_section,
    results.making_section,
)  # fmt: skip


def contents(
    linked: Linked, figures: pd.DataFrame, claims: pd.DataFrame, made: Sequence[tuple[str, str]] = ()
) -> Report:
    """Return the report of a graph.

    Args:
        linked: the graph.
        figures: `graph.figures.to_pandas()`.
        claims: `graph.claims.to_pandas()`.
        made: how the graph came about, as pairs of a name and a value.

    >>> contents(linked, figures, claims).sections[0].title  # doctest: +SKIP
    'Overview'
    """
    told = overview(linked, _LARGEST)
    material = Material(linked, told, to_networkx(linked), figures, claims, tuple(made))
    entities, spoken = sum(told.entities.values()), sum(told.roles.values()) + sum(told.relations.values())
    span = f" of {min(told.years)} to {max(told.years)}" if len(told.years) > 1 else ""
    number = "one paper says" if told.papers == 1 else f"{told.papers:,} papers say"
    return Report(
        f"What {number}",
        f"Methods, models, tasks, datasets, benchmarks and metrics in the titles and abstracts of papers{span}",
        (("papers", told.papers), ("entities", entities), ("claims", spoken), ("results", told.results),
         ("code links", told.code)),
        tuple(section(material) for section in _SECTIONS),
    )  # fmt: skip


def check_target(path: Path) -> None:
    """Raise UsageError for a path whose suffix is none of `FORMS`."""
    if path.suffix not in FORMS:
        raise UsageError(f"{path.name}: a report is Markdown or a page; name a file that ends in .md or .html")


def write_report(report: Report, target: str | Path) -> tuple[Path, ...]:
    """Write a report, as the suffix says, and return the files: the report, then the plots beside it, if any.

    A page holds its plots; those of Markdown go into a folder beside it, which is called after it: `report-plots`.
    Raises UsageError for another suffix and where a file cannot be written.

    >>> write_report(report, "report.md")[1]  # doctest: +SKIP
    PosixPath('report-plots/confidence.svg')
    """
    path = Path(target)
    check_target(path)
    if path.suffix == ".html":
        write_atomic(path, html.page(report))
        return (path,)
    folder = path.with_name(f"{path.stem}-plots")
    plots = markdown.plots(report)
    written = []
    try:
        if plots:
            folder.mkdir(exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written ({error.strerror})") from error
    for plot in plots:
        written.append(folder / f"{plot.name}.svg")
        write_atomic(written[-1], plot.svg)
    write_atomic(path, markdown.text(report, folder.name))
    return (path, *written)
