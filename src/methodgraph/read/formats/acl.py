"""The XML in which the ACL Anthology keeps its collections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from methodgraph.read.entry import Entry, Format
from methodgraph.read.formats import named
from methodgraph.read.formats.xml_records import Record, read_records
from methodgraph.read.formats.xml_values import child, children, line_of, root_of, text_of
from methodgraph.read.found import Note
from methodgraph.records import Identifier

if TYPE_CHECKING:
    from lxml import etree

    from methodgraph.read.entry import Told

_SITE = "https://aclanthology.org/"


@dataclass(frozen=True, slots=True)
class _Volume:
    """What the papers of a volume share."""

    collection: str = ""
    number: str = ""
    year: str | None = None
    venue: str | None = None


def looks_like(head: str) -> bool:
    """Return True for a collection of the ACL Anthology.

    >>> looks_like('<collection id="2024.emnlp"><volume id="main">')
    True
    """
    name, attributes = root_of(head)
    return name == "collection" and " id=" in attributes and "<volume" in head


def read(stream: BinaryIO, name: str) -> Told:
    """Yield the papers of all volumes; front matter, which is no paper, is a note."""
    volume = _Volume()
    for told in read_records(stream, name, ("meta", "frontmatter", "paper"), ("volume",)):
        if not isinstance(told, Record):
            yield told
            continue
        volume = _volume(told, volume)
        if told.tag == "frontmatter":
            yield Note(name, told.line, f"left out: the front matter of volume {volume.collection}-{volume.number}")
        elif told.tag == "paper":
            yield _paper(told, volume)


def _volume(record: Record, before: _Volume) -> _Volume:
    """Return the volume that `record` stands in: what its `meta` tells, else what was known before."""
    above = record.element.getparent()
    if above is None or not str(above.tag).endswith("volume"):
        return before
    root = above.getparent()
    collection, number = (root.get("id") if root is not None else None) or "", above.get("id") or ""
    if record.tag == "meta":
        titles = (line_of(child(record.element, part)) for part in ("booktitle", "journal-title"))
        year = line_of(child(record.element, "year"))
        return _Volume(collection, number, year, next((title for title in titles if title), None))
    same = (before.collection, before.number) == (collection, number)
    return before if same else _Volume(collection, number)


def _paper(record: Record, volume: _Volume) -> Entry:
    element = record.element
    identity = anthology_id(volume.collection, volume.number, element.get("id") or "")
    told = line_of(child(element, "url"))
    pdf = named.addresses(told) or ((f"{_SITE}{told}.pdf",) if told else ())
    return Entry(
        line=record.line,
        title=_marked(child(element, "title")),
        abstract=_marked(child(element, "abstract")),
        key=line_of(child(element, "bibkey")) or identity,
        year=line_of(child(element, "year")) or volume.year,
        url=f"{_SITE}{identity}/",
        urls=pdf,
        authors=tuple(filter(None, (_person(author) for author in children(element, "author")))),
        venue=line_of(child(element, "booktitle")) or volume.venue,
        identifiers=(Identifier("acl", identity), *named.dois(line_of(child(element, "doi")))),
    )


def anthology_id(collection: str, volume: str, paper: str) -> str:
    """Return the Anthology's id of a paper, by its own rules for new and old collections.

    >>> anthology_id("2024.emnlp", "main", "1"), anthology_id("P18", "1", "7"), anthology_id("W18", "2", "7")
    ('2024.emnlp-main.1', 'P18-1007', 'W18-0207')
    """
    if not (collection[:1].isalpha() and volume.isdecimal() and paper.isdecimal()):
        return f"{collection}-{volume}.{paper}"
    many_volumes = collection.startswith("W") or collection == "C69" or (collection == "D19" and int(volume) >= 5)
    return (
        f"{collection}-{int(volume):02}{int(paper):02}"
        if many_volumes
        else f"{collection}-{int(volume)}{int(paper):03}"
    )


def _person(author: etree._Element) -> str:
    parts = (line_of(child(author, part)) for part in ("first", "last"))
    return " ".join(part for part in parts if part) or line_of(author) or ""


def _marked(element: etree._Element | None) -> str | None:
    """Return the text of a title or an abstract: its formulas as LaTeX, its capitals and slopes as plain text."""
    if element is None:
        return None
    for formula in element.iter("{*}tex-math"):
        inner = text_of(formula)
        if inner and not inner.startswith(("$", "\\(")):
            formula.text = f"${inner}$"
            for each in list(formula):
                formula.remove(each)
    for gap in element.iter("{*}par", "{*}br"):
        gap.tail = "\n\n" + (gap.tail or "")
    return text_of(element)


FORMAT = Format(name="acl", title="ACL Anthology XML", suffixes=(), looks_like=looks_like, read=read)
