"""From a record with named fields, as JSON and tables have them, to an `Entry`.

What each field may be called, and where in a record it may stand, is in `rules/fields.tsv`, the best first. A path's
parts are parted by dots; it goes through lists, and a column may bear the whole path as its name.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from methodgraph.read.columns import Plan, plan_of
from methodgraph.read.entry import Entry
from methodgraph.read.identifiers import in_address, normalised, ranks
from methodgraph.read.tables import rows
from methodgraph.read.years import year_of
from methodgraph.records import Identifier

if TYPE_CHECKING:
    from collections.abc import Iterator

Record = dict[str, Any]

_ARXIV_ID = re.compile(r"[0-9]{2}(?:0[1-9]|1[0-2])\.[0-9]{4,5}(?:v[0-9]+)?")
_EPOCH = re.compile(r"[0-9]{12,13}")
_BARS = re.compile(r"\s*[|;]\s*")
_URLS = re.compile(r"(?<!\s)\s*\|\s*|(?<!\s)(?:\s*+[;,])?\s+(?=https?:)")
_COMMAS = re.compile(r"\s*,\s*")
_CATEGORY = r"(?:[a-z-]+\.[A-Za-z-]+|[a-z]+-[a-z]+)"
_ARXIV_CATEGORIES = re.compile(rf"{_CATEGORY}(?:[\s,;|]+{_CATEGORY})*")
_ARXIV_SEPARATOR = re.compile(r"[\s,;|]+")
_BIBTEX_FIELD = re.compile(r"^[ \t]*(\w+)[ \t]*=[ \t]*[{\"]+([^{}\"\n]+)[}\"]+[ \t]*,?[ \t]*$", re.MULTILINE)
_NO_AUTHORS = frozenset({"editor", "seriesEditor", "translator", "reviewedAuthor", "contributor"})


def entry_of(record: Record, line: int, key: str | None = None) -> Entry:
    """Return what a record tells of a paper. `line` is where it begins, `key` what the source calls it beside it."""
    if "annotations" in record:
        record = _unannotated(record)
    plan = plan_of(record)

    def first(field: str) -> str | None:
        return next((told for way in plan.get(field, ()) for told in _leaves(record, way)), None)

    url = first("url")
    urls = tuple(
        part
        for way in plan.get("urls", ())
        for told in _leaves(record, way)
        for part in _URLS.split(" ".join(told.split()))
    )
    others = tuple(told for way in plan.get("url", ()) for told in _leaves(record, way) if told != url)
    identifiers, own = _identified(record, plan, (url or "", *others))
    text = record.get("text")
    return Entry(
        line=line,
        title=first("title"),
        abstract=_abstract(record, plan),
        text=text if isinstance(text, str) and text else None,
        id=own,
        key=first("key") or key,
        year=_year(record, plan) or _in_bibtex(record, plan, ("year",)),
        url=url,
        urls=(*others, *urls),
        authors=_authors(record, plan),
        venue=first("venue") or _in_bibtex(record, plan, ("journal", "booktitle")),
        identifiers=identifiers,
        categories=_categories(record, plan),
    )


def _unannotated(record: Record) -> Record:
    """Return a record of a paper's full text, as S2ORC has them, with the title and abstract that are marked in it."""
    text, marks = record.get("text"), record.get("annotations")
    if not isinstance(text, str) or not isinstance(marks, dict):
        return record
    marked = {field: _marked(text, marks.get(field)) for field in ("title", "abstract")}
    kept = {key: value for key, value in record.items() if key not in {"text", "annotations"}}
    return {**{field: told for field, told in marked.items() if told}, **kept}


def _marked(text: str, marks: object) -> str:
    """Return the parts of `text` that marks tell, a list of places that may be written as JSON; "" for none."""
    try:
        places: Any = json.loads(marks) if isinstance(marks, str) else marks
        return "\n\n".join(text[int(place["start"]) : int(place["end"])] for place in places)
    except (ValueError, TypeError, KeyError, RecursionError):
        return ""


def _identified(record: Record, plan: Plan, urls: tuple[str, ...]) -> tuple[tuple[Identifier, ...], str | None]:
    """Return the identifiers a record tells, and its own id where that is its own indeed, and not a registry's."""
    told = [
        found
        for scheme in (*ranks(), "identifiers", *_of_books(record))
        for way in plan.get(scheme, ())
        for value in _leaves(record, way)
        for found in _identifiers(scheme, value)
    ]
    own = record.get("id")
    if own is None or isinstance(own, dict | list | bool | float):
        return tuple(dict.fromkeys(told)), None
    own = str(own)
    registered = [*in_address(own)] if "/" in own else []
    registered += [found for scheme in _foreign_schemes(record) for found in normalised(scheme, own)]
    if not registered and any(found.value == own for found in (*told, *(f for url in urls for f in in_address(url)))):
        return tuple(dict.fromkeys(told)), None
    if not registered and _ARXIV_ID.fullmatch(own):
        told += normalised("arxiv", own)
    is_foreign = bool(registered) or any(record[name] is not None for name in _foreign().keys() & record.keys())
    return tuple(dict.fromkeys((*told, *registered))), None if is_foreign else own


def _of_books(record: Record) -> tuple[str, ...]:
    """Return the schemes that name a book, for a record of one: a paper shares them with all papers of its volume."""
    return ("isbn",) if "book" in (record.get("itemType"), record.get("type")) else ()


def _identifiers(scheme: str, told: str) -> Iterator[Identifier]:
    if scheme == "identifiers":
        scheme, _, told = told.partition(":")
    yield from normalised(scheme, told)


@lru_cache(maxsize=1)
def _foreign() -> dict[str, str]:
    """Return the keys that show whose record it is, and what scheme its "id" is of, if any."""
    return {row[0]: row[1] for row in rows("foreign.tsv")}


def _foreign_schemes(record: Record) -> set[str]:
    return {_foreign()[key] for key in _foreign().keys() & record.keys() if record[key] is not None} - {""}


def _leaves(value: object, way: tuple[str, ...]) -> Iterator[str]:
    """Yield what stands at the end of a way through objects and lists, as text; nothing that is blank."""
    if isinstance(value, list):
        for each in value:
            yield from _leaves(each, way)
    elif isinstance(value, dict):
        if way:
            yield from _leaves(value.get(way[0]), way[1:])
        elif "value" in value:
            yield from _leaves(value["value"], ())
    elif not way and not isinstance(value, bool) and isinstance(value, str | int | float):
        told = str(value)
        if told and not told.isspace():
            yield told


def _reached(value: object, way: tuple[str, ...]) -> object:
    """Return what stands at the end of a way through objects alone, unwrapped; None where it ends before."""
    for part in way:
        value = value.get(part) if isinstance(value, dict) else None
    return value["value"] if isinstance(value, dict) and "value" in value else value


def _abstract(record: Record, plan: Plan) -> str | None:
    for way in plan.get("abstract", ()):
        value = _reached(record, way)
        if isinstance(value, dict):
            told = from_inverted_index(value)
        elif isinstance(value, list):
            told = "\n\n".join(_leaves(value, ()))
        else:
            told = next(_leaves(value, ()), "")
        if told:
            return told
    return None


def from_inverted_index(index: Record) -> str:
    """Return the text whose words' places an index tells, as OpenAlex and Scopus give abstracts; "" for none.

    >>> from_inverted_index({"propose": [1], "We": [0], "Foo.": [2]})
    'We propose Foo.'
    """
    inner = index.get("InvertedIndex")
    if isinstance(inner, dict):
        index = inner
    places = [
        (place, word) for word, told in index.items() if isinstance(told, list) for place in told if type(place) is int
    ]
    return " ".join(word for _, word in sorted(places))


def _year(record: Record, plan: Plan) -> str | None:
    """Return the first date that holds a year, else the first date."""
    told = [_dated(each) for way in plan.get("year", ()) for each in _leaves(record, way)]
    return next((each for each in told if year_of(each) is not None), told[0] if told else None)


def _dated(told: str) -> str:
    """Return a date, one in milliseconds since 1970 as a year."""
    if not _EPOCH.fullmatch(told):
        return told
    return str(datetime.fromtimestamp(int(told) / 1000, tz=UTC).year)


def _authors(record: Record, plan: Plan) -> tuple[str, ...]:
    for way in plan.get("authors", ()):
        told = tuple(_people(_reached(record, way))) or tuple(_leaves(record, way))
        if told:
            return told
    return ()


def _people(value: object) -> Iterator[str]:
    """Yield people as strings, objects or lists of the parts of their names tell them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _person(value)
    elif isinstance(value, list):
        authors = [each for each in value if not (isinstance(each, dict) and each.get("creatorType") in _NO_AUTHORS)]
        for each in authors:
            if isinstance(each, list):
                last, *rest = [part for part in each if isinstance(part, str)] or [""]
                yield ", ".join(filter(None, (last, *reversed(rest))))
            else:
                yield from _people(each)


def _person(person: Record) -> Iterator[str]:
    plan = plan_of(person)

    def told(field: str) -> str | None:
        return next((leaf for way in plan.get(field, ()) for leaf in _leaves(person, way)), None)

    name, last = told("name"), told("last")
    if name or last:
        yield name or ", ".join(filter(None, (last, told("first"))))


def _categories(record: Record, plan: Plan) -> tuple[str, ...]:
    """Return the first field of categories that tells any."""
    for way in plan.get("categories", ()):
        told = tuple(_leaves(record, way))
        if len(told) == 1:
            listed = " ".join(told[0].split())
            told = tuple(_ARXIV_SEPARATOR.split(listed) if _ARXIV_CATEGORIES.fullmatch(listed) else _listed(listed))
        if told:
            return told
    return ()


def _listed(told: str) -> list[str]:
    """Return the parts of a list in one string: parted by bars or semicolons, else by commas."""
    parts = _BARS.split(told) if _BARS.search(told) else _COMMAS.split(told)
    return [part for part in parts if part]


def _in_bibtex(record: Record, plan: Plan, names: tuple[str, ...]) -> str | None:
    """Return what the BibTeX that a record carries tells by the first of `names` it has, as OpenReview's do."""
    bibtex = next((told for way in plan.get("bibtex", ()) for told in _leaves(record, way)), "")
    fields = {found[1].lower(): found[2] for found in _BIBTEX_FIELD.finditer(bibtex)}
    return next((fields[name] for name in names if name in fields), None)
