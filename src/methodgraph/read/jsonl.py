"""Papers as JSON: one object per line, an array of objects, or one object over several lines.

`id`, `title`, `abstract` or `text`, and if known `year`, `url`; other keys are ignored, so the interchange form
is read like any other. A `year` has four digits, which may stand in quotes, and an `id` may be a number. `abstract`
(and its title) is repaired. `text` (and its title) is taken verbatim, not even stripped, for offsets made elsewhere
refer to it; where both are given, `text` counts. Without an `id` the paper is named after a hash of its text.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from methodgraph.errors import Problem
from methodgraph.files import is_broken
from methodgraph.interchange import YEARS
from methodgraph.read.found import Found, Note, SourceText
from methodgraph.read.merge import content_id
from methodgraph.read.shape import is_file_name
from methodgraph.records import Paper, Source
from methodgraph.text.repair import repair

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIELDS: dict[str, type] = {"id": str, "title": str, "abstract": str, "text": str, "year": int, "url": str}
_NAMES = {str: "a string", int: "a whole number"}
_YEAR = re.compile("[0-9]{4}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BETWEEN = re.compile(r"[\s,]*")
_ONE_PER_LINE = "write one complete JSON object per line"
_FOUR_DIGITS = "write it with four digits, or null where nobody knows"


@dataclass(frozen=True, slots=True)
class _Value:
    """A JSON value and the line it begins on."""

    line: int
    value: object


def read_json(source: SourceText) -> Found:
    """Return the papers of a JSON file, and a problem for each line or value that is none."""
    papers: list[Paper] = []
    problems: list[Problem] = []
    notes: list[Note] = []
    for given in _values(source):
        read = given if isinstance(given, Problem) else _eased(given)
        told = [read] if isinstance(read, Problem) else _faults(read, source.name)
        if told:
            problems += told
        elif isinstance(read, _Value):
            paper = _paper(read, source.name)
            papers.append(paper)
            notes += _notes(read, paper, source.name)
    return Found(tuple(papers), tuple(problems), tuple(notes))


def _values(source: SourceText) -> Iterator[_Value | Problem]:
    first = source.text.lstrip().split("\n", 1)[0].rstrip()
    if first in {"[", "{"} or re.match(r"\[\s*\{", first):
        return _document(source)
    return _lines(source)


def _lines(source: SourceText) -> Iterator[_Value | Problem]:
    for number, line in enumerate(source.text.split("\n"), 1):
        if not line.strip() or is_broken(line):  # a broken line is a problem that decoding has told
            continue
        try:
            yield _Value(number, json.loads(line))
        except (ValueError, RecursionError) as error:
            yield _broken(source.name, number, error)


def _document(source: SourceText) -> Iterator[_Value | Problem]:
    """Yield the values of an array, or of objects written one after the other, until the first that is broken."""
    decoder = json.JSONDecoder()
    text = source.text
    opening = re.match(r"\s*(\[?)\s*", text)
    at = opening.end() if opening else 0
    line, counted = 1, 0
    while at < len(text) and text[at] != "]":
        line, counted = line + text.count("\n", counted, at), at
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            yield _broken(source.name, getattr(error, "lineno", line), error)
            return
        if not is_broken(text[at:end]):
            yield _Value(line, value)
        separator = _BETWEEN.match(text, end)
        at = separator.end() if separator else end
    yield from _after_document(source, at, is_array=bool(opening and opening[1]))


def _after_document(source: SourceText, at: int, *, is_array: bool) -> Iterator[Problem]:
    """Yield a problem where an array is not closed, or where more than white space follows what was read."""
    line = source.text.count("\n", 0, at) + 1
    closed = source.text[at : at + 1] == "]"
    if is_array and not closed:
        yield Problem(source.name, line, "the array has no end", "close it with ]; the file may have been cut off")
    elif source.text[at + closed :].strip():
        yield Problem(source.name, line, "more follows behind the end of the array", _ONE_PER_LINE)


def _broken(name: str, line: int, error: Exception) -> Problem:
    if isinstance(error, json.JSONDecodeError):
        what = f"broken JSON at column {error.colno} ({error.msg})"
        return Problem(name, line, what, _ONE_PER_LINE)
    return Problem(name, line, "JSON nested or numbered beyond reading", _ONE_PER_LINE)


def _eased(read: _Value) -> _Value:
    """Return a value with its id as a string and its year as a number, where it plainly tells them the other way."""
    record = read.value
    if not isinstance(record, dict):
        return read
    identity, year = record.get("id"), record.get("year")
    eased = dict(record)
    if isinstance(identity, int) and not isinstance(identity, bool):
        eased["id"] = str(identity)
    if isinstance(year, str) and _YEAR.fullmatch(year):
        eased["year"] = int(year)
    return replace(read, value=eased)


def _faults(read: _Value, name: str) -> list[Problem]:
    """Return all that keeps a JSON value from being a paper."""
    record = read.value
    if not isinstance(record, dict):
        return [Problem(name, read.line, f"a JSON {_kind(record)}, not an object", _ONE_PER_LINE)]
    faults = [
        Problem(name, read.line, f"{key!r} is {_NAMES[kind]} with a {_kind(value)} in its place", _as_it_should(kind))
        for key, kind in _FIELDS.items()
        if (value := record.get(key)) is not None and (not isinstance(value, kind) or isinstance(value, bool))
    ]
    faults += [
        Problem(name, read.line, f"{key!r} holds a lone surrogate escape", "write the character itself, in UTF-8")
        for key in _FIELDS
        if isinstance(value := record.get(key), str) and _SURROGATE.search(value)
    ]
    if type(year := record.get("year")) is int and year not in YEARS:
        faults.append(Problem(name, read.line, f"'year' is {year}, which is no year of a paper", _FOUR_DIGITS))
    if record.get("text") is None and record.get("abstract") is None:
        faults.append(Problem(name, read.line, "neither 'abstract' nor 'text'", "give the paper its abstract"))
    return faults or _empty(record, read.line, name)


def _empty(record: dict[str, Any], line: int, name: str) -> list[Problem]:
    verbatim = record.get("text") is not None
    told = {"text": record["text"]} if verbatim else {"abstract": repair(record["abstract"])}
    return [
        Problem(name, line, f"{field!r} is empty", "fill it, or leave the line out")
        for field, value in (*told.items(), ("id", record.get("id")))
        if isinstance(value, str) and not value.strip()
    ]


def _kind(value: object) -> str:
    kinds = {dict: "object", list: "list", str: "string", bool: "truth value", int: "number", float: "number"}
    return kinds.get(type(value), "null")


def _as_it_should(kind: type) -> str:
    return f"write {_NAMES[kind]} or null"


def _paper(read: _Value, name: str) -> Paper:
    record: dict[str, Any] = read.value if isinstance(read.value, dict) else {}
    verbatim = record.get("text") is not None
    text = record["text"] if verbatim else repair(record["abstract"])
    title = record.get("title")
    if title is not None and not verbatim:
        title = repair(title)
    return Paper(
        id=record["id"] if record.get("id") is not None else content_id(text),
        title=None if title is None or not title.strip() or is_file_name(title) else title,
        text=text,
        sources=(Source(name, read.line),),
        year=record.get("year"),
        url=record.get("url"),
    )


def _notes(read: _Value, paper: Paper, name: str) -> Iterator[Note]:
    title = read.value.get("title") if isinstance(read.value, dict) else None
    if title and paper.title is None:
        yield Note(name, read.line, f"no title: {title!r} is the name of a file")
