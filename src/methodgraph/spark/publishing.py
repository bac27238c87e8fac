"""What is written of a paper and of an entity: the rows of the tables of `publish.exchange`, and N-Quads.

A paper's tables stand in one row, as lists, and so are made once; each table is one column unfolded.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from methodgraph.publish.exchange.columns import TABLES
from methodgraph.publish.rdf import write_to
from methodgraph.records import Entity, Linked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from methodgraph.link.outcome import Outcome
    from methodgraph.publish.exchange.columns import Table
    from methodgraph.records import Unlinked
    from methodgraph.spark.rows import Row

_KINDS = {
    "string": "string", "strings": "array<string>", "long": "bigint", "double": "double", "boolean": "boolean",
}  # fmt: skip
ENTITIES = next(table for table in TABLES if table.name == "entities")
OF_PAPERS = tuple(table for table in TABLES if table.name != "entities")
"""The tables whose rows each paper has by itself."""
_PLACE = "field:string,start:bigint,end:bigint,text:string,rules:array<string>"
_UNLINKED = f"array<struct<paper:string,name:string,reason:string,{_PLACE}>>"
_MERGES = "array<struct<entity:string,form:string,reason:string,paper:string>>"


def _columns(table: Table, joint: str) -> str:
    return ",".join(f"`{name}`{joint}{_KINDS[kind]}" for name, kind in table.columns.items())


TOLD_OF_PAPER = (
    "id string, quads string, code int, unlinked int, "
    + ", ".join(f"told_{table.name} array<struct<{_columns(table, ':')}>>" for table in OF_PAPERS)
    + f", told_unlinked {_UNLINKED}, told_merges {_MERGES}"
)
"""A paper's rows in each table, its quads, and how many addresses of code and names left out it has."""
TOLD_OF_ENTITY = f"quads string, {_columns(ENTITIES, ' ')}"
"""An entity's row in its table, but for how many papers it has, and its quads."""


def told_of_paper(told: Outcome) -> Row:
    """Return what is written of a paper, as a row of `TOLD_OF_PAPER`."""
    paper = told.paper.id
    linked = Linked(
        papers=(told.paper,), entities=(), links=told.links, claims=told.claims, figures=told.figures,
        code=tuple((paper, url) for url in told.code),
    )  # fmt: skip
    return {
        "id": paper,
        "quads": _quads(linked),
        "code": len(told.code),
        "unlinked": len(told.unlinked),
        **{f"told_{table.name}": list(_rows(table, linked)) for table in OF_PAPERS},
        "told_unlinked": [row for name in told.unlinked for row in _unlinked(paper, name)],
        "told_merges": [
            {"entity": entity, "form": form, "reason": reason, "paper": paper} for entity, form, reason in told.merges
        ],
    }


def told_of_entity(row: Row) -> Iterator[Row]:
    """Yield what is written of an entity, told by its columns in `linking.above.PLACED`."""
    entity = Entity(row["id"], row["label"], row["type"], tuple(row["aliases"]), row["sense"], row["broader"])
    linked = Linked(papers=(), entities=(entity,), links=(), claims=(), figures=())
    for told in _rows(ENTITIES, linked):
        yield {"quads": _quads(linked), **told}


def _rows(table: Table, linked: Linked) -> Iterator[Row]:
    for row in table.rows(linked):
        yield dict(zip(table.columns, row, strict=True))


def _quads(linked: Linked) -> str:
    stream = BytesIO()
    write_to(linked, stream, form="nq")
    return stream.getvalue().decode().removesuffix("\n")


def _unlinked(paper: str, told: Unlinked) -> Iterable[Row]:
    """A name that has no place is a row without one."""
    head = {"paper": paper, "name": told.name, "reason": told.reason}
    for place in told.mentions:
        yield head | {
            "field": place.field, "start": place.start, "end": place.end, "text": place.text, "rules": place.rules,
        }  # fmt: skip
    if not told.mentions:
        yield head | {"field": None, "start": None, "end": None, "text": None, "rules": []}
