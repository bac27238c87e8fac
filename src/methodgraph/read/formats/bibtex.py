"""BibTeX and BibLaTeX, as Zotero, Better BibTeX, JabRef, the ACL Anthology, DBLP, arXiv and Google Scholar write them.

bibtexparser takes a file apart: 24 MB a second here, where pybtex does 11 and stops at the first key it meets twice.
It is given a few entries at a time, so that a file of any size is streamed, and a broken entry costs only itself.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, BinaryIO

from bibtexparser import model
from bibtexparser.exceptions import ParserStateException
from bibtexparser.splitter import Splitter

from methodgraph.errors import Problem
from methodgraph.read.entry import Entry, Format
from methodgraph.read.formats.bibtex_entry import VOLUMES, Fields, to_entry
from methodgraph.read.formats.bibtex_values import evaluate, line, next_field
from methodgraph.read.formats.decoding import lines
from methodgraph.read.formats.strays import Strays
from methodgraph.read.found import Note
from methodgraph.text.counting import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from methodgraph.read.entry import Told

_TYPES = (
    "article|inproceedings|conference|proceedings|mvproceedings|book|mvbook|inbook|bookinbook|booklet|incollection"
    "|collection|misc|online|electronic|www|report|techreport|thesis|phdthesis|mastersthesis|unpublished|preprint"
    "|manual|patent|software|dataset|data|video|string|comment|preamble|periodical|reference|inreference"
)
_OPENING = re.compile(rf"^\ufeff?[ \t]*@(?:{_TYPES})[ \t]*[{{(]", re.IGNORECASE | re.MULTILINE)
_FIELD_NAME = re.compile(r'[^\s<>{}"]+')
_BLOCK_START = re.compile(r"[ \t]*@\w*[ \t]*[{(]")
_OF_RIS = re.compile(r"^TY  - ", re.MULTILINE)
_BATCH = 1 << 17
_LARGEST_ENTRY = 1 << 24
_LARGEST_MACROS = 1 << 24
_MEND = "mend it; the entries around it are read"

logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # all it warns of is told here, with its line


@dataclass(frozen=True, slots=True)
class _Part:
    """Some entries of a file, one below the other, or one that is left out. `line` is that of the first, from 1."""

    line: int
    text: str
    is_too_large: bool = False


def looks_like(head: str) -> bool:
    """Return True for text with a BibTeX entry at the beginning of a line.

    >>> looks_like("% my library\\n@article{lovelace1843,"), looks_like("@media (print) { }")
    (True, False)
    """
    if head.lstrip("\ufeff \t\r\n").startswith(("{", "[", "<")):
        return False
    found = _OPENING.search(head)
    return found is not None and _OF_RIS.search(head, 0, found.start()) is None


def read(stream: BinaryIO, name: str) -> Told:
    """Yield the entries in their order, but those that take venue and year from a later one (`crossref`) at the end."""
    reading = _Reading(name)
    for part in _parts(stream, reading.recoded):
        if part.is_too_large:
            what = f"more than {_LARGEST_ENTRY >> 20} MiB in one entry"
            yield Problem(name, part.line, what, _MEND)
        else:
            yield from reading.read(part)
    yield from reading.end()


def _parts(stream: BinaryIO, recoded: list[int]) -> Iterator[_Part]:
    """Yield the file in parts that begin where an entry begins a line, which is also where the parser begins anew."""
    held: list[str] = []
    start, size = 1, 0
    last, last_line, last_size = 0, 1, 0  # where the last entry begins: among those held, in the file, in characters
    for each in lines(stream):
        recoded += [each.number] if each.is_recoded else []
        if _BLOCK_START.match(each.text):
            if size > _BATCH:
                yield _Part(start, "\n".join(held))
                held, start, size = [], each.number, 0
            last, last_line, last_size = len(held), each.number, size
        held.append(each.text)
        size += len(each.text) + 1
        if size - last_size > _LARGEST_ENTRY:
            yield _Part(start, "\n".join(held[:last]))
            yield _Part(last_line, "", is_too_large=True)
            held, start, size = [], each.number + 1, 0
            last, last_line, last_size = 0, start, 0
    yield _Part(start, "\n".join(held))


class _Reading:
    """A file being read: the macros defined so far, the volumes met, and the entries that wait for theirs."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._macros: dict[str, str] = {}
        self._macro_size = 0
        self._volumes: dict[str, Fields] = {}
        self._waiting: list[tuple[Entry, str]] = []
        self.recoded: list[int] = []

    def read(self, part: _Part) -> Told:
        """Yield what the blocks of `part` tell."""
        try:
            found = Splitter(part.text).split().blocks
        except ParserStateException as error:
            yield self._problem(part.line, f"no BibTeX from here on ({error.message})")
            return
        for block, following in zip(found, (*found[1:], None), strict=True):
            at = part.line + max(block.start_line or 0, 0)
            if not isinstance(block, model.ParsingFailedBlock) or isinstance(block, _DOUBLED):
                yield from self._block(block, at)
            elif isinstance(following, model.ImplicitComment) and not following.comment.lstrip().startswith("%"):
                following.comment, told = "", following.comment
                yield self._broken(block, at, part.line + (following.start_line or 0) + told.rstrip().count("\n"))
            else:
                yield self._broken(block, at, at + (block.raw or "").rstrip().count("\n"))

    def _broken(self, block: model.ParsingFailedBlock, at: int, last: int) -> Problem:
        """Return the problem that an entry is whose parts cannot be told apart, from line `at` to `last`."""
        beyond = f"; passed over to line {last}" if last > at else ""
        return self._problem(at, f"this entry is broken ({_reason(block)}){beyond}")

    def _block(self, block: model.Block, at: int) -> Told:
        if isinstance(block, _DOUBLED):
            inner = block.ignore_error_block
            if isinstance(inner, model.Entry | model.String | model.DuplicateFieldKeyBlock):
                yield from self._block(inner, at)
        elif isinstance(block, model.String):
            yield from self._macro(block, at)
        elif isinstance(block, model.Entry):
            yield from self._entry(block, at)
        elif isinstance(block, model.ImplicitComment):
            yield from self._between(block, at)

    def _macro(self, block: model.String, at: int) -> Iterator[Problem]:
        value = evaluate(block.value, self._macros).text
        self._macro_size += len(value)
        if self._macro_size > _LARGEST_MACROS:
            yield self._problem(at, f"the macros are longer than {_LARGEST_MACROS >> 20} MiB; this one is left out")
        else:
            self._macros[block.key.lower()] = value

    def _between(self, block: model.ImplicitComment, at: int) -> Iterator[Note]:
        """Yield a note on what stands between entries, a comment to BibTeX; lines with % are comments to anyone."""
        strays = Strays(self._name)
        for number, told in enumerate(block.comment.split("\n"), at):
            if told.strip("\ufeff \t") and not told.lstrip("\ufeff \t").startswith("%"):
                strays.add(number)
        yield from strays.end()

    def _entry(self, block: model.Entry, at: int) -> Told:
        kind = block.entry_type.lower()
        if kind in {"xdata", "set"}:
            yield Note(self._name, at, f"left out: @{kind} is data for other entries")
            return
        fields, notes = self._fields(block, at)
        yield from notes
        if block.key and kind in _HOLD_PAPERS:
            self._volumes.setdefault(block.key.lower(), _of_volume(fields))
        if kind in VOLUMES:
            yield Note(self._name, at, f"left out: @{kind}{{{block.key}}} is a volume, not a paper")
            return
        entry = to_entry(fields, kind, block.key, at)
        parent = (line(fields.get("crossref")) or "").lower()
        if parent and (entry.venue is None or entry.year is None):
            self._waiting.append((entry, parent))
        else:
            yield entry

    def _fields(self, block: model.Entry, at: int) -> tuple[Fields, list[Note]]:
        """Return the fields by their names in small letters, and what a careful user may want to check."""
        fields: Fields = {}
        named = [field for field in block.fields if _FIELD_NAME.fullmatch(field.key)]
        notes = [self._nameless(field, block, at) for field in block.fields if field not in named]
        todo = [(field.key, str(field.value), _line_of(field, block, at)) for field in reversed(named)]
        while todo:
            written, value, first = todo.pop()
            name, told = written.lower(), evaluate(value, self._macros)
            if told.rest:
                todo.append((*next_field(told.rest), first + value.removesuffix(told.rest).count("\n")))
                notes.append(Note(self._name, at, f"no comma before the field {todo[-1][0]!r}; read as if there were"))
            if told.is_ragged:
                last = first + value.rstrip().count("\n")
                notes.append(Note(self._name, first, f"text behind the value of {written!r}, down to line {last}"))
            if told.unknown and name in _OF_MACROS:
                what = f"the macro {told.unknown[0]!r} of the field {name!r} is not defined; its name is taken"
                notes.append(Note(self._name, at, what))
            if name in {"keywords", "author"} and fields.get(name):
                fields[name] += {"keywords": ", ", "author": " and "}[name] + told.text
            elif not fields.get(name):
                fields[name] = told.text
            elif name in _OF_ONE and told.text != fields[name]:
                notes.append(Note(self._name, at, f"the field {name!r} is given twice; the first counts"))
        return fields, notes

    def _nameless(self, field: model.Field, block: model.Entry, at: int) -> Note:
        """Return the note on what stands among the fields of the entry in line `at`, and is none for all its "="."""
        sign = _line_of(field, block, at)
        first, last = sign - field.key.count("\n"), sign + str(field.value).count("\n")
        return Note(self._name, first, f"left out, of no field: {count(last - first + 1, 'line')}, down to line {last}")

    def _problem(self, at: int, what: str) -> Problem:
        return Problem(self._name, at, what, _MEND)

    def end(self) -> Told:
        """Yield the entries that waited for their volumes, and what was done to the whole file."""
        for entry, parent in self._waiting:
            volume = self._volumes.get(parent, {})
            venue = line(volume.get("booktitle")) or line(volume.get("title"))
            year = line(volume.get("year")) or line(volume.get("date"))
            yield replace(entry, venue=entry.venue or venue, year=entry.year or year)
        if self.recoded:
            what = f"{count(len(self.recoded), 'line')} not in UTF-8, read as Windows-1252"
            yield Note(self._name, self.recoded[0], what)


def _line_of(field: model.Field, block: model.Entry, at: int) -> int:
    """Return the line that a field of the entry in line `at` begins on."""
    return at + (field.start_line or 0) - (block.start_line or 0)


_DOUBLED = (model.DuplicateFieldKeyBlock, model.DuplicateBlockKeyBlock)
_OF_MACROS = frozenset({"title", "journal", "journaltitle", "booktitle", "author", "abstract", "year"})
_OF_ONE = frozenset({"title", "abstract", "year", "date", "doi", "eprint"})
_HOLD_PAPERS = VOLUMES | {"book", "mvbook", "booklet"}
_OF_VOLUME = ("title", "booktitle", "year", "date")


def _of_volume(fields: Fields) -> Fields:
    """Return what papers may take from the volume they are in; all of it is small."""
    return {name: fields[name] for name in _OF_VOLUME if name in fields}


def _reason(block: model.ParsingFailedBlock) -> str:
    told = getattr(block.error, "abort_reason", None) or str(block.error)
    return " ".join(str(told).split()).removesuffix(".")


FORMAT = Format(name="bibtex", title="BibTeX and BibLaTeX", suffixes=(".bib",), looks_like=looks_like, read=read)
