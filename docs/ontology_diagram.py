"""The classes of the ontology as a diagram: what is on it comes from the Turtle, where it stands from here.

Needs nothing but rdflib, so that a test can draw it anew and compare.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SDO, SKOS

HERE = Path(__file__).resolve().parent
SOURCES = HERE.parent / "ontology"
MG = "https://w3id.org/methodgraph/ontology#"
PAGE = "ontology.html"

WIDTH, HEIGHT = 1080, 570
LINE = 18
BOXES = {
    "Paper": (40, 96, 150),
    "Entity": (560, 96, 150),
    "Method": (440, 330, 130),
    "Task": (600, 330, 130),
    "Dataset": (760, 330, 130),
    "Metric": (920, 330, 130),
    "Model": (440, 430, 130),
    "Benchmark": (760, 430, 130),
    "Claim": (40, 330, 150),
    "Evidence": (40, 480, 150),
    "Result": (270, 330, 150),
}
"""Left, top and width of the box of each class; its height follows from what is written in it."""


class End(NamedTuple):
    """A place on the rim of a class's box: side (l, r, t, b) and way from its upper left corner along that side."""

    box: str
    side: str
    along: int


class Route(NamedTuple):
    """How the line of the properties between two classes runs, and where the first of their names stands."""

    points: tuple[End | tuple[int, int], ...]
    label: tuple[int, int]


ROUTES = {
    ("Paper", "Entity"): Route((End("Paper", "r", 30), End("Entity", "l", 30)), (250, 30)),
    ("Entity", "Entity"): Route((End("Entity", "r", 20), (760, 116), (760, 142), End("Entity", "r", 46)), (780, 66)),
    ("Claim", "Paper"): Route((End("Claim", "t", 40), End("Paper", "b", 40)), (90, 290)),
    ("Result", "Paper"): Route((End("Result", "t", 40), (310, 272), (160, 272), End("Paper", "b", 120)), (210, 290)),
    ("Evidence", "Paper"): Route((End("Evidence", "l", 30), (20, 510), (20, 126), End("Paper", "l", 30)), (26, 440)),
    ("Claim", "Evidence"): Route((End("Claim", "b", 75), End("Evidence", "t", 75)), (122, 444)),
    ("Result", "Evidence"): Route((End("Result", "l", 165), End("Evidence", "r", 15)), (204, 486)),
    ("Result", "Entity"): Route((End("Result", "t", 110), (380, 262), (590, 262), End("Entity", "b", 30)), (392, 252)),
}
"""By the classes that properties lead from and to."""
LEGEND = (600, 502)
SHADES = {"Paper": "#fdf1d8", "Claim": "#e3f1e2", "Evidence": "#e3f1e2", "Result": "#e3f1e2"}
SHADE = "#e2ecf9"


class Ontology:
    """The parsed ontology, asked for what the diagram and the page show."""

    def __init__(self) -> None:
        text = (SOURCES / "methodgraph.ttl").read_text(encoding="utf-8")
        self.graph = Graph().parse(data=text, format="turtle")
        self.names = re.findall(r"^mg:(\w+) a ", text, re.MULTILINE)

    def of_kind(self, kind: URIRef) -> list[str]:
        """Return the local names of all terms of a kind, in the order of the file."""
        return [name for name in self.names if (URIRef(MG + name), RDF.type, kind) in self.graph]

    def values(self, name: str, *properties: URIRef) -> list[str]:
        """Return the local names of the values, sorted, of the first of `properties` that a term has."""
        for property_ in properties:
            found = [str(o) for o in self.graph.objects(URIRef(MG + name), property_) if str(o).startswith(MG)]
            if found:
                return sorted(iri.removeprefix(MG) for iri in found)
        return []

    def inverse(self, name: str) -> str | None:
        """Return the inverse of a property."""
        return next(iter(self.values(name, OWL.inverseOf)), None)

    def turned(self, name: str) -> bool:
        """Return whether a property is an inverse that no published graph has."""
        definition = self.graph.value(URIRef(MG + name), SKOS.definition)
        return self.inverse(name) is not None and "Not in the published graph" in str(definition)


def diagram(ontology: Ontology) -> str:
    """Return the SVG. Raises KeyError for a class or a pair of classes that has no place in it yet."""
    told = attributes(ontology)
    boxes = {name: (*BOXES[name], 32 + LINE * len(told[name])) for name in ontology.of_kind(OWL.Class)}
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" role="img">',
        "<title>The classes of the methodgraph ontology, with their roles and relations</title>",
        '<defs><marker id="arrow" viewBox="0 0 10 10" refX="10" refY="5" markerWidth="8" markerHeight="8" '
        'orient="auto"><path d="M0 0L10 5L0 10z" fill="#444"/></marker></defs>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    parts += [
        child
        for name in boxes
        for parent in ontology.values(name, RDFS.subClassOf)
        for child in tree(boxes, name, parent)
    ]
    for (source, target), names in edges(ontology).items():
        parts += line(boxes, ROUTES[source, target], [(name, ontology.inverse(name)) for name in names])
    for name, box in boxes.items():
        parts += drawn(name, box, told[name])
    return "\n".join([*parts, *legend(), "</svg>"]) + "\n"


def legend() -> list[str]:
    """Return what the signs mean."""
    x, y = LEGEND
    told = (
        "arrow: a property from things of one class to those of another",
        "hollow tip: a kind of",
        "in a box: what its things have as text, number or address",
        "⇄: the inverse, in no published graph",
    )
    return [f'<text x="{x}" y="{y + LINE * n}" font-size="12" fill="#666">{text}</text>' for n, text in enumerate(told)]


def attributes(ontology: Ontology) -> dict[str, list[str]]:
    """Return the datatype properties of each class."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name in ontology.of_kind(OWL.DatatypeProperty):
        for owner in ontology.values(name, RDFS.domain, SDO.domainIncludes):
            found[owner].append(name)
    return found


def edges(ontology: Ontology) -> dict[tuple[str, str], list[str]]:
    """Return the object properties that lead from one class to another, inverses left out."""
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for name in ontology.of_kind(OWL.ObjectProperty):
        if not ontology.turned(name):
            for source in ontology.values(name, RDFS.domain, SDO.domainIncludes):
                found[source, ontology.values(name, RDFS.range)[0]].append(name)
    return found


Boxes = dict[str, tuple[int, int, int, int]]


def place(boxes: Boxes, end: End | tuple[int, int]) -> tuple[int, int]:
    """Return where an end of a line is."""
    if not isinstance(end, End):
        return end
    x, y, width, height = boxes[end.box]
    if end.side in "lr":
        return (x if end.side == "l" else x + width, y + end.along)
    return (x + end.along, y if end.side == "t" else y + height)


def tree(boxes: Boxes, child: str, parent: str) -> list[str]:
    """Return the line, with a hollow tip, from a class up to the one it is a kind of."""
    (x, y), (px, py) = (
        place(boxes, End(name, side, boxes[name][2] // 2)) for name, side in ((child, "t"), (parent, "b"))
    )
    tip = f"M{px} {py}l-7 12h14z"
    return [
        f'<path d="M{x} {y}V{(y + max(py, y - 70)) // 2}H{px}V{py + 12}" fill="none" stroke="#888"/>',
        f'<path d="{tip}" fill="#fff" stroke="#888"/>',
    ]


def line(boxes: Boxes, route: Route, names: list[tuple[str, str | None]]) -> list[str]:
    """Return an arrow with the names of the properties it stands for, each with its inverse."""
    points = " ".join(f"{x},{y}" for x, y in (place(boxes, end) for end in route.points))
    x, y = route.label
    parts = [f'<polyline points="{points}" fill="none" stroke="#444" marker-end="url(#arrow)"/>']
    if len(names) > 4:
        width = 16 + max(int(7.2 * len(name) + 6.2 * len(other or "")) + 24 for name, other in names)
        parts.append(
            f'<rect x="{x - 10}" y="{y - 18}" width="{width}" height="{LINE * len(names) + 14}" rx="4" fill="#fff" '
            'stroke="#bbb"/>'
        )
        return parts + [written(x, y + LINE * n, name, other) for n, (name, other) in enumerate(names)]
    return [*parts, joined(x, y, [name for name, _ in names])]


def joined(x: int, y: int, names: list[str]) -> str:
    """Return names of properties in one line."""
    links = ", ".join(linked(name) for name in names)
    return f'<text x="{x}" y="{y}" font-size="13" stroke="#fff" stroke-width="4" paint-order="stroke">{links}</text>'


def written(x: int, y: int, name: str, inverse: str | None) -> str:
    """Return a property in a line of its own, with its inverse."""
    turned = f'<tspan fill="#666" font-size="12"> ⇄ {linked(inverse)}</tspan>' if inverse else ""
    return f'<text x="{x}" y="{y}" font-size="13">{linked(name)}{turned}</text>'


def drawn(name: str, box: tuple[int, int, int, int], told: list[str]) -> list[str]:
    """Return the box of a class, with its datatype properties."""
    x, y, width, height = box
    shade, middle = SHADES.get(name, SHADE), x + width // 2
    parts = [
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="4" fill="{shade}" stroke="#444"/>',
        f'<text x="{middle}" y="{y + 21}" font-size="15" font-weight="bold" text-anchor="middle">{linked(name)}</text>',
    ]
    return parts + [
        f'<text x="{x + 12}" y="{y + 42 + LINE * n}" font-size="12" fill="#444">{linked(attribute)}</text>'
        for n, attribute in enumerate(told)
    ]


def linked(name: str) -> str:
    """Return a term's name as a link to its place on the page."""
    return f'<a href="{PAGE}#{name}">{html.escape(name)}</a>'
