"""Which thing each entity of each paper is: a key and the reason, by what all that bear the name say together."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from methodgraph.link.coinages import Coinage, by_maker
from methodgraph.link.definitions import Definition, content_words, needs_words
from methodgraph.link.identity import by_name
from methodgraph.link.kinds import kind_fact, kinds_instead, with_kind
from methodgraph.link.names import coined_letters, families
from methodgraph.link.rows import Row as LinkRow
from methodgraph.link.rows import RowReader
from methodgraph.spark.linking.voting import TALLIES, tallies_of
from methodgraph.spark.papers import graph_of
from methodgraph.spark.rows import mapped, mapped_together, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyspark.sql import DataFrame

    from methodgraph.link.names import Key
    from methodgraph.spark.rows import Row, Terms
    from methodgraph.spark.storage import Folder

ROW = (
    "paper string, at int, name string, aliases array<string>, types array<string>, introduces boolean, sense string, "
    "uses int, folded string, form string, work string, known array<string>, reason string, wording array<string>"
)
"""The columns of `methodgraph.link.rows.Row`."""
_ROW_READ = f"{ROW}, families array<string>"
_DEFINITIONS = "array<struct<known:array<string>,papers:bigint,families:array<string>,wordings:array<array<string>>>>"
_JOINED = f"{_ROW_READ}, senses array<string>, definitions {_DEFINITIONS}"
NAMED = f"{ROW}, key array<string>, letters string, kind string, coined string"
DECIDED = f"paper string, at int, key array<string>, reason string, tallies {TALLIES}"
_LISTS = ("aliases", "types", "known", "wording")


def decided(graphs: DataFrame, terms: Terms, work: Folder) -> DataFrame:
    """Return a row of `DECIDED` for each entity of `graphs`: its key, the reason, and how it votes on the thing."""
    rows = work.saved("rows", lambda: mapped_together(graphs, partial(_rows, terms), _ROW_READ))
    named = work.saved("named", lambda: _named(rows, graphs, terms))
    kinds = work.saved("kinds", lambda: _with_kinds(named))
    return work.saved("decided", lambda: _by_makers(kinds))


def _rows(terms: Terms, papers: list[Row]) -> Iterator[Row]:
    reader = RowReader(vocabulary(terms))  # for these papers: it forgets no name, and a worker reads millions
    for paper in papers:
        for told in reader.read(graph_of(paper)):
            yield told._asdict() | {"families": sorted(families(told.types))}


def link_row(row: Row) -> LinkRow:
    """Return what LINK calls a row, whatever columns stand beside it."""
    told = {name: row[name] for name in LinkRow._fields}
    return LinkRow(
        **told | {name: told[name] and tuple(told[name]) for name in _LISTS} | {"aliases": tuple(row["aliases"])}
    )


def _named(rows: DataFrame, graphs: DataFrame, terms: Terms) -> DataFrame:
    """Decide by the name what concept and expansion leave open, once it is known what papers expand."""
    from pyspark.sql import functions as f  # noqa: PLC0415

    senses = (
        rows.where("known[0] = 'sense'")
        .select(f.expr("known[1]").alias("folded"), f.explode("families").alias("family"))
        .groupBy("folded")
        .agg(f.collect_set("family").alias("senses"))
    )
    joined = rows.join(senses, "folded", "left").join(_definitions(rows), ["folded", "form"], "left")
    words = graphs.select(f.col("id").alias("paper"), "title", "text")
    alone = joined.where("known IS NOT NULL OR definitions IS NULL")
    spelled = mapped(joined.where("known IS NULL AND definitions IS NOT NULL"), _asking, f"{_JOINED}, asks boolean")
    asking = spelled.where("asks").drop("asks").join(words, "paper")
    silent = alone.unionByName(spelled.where("NOT asks").drop("asks"))
    without = silent.withColumns({"title": f.lit(None).cast("string"), "text": f.lit(None).cast("string")})
    return mapped(without.unionByName(asking), partial(_name, terms), NAMED)


def _definitions(rows: DataFrame) -> DataFrame:
    """Return what short forms are spelled out as, all things that one form stands for in one row."""
    from pyspark.sql import functions as f  # noqa: PLC0415

    by_thing = (
        rows.where("wording IS NOT NULL AND known IS NOT NULL")
        .groupBy("folded", "form", "known")
        .agg(
            f.count_distinct("paper").alias("papers"),
            f.array_distinct(f.flatten(f.collect_set("families"))).alias("families"),
            f.collect_set("wording").alias("wordings"),
        )
    )
    told = f.collect_list(f.struct("known", "papers", "families", "wordings"))
    return by_thing.groupBy("folded", "form").agg(told.alias("definitions"))


def _asking(row: Row) -> Iterator[Row]:
    """Tell whether the text of its paper may decide a row: few texts have to be sent then."""
    yield row | {"asks": needs_words(link_row(row), _defined(row))}


def _defined(row: Row) -> dict[Key, Definition]:
    return {
        tuple(one["known"]): Definition(
            one["papers"], frozenset(one["families"]), frozenset(map(tuple, one["wordings"]))
        )
        for one in row["definitions"] or ()
    }


def _name(terms: Terms, row: Row) -> Iterator[Row]:
    told = link_row(row)
    if told.known is not None:
        key, reason = told.known, told.reason
    else:
        senses = frozenset(row["senses"] or ())
        key, reason = by_name(told, senses, _defined(row), vocabulary(terms), lambda _: _words(row))
    letters, kind = kind_fact(told, key) or (None, None)
    coined = coined_letters(told.name) if told.work is None else None
    yield told._asdict() | {"key": key, "reason": reason, "letters": letters, "kind": kind, "coined": coined}


def _words(row: Row) -> frozenset[str]:
    return content_words(f"{row['title'] or ''} {row['text']}")


def _with_kinds(named: DataFrame) -> DataFrame:
    """Give distinctive names the type family that most papers see in them."""
    from pyspark.sql import functions as f  # noqa: PLC0415

    counted = named.where("letters IS NOT NULL").groupBy("folded", "form", "letters", "kind").count()
    told = counted.groupBy("folded", "form").agg(f.collect_list(f.struct("letters", "kind", "count")).alias("facts"))
    several = told.where("size(array_distinct(facts.kind)) > 1")
    instead = mapped(several, _kinds, "folded string, form string, instead map<string,string>")
    joined = named.join(instead, ["folded", "form"], "left").where("instead IS NOT NULL AND key[0] = 'name'")
    as_it_was = named.join(instead, ["folded", "form"], "left").where("instead IS NULL OR key[0] <> 'name'")
    return as_it_was.drop("instead").unionByName(mapped(joined, _kind, NAMED))


def _kinds(row: Row) -> Iterator[Row]:
    instead = kinds_instead({(fact["letters"], fact["kind"]): fact["count"] for fact in row["facts"]})
    if instead:
        yield {"folded": row["folded"], "form": row["form"], "instead": instead}


def _kind(row: Row) -> Iterator[Row]:
    key: Key = with_kind(tuple(row["key"]), dict(row["instead"]))
    yield {name: value for name, value in row.items() if name != "instead"} | {"key": key}


def _by_makers(named: DataFrame) -> DataFrame:
    """Part what several papers introduce under one name."""
    from pyspark.sql import functions as f  # noqa: PLC0415

    coinages = (
        named.where("key[0] = 'name'")
        .groupBy("key")
        .agg(
            f.count_distinct("work").alias("works"),
            f.count_if(f.col("work").isNull()).alias("users"),
            f.collect_set("coined").alias("written"),
        )
        .where("works > 0")
    )
    return mapped(named.join(coinages, "key", "left"), _maker, DECIDED)


def _maker(row: Row) -> Iterator[Row]:
    told, key, reason = link_row(row), tuple(row["key"]), row["reason"]
    if row["works"] is not None:
        coinage = Coinage(row["works"], row["users"], frozenset(row["written"]))
        key, reason = by_maker(told, key, coinage) or (key, reason)
    yield {"paper": told.paper, "at": told.at, "key": key, "reason": reason, "tallies": tallies_of(told, key)}
