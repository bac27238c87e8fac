"""The Atom feed that the arXiv API answers with, and arXiv's daily feeds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO

from methodgraph.errors import Problem
from methodgraph.read.entry import Entry, Format
from methodgraph.read.formats import named
from methodgraph.read.formats.name_order import people
from methodgraph.read.formats.xml_records import Record, read_records
from methodgraph.read.formats.xml_values import child, children, line_of, lines_of, root_of, text_of

if TYPE_CHECKING:
    from lxml import etree

    from methodgraph.read.entry import Told
    from methodgraph.records import Identifier

_ANNOUNCED = re.compile(r"arXiv:\S{1,60}\s{1,9}Announce Type:[^\n]{0,60}?\s{0,9}Abstract:\s*")
"""How a feed of the day's papers begins a summary. It is bounded: a summary may be a million blanks."""


def looks_like(head: str) -> bool:
    """Return True for an Atom feed.

    >>> looks_like('<feed xmlns="http://www.w3.org/2005/Atom"><entry>')
    True
    """
    name, attributes = root_of(head)
    return name == "feed" and "http://www.w3.org/2005/Atom" in attributes


def read(stream: BinaryIO, name: str) -> Told:
    """Yield the entries of a feed; an error that arXiv answers with is a problem."""
    for told in read_records(stream, name, ("entry",)):
        yield _entry(told, name) if isinstance(told, Record) else told


def _entry(record: Record, name: str) -> Entry | Problem:
    element = record.element
    identity = line_of(child(element, "id")) or ""
    if "arxiv.org/api/errors" in identity:
        what = f"arXiv answered with an error: {line_of(child(element, 'summary'))}"
        return Problem(name, record.line, what, "mend the query and fetch the feed again")
    links = children(element, "link")
    page = next((link.get("href") for link in links if link.get("rel", "alternate") == "alternate"), None)
    page = page or next(iter(named.addresses(identity)), None)
    doi = line_of(child(element, "doi"))
    return Entry(
        line=record.line,
        title=line_of(child(element, "title")),
        abstract=_ANNOUNCED.sub("", text_of(child(element, "summary")) or "") or None,
        key=identity or None,
        year=line_of(child(element, "published")) or line_of(child(element, "updated")),
        url=page,
        urls=tuple(href for href in dict.fromkeys(link.get("href") for link in links) if href and href != page),
        authors=_authors(element),
        venue=line_of(child(element, "journal_ref")),
        identifiers=(*_arxiv(identity), *named.dois(doi)),
        categories=_categories(element),
    )


def _arxiv(identity: str) -> tuple[Identifier, ...]:
    return named.arxiv(identity) if "arxiv" in identity.lower() else ()


def _authors(element: etree._Element) -> tuple[str, ...]:
    names = lines_of([name for author in children(element, "author") for name in children(author, "name")])
    creators = [part for line in lines_of(children(element, "creator")) for part in line.split(", ")]
    return people((*names, *creators))


def _categories(element: etree._Element) -> tuple[str, ...]:
    """Return the categories, the primary one first."""
    told = (*children(element, "primary_category"), *children(element, "category"))
    return tuple(dict.fromkeys(term for each in told if (term := each.get("term"))))


FORMAT = Format(name="atom", title="arXiv API (Atom)", suffixes=(".atom",), looks_like=looks_like, read=read)
