"""A plot inside a page: styles as classes, since its policy forbids style attributes, and in the page's colours."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from methodgraph.palette import COLOURS
from methodgraph.report.plots import PAINTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from methodgraph.report.content import Plot

_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_HREF = f"{{{_XLINK}}}href"
_DROPPED = {f"{{{_SVG}}}metadata", f"{{{_SVG}}}style", f"{{{_SVG}}}title"}
_GROUND = "patch_1"
"""The id of matplotlib's background, which the page has of its own."""
_URL = re.compile(r"url\(#([^)]+)\)")
_FONT = re.compile(r"font: ([\d.]+)px [^;]+")
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_VARIABLES: Mapping[str, str] = {**PAINTS, **{colour: kind.lower() for kind, colour in COLOURS.items()}}


class Styles:
    """The styles of all plots of a page, each with the class that stands for it."""

    def __init__(self) -> None:
        self._classes: dict[str, str] = {}

    def name(self, style: str) -> str:
        """Return the class of a style."""
        return self._classes.setdefault(style, f"p{len(self._classes)}")

    def sheet(self) -> str:
        """Return the rules, in the order in which their styles were met."""
        return "".join(f".{name} {{ {style} }}\n" for style, name in self._classes.items())


def inline(plot: Plot, styles: Styles) -> str:
    """Return the SVG of a plot as it can stand in a page; what it looks like goes to `styles`.

    Ids that nothing refers to go, the others begin with the plot's name, for those of two plots may be the same.
    """
    root = ET.fromstring(plot.svg)  # noqa: S314 - plots wrote it
    _prune(root)
    used = {name for element in root.iter() for name in _references(element)}
    for element in root.iter():
        _dress(element, plot.name, used, styles)
    root.attrib = {"viewBox": root.attrib["viewBox"], "role": "img", "aria-label": plot.alt}
    ET.register_namespace("", _SVG)
    return ET.tostring(root, encoding="unicode")


def _prune(element: ET.Element) -> None:
    for child in list(element):
        if child.tag in _DROPPED or child.get("id") == _GROUND:
            element.remove(child)
        else:
            _prune(child)
            child.tail = None
    if element.tag != f"{{{_SVG}}}text":
        element.text = None


def _references(element: ET.Element) -> list[str]:
    told = [_HREF in element.attrib and element.attrib[_HREF].removeprefix("#")]
    told += [name for value in element.attrib.values() for name in _URL.findall(value)]
    return [name for name in told if name]


def _dress(element: ET.Element, prefix: str, used: set[str], styles: Styles) -> None:
    attributes = dict(element.attrib)
    identity, href, style = (attributes.pop(name, None) for name in ("id", _HREF, "style"))
    if identity in used:
        attributes["id"] = f"{prefix}-{identity}"
    if href:
        attributes["href"] = f"#{prefix}-{href.removeprefix('#')}"
    if style:
        attributes["class"] = styles.name(_painted(_own(style, prefix)))
    element.attrib = {name: _own(value, prefix) for name, value in attributes.items()}


def _own(value: str, prefix: str) -> str:
    return _URL.sub(rf"url(#{prefix}-\1)", value)


def _painted(style: str) -> str:
    """Return a style in the page's colours and type."""
    told = _FONT.sub(r"font: \1px var(--sans)", style.strip())
    return _COLOUR.sub(lambda found: f"var(--{_VARIABLES[found.group()]})", told)
