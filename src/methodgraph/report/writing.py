"""The report as a whole, and the thin place that writes it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from methodgraph.errors import UsageError
from methodgraph.files import check_writable, write_atomic
from methodgraph.graph import to_networkx
from methodgraph.report import field, html, markdown, results, tables, ties
from methodgraph.report.content import PLOTS, Report
from methodgraph.report.material import Material
from methodgraph.report.totals import overview

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from methodgraph.records import Linked
    from methodgraph.report.content import Plot

FORMS = (".md", ".html")
"""The suffixes of what can be written."""
_LARGEST = 10
_SECTIONS = (
    field.overview_section, field.years_section, field.largest_section, field.usage_section, field.rising_section,
    ties.together_section, ties.lineage_section, ties.influence_section, ties.communities_section,
    results.boards_section, results.gaps_section, results.code_section, results.left_out_section,
    results.making_section,
)  # fmt: skip
_DRAWN = frozenset(f"{name}.svg" for name in PLOTS)


def contents(linked: Linked, made: Iterable[tuple[str, str]] = ()) -> Report:
    """Return the report of a graph.

    Args:
        linked: the graph.
        made: how the graph came about, as pairs of a name and a value; `methodgraph.report.how_made` tells them.

    >>> contents(linked).sections[0].title  # doctest: +SKIP
    'Overview'
    """
    told = overview(linked, _LARGEST)
    material = Material(linked, told, to_networkx(linked), tables.figures(linked.figures, linked), tuple(made))
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


def check_target(target: str | Path) -> None:
    """Raise UsageError where `write_report` would, as far as that can be known before there is a report."""
    path = Path(target)
    if path.suffix not in FORMS:
        raise UsageError(f"{path.name}: a report is Markdown or a page; name a file that ends in .md or .html")
    check_writable(path)
    if path.suffix == ".md":
        _check_folder(_folder(path))


def write_report(report: Report, target: str | Path) -> tuple[Path, ...]:
    """Write a report, as the suffix says, and return the files: the report, then the plots beside it, if any.

    A page holds its plots; those of Markdown go into a folder beside it, which is called after it: `report-plots`. A
    folder of an older report is replaced. Raises UsageError for another suffix, where a file cannot be written, and
    where the folder holds anything else than the plots of a report.

    >>> write_report(report, "report.md")[1]  # doctest: +SKIP
    PosixPath('report-plots/confidence.svg')
    """
    path = Path(target)
    check_target(path)
    if path.suffix == ".html":
        write_atomic(path, html.page(report))
        return (path,)
    folder, plots = _folder(path), markdown.plots(report)
    _replace(folder, plots)
    write_atomic(path, markdown.text(report, folder.name))
    return (path, *(folder / f"{plot.name}.svg" for plot in plots))


def _folder(path: Path) -> Path:
    return path.with_name(f"{path.stem}-plots")


def _check_folder(folder: Path) -> None:
    """Raise UsageError where there is something that is no folder of plots."""
    if not folder.exists() and not folder.is_symlink():
        return
    try:
        foreign = sorted(path.name for path in folder.iterdir() if path.name not in _DRAWN)
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written ({error.strerror})") from error
    if foreign:
        raise UsageError(
            f"{folder}: is there, and holds {foreign[0]}, which is no plot of a report; "
            "move it away, or give the report another name"
        )


def _replace(folder: Path, plots: Sequence[Plot]) -> None:
    """Put a folder of these plots where an older one may be, which goes; without plots there is none."""
    try:
        with TemporaryDirectory(dir=folder.parent, prefix=".", ignore_cleanup_errors=True) as temporary:
            draft = Path(temporary) / "new"
            draft.mkdir()  # unlike the temporary one, its permissions follow the umask
            for plot in plots:
                write_atomic(draft / f"{plot.name}.svg", plot.svg)
            if folder.exists():
                folder.replace(Path(temporary) / "old")
            if plots:
                draft.replace(folder)
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written ({error.strerror})") from error
