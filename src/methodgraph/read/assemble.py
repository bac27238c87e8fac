"""From what a source tells of a paper to the `Paper`: text repaired, names and identifiers in one form, an id."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from methodgraph.errors import Problem
from methodgraph.read.cleaning import clean_abstract, clean_title
from methodgraph.read.found import Note
from methodgraph.read.identifiers import best, in_address, normalised, of_id
from methodgraph.read.keys import content_id
from methodgraph.read.people import names
from methodgraph.read.shape import is_file_name
from methodgraph.read.years import year_in, year_of
from methodgraph.records import Identifier, Paper, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from methodgraph.read.entry import Entry

_SURROGATE = re.compile("[\ud800-\udfff]")
_ADDRESS = re.compile(r"(?:https?|ftp)://[^\s<>\"]+", re.IGNORECASE)


def assembled(entry: Entry, file: str) -> Iterator[Paper | Problem | Note]:
    """Yield the paper that an entry of `file` tells, and before it a note for each thing told that is not in it.

    `entry.text` and the title beside it are taken verbatim, for offsets made elsewhere refer to them. All else is
    repaired and cleaned. An entry with neither title nor text is a problem, and so is one that UTF-8 cannot hold.
    """
    title, title_told = _title(entry), entry.title
    text = entry.text if entry.text is not None else clean_abstract(entry.abstract or "")
    if not text.strip() and not title:
        yield Problem(file, entry.line, "neither title nor abstract", "give the paper one, or leave it out")
        return
    if title_told and title is None and title_told.strip() and is_file_name(title_told):
        yield Note(file, entry.line, f"no title: {title_told!r} is the name of a file")
    urls = _addresses((entry.url or "", *entry.urls))
    identifiers = _identifiers(entry, urls)
    told_year = year_of(entry.year)
    if told_year is None and entry.year:
        yield Note(file, entry.line, f"no year: {entry.year!r} holds none")
    year = told_year if told_year is not None else year_in(identifiers)
    authors = names(entry.authors)
    paper = Paper(
        id=_id(entry, identifiers) or content_id(title, text, year, authors),
        title=title,
        text=text if text.strip() else "",
        sources=(Source(file, entry.line),),
        year=year,
        url=urls[0] if urls else None,
        urls=tuple(sorted(urls[1:])),
        authors=authors,
        venue=clean_title(entry.venue) or None if entry.venue else None,
        identifiers=identifiers,
        categories=tuple(dict.fromkeys(told for each in entry.categories if (told := " ".join(each.split())))),
    )
    yield paper if _encodes(paper) else _characters(paper)


def _encodes(paper: Paper) -> bool:
    try:
        told = (
            paper.id,
            paper.title or "",
            paper.text,
            paper.url or "",
            *paper.urls,
            *paper.authors,
            paper.venue or "",
        )
        "".join((*told, *(each.value for each in paper.identifiers), *paper.categories)).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _characters(told: Any) -> Any:
    """Return a paper with U+FFFD for each lone surrogate, for which UTF-8 has no place."""
    if isinstance(told, str):
        return _SURROGATE.sub("\ufffd", told)
    if isinstance(told, tuple):
        return tuple(_characters(each) for each in told)
    if isinstance(told, Paper | Identifier):
        return type(told)(*(_characters(getattr(told, field.name)) for field in fields(told)))
    return told


def _title(entry: Entry) -> str | None:
    told = entry.title
    if told is None or not told.strip() or is_file_name(told):
        return None
    return told if entry.text is not None else clean_title(told) or None


def _addresses(told: Iterable[str]) -> list[str]:
    """Return the addresses among `told` that a browser may be sent to, each once, in the order told."""
    found = (_ADDRESS.match(each.strip()) for each in told)
    return list(dict.fromkeys(match[0] for match in found if match))


def _identifiers(entry: Entry, urls: list[str]) -> tuple[Identifier, ...]:
    """Return what registries call the paper, as told, or as its own id or its addresses tell."""
    found = {each for told in entry.identifiers for each in normalised(told.scheme, told.value)}
    found.update(of_id(entry.id) if entry.id else ())
    schemes = {each.scheme for each in found}
    for url in urls:
        found.update(each for each in in_address(url) if each.scheme not in schemes)
    return tuple(sorted(found))


def _id(entry: Entry, identifiers: tuple[Identifier, ...]) -> str | None:
    """Return the id a paper is given, its best identifier, or what the source calls it; None where it has none."""
    if entry.id is not None:
        return entry.id
    known = best(identifiers)
    return entry.key if known is None else f"{known.scheme}:{known.value}"
