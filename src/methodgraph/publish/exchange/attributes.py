"""Attributes of nodes and edges for formats that know neither lists nor None."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Flat = str | int | float
    Kind = Literal["string", "long", "double"]

LIST_JOINT = " | "
"""What stands between the items of a list in a format that knows no lists."""


def flat(told: Mapping[str, Any]) -> dict[str, Flat]:
    """Return attributes without lists and None: items are joined by `LIST_JOINT`, what is None is left out.

    >>> flat({"aliases": ["a", "b"], "year": None, "papers": 3})
    {'aliases': 'a | b', 'papers': 3}
    """
    joined = ((name, LIST_JOINT.join(value) if isinstance(value, list) else value) for name, value in told.items())
    return {name: value for name, value in joined if value is not None}


def declared(rows: Iterable[Mapping[str, Any]]) -> dict[str, Kind]:
    """Return the attributes that occur in `rows` once they are flat, each with its type, in the order of the rows.

    An attribute that is now whole and now a fraction is "double"; one that is text anywhere is "string".

    >>> declared([{"label": "a", "year": None}, {"label": "b", "papers": 1}, {"papers": 0.5}])
    {'label': 'string', 'papers': 'double'}
    """
    order: tuple[Kind, ...] = ("long", "double", "string")
    told: dict[str, Kind] = {}
    names: dict[str, None] = {}
    for row in rows:
        names.update(dict.fromkeys(row))
        for name, value in row.items():
            if value is not None and told.get(name) != "string":
                told[name] = max(_kind(value), told.get(name, "long"), key=order.index)
    return {name: told[name] for name in names if name in told}


def _kind(value: object) -> Kind:
    if isinstance(value, float):
        return "double"
    return "long" if isinstance(value, int) else "string"
