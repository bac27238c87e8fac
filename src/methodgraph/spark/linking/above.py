"""What each thing is a variant of and what it belongs under, by the things that bear the name of a parent."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from methodgraph.link.parents import Parents, called, wanted
from methodgraph.records import Entity, family
from methodgraph.spark.linking.things import ENTITY
from methodgraph.spark.rows import mapped, mapped_together, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyspark.sql import DataFrame

    from methodgraph.link.names import Key
    from methodgraph.spark.rows import Row, Terms

PLACED = f"{ENTITY}, broader string, parent string, rule string"
"""A thing with the ids of what it belongs under and of what it is a variant of, and by which rule."""
_CALLED = "name string, family string"


def placed(entities: DataFrame, terms: Terms) -> DataFrame:
    """Return a row of `PLACED` for each of `entities`.

    The terms of the vocabulary that are in the graph go to all workers: they are as many as the vocabulary has. Of all
    that bear a name it is enough to know who has a sense and whether there are two: the rule asks for the only one.
    """
    from pyspark.sql import functions as f  # noqa: PLC0415

    known = tuple(tuple(row.key) for row in entities.where("key[0] = 'term'").select("key").collect())
    sought = mapped(entities, partial(_wanted, terms), f"key array<string>, {_CALLED}")
    names = sought.select("name", "family").distinct()
    bearers = mapped(entities, _called, f"{_CALLED}, bearer struct<{_typed(ENTITY)}>").join(
        names, ["name", "family"], "left_semi"
    )
    near = bearers.groupBy("name", "family").agg(
        f.array_union(
            f.array(f.min("bearer"), f.max("bearer")),
            f.collect_list(f.when(f.col("bearer.sense").isNotNull(), f.col("bearer"))),
        ).alias("bearers")
    )
    told = sought.join(near, ["name", "family"]).groupBy("key").agg(f.flatten(f.collect_list("bearers")).alias("near"))
    return mapped_together(entities.join(told, "key", "left"), partial(_place, terms, known), PLACED)


def _typed(columns: str) -> str:
    """Return columns as Spark's DDL writes the fields of a struct."""
    return ",".join(column.strip().replace(" ", ":", 1) for column in columns.split(", "))


def entity_of(row: Row) -> Entity:
    """Return the entity of a row, as far as the row tells it."""
    return Entity(row["id"], row["label"], row["type"], tuple(row["aliases"] or ()), row["sense"])


def _wanted(terms: Terms, row: Row) -> Iterator[Row]:
    for name in wanted(tuple(row["key"]), entity_of(row), vocabulary(terms)):
        yield {"key": row["key"], "name": name.casefold(), "family": family(row["type"])}


def _called(row: Row) -> Iterator[Row]:
    for name, kind in called(entity_of(row)):
        yield {"name": name, "family": kind, "bearer": row | {"aliases": [name]}}


def _place(terms: Terms, known: Iterable[Key], rows: list[Row]) -> Iterator[Row]:
    of = {tuple(row["key"]): entity_of(row) for row in rows}
    words = vocabulary(terms)
    found = {key: _of_term(key, terms) for key in known}
    for bearer in (bearer for row in rows for bearer in row["near"] or ()):
        key, entity = tuple(bearer["key"]), entity_of(bearer)
        names = found[key].aliases if key in found else ()
        found[key] = replace(entity, aliases=(*names, *entity.aliases))
    finder = Parents(found | of, words, of)
    for row in rows:
        key = tuple(row["key"])
        broader = finder.broader(key, of[key]) if key[0] == "term" else None
        parent, rule = finder.parent(key, of[key]) or (None, None)
        yield {name: row[name] for name in ("key", "id", "label", "type", "aliases", "sense")} | {
            "broader": broader and broader.id, "parent": parent and parent.id, "rule": rule,
        }  # fmt: skip


def _of_term(key: Key, terms: Terms) -> Entity:
    term = vocabulary(terms).terms[key[1]]
    return Entity(term.id, term.label, term.types[0], (), term.sense)
