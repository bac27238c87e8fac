"""What the elements of a record hold, as text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

_BEFORE_ROOT = re.compile(r"\ufeff?(?:\s+|<\?[^>]*>|<!--(?:[^-]|-(?!->))*-->|<!DOCTYPE\b[^>]*>)*+")
_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)([^>]*)")


def root_of(head: str) -> tuple[str, str]:
    """Return the name of the root element that `head` begins with, and its attributes as written; "" where none is.
    >>> root_of('<?xml version="1.0"?><!DOCTYPE dblp SYSTEM "dblp.dtd"><dblp>')
    ('dblp', '')
    """
    before = _BEFORE_ROOT.match(head)
    root = _ROOT.match(head, before.end() if before else 0)
    return (root[1], root[2]) if root else ("", "")


def child(element: etree._Element, name: str) -> etree._Element | None:
    """Return the first child called `name`, in any namespace."""
    return next(iter(children(element, name)), None)


def children(element: etree._Element, *names: str) -> list[etree._Element]:
    """Return the children called one of `names`, in any namespace and in their order."""
    return list(element.iterchildren(*(f"{{*}}{name}" for name in names)))


def text_of(element: etree._Element | None) -> str | None:
    """Return all text within `element`, white space as it is but at the ends; None where there is none."""
    told = "".join(str(part) for part in element.itertext()).strip() if element is not None else ""
    return told or None


def line_of(element: etree._Element | None) -> str | None:
    """Return all text within `element` in one line; None where there is none."""
    return " ".join((text_of(element) or "").split()) or None


def lines_of(elements: list[etree._Element]) -> tuple[str, ...]:
    """Return the text of each of `elements` in one line, once, without the empty ones."""
    return tuple(dict.fromkeys(line for element in elements if (line := line_of(element))))


def twice_told(record: etree._Element) -> tuple[str, ...]:
    """Return the names of the titles and abstracts that stand twice in one element, with different texts, sorted."""
    told: dict[tuple[object, str], str | None] = {}
    twice = set()
    for element in record.iter("{*}title", "{*}abstract", "{*}summary"):
        name = str(element.tag).rpartition("}")[2]
        text = line_of(element)
        if told.setdefault((element.getparent(), name), text) != text:
            twice.add(name)
    return tuple(sorted(twice))


def holds_loose_text(record: etree._Element) -> bool:
    """Return True for a record of fields with text between them, which belongs to none of them."""
    people = (one for one in record.iter("{*}author", "{*}editor") if len(one) and children(one, *_PARTS))
    return any(
        told and not told.isspace()
        for group in (record, *record.iter(*_GROUPS), *people)
        if len(group)
        for told in (group.text, *(field.tail for field in group))
    )


_GROUPS = tuple(f"{{*}}{name}" for name in ("header", "metadata", "arXiv", "arXivRaw", "dc", "authors"))
"""Elements of fields within a record, as OAI-PMH has them."""
_PARTS = ("name", "first", "last", "keyname", "forenames")
"""What a person is told by, where it is not the text itself, with what marks it up ("A<sup>2</sup>")."""
