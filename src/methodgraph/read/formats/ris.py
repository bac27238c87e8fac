"""RIS, as Zotero, EndNote, Scopus, Web of Science, OpenAlex and publishers export it.

rispy reads the lines of a record. Where records begin and end is found here, with their lines: rispy makes two
records one where the end of the first is missing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from string import ascii_uppercase, digits
from typing import TYPE_CHECKING, BinaryIO

from rispy.parser import RisParser

from methodgraph.errors import Problem
from methodgraph.read.entry import Entry, Format
from methodgraph.read.formats import named
from methodgraph.read.formats.decoding import lines
from methodgraph.read.formats.name_order import people
from methodgraph.read.formats.strays import Strays
from methodgraph.read.found import Note
from methodgraph.text.counting import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from methodgraph.read.entry import Told
    from methodgraph.records import Identifier

_LARGEST_RECORD = 1 << 24
_OPENING = re.compile(r"^[ \t]*TY {1,2}- ?[A-Z][A-Z0-9]{2,6}[ \t]*$", re.MULTILINE)
_TAG = re.compile(r"\s*([A-Z][A-Z0-9])  -(?: ?(.*))?$")
_LOOSE_TAG = re.compile(r"\s*([A-Z][A-Z0-9]) {1,2}-(?: (.*))?$")
_LOOSE_TY = re.compile(r"\s*TY - ")
_RUN_TOGETHER = re.compile(r"(\s*TY {1,2}- [A-Z]{3,6})\s{0,9}([A-Z][A-Z0-9] {1,2}- .*)")
_PREPRINT = re.compile(r"\s*arxiv\b.*", re.IGNORECASE | re.DOTALL)
_VENUES = ("T2", "JF", "JO", "JA", "C3", "BT", "J2", "T3")
_OF_BOOKS = frozenset({"BOOK", "EBOOK", "THES", "RPRT"})
_WRAPPED = frozenset({"TI", "T1", "T2", "T3", "CT", "BT", "C3", "JF", "JO", "JA", "AB", "N2", "AU", "A1", "KW", "PB"})
"""Tags whose values may go on in lines without a tag. Behind any other such a line is something else, or not read."""

_TAGS = tuple(first + second for first in ascii_uppercase for second in ascii_uppercase + digits)

Tags = dict[str, list[str]]


@dataclass(slots=True)
class _Record:
    """The lines of a record as they come; `line` is where it begins."""

    line: int
    is_typed: bool
    is_loose: bool
    texts: list[str] = field(default_factory=list)
    size: int = 0
    tag: str = ""


def looks_like(head: str) -> bool:
    """Return True for text with the first line of a RIS record.

    >>> looks_like("TY  - JOUR\\nTI  - On Computable Numbers"), looks_like("TY is a type.")
    (True, False)
    """
    return not head.lstrip("\ufeff \t\r\n").startswith(("{", "[", "<", "@")) and _OPENING.search(head) is not None


def read(stream: BinaryIO, name: str) -> Told:
    """Yield the records in their order. One without its first or last line is read all the same, and is a note.

    Lines that belong to no record, or go on where nothing can, are left out with a note for each stretch of them.
    """
    reading = _Reading(name)
    recoded: list[int] = []
    for each in lines(stream):
        if each.is_recoded:
            recoded.append(each.number)
        for number, text in ((each.number, told) for told in _of_lost_break(each.text)):
            yield from reading.line(number, text)
        if _RUN_TOGETHER.match(each.text):
            yield Note(name, each.number, "two lines in one; read as if they were two")
    yield from reading.end()
    if recoded:
        yield Note(name, recoded[0], f"{count(len(recoded), 'line')} not in UTF-8, read as Windows-1252")


def _of_lost_break(line: str) -> tuple[str, ...]:
    """Return a line, or the two that it holds where the break behind the type of a record was lost."""
    found = _RUN_TOGETHER.match(line)
    return (found[1], found[2]) if found else (line,)


class _Reading:
    """A file on its way: the record in hand, if any, and the stray lines before this one."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._record: _Record | None = None
        self._strays = Strays(name)

    def line(self, number: int, line: str) -> Told:
        """Yield what the next line completes."""
        tag, text = _tagged(line, is_loose=self._record.is_loose if self._record else False)
        if not line.strip():
            return
        if self._is_stray(tag):
            self._strays.add(number)
            return
        yield from self._strays.end()
        if tag == "TY":
            yield from self._cut("this record has no end (ER); it ends where the next begins")
        if self._record is None and tag != "ER":
            self._record = _Record(number, tag == "TY", bool(_LOOSE_TY.match(line)))
            if tag != "TY":
                yield Note(self._name, number, "this record has no beginning (TY); read as if it had")
        if self._record is not None and tag == "ER":
            yield from _ended(self._record, self._name)
            self._record = None
        elif self._record is not None:
            self._record.texts.append(f"{tag}  - {text}" if tag else line)
            self._record.size += len(line)
            self._record.tag = tag or self._record.tag

    def _is_stray(self, tag: str) -> bool:
        """Return True for a line without a tag that no line before it can go on in."""
        return not tag and (self._record is None or self._record.tag not in _WRAPPED)

    def _cut(self, why: str) -> Told:
        """Yield the record in hand, that has no end, and why."""
        if self._record is not None:
            yield Note(self._name, self._record.line, why)
            yield from _ended(self._record, self._name)
            self._record = None

    def end(self) -> Told:
        """Yield what the end of the file completes."""
        yield from self._strays.end()
        yield from self._cut("this record has no end (ER); it ends with the file, which may have been cut off")


def _tagged(line: str, *, is_loose: bool) -> tuple[str, str]:
    """Return the tag that a line begins with and what follows; "" where it goes on with what the line before says."""
    found = (_LOOSE_TAG if is_loose or _LOOSE_TY.match(line) else _TAG).match(line.lstrip("\ufeff"))
    return (found[1], (found[2] or "").strip()) if found else ("", "")


def _ended(record: _Record, name: str) -> Iterator[Entry | Problem]:
    if record.size > _LARGEST_RECORD:
        what = f"a record of more than {_LARGEST_RECORD >> 20} MiB"
        yield Problem(name, record.line, what, "end each record with a line 'ER  - '")
        return
    first = [] if record.is_typed else ["TY  - "]
    parser = RisParser(mapping={tag: tag for tag in _TAGS}, list_tags=list(_TAGS), delimiter_tags_mapping={})
    told = parser.parse_lines(iter([*first, *record.texts, "ER  - "]))
    tags: Tags = {tag: [value for value in values if value] for tag, values in _listed(told[0]).items()}
    yield _entry(tags, record.line)


def _listed(record: Mapping[str, list[str] | str]) -> Tags:
    return {tag: [told] if isinstance(told, str) else told for tag, told in record.items()}


def _entry(tags: Tags, line: int) -> Entry:
    kind = next(iter(tags.get("TY", [])), "")
    urls = named.addresses(*_all(tags, "UR", "L1", "L2", "LK", "L3"))
    return Entry(
        line=line,
        title=_text(tags, "TI", "T1", "CT", *(("BT",) if kind in _OF_BOOKS else ())),
        abstract=_text(tags, "AB", "N2"),
        key=_text(tags, "ID", "AN"),
        year=_text(tags, "PY", "Y1", "DA"),
        url=next(iter(urls), None),
        urls=urls[1:],
        authors=people(part.strip() for told in _all(tags, "AU", "A1") for part in told.split(";")),
        venue=_venue(tags, kind),
        identifiers=_identifiers(tags),
        categories=tuple(
            dict.fromkeys(part.strip() for told in _all(tags, "KW") for part in told.split(";") if part.strip())
        ),
    )


def _all(tags: Tags, *names: str) -> list[str]:
    return [told for name in names for told in tags.get(name, [])]


def _text(tags: Tags, *names: str) -> str | None:
    """Return what the first of the tags that is there says, with the lines it was wrapped into."""
    return next(("\n".join(dict.fromkeys(told)) for name in names if (told := tags.get(name))), None)


def _venue(tags: Tags, kind: str) -> str | None:
    """Return where the paper appeared: for theses and reports, whose other titles are series, who published it."""
    told = _text(tags, *(("PB",) if kind in {"THES", "RPRT"} else ()), *_VENUES) or _text(tags, "PB")
    if told is None:
        return None
    return "arXiv" if _PREPRINT.fullmatch(told) else " ".join(told.split())


def _identifiers(tags: Tags) -> tuple[Identifier, ...]:
    preprints = (
        told for told in _all(tags, "M1", "IS", "N1", "AN", "T2", "JO", "JF", "SP") if _PREPRINT.fullmatch(told)
    )
    told = (*named.dois(*_all(tags, "DO", "M3", "L3")), *named.arxiv_within(*_all(tags, "DO"), *preprints))
    is_pubmed = any(base.casefold() in {"medline", "pubmed"} for base in _all(tags, "DB", "DP"))
    pmids = [told for told in _all(tags, "AN") if told.isdecimal() and is_pubmed]
    pmcids = [told for told in _all(tags, "C2") if re.fullmatch("(?i)PMC[0-9]+", told)]
    registered = ((("pmid", told) for told in pmids), (("pmcid", told) for told in pmcids))
    found = (each for pairs in registered for scheme, value in pairs for each in named.number(scheme, value))
    return tuple(dict.fromkeys((*told, *found)))


FORMAT = Format(name="ris", title="RIS", suffixes=(".ris",), looks_like=looks_like, read=read)
