"""What Spark writes is what a local run writes of the same papers: every quad and every row of every table."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from tests.spark.conftest import Both, table

from methodgraph.publish.exchange.columns import TABLES
from methodgraph.publish.manifest import counts
from methodgraph.publish.rdf import write_to


def parts(output: Path) -> list[str]:
    """Return the lines of all parts, sorted."""
    found = sorted((output / "quads").glob("part-*.nq.gz"))
    return sorted(line for path in found for line in gzip.decompress(path.read_bytes()).decode().split("\n") if line)


def test_the_papers_have_what_linking_decides_on(both: Both) -> None:
    reasons = {link.reason.partition(" ")[0] for link in both.local.links}
    assert {"introduced", "every", "undecided", "expanded", "named", "by", "recognised"} <= reasons
    assert any("nothing tells it from the other" in link.reason for link in both.local.links)
    assert any(entity.broader for entity in both.local.entities)
    agreeing = Counter((claim.subject, claim.predicate, claim.object) for claim in both.local.claims)
    assert max(agreeing.values()) > 2
    assert any(claim.predicate == "variantOf" for claim in both.local.claims)
    assert any(len(paper.sources) > 1 for paper in both.local.papers)


def test_quads_are_the_same(both: Both) -> None:
    stream = BytesIO()
    write_to(both.local, stream, form="nq")
    assert parts(both.output) == sorted(stream.getvalue().decode().split("\n")[:-1])


@pytest.mark.parametrize("name", [told.name for told in TABLES])
def test_tables_are_the_same(both: Both, name: str) -> None:
    (told,) = (told for told in TABLES if told.name == name)
    local = [dict(zip(told.columns, row, strict=True)) for row in told.rows(both.local)]
    spark = table(both.output / "tables" / name)
    assert sorted(map(repr, spark)) == sorted(map(repr, local))
    assert len(local) > 10


def test_merges_are_the_same(both: Both) -> None:
    told = {(row["entity"], row["form"], row["reason"]): row["papers"] for row in table(both.output / "tables/merges")}
    assert told == {(one.entity, one.form, one.reason): len(one.papers) for one in both.local.merges}


def test_names_left_out_are_the_same(both: Both) -> None:
    told = Counter((row["paper"], row["name"], row["reason"]) for row in table(both.output / "tables/unlinked"))
    local: Counter[tuple[str, str, str]] = Counter()
    for paper, name in both.local.unlinked:
        local[paper, name.name, name.reason] += max(1, len(name.mentions))
    assert told == local


def test_problems_are_the_same(both: Both) -> None:
    told = {(Path(row["path"]).name, row["line"], row["what"]) for row in table(both.output / "problems")}
    assert told == {(Path(one.path).name, one.line, one.what) for one in both.reading.problems}
    assert len(told) == both.report.problems == 4


def test_summary_counts_what_the_manifest_counts(both: Both) -> None:
    told = json.loads((both.output / "summary.json").read_text())
    local = counts(both.local)
    assert {name: told[name] for name in local} == local
    assert both.report.papers == len(both.local.papers)


def test_a_stopped_run_goes_on_where_it_stopped(both: Both) -> None:
    before, after = both.stopped
    assert before == after
    assert "_SUCCESS" in before


def test_a_complete_graph_is_marked_and_nothing_else_is_left(both: Both) -> None:
    names = {path.name for path in both.output.iterdir() if not path.name.startswith(".")}
    assert names == {"_SUCCESS", "graphs", "notes", "problems", "quads", "summary.json", "tables"}
    assert (both.output / "quads" / "_SUCCESS").exists()
