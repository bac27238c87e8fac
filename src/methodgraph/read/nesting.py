"""Where the papers are in JSON that has more around them: a page of results, a note's content, a map by id."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from methodgraph.read.columns import fold, tells_abstract, tells_title
from methodgraph.read.tables import words

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEPTH = 6


@dataclass(frozen=True, slots=True)
class Value:
    """A JSON value, the line it begins on, and the key under which it stood, if that may be a paper's."""

    line: int
    value: object
    key: str | None = None


@lru_cache(maxsize=1)
def _containers() -> frozenset[str]:
    return words("containers.tsv")


@lru_cache(maxsize=4096)
def holds_papers(key: str) -> bool:
    """Return True for a key that papers stand under: "results", "data", "citingPaper"."""
    return fold(key) in _containers()


def is_record(value: object) -> bool:
    """Return True for an object that tells a paper's title or abstract itself."""
    return isinstance(value, dict) and (tells_title(value) or tells_abstract(value))


def is_paper(value: object) -> bool:
    """Return True for an object that tells both, as what stands in a map of papers does."""
    return isinstance(value, dict) and tells_title(value) and tells_abstract(value)


def papers_in(given: Value, depth: int = 0) -> Iterator[Value]:
    """Yield the values that are, or should be, papers in `given`: itself, or what stands in it at known keys.

    >>> page = {"total": 1, "data": [{"contexts": [], "citingPaper": {"title": "Foo"}}]}
    >>> [told.value["title"] for told in papers_in(Value(1, page))]
    ['Foo']
    """
    record = given.value
    if not isinstance(record, dict) or is_record(record) or depth > _DEPTH:
        yield given
        return
    inside = [*_inside(record, given)]
    if not inside:
        yield given
    for value in inside:
        yield from papers_in(value, depth + 1)


def _inside(record: dict[str, Any], given: Value) -> Iterator[Value]:
    for key, child in record.items():
        if isinstance(child, list) and holds_papers(key) and _is_list_of_objects(child):
            yield from (Value(given.line, each, given.key) for each in child if each is not None)
        elif isinstance(child, dict) and holds_papers(key):
            around = {name: value for name, value in record.items() if name != key}
            yield Value(given.line, {**around, **child}, given.key)
        elif is_paper(child):
            yield Value(given.line, child, key)


def _is_list_of_objects(values: list[object]) -> bool:
    return all(value is None or isinstance(value, dict) for value in values)
