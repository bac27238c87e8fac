"""What each paper says, once it is known which things it speaks of: claims, links and figures, as rows and as quads.

Two facts come from other papers: how many claim a relation too, and what speaks for a thing that a paper claims
something of without naming it. They are gathered first, then `methodgraph.link.outcome` tells each paper by itself.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from methodgraph.link.alike import SUFFIX
from methodgraph.link.outcome import Teller, leans_on, named
from methodgraph.link.sensed import how_sensed
from methodgraph.link.trust import Support, support
from methodgraph.records import Entity
from methodgraph.spark.papers import graph_of
from methodgraph.spark.publishing import TOLD_OF_PAPER, told_of_paper
from methodgraph.spark.rows import mapped, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyspark.sql import DataFrame

    from methodgraph.link.outcome import Named
    from methodgraph.spark.rows import Row, Terms
    from methodgraph.spark.storage import Folder

_ASKED = "paper string, subject string, predicate string, object string"
"""A relation that a paper claims, or, with a subject alone, a thing that it leans on without naming it."""
_FIRST = "subject string, rules array<string>, mentions int"


def told(graphs: DataFrame, pairs: DataFrame, terms: Terms, work: Folder) -> DataFrame:
    """Return what each of `graphs` says (`publishing.TOLD_OF_PAPER`); `pairs` are what `paired` returns for them."""
    papers = work.saved("papers", lambda: _papers(graphs, pairs))
    asked = work.saved("asked", lambda: mapped(papers, _asked, _ASKED))
    facts = work.saved("facts", lambda: _facts(papers, pairs, asked))
    return mapped(papers.join(facts, "id", "left"), partial(_outcome, terms), TOLD_OF_PAPER)


def paired(decided: DataFrame, placed: DataFrame, instead: DataFrame) -> DataFrame:
    """Return which thing each entity of each paper is.

    `decided` tells the keys (`naming.DECIDED`), `instead` which became another's, `placed` the things.
    """
    from pyspark.sql import functions as f  # noqa: PLC0415

    keys = (
        decided.select("paper", "at", "key", "reason")
        .join(instead, "key", "left")
        .select(
            "paper", "at", "reason", f.col("first").isNotNull().alias("alike"), f.expr("coalesce(first, key) AS key")
        )
    )
    things = placed.select("key", "id", "label", "type", "parent", "rule")
    return keys.join(things, "key").select("paper", "at", "reason", "alike", "id", "label", "type", "parent", "rule")


def _papers(graphs: DataFrame, pairs: DataFrame) -> DataFrame:
    """Return the graphs with the things of each, in the order of its entities."""
    from pyspark.sql import functions as f  # noqa: PLC0415

    thing = f.struct("at", "id", "label", "type", "reason", "alike", "parent", "rule")
    by_paper = pairs.groupBy(f.col("paper").alias("id")).agg(f.sort_array(f.collect_list(thing)).alias("things"))
    return graphs.drop("fault").join(by_paper, "id", "left")


def _named(row: Row) -> Named:
    graph, told = graph_of(row), row["things"] or ()
    reasons = []
    for seen, thing in zip(graph.entities, told, strict=True):
        how = how_sensed(seen) if seen.sensed is not None else ""
        reason = f"{thing['reason']}; {how}" if how else thing["reason"]
        reasons.append(reason + SUFFIX if thing["alike"] else reason)
    return named(
        graph,
        [Entity(thing["id"], thing["label"], thing["type"]) for thing in told],
        reasons,
        {
            thing["id"]: (Entity(thing["parent"], "", thing["type"]), thing["rule"])
            for thing in told
            if thing["parent"] is not None
        },
    )


def _asked(row: Row) -> Iterator[Row]:
    told = _named(row)
    for subject, predicate, target in told.relations:
        yield {"paper": row["id"], "subject": subject, "predicate": predicate, "object": target}
    for thing in sorted(leans_on(told)):
        yield {"paper": row["id"], "subject": thing, "predicate": None, "object": None}


def _facts(papers: DataFrame, pairs: DataFrame, asked: DataFrame) -> DataFrame:
    """Return, for papers that ask for any, the relations that others claim too, and first mentions elsewhere."""
    from pyspark.sql import functions as f  # noqa: PLC0415

    relations, leans = asked.where("object IS NOT NULL"), asked.where("object IS NULL")
    triple = ["subject", "predicate", "object"]
    several = relations.groupBy(*triple).agg(f.count(f.lit(1)).alias("papers")).where("papers > 1")
    agreeing = (
        relations.join(several, triple)
        .groupBy(f.col("paper").alias("id"))
        .agg(f.collect_list(f.struct(*triple, "papers")).alias("agreeing"))
    )
    wanted = leans.select("subject").distinct()
    first = (
        pairs.select(f.col("id").alias("subject"), "paper")
        .join(wanted, "subject", "left_semi")
        .groupBy("subject")
        .agg(f.min("paper").alias("id"))
        .groupBy("id")
        .agg(f.collect_list("subject").alias("subjects"))
    )
    mentions = mapped(papers.join(first, "id"), _first, _FIRST)
    elsewhere = (
        leans.select("paper", "subject")
        .join(mentions, "subject")
        .groupBy(f.col("paper").alias("id"))
        .agg(f.collect_list(f.struct("subject", "rules", "mentions")).alias("elsewhere"))
    )
    return agreeing.join(elsewhere, "id", "full")


def _first(row: Row) -> Iterator[Row]:
    """Yield what speaks for the things that this is the first paper to name: its first mentions, by name and reason."""
    told = _named(row)
    for subject in row["subjects"]:
        first = min(
            (seen.name, reason, seen.mentions)
            for seen, thing, reason in zip(told.graph.entities, told.things, told.reasons, strict=True)
            if thing.id == subject
        )
        rules, mentions = support(first[-1])
        yield {"subject": subject, "rules": sorted(rules), "mentions": mentions}


def _outcome(terms: Terms, row: Row) -> Iterator[Row]:
    agreeing = {(one["subject"], one["predicate"], one["object"]): one["papers"] for one in row["agreeing"] or ()}
    elsewhere = {one["subject"]: Support(frozenset(one["rules"]), one["mentions"]) for one in row["elsewhere"] or ()}
    teller = Teller(lambda triple: agreeing.get(triple, 1), elsewhere, vocabulary(terms).terms)
    yield told_of_paper(teller.outcome(_named(row)))
