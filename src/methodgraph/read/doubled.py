"""Keys that stand twice in one JSON object, as where two records ran together: JSON keeps the last in silence."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from methodgraph.read.columns import tells_abstract, tells_title
from methodgraph.read.found import Note


@lru_cache(maxsize=4096)
def tells(key: str) -> bool:
    """Return True for a key that a paper's title or abstract may stand under."""
    return tells_title({key: None}) or tells_abstract({key: None})


def twice(name: str, line: int, key: str) -> Note:
    """Return the note that a key is given twice in the object that begins at `line`."""
    return Note(name, line, f"the key {key!r} is given twice; the last counts")


def twice_told(text: str, value: object) -> tuple[str, ...]:
    """Return the keys of titles and abstracts that `text`, the JSON of `value`, gives twice in one object, sorted.

    The same value twice is no loss. Looked at are the keys of `value` itself; most texts hold each of them once, and
    only the others are read again.

    >>> text = '{"title": "Foo", "title": "Bar"}'
    >>> twice_told(text, json.loads(text))
    ('title',)
    """
    if not isinstance(value, dict):
        return ()
    likely = frozenset(key for key in value if tells(key) and text.count(f'"{key}"') > 1)
    found: set[str] = set()

    def pairs(told: list[tuple[str, Any]]) -> dict[str, Any]:
        first: dict[str, Any] = {}
        for key, each in told:
            if key in likely and first.setdefault(key, each) != each:
                found.add(key)
        return dict(told)

    if likely:
        json.loads(text, object_pairs_hook=pairs)
    return tuple(sorted(found))
