"""Which field of a paper the names of a record's fields tell: the aliases in `rules/fields.tsv`, looked up."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from methodgraph.read.tables import rows

if TYPE_CHECKING:
    from collections.abc import Mapping

Plan = dict[str, tuple[tuple[str, ...], ...]]
"""For each field the ways to it in a record, the best first: a key, then the keys below it."""

_NOT_FOLDED = re.compile(r"[^\w.]|_")


@lru_cache(maxsize=4096)
def fold(key: str) -> str:
    """Return a field's name in the form in which its spellings meet: "publicationYear" and "Publication Year"."""
    return _NOT_FOLDED.sub("", key.casefold())


@lru_cache(maxsize=1)
def _paths() -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Return the paths of each field: the folded path, and the parts below the first as they are written."""
    told: defaultdict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for field, path in rows("fields.tsv"):
        first, *below = path.split(".")
        told[field].append((fold(path), (fold(first), *below)))
    return {field: tuple(paths) for field, paths in told.items()}


@lru_cache(maxsize=1024)
def _plan(keys: tuple[str, ...]) -> Plan:
    """Return for each field the ways to it in a record of these keys, the best first."""
    known: dict[str, str] = {}
    for key in keys:
        known.setdefault(fold(key), key)
    plan: Plan = {}
    for field, paths in _paths().items():
        ways: list[tuple[str, ...]] = []
        for whole, (first, *below) in paths:
            if below and whole in known:
                ways.append((known[whole],))
            elif first in known:
                ways.append((known[first], *below))
        if ways:
            plan[field] = tuple(dict.fromkeys(ways))
    return plan


def plan_of(record: Mapping[str, object]) -> Plan:
    """Return for each field the ways to it in a record, the best first; a field that it has none for is left out."""
    return _plan(tuple(record))


@lru_cache(maxsize=2)
def _names(fields: frozenset[str]) -> frozenset[str]:
    """Return the folded names under which any of some fields may stand in a record."""
    return frozenset(way[0] for field in fields for _, way in _paths()[field])


_TITLE = frozenset({"title"})
_ABSTRACT = frozenset({"abstract", "text"})


def tells_title(record: Mapping[str, object]) -> bool:
    """Return True where a record has a field for a title."""
    return not _names(_TITLE).isdisjoint(map(fold, record))


def tells_abstract(record: Mapping[str, object]) -> bool:
    """Return True where a record has a field for an abstract or a text."""
    return not _names(_ABSTRACT).isdisjoint(map(fold, record))


def field_of(key: str) -> str | None:
    """Return the field that a column's name tells, None for one that tells none.

    >>> field_of("Publication Year"), field_of("cited by")
    ('year', None)
    """
    return next((field for field in _plan((key,)) if field not in {"first", "last", "name"}), None)
