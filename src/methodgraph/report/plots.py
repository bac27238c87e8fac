"""Plots as SVG, by matplotlib: no state is shared, no date told, no font embedded; the same numbers, the same bytes.

Colours are those of the palette and of `PAINTS` alone, so that a page can put its own in their place.
"""

from __future__ import annotations

import re
import warnings
from io import StringIO
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from methodgraph.palette import COLOURS
from methodgraph.report.material import short

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from matplotlib.axes import Axes

INK, SOFT, RULE, LINE, SHEET = "#1f1e1c", "#65625b", "#e5e1d8", "#8c8678", "#ffffff"
PAINTS: Mapping[str, str] = {INK: "ink", SOFT: "soft", RULE: "rule", LINE: "line-strong", SHEET: "sheet"}
"""The colours that are no entity type's, and what a page calls each."""

_WIDTH = 720
_CYCLE = tuple(COLOURS[kind] for kind in ("Method", "Task", "Dataset", "Benchmark", "Metric", "Model"))
_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none", "svg.hashsalt": "methodgraph", "text.parse_math": False, "font.size": 12,
    "font.sans-serif": ["DejaVu Sans", "Helvetica", "Arial", "sans-serif"],
    "text.color": INK, "axes.labelcolor": SOFT, "axes.edgecolor": LINE, "axes.facecolor": "none",
    "xtick.color": SOFT, "ytick.color": SOFT, "xtick.labelcolor": SOFT, "ytick.labelcolor": SOFT,
    "axes.spines.top": False, "axes.spines.right": False, "axes.spines.left": False, "axes.linewidth": 0.8,
    "axes.axisbelow": True, "grid.color": RULE, "grid.linewidth": 0.8, "ytick.major.size": 0, "xtick.major.size": 0,
    "xtick.major.pad": 7, "ytick.major.pad": 7,
    "figure.facecolor": SHEET, "savefig.facecolor": SHEET, "lines.solid_capstyle": "round",
}  # fmt: skip
_FONT = re.compile(r"font: ([\d.]+)px [^;\"]+")
_FAMILY = "Helvetica, Arial, sans-serif"


def years(numbers: Mapping[int, int]) -> str:
    """Return the papers of each year as columns with their numbers."""

    def draw(axes: Axes) -> None:
        columns = axes.bar([str(year) for year in numbers], list(numbers.values()), color=COLOURS["Method"], width=0.68)
        if len(numbers) <= 16:
            axes.bar_label(columns, [f"{number:,}" for number in numbers.values()], padding=4, color=INK, fontsize=11)
            axes.set_yticks([])
        else:
            axes.grid(axis="y")
            axes.xaxis.set_major_locator(MaxNLocator(12, integer=True))

    return _drawn(draw, 220)


def shares(years: Sequence[int], lines: Mapping[str, Sequence[float]]) -> str:
    """Return a line for each name: its share of each year's papers, from 0 to 1; the name stands at its end."""

    def draw(axes: Axes) -> None:
        top = max((max(values) for values in lines.values()), default=0) or 1
        ends = _apart({name: values[-1] / top for name, values in lines.items()}, 0.062)
        for (name, values), colour in zip(lines.items(), _CYCLE, strict=False):
            axes.plot(years, values, color=colour, linewidth=2, marker="o", markersize=4)
            for words, at, paint in (("●", 8, colour), (short(name, 28), 22, INK)):
                axes.annotate(
                    words, (1, ends[name] / 1.06), (at, 0), xycoords="axes fraction", color=paint, va="center",
                    textcoords="offset points", fontsize=11.5, annotation_clip=False,
                )  # fmt: skip
        axes.grid(axis="y")
        axes.set_ylim(0, top * 1.06)
        axes.set_xlim(years[0], years[-1])
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{100 * value:g} %"))
        axes.xaxis.set_major_locator(MaxNLocator(9, integer=True, min_n_ticks=1))
        axes.set_clip_on(False)
        for line in axes.lines:
            line.set_clip_on(False)

    return _drawn(draw, 340)


def changes(items: Iterable[tuple[str, str, float, float]]) -> str:
    """Return a line for each (label, type, before, recent), from the one share to the other, from 0 to 1."""
    told = list(items)[::-1]

    def draw(axes: Axes) -> None:
        for at, (_, kind, before, recent) in enumerate(told):
            axes.plot([before, recent], [at, at], color=COLOURS[kind], linewidth=2.4, alpha=0.45)
            axes.plot([before], [at], "o", color=LINE, markersize=6, clip_on=False)
            axes.plot([recent], [at], "o", color=COLOURS[kind], markersize=8, clip_on=False)
        _named_rows(axes, [label for label, *_ in told])
        axes.grid(axis="x")
        axes.set_xlim(left=0)
        axes.margins(x=0.03)
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{100 * value:g} %"))
        axes.spines["bottom"].set_visible(False)

    return _drawn(draw, max(46 + 25 * len(told), 110))


def matrix(labels: Sequence[str], cells: Mapping[tuple[int, int], tuple[int, float]], most: float) -> str:
    """Return a matrix of pairs: each cell (row, column) tells a number, and is the darker the nearer to `most`."""

    def draw(axes: Axes) -> None:
        for (row, column), (number, depth) in cells.items():
            told = min(depth / most, 1)
            axes.add_patch(_square(column, row, 0.08 + 0.82 * told))
            colour = SHEET if told > 0.6 else INK
            axes.text(column, row, f"{number:,}", ha="center", va="center", fontsize=10.5, color=colour)
        _named_rows(axes, labels)
        axes.set_xticks(range(len(labels) - 1), [short(label, 22) for label in labels[:-1]], rotation=40, ha="left")
        axes.tick_params(axis="x", top=False, labeltop=True, labelbottom=False, pad=2)
        axes.set_xlim(-0.5, len(labels) - 1.5)
        axes.set_ylim(len(labels) - 0.5, 0.5)
        axes.spines["bottom"].set_visible(False)

    return _drawn(draw, 150 + 27 * len(labels))


def columns(names: Sequence[str], numbers: Sequence[int]) -> str:
    """Return numbers as columns, each with its name below and its number above."""

    def draw(axes: Axes) -> None:
        drawn = axes.bar(names, numbers, color=COLOURS["Dataset"], width=0.8)
        axes.bar_label(drawn, [f"{number:,}" for number in numbers], padding=4, color=INK, fontsize=11)
        axes.set_yticks([])

    return _drawn(draw, 200)


def _named_rows(axes: Axes, labels: Sequence[str]) -> None:
    axes.set_yticks(range(len(labels)), [short(label) for label in labels])
    axes.tick_params(axis="y", labelcolor=INK, pad=8)
    axes.set_ylim(-0.6, len(labels) - 0.4)


def _square(column: float, row: float, depth: float) -> Any:
    from matplotlib.patches import Rectangle  # noqa: PLC0415  one plot wants it

    return Rectangle(
        (column - 0.48, row - 0.47), 0.96, 0.94, color=COLOURS["Method"], alpha=round(depth, 2), linewidth=0
    )


def _apart(places: Mapping[str, float], gap: float) -> dict[str, float]:
    """Return places that are `gap` apart at least, in the same order, as near to where they were as that allows."""
    told: dict[str, float] = {}
    below = -gap
    for name, place in sorted(places.items(), key=lambda item: (item[1], item[0])):
        below = told[name] = max(place, below + gap)
    above = 1 + gap
    for name in reversed(list(told)):
        above = told[name] = min(told[name], above - gap)
    return told


def _drawn(draw: Callable[[Axes], None], height: int) -> str:
    """Return the SVG of a plot. Whatever a user set for matplotlib stays out of it, and comes back afterwards."""
    with warnings.catch_warnings(), mpl.rc_context():
        warnings.filterwarnings("ignore", "Glyph ", UserWarning)  # it measures text by a font that has not all of it
        mpl.rcdefaults()
        mpl.rcParams.update(_STYLE)
        figure = Figure(figsize=(_WIDTH / 72, height / 72), dpi=72, layout="constrained")
        draw(figure.add_subplot())
        stream = StringIO()
        figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    return _FONT.sub(rf"font: \1px {_FAMILY}", stream.getvalue())
