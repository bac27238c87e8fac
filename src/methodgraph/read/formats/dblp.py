"""The XML of DBLP: titles, people, venues and addresses of millions of papers, and no abstracts."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, BinaryIO

from methodgraph.read.entry import Entry, Format
from methodgraph.read.formats import named
from methodgraph.read.formats.xml_records import Record, read_records
from methodgraph.read.formats.xml_values import child, children, line_of, lines_of, root_of
from methodgraph.read.found import Note
from methodgraph.read.identifiers import normalised
from methodgraph.records import Identifier
from methodgraph.text.counting import count

if TYPE_CHECKING:
    from methodgraph.read.entry import Told

_PAPERS = ("article", "inproceedings", "incollection", "book", "phdthesis", "mastersthesis")
_OTHERS = {"www": "pages of people", "proceedings": "volumes of proceedings", "data": "data sets", "person": "people"}
_NAMESAKE = re.compile(r" [0-9]{4}$")
_SITE = "https://dblp.org/"


def looks_like(head: str) -> bool:
    """Return True for DBLP's XML.

    >>> looks_like('<!DOCTYPE dblp SYSTEM "dblp.dtd"><dblp><article key="a">')
    True
    """
    return root_of(head)[0] in {"dblp", "dblpperson"}


def read(stream: BinaryIO, name: str) -> Told:
    """Yield all publications. What is none (people's pages, whole proceedings, data) is counted in notes at the end."""
    left: Counter[str] = Counter()
    first: dict[str, int] = {}
    for told in read_records(stream, name, (*_PAPERS, *_OTHERS)):
        if not isinstance(told, Record):
            yield told
        elif told.tag in _OTHERS:
            left[told.tag] += 1
            first.setdefault(told.tag, told.line)
        else:
            yield _entry(told)
    for tag, number in sorted(left.items()):
        what = f"left out {count(number, 'record')} of {_OTHERS[tag]} (<{tag}>), the first of them here"
        yield Note(name, first[tag], what)


def _entry(record: Record) -> Entry:
    element = record.element
    key = element.get("key")
    editions = named.addresses(*lines_of(children(element, "ee")))
    pages = (f"{_SITE}rec/{key}",) if key else ()
    local = tuple(f"{_SITE}{path}" for path in lines_of(children(element, "url")) if path.startswith("db/"))
    urls = tuple(dict.fromkeys((*editions, *pages, *local)))
    venues = (line_of(child(element, part)) for part in ("journal", "booktitle", "school", "publisher"))
    volume = line_of(child(element, "volume"))
    isbns = lines_of(children(element, "isbn")) if record.tag == "book" else ()
    return Entry(
        line=record.line,
        title=_without_stop(line_of(child(element, "title"))),
        key=key,
        year=line_of(child(element, "year")),
        url=next(iter(urls), None),
        urls=urls[1:],
        authors=tuple(_NAMESAKE.sub("", author) for author in lines_of(children(element, "author"))),
        venue=next((venue for venue in venues if venue), None),
        identifiers=tuple(
            dict.fromkeys(
                (
                    *((Identifier("dblp", key),) if key else ()),
                    *named.dois(*editions),
                    *named.arxiv_within(*editions, volume),
                    *(each for isbn in isbns for each in normalised("isbn", isbn)),
                )
            )
        ),
    )


def _without_stop(title: str | None) -> str | None:
    """Return a title without the full stop that DBLP puts behind each; dots of the title's own stay."""
    return title.removesuffix(".") or None if title and not title.endswith("..") else title


FORMAT = Format(name="dblp", title="DBLP XML", suffixes=(), looks_like=looks_like, read=read)
