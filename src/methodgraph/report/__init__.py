"""REPORT: what a graph holds, in numbers (`overview`), and what it tells about its field, as one document.

`contents` asks `methodgraph.analysis` and puts what it says into sections of text, tables and plots; `how_made` tells
how the graph came about; `write_report` writes all that as Markdown or as a page. Words and numbers are the same in
both, and the same graph gives the same bytes.
"""

from typing import TYPE_CHECKING

from methodgraph.report.totals import Overview, Used, overview

if TYPE_CHECKING:
    from methodgraph.report.making import how_made
    from methodgraph.report.writing import check_target, contents, write_report

__all__ = ["Overview", "Used", "check_target", "contents", "how_made", "overview", "write_report"]

_LATER = {"check_target": "writing", "contents": "writing", "how_made": "making", "write_report": "writing"}
"""What is imported where it is asked for, with its module: matplotlib takes a second."""


def __getattr__(name: str) -> object:
    if name in _LATER:
        from importlib import import_module  # noqa: PLC0415

        return getattr(import_module(f"methodgraph.report.{_LATER[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
