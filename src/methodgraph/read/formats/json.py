"""Papers as JSON: one object per line, an array, a page of results, one object over several lines.

What a paper's fields may be called is data (`methodgraph.read.fields`): the exports of arXiv, Semantic Scholar,
OpenAlex, OpenReview, Zotero and Crossref are read as well as plain {"id", "title", "abstract"} and methodgraph's own
interchange form. An `id` of the latter stays. `abstract` is repaired; `text`, and the title beside it, is taken
verbatim, not even stripped, for offsets made elsewhere refer to it; where both are given, `text` counts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, BinaryIO

from methodgraph.errors import Problem
from methodgraph.interchange import YEARS
from methodgraph.read.documents import values
from methodgraph.read.entry import Entry, Format
from methodgraph.read.fields import entry_of
from methodgraph.read.found import Note
from methodgraph.read.streams import peeked
from methodgraph.read.years import year_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from methodgraph.read.entry import Told
    from methodgraph.read.nesting import Value

_KINDS: dict[str, tuple[type, ...]] = {
    "id": (str, int), "title": (str, list, dict), "abstract": (str, list, dict), "text": (str,), "year": (int, str),
    "url": (str, list, dict),
}  # fmt: skip
_NAMES = {"year": "a whole number"}
_OPENING = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*(?:\{\s*[\"}]|null\b))")
_SURROGATE = re.compile("[\ud800-\udfff]")
_ONE_PER_LINE = "write one complete JSON object per line"
_FOUR_DIGITS = "write it with four digits, or null where nobody knows"
_HEAD = 65536
_DIGITS = 9
_BARE_YEAR = re.compile(r"-?[0-9]+")
_NO_PAPERS = frozenset({"attachment", "note", "annotation"})


def looks_like(head: str) -> bool:
    """Return True for what begins with an object with keys in double quotes, or an array of such."""
    return _OPENING.match(head) is not None


def read(stream: BinaryIO, name: str) -> Told:
    """Yield the papers of a JSON file, and a problem for each line or value that is none."""
    head, again = peeked(stream, _HEAD)
    for given in values(head.decode("utf-8", "replace"), again, name):
        if isinstance(given, Problem | Note):
            yield given
        else:
            yield from entries(given, name)


def entries(given: Value, name: str) -> Iterator[Entry | Problem | Note]:
    """Yield what a value tells of a paper: an entry, all that keeps it from being one, or why it is left out."""
    record = given.value
    if not isinstance(record, dict):
        yield Problem(name, given.line, f"a JSON {_kind(record)}, not an object", _ONE_PER_LINE)
        return
    faults = list(_faults(record, given.line, name))
    if faults:
        yield from faults
    elif why := _is_no_paper(record):
        yield Note(name, given.line, f"left out: {why}, not a paper")
    else:
        yield entry_of(record, given.line, given.key)


def _is_no_paper(record: dict[str, Any]) -> str | None:
    """Return what a record is that stands among papers and is none, None for a paper."""
    if record.get("itemType") in _NO_PAPERS:
        return f"a Zotero {record['itemType']}"
    forum, own = record.get("forum"), record.get("id")
    if isinstance(forum, str) and isinstance(own, str) and forum and forum != own:
        return "a reply on OpenReview"
    return None


def _faults(record: dict[str, Any], line: int, name: str) -> Iterator[Problem]:
    """Yield all that keeps an object from being a paper."""
    for key, kinds in _KINDS.items():
        value = record.get(key)
        if value is None:
            continue
        if (not isinstance(value, kinds) and not _is_whole(key, value)) or isinstance(value, bool):
            called = _NAMES.get(key, "a string")
            what = f"{key!r} is {called} with a {_kind(value)} in its place"
            yield Problem(name, line, what, f"write {called} or null")
        elif isinstance(value, str):
            yield from _string_faults(key, value, record, line, name)
        elif key == "year" and value not in YEARS:
            yield _no_year(value, line, name)


def _string_faults(key: str, value: str, record: dict[str, Any], line: int, name: str) -> Iterator[Problem]:
    if not value.isascii() and _SURROGATE.search(value):
        yield Problem(name, line, f"{key!r} holds a lone surrogate escape", "write the character itself, in UTF-8")
    elif key == "year" and value.strip() and year_of(value) is None:
        if _BARE_YEAR.fullmatch(value) and len(value) <= _DIGITS:
            yield _no_year(int(value), line, name)
        else:
            what = "'year' is a whole number with a string in its place"
            yield Problem(name, line, what, "write a whole number or null")
    elif not value.strip() and (key == "id" or (key in {"text", "abstract"} and not _has_other_text(record, key))):
        yield Problem(name, line, f"{key!r} is empty", "fill it, or leave the line out")


def _has_other_text(record: dict[str, Any], key: str) -> bool:
    """Return True where a paper with an empty abstract has a title, or another form of its abstract."""
    return any(name != key and value for name, value in record.items() if name in {"title", "abstract", "text"})


def _is_whole(key: str, value: object) -> bool:
    """Return True for a year that a program wrote as 2025.0."""
    return key == "year" and isinstance(value, float) and value.is_integer()


def _no_year(value: float, line: int, name: str) -> Problem:
    return Problem(name, line, f"'year' is {int(value)}, which is no year of a paper", _FOUR_DIGITS)


def _kind(value: object) -> str:
    kinds = {dict: "object", list: "list", str: "string", bool: "truth value", int: "number", float: "number"}
    return kinds.get(type(value), "null")


FORMAT = Format(
    name="json", title="JSON or JSON lines", suffixes=(".json", ".jsonl", ".ndjson"), looks_like=looks_like, read=read,
)  # fmt: skip
