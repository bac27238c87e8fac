"""The things that rows have as keys: drafted from votes, made one where nothing tells them apart, each with an id."""

from __future__ import annotations

from functools import partial
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from methodgraph.link.alike import instead, likeness, standing
from methodgraph.link.ids import id_at
from methodgraph.link.votes import draft
from methodgraph.records import Entity
from methodgraph.spark.linking.voting import votes_from
from methodgraph.spark.rows import mapped, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyspark.sql import DataFrame

    from methodgraph.spark.rows import Row, Terms
    from methodgraph.spark.storage import Folder

ENTITY = "key array<string>, id string, label string, type string, aliases array<string>, sense string"
"""A thing, with what `methodgraph.link` knows it by."""
_DRAFT = f"{ENTITY}, rows bigint, family string"
"""`family` is that of its likeness, null for what is like nothing."""
_CLAIMS = "key array<string>, slug string, type string, level int, id string, taken boolean"


class Things(NamedTuple):
    """The things (`ENTITY`), and which keys became which (`key`, `first`)."""

    entities: DataFrame
    instead: DataFrame


def things(decided: DataFrame, terms: Terms, work: Folder) -> Things:
    """Return the things of `decided` (see `naming.DECIDED`), each with an id of its own."""
    votes = work.saved("votes", lambda: _votes(decided))
    drafts = work.saved("drafts", lambda: _drafted(votes, terms))
    alike = work.saved("alike", lambda: _alike(drafts))
    drafted = work.saved("things", lambda: _joined(votes, drafts, alike, terms))
    ids = _ids(drafted, terms, work)
    entities = (
        drafted.withColumnRenamed("id", "slug")
        .join(ids, "key", "left")
        .selectExpr("key", "coalesce(id, slug) AS id", "label", "type", "aliases", "sense")
    )
    return Things(work.saved("entities", lambda: entities), alike)


def _votes(decided: DataFrame) -> DataFrame:
    """Add up the votes on each thing. Sums, so that each worker adds up its own rows before any is sent."""
    from pyspark.sql import functions as f  # noqa: PLC0415

    told = decided.select("key", f.inline("tallies"))
    return _summed(told)


def _summed(votes: DataFrame) -> DataFrame:
    from pyspark.sql import functions as f  # noqa: PLC0415

    return votes.groupBy("key", "what", "value").agg(f.sum("rows").alias("rows"), f.sum("uses").alias("uses"))


def _drafted(votes: DataFrame, terms: Terms) -> DataFrame:
    from pyspark.sql import functions as f  # noqa: PLC0415

    told = votes.groupBy("key").agg(f.collect_list(f.struct("what", "value", "rows", "uses")).alias("tallies"))
    return mapped(told, partial(_draft, terms), _DRAFT)


def _draft(terms: Terms, row: Row) -> Iterator[Row]:
    key, votes = tuple(row["key"]), votes_from(row["tallies"])
    entity = draft(key, votes, vocabulary(terms))
    like = likeness(key, entity)
    yield {
        "key": key, "id": entity.id, "label": entity.label, "type": entity.type, "aliases": entity.aliases,
        "sense": entity.sense, "rows": votes.rows, "family": like[0] if like is not None else None,
    }  # fmt: skip


def _alike(drafts: DataFrame) -> DataFrame:
    """Return (key, first) for each thing that another of its family, label and sense takes in."""
    from pyspark.sql import functions as f  # noqa: PLC0415

    grouped = (
        drafts.where("family IS NOT NULL")
        .groupBy("family", "label", "sense")
        .agg(f.collect_list(f.struct("key", "rows")).alias("alike"))
        .where("size(alike) > 1")
    )
    return mapped(grouped, _firsts, "key array<string>, first array<string>")


def _firsts(row: Row) -> Iterator[Row]:
    told = instead(standing(tuple(one["key"]), one["rows"]) for one in row["alike"])
    for key, first in told.items():
        yield {"key": key, "first": first}


def _joined(votes: DataFrame, drafts: DataFrame, alike: DataFrame, terms: Terms) -> DataFrame:
    """Return the drafts with what is alike drafted anew, from the votes of all."""
    from pyspark.sql import functions as f  # noqa: PLC0415

    firsts = alike.select(f.col("first").alias("key")).distinct()
    others = drafts.join(alike, "key", "left_anti").join(firsts, "key", "left_anti")
    moved = votes.join(alike, "key").select(f.col("first").alias("key"), "what", "value", "rows", "uses")
    stayed = votes.join(firsts, "key", "left_semi").select("key", "what", "value", "rows", "uses")
    return others.unionByName(_drafted(_summed(moved.unionByName(stayed)), terms))


def _ids(drafted: DataFrame, terms: Terms, work: Folder) -> DataFrame:
    """Return (key, id) of all that is no term: whoever claims what others claim too claims a longer id, till none does.

    Terms keep theirs, and what is a term's id is never free.
    """
    from pyspark.sql import functions as f  # noqa: PLC0415

    begin = drafted.where("key[0] <> 'term'").selectExpr("key", "id AS slug", "type", "-1 AS level")
    claims = work.saved("claims-0", lambda: mapped(begin, partial(_claim, terms), _CLAIMS))
    for level in count(1):
        several = claims.groupBy("id").agg(f.count(f.lit(1)).alias("claims")).where("claims > 1")
        told = claims.join(several, "id", "left")
        clashing = told.where("taken OR claims IS NOT NULL").drop("claims")
        if clashing.isEmpty():
            break
        settled = told.where("NOT taken AND claims IS NULL").drop("claims")
        higher = mapped(clashing, partial(_claim, terms), _CLAIMS)
        claims = work.saved(f"claims-{level}", partial(settled.unionByName, higher))
    return claims.select("key", "id")


def _claim(terms: Terms, row: Row) -> Iterator[Row]:
    key, level = tuple(row["key"]), row["level"] + 1
    told = id_at(key, Entity(row["slug"], "", row["type"]), level)
    yield {
        "key": key, "slug": row["slug"], "type": row["type"], "level": level, "id": told,
        "taken": told in vocabulary(terms).terms,
    }  # fmt: skip
