"""Tables: CSV and TSV with a row of column names of which some tell a paper's title or abstract.

What columns may be called is data (`methodgraph.read.fields`): the exports of OpenAlex, Zotero, Scopus, Web of Science
and OpenReview's lists are read as well as any table of ids, titles and abstracts. A row that is not UTF-8 is read as
Windows-1252, in which Excel writes tables, with a note.
"""

from __future__ import annotations

import csv
import json
import re
from difflib import get_close_matches
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from methodgraph.errors import Problem
from methodgraph.files import is_broken
from methodgraph.read.columns import field_of, fold
from methodgraph.read.entry import Format
from methodgraph.read.fields import entry_of
from methodgraph.read.formats.decoding import FALLBACK
from methodgraph.read.formats.python import literal
from methodgraph.read.found import Note
from methodgraph.read.lines import LONGEST, as_text
from methodgraph.read.streams import peeked
from methodgraph.text.counting import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO

    from methodgraph.read.entry import Told

_Row = tuple[int, list[str] | csv.Error]
"""The line a row begins on, and its fields or why it cannot be read."""
_DELIMITERS = "\t,;|"
_HEAD = 65536
_NONE = frozenset({"", "nan", "none", "null", "na", "n/a"})
_ODD_BREAK = re.compile("[\v\f\x1c-\x1e\x85\u2028\u2029]")
_LIKE = 0.75
"""How like "title" a name is that was meant to be it: "titel" is, "file" and "table" are not."""
_NEAR = 20
"""Rows behind the names of the columns that tell how many there are, where that is in doubt."""
_REMEDY = (
    "if it is no list of papers, leave it out or use --keep-going; else call its columns title, abstract, year ..."
)


def looks_like(head: str) -> bool:
    """Return True for text whose first line names two columns or more, among them a title's or an abstract's."""
    first = _first_line(head)
    names = _columns(first, delimiter_of(first))
    return len(names) > 1 and _tells_papers(names)


def delimiter_of(line: str) -> str:
    """Return what parts the columns of a table with this first line: the sign that stands there most often.

    >>> delimiter_of("id;title;abstract, in English")
    ';'
    """
    return max(_DELIMITERS, key=lambda sign: len(_columns(line, sign)))


def _first_line(head: str) -> str:
    return next((line for line in head.lstrip("\ufeff").splitlines() if line.strip()), "")


def _columns(line: str, delimiter: str) -> list[str]:
    return [name.strip().strip("\ufeff") for name in next(csv.reader([line], delimiter=delimiter), [])]


def _tells_papers(names: list[str]) -> bool:
    return not {"title", "abstract", "text"}.isdisjoint(field_of(name) or "" for name in names)


def read(stream: BinaryIO, name: str) -> Told:
    """Yield the papers of a table, a row each, and a problem for each row that is none."""
    head, again = peeked(stream, _HEAD)
    first = _first_line(head.decode("utf-8", "replace"))
    delimiter = delimiter_of(first)
    names = _columns(first, delimiter)
    if not _tells_papers(names):
        yield Problem(name, 1, "no column is called title or abstract", _remedy(names))
        return
    csv.field_size_limit(LONGEST)
    is_plain = delimiter == "\t" and _is_plain(head.decode("utf-8", "replace"), len(names))
    yield from _rows(_numbered(as_text(again), delimiter, is_plain=is_plain), name)


def _remedy(names: list[str]) -> str:
    """Return what to do with a table of these columns: name right what is misspelt, else leave out what is none."""
    near = ((name, get_close_matches(fold(name), ("title", "abstract"), n=1, cutoff=_LIKE)) for name in names)
    meant = ", ".join(f"{found[0]!r} by {name!r}" for name, found in near if found)
    return f"did you mean {meant}?" if meant else _REMEDY


def _is_plain(head: str, columns: int) -> bool:
    """Return True for a table with a row on each line: there, a quote at the beginning of a field is only a quote."""
    whole = [line for line in head.split("\n")[:-1] if line.strip()]
    return all(line.count("\t") == columns - 1 for line in whole)


def _headed(rows: Iterable[_Row], name: str) -> Iterator[_Row | Problem]:
    """Yield the rows; where the names of the columns run on into the row behind them, those alone, and a problem.

    They do where one holds a break that ends no row of a table (U+000B, U+2028 ...), unless more of the next rows have
    as many fields as have as many as stand before it.
    """
    told = iter(rows)
    for line, row in told:
        if isinstance(row, csv.Error) or not any(cell.strip() for cell in row):
            yield line, row
            continue
        near = list(islice(told, _NEAR))
        sizes = [len(other) for _, other in near if not isinstance(other, csv.Error)]
        names, odd = _names(row)
        runs_on = odd and sizes.count(len(row)) <= sizes.count(len(names))
        if runs_on:
            what = f"the column names end at U+{ord(odd):04X}, which ends no row; the rest of the line is lost"
            yield Problem(name, line, what, "let each row end with a line feed")
        yield line, names if runs_on else row
        yield from near
        yield from told


def _names(row: list[str]) -> tuple[list[str], str]:
    """Return the names of columns up to a break that ends no row of a table, and that break."""
    for at, cell in enumerate(row):
        found = _ODD_BREAK.search(cell.strip())
        if found:
            return [*row[:at], cell.strip()[: found.start()]], found[0]
    return row, ""


def _rows(rows: Iterable[_Row], name: str) -> Told:
    """Yield what each row tells; the first that is not blank holds the names of the columns."""
    recoded: list[int] = []
    names: list[str] = []
    short = _Short(name)
    for told in _headed(rows, name):
        if isinstance(told, Problem):
            yield told
            continue
        line, row = told
        if not isinstance(row, csv.Error) and any(map(is_broken, row)):
            recoded.append(line)
            row = [cell.encode("utf-8", "surrogateescape").decode(FALLBACK, "replace") for cell in row]
        if isinstance(row, csv.Error):
            yield Problem(name, line, f"a row that cannot be read ({row})", "quote its fields, or take it out")
        elif not any(cell.strip() for cell in row):
            continue
        elif not names:
            names = [cell.strip() for cell in row]
        elif len(row) > len(names) and any(cell.strip() for cell in row[len(names) :]):
            what = f"a row of {len(row)} fields, where the first has {len(names)}"
            yield Problem(name, line, what, "put fields that hold the delimiter or a line break in quotes")
        else:
            yield from short.seen(line, is_short=len(row) < len(names))
            yield entry_of({column: _cell(cell) for column, cell in zip(names, row, strict=False)}, line)
    yield from short.end()
    if recoded:
        yield Note(name, recoded[0], f"{count(len(recoded), 'row')} not in UTF-8, read as Windows-1252")


class _Short:
    """Tells of rows of fewer fields than the first, as where one was broken in two: one note for a stretch of them."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._first = self._last = self._number = 0

    def seen(self, line: int, *, is_short: bool) -> Iterator[Note]:
        """Take in the row of line `line`; yield the note on those before where it ends them."""
        if is_short:
            self._first, self._last, self._number = self._first or line, line, self._number + 1
        else:
            yield from self.end()

    def end(self) -> Iterator[Note]:
        """Yield the note on the stretch that ends here, if there is one."""
        if self._number:
            what = f"{count(self._number, 'row')} of fewer fields than the first, down to line {self._last}"
            yield Note(self._name, self._first, f"{what}; the fields that are not there are taken as empty")
        self._first = self._last = self._number = 0


def _numbered(text: TextIO, delimiter: str, *, is_plain: bool) -> Iterator[_Row]:
    """Yield the rows, each with the line it begins on. A quote that is never closed ends in an error, not in a cell."""
    if is_plain:
        reader = csv.reader(text, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    else:
        reader = csv.reader(text, delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
            yield line, [_unquoted(cell) for cell in row] if is_plain else row
        except StopIteration:
            return
        except csv.Error as error:
            yield line, error


def _unquoted(cell: str) -> str:
    """Return a cell without the quotes around it, as a reader that knows quotes gives it."""
    inner = cell[1:-1]
    is_quoted = len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in inner.replace('""', "")
    return inner.replace('""', '"') if is_quoted else cell


def _cell(told: str) -> Any:
    """Return what a cell tells: None where nothing, a list or object where it was written as one."""
    bare = told.strip()
    if bare.casefold() in _NONE:
        return None
    if (bare[0], bare[-1]) in {("[", "]"), ("{", "}")}:
        return _structure(bare) or told
    return told


def _structure(told: str) -> Any:
    try:
        value = json.loads(told)
    except (ValueError, RecursionError):
        try:
            value = literal(told)
        except ValueError:
            return None
    return value if isinstance(value, list | dict) else None


FORMAT = Format(
    name="csv", title="CSV or TSV with a row of column names", suffixes=(".csv", ".tsv", ".tab"),
    looks_like=looks_like, read=read,
)  # fmt: skip
