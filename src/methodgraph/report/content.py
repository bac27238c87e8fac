"""What a report is made of: sections of paragraphs, tables, plots and outlines. Markdown and HTML are written of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from methodgraph.records import EntityType

PlotName = Literal["confidence", "papers-per-year", "usage", "rising", "together"]
PLOTS: tuple[PlotName, ...] = get_args(PlotName)
"""What the plots of a report are called, in its order."""


@dataclass(frozen=True, slots=True)
class Named:
    """An entity in a cell or an outline: its label and its type."""

    label: str
    type: EntityType


@dataclass(frozen=True, slots=True)
class Names:
    """Several entities in a cell, and how many more there are."""

    first: tuple[Named, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Reference:
    """A paper in a cell: what it is called, and where it is, if it says so."""

    text: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Share:
    """A share of something, from 0 to 1; shown in percent."""

    value: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A number with a bar, which is full at `most`."""

    value: float
    most: float
    digits: int = 0


Cell = str | int | float | Named | Names | Reference | Share | Bar


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of plain text."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table; numbers, shares and bars stand at the right. `title` stands above it, "" for none."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """Tables that stand side by side where there is room."""

    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing as SVG. `name` is that of its file, `alt` says what is to be seen, `caption` how to read it."""

    name: PlotName
    svg: str
    alt: str
    caption: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an outline: how deep it stands (0 is the root), what stands there, and a note behind it."""

    depth: int
    entity: Named
    note: str


@dataclass(frozen=True, slots=True)
class Outline:
    """A tree, in reading order. `more` is how many lines were left out at its end."""

    lines: tuple[Line, ...]
    more: int = 0


Block = Paragraph | Table | Grid | Plot | Outline


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report. `id` is that of its heading."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The whole: a title, a line below it, the figures that stand at its head, and the sections in their order."""

    title: str
    subtitle: str
    figures: tuple[tuple[str, int], ...]
    sections: tuple[Section, ...]
