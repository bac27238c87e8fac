"""Records and their places, whatever files they stand in and however Spark takes these to pieces."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from methodgraph.errors import Problem, UsageError
from methodgraph.read import read_papers
from methodgraph.records import Paper
from methodgraph.spark.reading import papers_of
from methodgraph.spark.sources import find_files, name_of, names_given, records

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    Told = Callable[..., list[tuple[str, int, bytes]]]


@pytest.fixture
def told(session: SparkSession) -> Told:
    """The records below paths, sorted by file and line, with their names."""

    def read(*paths: Path) -> list[tuple[str, int, bytes]]:
        given = [str(path) for path in paths]
        names = names_given(session, given)
        rows = records(session, given, find_files(session, given)).collect()
        return sorted((name_of(row.file, names), row.line, bytes(row.record)) for row in rows)

    return read


@pytest.fixture
def small_pieces(session: SparkSession) -> Iterator[None]:
    """Let Spark take files to pieces of a few lines."""
    session.conf.set("spark.sql.files.maxPartitionBytes", "256")
    session.conf.set("spark.sql.files.openCostInBytes", "0")
    yield
    session.conf.unset("spark.sql.files.maxPartitionBytes")
    session.conf.unset("spark.sql.files.openCostInBytes")


@pytest.mark.usefixtures("small_pieces")
def test_lines_keep_their_numbers_when_a_file_is_read_in_pieces(tmp_path: Path, told: Told) -> None:
    lines = [f"{number:>{number % 90}}".encode() for number in range(1, 60)]
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(lines))
    (tmp_path / "b.json.gz").write_bytes(gzip.compress(b"one\r\ntwo\rthree"))
    found = told(tmp_path)
    assert [(line, record) for name, line, record in found if name.endswith("a.jsonl")] == list(enumerate(lines, 1))
    assert [row[1:] for row in found if row[0].endswith(".gz")] == [(1, b"one"), (2, b"two"), (3, b"three")]


def test_files_are_called_as_they_were_named(tmp_path: Path, told: Told) -> None:
    (tmp_path / "in" / "a b").mkdir(parents=True)
    for name in ("100%é.jsonl", "a b/x.ndjson", "_hidden.jsonl", ".hidden.jsonl", "y.NDJson"):
        (tmp_path / "in" / name).write_text("{}\n")
    assert [row[0] for row in told(tmp_path / "in")] == [
        f"{tmp_path}/in/{name}" for name in ("100%é.jsonl", "a b/x.ndjson", "y.NDJson")
    ]
    assert [row[0] for row in told(tmp_path / "in", tmp_path / "in" / "a b" / "x.ndjson")] == [
        f"{tmp_path}/in/{name}" for name in ("100%é.jsonl", "a b/x.ndjson", "y.NDJson")
    ]
    assert [row[0] for row in told(tmp_path / "in" / "*.jsonl")] == [f"{tmp_path}/in/100%é.jsonl"]
    assert name_of("s3a://bucket/x/a.gz", (("s3a://bucket/x", "s3a://bucket/x"),)) == "s3a://bucket/x/a.gz"


def test_parquet_is_read_as_the_records_that_it_holds(session: SparkSession, tmp_path: Path, told: Told) -> None:
    lines = [
        {"id": "W1", "title": "One", "abstract_inverted_index": {"We": [0], "adapt": [1, 3], "and": [2]}, "year": 2020},
        {"id": "W2", "title": "Two", "abstract_inverted_index": {"Nothing": [0]}, "DOI": "10.1234/Two"},
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, lines)))
    inverted = "abstract_inverted_index map<string,array<int>>"
    schema = f"id string, title string, {inverted}, year int, DOI string, doi string"
    session.read.schema(schema).json(str(tmp_path / "in.jsonl")).coalesce(1).write.parquet(str(tmp_path / "in.parquet"))
    found = [paper for name, line, record in told(tmp_path / "in.parquet") for paper in papers_of(record, "x", line)]
    local = read_papers([tmp_path / "in.jsonl"]).papers
    assert sorted(map(plain, found)) == sorted(map(plain, local))
    assert [paper.sources[0].line for paper in found if isinstance(paper, Paper)] == [1, 2]
    assert {paper.text for paper in local} == {"We adapt and adapt", "Nothing"}


def plain(paper: Any) -> tuple[Any, ...]:
    """Return what a paper is but for its place."""
    return paper.id, paper.title, paper.text, paper.identifiers, paper.year


def test_a_record_tells_its_own_line() -> None:
    (paper,) = papers_of(b'{"title": "A study of adaptation", "abstract": "We adapt."}', "a.jsonl", 41)
    assert isinstance(paper, Paper)
    assert paper.sources[0].line == 41
    for record in (b"{", b"[1]", b'{"title": "\xff"}', b'{"title": ""}'):
        (problem,) = papers_of(record, "a.jsonl", 41)
        assert isinstance(problem, Problem)
        assert (problem.path, problem.line) == ("a.jsonl", 41)
    assert list(papers_of(b" \t", "a.jsonl", 1)) == []


def test_parquet_of_unlike_columns_is_misuse(session: SparkSession, tmp_path: Path) -> None:
    for name, kind in (("a", "int"), ("b", "array<string>")):
        session.sql(f"SELECT CAST(NULL AS {kind}) AS title").write.parquet(str(tmp_path / name))
    paths = [str(tmp_path)]
    with pytest.raises(UsageError, match="columns that do not go together"):
        records(session, paths, find_files(session, paths))


def test_nothing_to_read_is_misuse(session: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "notes.docx").write_text("x")
    with pytest.raises(UsageError, match="no file of Parquet or of JSON lines"):
        find_files(session, [str(tmp_path)])
    with pytest.raises(UsageError, match="missing"):
        find_files(session, [str(tmp_path / "missing")])
