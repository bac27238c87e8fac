"""What several kinds of page show: quotations, claims, results, and every triple of a thing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from methodgraph.ids import BASE
from methodgraph.ontology import compact
from methodgraph.serve.lookup import grouped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from methodgraph.serve.lookup import Row, Thing

MOST = 50
"""How many claims of one kind, or results, a page shows; it tells how many there are."""
_AS_LINK = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence that is evidence: its words cut where a name begins and ends, each piece with whether it is a name."""

    iri: str
    pieces: tuple[tuple[str, bool], ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A claim as a page shows it: what it leads to, the paper that makes it, how sure it is, and the sentences."""

    iri: str
    other: Thing
    paper: Thing
    confidence: str | None
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A reported figure: its value in words, what it is a figure of, in which paper, and the sentences."""

    iri: str
    value: str
    metric: Thing | None
    dataset: Thing | None
    subject: Thing | None
    baseline: Thing | None
    better: str | None
    paper: Thing
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Claims of one kind under a heading; `count` is how many there are, of which these are the newest."""

    title: str
    count: int
    items: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A triple: the property as a prefixed name, and what stands behind it, with an address if there is one."""

    property: str
    property_iri: str
    text: str
    address: str | None


def cut(text: str, names: Iterable[str]) -> tuple[tuple[str, bool], ...]:
    """Return `text` in pieces, each with whether it is one of `names` as a whole word.

    >>> cut("LoRA and QLoRA", ["LoRA"])
    (('LoRA', True), (' and QLoRA', False))
    """
    pattern = _pattern(tuple(sorted({name for name in names if name}, key=lambda name: (-len(name), name))))
    if pattern is None:
        return ((text, False),)
    pieces = ((piece, number % 2 == 1) for number, piece in enumerate(pattern.split(text)))
    return tuple((piece, is_name) for piece, is_name in pieces if piece)


def quotes(rows: Sequence[Row], names: Iterable[str]) -> tuple[Quote, ...]:
    """Return the sentences that solutions hold (`evidence`, `quote` and, one a row, `rule`), each once, in order."""
    wanted = tuple(names)
    rules: dict[tuple[str, str], dict[str, None]] = {}
    for row in rows:
        rules.setdefault((row["evidence"], row["quote"]), {}).setdefault(row.get("rule", ""))
    return tuple(Quote(iri, cut(text, wanted), tuple(filter(None, told))) for (iri, text), told in rules.items())


def figures(rows: Sequence[Row], things: dict[str, Thing]) -> tuple[Figure, ...]:
    """Return the results that solutions of `results.rq` tell."""
    return tuple(_figure(iri, told, things) for iri, told in grouped(rows, "result").items())


def iris(rows: Iterable[Row]) -> set[str]:
    """Return every IRI of the graph in solutions, to ask what it is called."""
    return {value for row in rows for value in row.values() if value.startswith(BASE)}


def values(about: Iterable[Row], predicate: str) -> tuple[str, ...]:
    """Return the values of a property, told as a prefixed name, in solutions of `about.rq`."""
    return tuple(row["object"] for row in about if compact(row["predicate"]) == predicate)


def facts(rows: Iterable[Row]) -> tuple[Fact, ...]:
    """Return what solutions of `about.rq` tell, as it stands in the graph."""
    return tuple(_fact(row) for row in rows)


def _figure(iri: str, rows: Sequence[Row], things: dict[str, Thing]) -> Figure:
    row = rows[0]
    parts = {name: things.get(row.get(name, "")) for name in ("metric", "dataset", "subject", "baseline")}
    names = [part.name for part in parts.values() if part is not None]
    value = f"{row['before']}{row.get('unit', '')} → {row['value']}" if "before" in row else row["value"]
    told = quotes(rows, [*names, row["value"]])
    return Figure(iri=iri, value=value, **parts, better=row.get("better"), paper=things[row["paper"]], quotes=told)


def _fact(row: Row) -> Fact:
    told, is_iri = row["object"], row["is_iri"] == "true"
    address = told if is_iri or _AS_LINK.fullmatch(told) else None
    return Fact(compact(row["predicate"]), row["predicate"], compact(told) if is_iri else told, address)


@cache
def _pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    if not names:
        return None
    return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, names))})(?!\w)")
