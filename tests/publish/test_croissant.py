"""Croissant: mlcroissant takes the description without a complaint and reads the files by it as they were written."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import mlcroissant
import pytest
from tests.support.described import FILES
from tests.support.graphs import paper_graph, seen, vocabulary

from methodgraph.graph import to_networkx
from methodgraph.link import link
from methodgraph.publish import tables
from methodgraph.publish.description.croissant import croissant
from methodgraph.publish.description.files import FileContent, dataset_iri
from methodgraph.publish.description.recordsets import CLAIMS, MERGES, NODES, PAPERS, RECORD_SETS, UNLINKED, Field
from methodgraph.publish.exchange import write_graph
from methodgraph.publish.facts import OPTIONAL
from methodgraph.records import Identifier, Paper, PaperGraph, Result, Source

# rdflib's own reader of JSON-LD, which mlcroissant calls, still makes a graph that rdflib calls deprecated
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

ROOT = Path(__file__).parents[2]
DAY = date(2026, 1, 31)
Record = dict[str, Any]


def present_in(papers: Iterable[Paper]) -> set[str]:
    """Return which of what a paper need not have some paper has."""
    return {name for paper in papers for name in OPTIONAL if getattr(paper, name) not in (None, ())}


def test_all_that_a_paper_need_not_have_is_looked_for() -> None:
    assert {field.name for field in PAPERS.fields if field.optional} <= set(OPTIONAL)


def paper_graphs() -> list[PaperGraph]:
    """Return three papers: one with all that a paper can have, one that names nothing, one that writes a name anew."""
    results = (
        Result("GiTok", "MMLU", "F1", "+1.5%", "60", "LLaVA", (), "%", "higher"),
        Result(None, None, None, "7", None, None, ()),
    )
    full = paper_graph(
        "arxiv:1", seen("GiTok", role="introduces", aliases=("模型",), sense="Git Tokens"), seen("MMLU", "Benchmark"),
        seen("LLaVA", "Model", role="comparesWith", concept="llava"), seen("F1", "Metric"),
        relations=[("GiTok", "outperforms", "LLaVA")], results=results, code=["https://example.org/a"],
        unlinked=["Foo"],
    )  # fmt: skip
    paper = replace(full.paper, title='A "title"', year=2024, url="https://example.org/1")
    paper = replace(
        paper, urls=("https://example.org/1.pdf",), authors=("Ada Lovelace", "Bob"), venue="NeurIPS",
        identifiers=(Identifier("doi", "10.1234/5"),), categories=("cs.CL",),
    )  # fmt: skip
    all_three = (
        replace(full, paper=paper, results=results),
        paper_graph("2", unlinked=["Bar", "Baz"]),
        paper_graph("3", seen("GI-TOK")),
    )
    return [
        replace(graph, paper=replace(graph.paper, sources=(Source("a.txt", line),)))
        for line, graph in enumerate(all_three, 1)
    ]


@pytest.fixture
def graphs() -> list[PaperGraph]:
    return paper_graphs()


Describe = Callable[..., Path]


@pytest.fixture
def described(tmp_path: Path) -> Describe:
    """Write the files of some papers and their description, and return where that stands."""

    def write(graphs: list[PaperGraph], published: date | None = DAY) -> Path:
        linked = link(graphs, vocabulary())
        network = to_networkx(linked)
        write_graph(network, tmp_path / "graph.graphml")
        write_graph(network, tmp_path / "graph.json")
        tables.write_papers_jsonl(graphs, tmp_path / "papers.jsonl")
        tables.write_merges_tsv(linked, tmp_path / "merges.tsv")
        tables.write_unlinked_tsv(linked, tmp_path / "unlinked.tsv")
        files = [FileContent.at(path) for path in sorted(tmp_path.iterdir())]
        path = tmp_path / "croissant.json"
        path.write_text(json.dumps(croissant(present_in(linked.papers), files, "0.1.0", published)), encoding="utf-8")
        return path

    return write


def records(path: Path, name: str) -> list[Record]:
    """Return what mlcroissant reads, names without the name of what holds them and bytes as the text they are."""
    return [plain(record) for record in mlcroissant.Dataset(str(path)).records(name)]


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key.rpartition("/")[2]: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.decode() if isinstance(value, bytes) else value


def expected(value: Record, fields: tuple[Field, ...]) -> Record:
    """Return what the fields of a record should hold; what it lacks, a loader calls None."""
    return {
        field.name: [expected(item, field.parts) for item in value.get(field.name, [])]
        if field.parts
        else value.get(field.name)
        for field in fields
    }


def lines_of(path: Path) -> Iterator[str]:
    return iter(path.read_text(encoding="utf-8").splitlines())


def test_mlcroissant_finds_nothing_to_complain_of(
    described: Describe, graphs: list[PaperGraph], caplog: pytest.LogCaptureFixture
) -> None:
    dataset = mlcroissant.Dataset(str(described(graphs)))
    issues = dataset.metadata.ctx.issues
    assert (issues.errors, issues.warnings) == (set(), set())
    assert [entry.message for entry in caplog.records if entry.levelno >= logging.WARNING] == []
    assert [record_set.id for record_set in dataset.metadata.record_sets] == [told.name for told in RECORD_SETS]


def test_only_the_day_of_publication_is_missed_where_nobody_tells_it(
    described: Describe, graphs: list[PaperGraph]
) -> None:
    issues = mlcroissant.Dataset(str(described(graphs, None))).metadata.ctx.issues
    assert issues.errors == set()
    (warning,) = issues.warnings
    assert "datePublished" in str(warning)


def test_the_papers_are_read_as_they_were_written(described: Describe, graphs: list[PaperGraph]) -> None:
    path = described(graphs)
    told = [expected(json.loads(line), PAPERS.fields) for line in lines_of(path.with_name("papers.jsonl"))]
    assert records(path, "papers") == told
    assert told[0]["results"][0]["from"] == "60"
    assert told[0]["entities"][0]["aliases"] == ["模型"]
    assert told[0]["sources"] == [{"file": "a.txt", "line": 1}]
    assert told[1]["entities"] == []


def test_the_nodes_are_read_as_they_were_written(described: Describe, graphs: list[PaperGraph]) -> None:
    path = described(graphs)
    nodes = json.loads(path.with_name("graph.json").read_text("utf-8"))["nodes"]
    assert records(path, "nodes") == [expected(node, NODES.fields) for node in nodes]
    assert {field.name for field in NODES.fields} == {key for node in nodes for key in node}


def test_the_claims_are_read_as_they_were_written(described: Describe, graphs: list[PaperGraph]) -> None:
    path = described(graphs)
    edges = json.loads(path.with_name("graph.json").read_text("utf-8"))["edges"]
    assert edges
    assert records(path, "claims") == [expected(edge, CLAIMS.fields) for edge in edges]
    assert {field.name for field in CLAIMS.fields} == set(edges[0])


@pytest.mark.parametrize("table", [MERGES, UNLINKED], ids=lambda table: table.name)
def test_the_tables_are_read_as_they_were_written(described: Describe, graphs: list[PaperGraph], table: Any) -> None:
    path = described(graphs)
    heading, *rows = (line.split("\t") for line in lines_of(path.with_name(table.file)))
    assert heading == [field.name for field in table.fields]
    assert rows
    numbers = {field.name for field in table.fields if field.kind == "sc:Integer"}
    assert numbers
    told = [
        {key: int(cell) if key in numbers else cell or None for key, cell in zip(heading, row, strict=True)}
        for row in rows
    ]
    assert records(path, table.name) == told


def test_what_no_paper_has_is_no_field(described: Describe) -> None:
    path = described([paper_graph("1", seen("GiTok")), paper_graph("2")])
    (first, second) = records(path, "papers")
    assert not {"year", "url", "sources"} & set(first)
    assert (first["id"], first["code"], second["entities"]) == ("1", [], [])
    assert records(path, "unlinked") == []


def test_what_was_not_written_has_no_records(graphs: list[PaperGraph]) -> None:
    files = [FileContent("papers.jsonl", 1, "0" * 64), FileContent("graph.ttl", 1, "1" * 64)]
    told = croissant(present_in(graph.paper for graph in graphs), files, "0.1.0")
    assert [records["@id"] for records in told["recordSet"]] == ["papers"]


def test_every_file_stands_there_once_with_its_digest(described: Describe, graphs: list[PaperGraph]) -> None:
    path = described(graphs)
    told = json.loads(path.read_text("utf-8"))
    files = [FileContent.at(entry) for entry in sorted(path.parent.iterdir()) if entry != path]
    objects = {entry["@id"]: entry for entry in told["distribution"]}
    assert objects.pop(NODES.source)["contentUrl"] == "graph.json"
    assert [(o["contentUrl"], o["contentSize"], o["sha256"]) for o in objects.values()] == [
        (file.name, f"{file.size} B", file.sha256) for file in files
    ]
    assert told["@id"] == told["url"] == dataset_iri(files)
    assert told["datePublished"] == "2026-01-31"
    assert objects["papers.jsonl"]["encodingFormat"] == mlcroissant.EncodingFormat.JSON_LINES


def test_a_compressed_file_is_told_as_one() -> None:
    (told,) = croissant((), [FileContent("graph.nq.gz", 1, "0" * 64)], "0.1.0")["distribution"]
    assert told["encodingFormat"] == ["application/n-quads", "application/gzip"]


def test_a_changed_file_is_noticed(described: Describe, graphs: list[PaperGraph]) -> None:
    path = described(graphs)
    with path.with_name("merges.tsv").open("a", encoding="utf-8") as stream:
        stream.write("x\n")
    with pytest.raises(mlcroissant.GenerationError) as caught:
        records(path, "merges")
    assert "not identical" in str(caught.value.__cause__)


def test_descriptions_are_no_part_of_the_data_set() -> None:
    files = [FileContent(name, 1, "0" * 64) for name in ("graph.ttl", "dataset.ttl", "croissant.json")]
    told = croissant((), files, "0.1.0")
    assert [entry["@id"] for entry in told["distribution"]] == ["graph.ttl"]
    assert told == croissant((), files[:1], "0.1.0")


def test_the_text_does_not_depend_on_the_hash_seed() -> None:
    code = (
        "import json; from tests.support.described import FILES; from methodgraph.publish.facts import OPTIONAL\n"
        "from methodgraph.publish.description.croissant import croissant\n"
        "print(json.dumps(croissant(OPTIONAL, FILES, '0.1.0')))"
    )
    here = json.dumps(croissant(OPTIONAL, FILES, "0.1.0"))
    for seed in ("0", "1"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
        told = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, check=True)
        assert told.stdout.decode().strip() == here
