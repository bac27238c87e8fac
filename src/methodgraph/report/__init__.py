"""REPORT: what a graph holds, in numbers (`overview`), and what it tells about its field, as one document.

`contents` asks `methodgraph.analysis` and puts what it says into sections of text, tables and plots; `write_report`
writes them as Markdown or as a page. Words and numbers are the same in both, and the same graph gives the same bytes.
"""

from typing import TYPE_CHECKING

from methodgraph.report.overview import Overview, Used, overview

if TYPE_CHECKING:
    from methodgraph.report.writing import check_target, contents, write_report

__all__ = ["Overview", "Used", "check_target", "contents", "overview", "write_report"]


def __getattr__(name: str) -> object:
    """Import what draws only where it is asked for: matplotlib takes a second."""
    if name in {"check_target", "contents", "write_report"}:
        from methodgraph.report import writing  # noqa: PLC0415

        return getattr(writing, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
