"""The records of an XML file, one after the other, in bounded memory; a broken one costs only itself.

lxml parses each stretch of the file strictly, with nothing expanded and nothing loaded (see `xml_text`). Where it
gives up, the record is a problem and a new parser begins at the next record, below the same root. Nothing but the
record in hand is kept, so a file may have any size; a single record may not.
"""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, BinaryIO, cast

from lxml import etree

from methodgraph.errors import Problem
from methodgraph.read.formats import xml_text
from methodgraph.read.formats.decoding import Block, blocks
from methodgraph.read.formats.strays import stray
from methodgraph.read.formats.xml_text import Opening, Piece
from methodgraph.read.formats.xml_values import holds_loose_text, twice_told
from methodgraph.read.found import Note
from methodgraph.text.counting import count

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_RECORD = 1 << 24
_PLACE = re.compile(r",? line \d+(?:, column \d+)?|, column \d+")
_MEND = "mend it; the records around it are read"
_CLOSING = re.compile(r"(?:\s|</[^<>]*+>|<!--(?:[^-]|-(?!->))*-->)*+")


@dataclass(frozen=True, slots=True)
class Record:
    """One record of an XML file. `element` is emptied as soon as the next one is asked for."""

    line: int
    tag: str
    element: etree._Element


def read_records(
    stream: BinaryIO, name: str, tags: tuple[str, ...], containers: tuple[str, ...] = ()
) -> Iterator[Record | Problem | Note]:
    """Yield each element of `stream` called one of `tags`, in their order, whatever its namespace.

    Such an element holds no other of them. `containers` are elements around them with attributes that matter. A
    file that declares entities is one problem; a record that is no XML, or is cut off, is one at the line where it
    begins; what was mended on the way is told at the end. Nothing raises for what the file holds.

    >>> import io
    >>> told = read_records(io.BytesIO(b"<feed><entry>A</entry><entry>B</feed>"), "x.xml", ("entry",))
    >>> [str(each) if isinstance(each, Problem) else each.element.text for each in told][0]
    'A'
    """
    source = iter(blocks(stream, xml_text.encoding_of))
    recoded: list[int] = []
    opening, head = _opening(source, recoded)
    if isinstance(opening, str):
        yield Problem(name, None, opening, "give the file as it was exported")
        return
    if opening.declares_entities:
        remedy = "they are never expanded here; give a file without <!ENTITY ...> in its DOCTYPE"
        yield Problem(name, None, "declares XML entities of its own", remedy)
        return
    rest = Block(head.line + head.text.count("\n", 0, opening.end), head.text[opening.end :])
    parsing = _Parsing(name, opening.root, tags)
    for piece in xml_text.pieces(_noted(rest, source, recoded), xml_text.tag_pattern((*tags, *containers))):
        yield from parsing.read(piece)
    yield from parsing.end()
    if recoded:
        what = f"{count(len(recoded), 'line')} not in the file's encoding, read as Windows-1252"
        yield Note(name, recoded[0], what)


def _opening(source: Iterator[Block], recoded: list[int]) -> tuple[Opening | str, Block]:
    """Return how the file begins, or what is wrong with that, and the text up to where it is known."""
    text = ""
    for block in source:
        recoded += block.recoded
        text += block.text
        opening = xml_text.find_opening(text)
        if opening:
            return opening, Block(1, text)
        if len(text) > xml_text.LONGEST_PROLOG:
            break
    return "no XML: there is no element that holds the rest", Block(1, text)


def _noted(first: Block, source: Iterator[Block], recoded: list[int]) -> Iterator[Block]:
    """Yield the blocks and write down which lines were recoded."""
    yield first
    for block in source:
        recoded += block.recoded
        yield block


class _Parsing:
    """A file on its way through one parser after the other. `_open` is the line of the record in hand, if any."""

    def __init__(self, name: str, root: str, tags: tuple[str, ...]) -> None:
        self._name = name
        self._root = xml_text.mended(root)[0]
        self._tags = tags
        self._filter = [f"{{*}}{tag}" for tag in tags]
        self._record_end = re.compile(rf"</(?:[\w.-]+:)?(?:{'|'.join(tags)})\s*>")
        self._container = ""
        self._parser: etree.XMLPullParser | None = None
        self._is_first = True
        self._last_line = 1
        self._open: int | None = None
        self._fed = 0
        self._repairs = 0
        self._first_repair = 0

    def read(self, piece: Piece) -> Iterator[Record | Problem | Note]:
        """Yield what `piece` completes, and what is wrong with it."""
        text, repairs = xml_text.mended(piece.text)
        self._first_repair = self._first_repair or (piece.line if repairs else 0)
        self._repairs += repairs
        self._last_line = piece.line + piece.text.count("\n")
        is_container = piece.tag is not None and piece.tag not in self._tags
        is_head = is_container or (self._is_first and piece.tag is None)
        if self._parser is None and (piece.tag or self._is_first):
            self._start("" if is_container else self._container)
        if is_container:
            start = re.match(r"<[^<>]*+>", text)
            self._container = " ".join(start.group().split()) if start else ""
        if self._parser is not None:  # else: what stands between a broken record and the next
            yield from self._parsed(replace(piece, text=text))
        if is_head and self._parser is not None:
            start = re.match(r"<[^<>]*+>", piece.text) if is_container else None
            yield from self._told(piece, xml_text.strays(piece.text, start.end() if start else 0, is_head=True))

    def _start(self, container: str) -> None:
        """Begin a parser that has seen the root and the container, so that records may follow."""
        self._parser = etree.XMLPullParser(
            events=("start", "end"),
            tag=self._filter,
            encoding="utf-8",
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        self._is_first, self._fed, self._open = False, 0, None
        with contextlib.suppress(etree.XMLSyntaxError):  # what follows will fail, and is told then
            self._parser.feed((self._root + container).encode())

    def _parsed(self, piece: Piece, *, is_again: bool = False) -> Iterator[Record | Problem | Note]:
        """Yield what feeding `piece` brings. With `is_again` the parser is a new one, after another failed at it."""
        parser = self._parser
        if parser is None:
            return
        fault = self._fed_with(parser, piece)
        is_begun = False
        for event, element in _elements(parser):
            if event == "end":
                yield from self._ended(element)
            elif self._open is not None:
                yield self._problem(self._open, "this record has no end tag")
                self._parser = None
                break
            else:
                self._open, is_begun = piece.line, True
        if self._parser is not None:
            if fault is None and self._open is None:
                yield from self._strays(piece)
            yield from self._faults(piece, fault, is_begun=is_begun, is_again=is_again)
        if self._parser is None and piece.tag in self._tags and not is_begun and not is_again:
            self._start(self._container)
            yield from self._parsed(piece, is_again=True)

    def _strays(self, piece: Piece) -> Iterator[Note]:
        """Yield a note on what stands behind the last record of `piece` and belongs to none."""
        end = self._record_end.search(piece.text) if piece.tag in self._tags else None
        if end is None:
            return
        yield from self._told(piece, xml_text.strays(piece.text, end.end()))

    def _told(self, piece: Piece, found: tuple[int, int] | None) -> Iterator[Note]:
        """Yield the note on the stray text in `piece`, if some was found."""
        if found:
            first, last = (piece.line + piece.text.count("\n", 0, at) for at in found)
            yield stray(self._name, first, last, last - first + 1)

    def _fed_with(self, parser: etree.XMLPullParser, piece: Piece) -> etree.XMLSyntaxError | None:
        self._fed += len(piece.text)
        try:
            parser.feed(piece.text.encode())
        except etree.XMLSyntaxError as error:
            return error
        return None

    def _faults(
        self, piece: Piece, fault: etree.XMLSyntaxError | None, *, is_begun: bool, is_again: bool
    ) -> Iterator[Problem]:
        """Yield what is wrong after `piece`, and let go of a parser that cannot go on."""
        is_stuck = fault is None and piece.tag in self._tags and not is_begun
        if fault is not None:
            yield from self._fault(piece, fault, is_begun=is_begun, is_again=is_again)
        elif is_stuck and is_again:
            self._open = piece.line
        elif is_stuck:
            where = "in" if self._open is not None else "before"
            what = f"{where} this record a comment, a quotation or the like is not closed"
            yield self._problem(self._open or piece.line, what)
        elif self._fed > LARGEST_RECORD:
            what = f"more than {LARGEST_RECORD >> 20} MiB without the end of a record"
            yield self._problem(self._open or piece.line, what)
        else:
            return
        if not (is_stuck and is_again):
            self._parser = None

    def _ended(self, element: etree._Element) -> Iterator[Record | Note]:
        """Yield the record that ends, and let go of it afterwards and of all before it."""
        line, self._open, self._fed = self._open or self._last_line, None, 0
        for tag in twice_told(element):
            yield Note(self._name, line, f"<{tag}> is given twice; the first counts")
        if holds_loose_text(element):
            yield Note(self._name, line, "left out: text between the fields of this record")
        yield Record(line, etree.QName(element).localname, element)
        element.clear()
        above = element.getparent()
        while above is not None and element.getprevious() is not None:
            del above[0]

    def _fault(self, piece: Piece, fault: etree.XMLSyntaxError, *, is_begun: bool, is_again: bool) -> Iterator[Problem]:
        """Yield what is lost by `fault`: the open record, and what stands behind it if more than tags that close."""
        what = " ".join(_PLACE.sub("", fault.msg or "a syntax error").split())
        is_record = piece.tag in self._tags
        is_broken = self._open is not None or (is_record and not is_begun and is_again)
        if is_broken:
            yield self._problem(self._open or piece.line, f"this record is no XML ({what})")
        if is_record and not is_begun and not is_again:
            return  # the next parser gets this piece
        end = self._record_end.search(piece.text) if is_record else None
        if is_broken and end is None:
            return
        behind = piece.text[end.end() if end else 0 :].lstrip()
        if not _CLOSING.fullmatch(behind):
            line = piece.line + piece.text.count("\n", 0, len(piece.text) - len(behind))
            yield self._problem(line, f"no XML between two records ({what})")

    def _problem(self, line: int, what: str) -> Problem:
        return Problem(self._name, line, what, _MEND)

    def end(self) -> Iterator[Record | Problem | Note]:
        """Yield what is wrong with the end of the file, and what was mended in it."""
        if self._parser is not None:
            try:
                self._parser.close()
            except etree.XMLSyntaxError:
                yield self._cut_off()
        if self._repairs:
            what = f"mended {count(self._repairs, 'sign')} that XML has no place for, the first of them here"
            yield Note(self._name, self._first_repair, what)

    def _cut_off(self) -> Problem:
        remedy = "it may have been cut off; get it again"
        if self._open is not None:
            return Problem(self._name, self._open, "the file ends in this record", remedy)
        return Problem(self._name, self._last_line, "the file ends before its last end tag", remedy)


def _elements(parser: etree.XMLPullParser) -> Iterator[tuple[str, etree._Element]]:
    for event, element in parser.read_events():
        yield str(event), cast("etree._Element", element)  # noqa: SLF001  (has no other name)
