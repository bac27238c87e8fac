"""What is written bit by bit is whole, however small the bits; and the export of the seeds is read back."""

from __future__ import annotations

import csv
import json
from io import BytesIO
from pathlib import Path

import networkx as nx
import pytest
from pyarrow import parquet
from tests.cli.calls import ROOT

import methodgraph
from methodgraph.extract import Extractor
from methodgraph.publish.exchange import GRAPHS, csv_tables, write_folder, write_graph, write_to, writing
from methodgraph.publish.exchange import parquet as parquet_tables
from methodgraph.publish.exchange.columns import TABLES
from methodgraph.records import Linked

small = pytest.mark.parametrize("size", [1, 2, 3])


@pytest.fixture(scope="module")
def seeds(extractor: Extractor) -> methodgraph.KnowledgeGraph:  # noqa: ARG001 - it is what `build` takes, compiled once
    """The graph of the shipped abstracts, of which most forms are larger than what is written at once."""
    return methodgraph.build(ROOT / "seeds")


@small
@pytest.mark.parametrize("form", GRAPHS)
def test_a_file_is_the_same_in_small_chunks(
    network: nx.MultiDiGraph[str], form: str, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, parts = BytesIO(), _Counted()
    write_to(network, whole, form)
    monkeypatch.setattr(writing, "_CHUNK", 100 * size)
    write_to(network, parts, form)
    assert parts.getvalue() == whole.getvalue()
    assert 10 < parts.calls <= len(whole.getvalue()) / (100 * size) + 1


class _Counted(BytesIO):
    """A stream that knows how often it was written to."""

    calls = 0

    def write(self, data: object, /) -> int:
        self.calls += 1
        return super().write(data)  # type: ignore[arg-type]


@small
@pytest.mark.parametrize("form", ["csv", "neo4j"])
def test_rows_are_the_same_in_small_groups(
    bad: Linked, form: str, size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_folder(bad, tmp_path / "whole", form)
    monkeypatch.setattr(csv_tables, "_ROWS", size)
    write_folder(bad, tmp_path / "parts", form)
    for path in (tmp_path / "whole").iterdir():
        assert (tmp_path / "parts" / path.name).read_bytes() == path.read_bytes()


@small
def test_rows_of_parquet_are_the_same_in_small_groups(
    bad: Linked, size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = write_folder(bad, tmp_path / "whole", "parquet")
    monkeypatch.setattr(parquet_tables, "_GROUP", size)
    assert write_folder(bad, tmp_path / "parts", "parquet") == counts
    for name, rows in counts.items():
        whole, parts = (parquet.ParquetFile(tmp_path / folder / f"{name}.parquet") for folder in ("whole", "parts"))
        assert parts.read().to_pylist() == whole.read().to_pylist()
        assert parts.num_row_groups == -(-rows // size)


def test_the_seeds_are_read_back_from_graphs(seeds: methodgraph.KnowledgeGraph, tmp_path: Path) -> None:
    network = seeds.to_networkx()
    for form in GRAPHS:
        write_graph(network, tmp_path / f"g.{form}")
    assert (tmp_path / "g.json").stat().st_size > writing._CHUNK
    told = nx.node_link_graph(json.loads((tmp_path / "g.json").read_text("utf-8")), edges="edges")
    assert nx.utils.graphs_equal(told, network)
    others = [
        nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True, edge_key_type=str),
        nx.read_gexf(tmp_path / "g.gexf"),
        nx.cytoscape_graph(json.loads((tmp_path / "g.cyjs").read_text("utf-8"))),
    ]
    for other in others:
        assert dict(other.nodes(data="label")) == dict(network.nodes(data="label"))
        assert dict(other.nodes(data="text")) == dict(network.nodes(data="text"))
        assert set(other.edges(keys=True)) == set(network.edges(keys=True))


def test_the_seeds_are_read_back_from_tables(seeds: methodgraph.KnowledgeGraph, tmp_path: Path) -> None:
    linked = seeds.linked
    for form in ("csv", "parquet"):
        write_folder(linked, tmp_path / form, form)
    for table in TABLES:
        rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows(linked)]
        assert rows
        assert parquet.read_table(tmp_path / "parquet" / f"{table.name}.parquet").to_pylist() == rows
        with (tmp_path / "csv" / f"{table.name}.csv").open(encoding="utf-8", newline="") as stream:
            told = list(csv.DictReader(stream, strict=True))
        for name, kind in table.columns.items():
            if kind == "string":
                assert [row[name].removeprefix("'") for row in told] == [
                    str(row[name] or "").removeprefix("'") for row in rows
                ]
