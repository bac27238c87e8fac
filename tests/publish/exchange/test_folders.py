"""The tables as CSV and as Parquet: typed, exact, and the same from run to run."""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow
import pytest
from pyarrow import parquet
from tests.publish.exchange.hostile import FORMULA, NASTY

from methodgraph.errors import UsageError
from methodgraph.publish.exchange import FOLDERS, write_folder
from methodgraph.publish.exchange.columns import TABLES
from methodgraph.records import Linked

NAMES = ("papers", "entities", "claims", "evidence", "mentions", "results")


def rows_of(linked: Linked) -> dict[str, int]:
    """Return how many rows each table has by the records."""
    evidence = sum(len(claim.evidence) for claim in linked.claims) + sum(len(told.evidence) for told in linked.figures)
    mentions = sum(max(len(link.mentions), 1) for link in linked.links)
    counts = (len(linked.papers), len(linked.entities), len(linked.claims), evidence, mentions, len(linked.figures))
    return dict(zip(NAMES, counts, strict=True))


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_every_table_has_all_its_rows(bad: Linked, tmp_path: Path, form: str) -> None:
    assert write_folder(bad, tmp_path / "tables", form) == rows_of(bad)
    assert {path.name for path in (tmp_path / "tables").iterdir()} == {f"{name}.{form}" for name in NAMES}


def test_parquet_has_types_and_exact_text(bad: Linked, tmp_path: Path) -> None:
    write_folder(bad, tmp_path / "tables", "parquet")
    told = {name: parquet.read_table(tmp_path / "tables" / f"{name}.parquet") for name in NAMES}
    assert told["papers"].schema.field("year").type == pyarrow.int64()
    assert told["papers"].schema.field("code").type == pyarrow.list_(pyarrow.string())
    assert told["results"].schema.field("is_difference").type == pyarrow.bool_()
    assert told["claims"].schema.field("confidence").type == pyarrow.float64()
    paper = told["papers"].to_pylist()[-2]
    assert (paper["id"], paper["title"], paper["text"], paper["year"]) == ("bad\ufffd", FORMULA, NASTY, 1999)
    assert paper["code"] == ["https://example.org/a", "https://example.org/b;c"]
    assert paper["authors"] == [FORMULA, NASTY, "a\ufffdb", "Ada; Lovelace"]
    assert (paper["venue"], paper["categories"]) == (FORMULA, ["@SUM(A1)", NASTY])
    assert paper["identifiers"][:2] == ["arxiv:../../x", "doi:10.1234/a b"]
    assert told["papers"].to_pylist()[-1] == {
        "id": "bad\ufffd 2", "title": "a\ufffdb", "text": "-1+1|@SUM(A1)", "year": None, "url": None, "urls": [],
        "authors": [], "venue": None, "identifiers": [], "categories": [], "code": [], "sources": [],
    }  # fmt: skip
    (entity,) = [row for row in told["entities"].to_pylist() if row["id"] == "zz-bad"]
    assert entity["aliases"] == ["+a;b", "@c\x1fd", ""]
    assert entity["papers"] == 2


def test_pandas_joins_the_tables_of_parquet(bad: Linked, tmp_path: Path) -> None:
    write_folder(bad, tmp_path / "tables", "parquet")
    told = {name: pd.read_parquet(tmp_path / "tables" / f"{name}.parquet") for name in NAMES}
    claims = told["claims"].merge(told["papers"], left_on="paper", right_on="id", validate="many_to_one")
    assert len(claims) == len(bad.claims)
    assert set(told["claims"]["object"]) <= set(told["entities"]["id"])
    proof = told["evidence"][told["evidence"]["kind"] == "claim"]
    assert Counter(proof["of"]) == {claim.id: len(claim.evidence) for claim in bad.claims}
    assert set(told["evidence"]["of"]) == set(told["claims"]["id"]) | set(told["results"]["id"])


def test_offsets_of_parquet_slice_the_text(linked: Linked, tmp_path: Path) -> None:
    write_folder(linked, tmp_path / "tables", "parquet")
    papers = {row["id"]: row for row in parquet.read_table(tmp_path / "tables/papers.parquet").to_pylist()}
    places = parquet.read_table(tmp_path / "tables/mentions.parquet").to_pylist()
    assert places
    for place in places:
        assert papers[place["paper"]][place["field"]][place["start"] : place["end"]] == place["text"]


def test_csv_is_read_and_no_cell_is_a_formula(bad: Linked, tmp_path: Path) -> None:
    write_folder(bad, tmp_path / "tables", "csv")
    told = {name: read(tmp_path / "tables" / f"{name}.csv") for name in NAMES}
    assert {name: len(rows) for name, rows in told.items()} == rows_of(bad)
    for table in TABLES:
        for row in told[table.name]:
            assert list(row) == list(table.columns)
            text = [row[name] for name, kind in table.columns.items() if kind in {"string", "strings"}]
            assert not [cell for cell in text if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert b"".join((tmp_path / "tables/claims.csv").read_bytes().split(b"\r\n")).count(b"\n") == 0  # as RFC 4180 says
    paper = told["papers"][-2]
    assert (paper["title"], paper["text"]) == (f"'{FORMULA}", NASTY)
    assert json.loads(paper["code"]) == ["https://example.org/a", "https://example.org/b;c"]
    assert told["papers"][-1]["text"] == "'-1+1|@SUM(A1)"
    result = next(row for row in told["results"] if row["value"] == "63.4%")
    assert (result["number"], result["before"], result["is_difference"]) == ("63.4", "60.1", "false")


def read(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def test_pandas_reads_csv(bad: Linked, tmp_path: Path) -> None:
    write_folder(bad, tmp_path / "tables", "csv")
    told = pd.read_csv(tmp_path / "tables/papers.csv", dtype={"year": "Int64"})
    assert list(told["id"]) == [*(paper.id for paper in bad.papers[:-2]), "bad\ufffd", "bad\ufffd 2"]
    assert told["year"].dropna().tolist() == [paper.year for paper in bad.papers if paper.year is not None]


@pytest.mark.parametrize("form", FOLDERS)
def test_two_runs_give_the_same_bytes(bad: Linked, tmp_path: Path, form: str) -> None:
    for name in ("one", "two"):
        write_folder(bad, tmp_path / name, form)
    files = [sorted((tmp_path / name).iterdir()) for name in ("one", "two")]
    assert files[0]
    assert [path.name for path in files[0]] == [path.name for path in files[1]]
    assert [path.read_bytes() for path in files[0]] == [path.read_bytes() for path in files[1]]


@pytest.mark.parametrize("form", FOLDERS)
def test_a_folder_of_nothing_has_its_headings(tmp_path: Path, form: str) -> None:
    rows = write_folder(Linked((), (), (), (), ()), tmp_path / "empty", form)
    assert set(rows.values()) == {0}


def test_parquet_without_pyarrow_says_what_to_install(
    linked: Linked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"pip install 'methodgraph\[parquet\]'"):
        write_folder(linked, tmp_path / "tables", "parquet")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_complete_or_not_there(bad: Linked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("methodgraph.publish.exchange.neo4j.write_atomic", fail)
    with pytest.raises(KeyboardInterrupt):
        write_folder(bad, tmp_path / "neo4j", "neo4j")
    assert list(tmp_path.iterdir()) == []
    monkeypatch.undo()
    write_folder(bad, tmp_path / "neo4j", "neo4j")
    with pytest.raises(UsageError, match="is there already"):
        write_folder(bad, tmp_path / "neo4j", "neo4j")
    with pytest.raises(UsageError, match="cannot be written"):
        write_folder(bad, tmp_path / "nowhere" / "neo4j", "neo4j")
    with pytest.raises(UsageError, match="no form 'xls' of a folder"):
        write_folder(bad, tmp_path / "x", "xls")


@pytest.mark.parametrize("name", ["tables.csv", "tables.csv.gz", "t.PARQUET", "t.zip", "g.graphml"])
def test_a_folder_is_not_called_like_a_file(bad: Linked, tmp_path: Path, name: str) -> None:
    for form in FOLDERS:
        with pytest.raises(UsageError, match=rf"{name}: {form} is a folder of files; give it a name that does not end"):
            write_folder(bad, tmp_path / name, form)
    assert list(tmp_path.iterdir()) == []
    write_folder(bad, tmp_path / "tables-1.2", "csv")
