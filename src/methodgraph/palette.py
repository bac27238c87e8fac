"""The colours of the project's pages and plots, after Okabe and Ito (2008): told apart by all common colour vision."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

PAPER = "#7a756a"
COLOURS: Mapping[str, str] = {
    "Method": "#0072b2",
    "Model": "#3292c8",
    "Task": "#d55e00",
    "Dataset": "#009e73",
    "Benchmark": "#bd8000",
    "Metric": "#c2659b",
}
"""The colour of each type of entity, on a light ground."""
DARK: Mapping[str, str] = {
    "Method": "#3f9fe0",
    "Model": "#9fd8f7",
    "Task": "#f2813a",
    "Dataset": "#2bc497",
    "Benchmark": "#f0b73f",
    "Metric": "#e193c0",
}
"""The same on a dark ground."""


def colour(kind: str | None) -> str:
    """Return the colour of a type of entity on a light ground; that of papers for None.

    >>> colour("Task"), colour(None)
    ('#d55e00', '#7a756a')
    """
    return PAPER if kind is None else COLOURS[kind]
