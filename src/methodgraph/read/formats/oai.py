"""OAI-PMH answers, as arXiv gives them (metadata prefixes arXiv, arXivRaw) and as every repository does (oai_dc)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from methodgraph.errors import Problem
from methodgraph.read.entry import Entry, Format
from methodgraph.read.formats import named
from methodgraph.read.formats.name_order import people
from methodgraph.read.formats.tex import accents
from methodgraph.read.formats.xml_records import Record, read_records
from methodgraph.read.formats.xml_values import child, children, line_of, lines_of, root_of, text_of
from methodgraph.read.found import Note

if TYPE_CHECKING:
    from lxml import etree

    from methodgraph.read.entry import Told

_REMEDY = "harvest with metadataPrefix=arXiv, arXivRaw or oai_dc"
_AFFILIATION = re.compile(r"\([^()]*\)")
_BETWEEN_NAMES = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+|\s*;\s*")
_COMMENT = re.compile(r"comment\s*:", re.IGNORECASE)


def looks_like(head: str) -> bool:
    """Return True for an answer of an OAI-PMH server.

    >>> looks_like('<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">')
    True
    """
    return root_of(head)[0] == "OAI-PMH"


def read(stream: BinaryIO, name: str) -> Told:
    """Yield the records; a deleted one is a note, an error that the server answered with is a problem."""
    for told in read_records(stream, name, ("record", "error")):
        yield _told(told, name) if isinstance(told, Record) else told


def _told(record: Record, name: str) -> Entry | Problem | Note:
    element = record.element
    if record.tag == "error":
        what = f"the server answered {element.get('code')}: {line_of(element) or 'nothing more'}"
        return Problem(name, record.line, what, "mend the request and harvest again")
    header = child(element, "header")
    identity = line_of(child(header, "identifier")) if header is not None else None
    if header is not None and header.get("status") == "deleted":
        return Note(name, record.line, f"left out: {identity} is deleted")
    metadata = child(element, "metadata")
    for each in metadata if metadata is not None else ():
        reader = _READERS.get(str(each.tag).rpartition("}")[2])
        if reader:
            return reader(each, record.line, identity)
    return Problem(name, record.line, f"{identity or 'a record'} tells nothing in a form known here", _REMEDY)


def _arxiv(element: etree._Element, line: int, key: str | None) -> Entry:
    authors = child(element, "authors")
    people_told = children(authors, "author") if authors is not None else []
    return _of_arxiv(element, line, key, [_person(each) for each in people_told], "created")


def _person(author: etree._Element) -> str:
    parts = (line_of(child(author, part)) for part in ("forenames", "keyname", "suffix"))
    return " ".join(part for part in parts if part)


def _arxiv_raw(element: etree._Element, line: int, key: str | None) -> Entry:
    names = _BETWEEN_NAMES.split(_AFFILIATION.sub("", line_of(child(element, "authors")) or ""))
    version = child(element, "version")
    entry = _of_arxiv(element, line, key, names, "date")
    date = line_of(child(version, "date")) if version is not None else None
    found = re.search("[0-9]{4}", date or "")  # "Sun, 1 Apr 2007 18:43:31 GMT"
    return entry if found is None else replace(entry, year=found.group())


def _of_arxiv(element: etree._Element, line: int, key: str | None, names: list[str], date: str) -> Entry:
    """Return what both forms of arXiv's own tell alike."""
    told = {part: line_of(child(element, part)) for part in ("id", "title", "journal-ref", "doi", date)}
    identifiers = (*named.arxiv(told["id"] or key), *named.dois(told["doi"]))
    number = next((each.value for each in identifiers if each.scheme == "arxiv"), None)
    return Entry(
        line=line,
        title=accents(told["title"]),
        abstract=text_of(child(element, "abstract")),
        key=told["id"] or key,
        year=told[date],
        url=f"https://arxiv.org/abs/{number}" if number else None,
        authors=tuple(filter(None, (accents(name) for name in names))),
        venue=accents(told["journal-ref"]),
        identifiers=identifiers,
        categories=tuple(dict.fromkeys((line_of(child(element, "categories")) or "").split())),
    )


def _dublin_core(element: etree._Element, line: int, key: str | None) -> Entry:
    told = lines_of(children(element, "identifier", "relation"))
    urls = named.addresses(*told)
    texts = [text for each in children(element, "description") if (text := text_of(each))]
    arxiv = named.arxiv(key) if key and key.lower().startswith("oai:arxiv") else named.arxiv_within(*told)
    return Entry(
        line=line,
        title=line_of(child(element, "title")),
        abstract=next((text for text in texts if not _COMMENT.match(text)), None),
        key=key,
        year=min(lines_of(children(element, "date")), default=None),
        url=next(iter(urls), None),
        urls=urls[1:],
        authors=people(lines_of(children(element, "creator"))),
        venue=next(iter(lines_of(children(element, "source"))), None),
        identifiers=tuple(dict.fromkeys((*arxiv, *named.dois(*told)))),
        categories=lines_of(children(element, "subject")),
    )


_READERS = {"arXiv": _arxiv, "arXivRaw": _arxiv_raw, "arXivOld": _arxiv_raw, "dc": _dublin_core}

FORMAT = Format(
    name="oai", title="OAI-PMH (arXiv, arXivRaw, oai_dc)", suffixes=(".oai",), looks_like=looks_like, read=read
)
