"""Forms by name, compression, streams, errors, and the small functions below them."""

from __future__ import annotations

import csv
import gzip
import re
from io import BytesIO, StringIO
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cli.calls import ROOT

from methodgraph.errors import UsageError
from methodgraph.palette import COLOURS, DARK, PAPER
from methodgraph.publish.exchange import FOLDERS, GRAPHS, form_of, write_graph, write_to
from methodgraph.publish.exchange.attributes import declared
from methodgraph.publish.exchange.characters import cleaner, for_utf8
from methodgraph.publish.exchange.csv_tables import quoted
from methodgraph.records import ENTITY_TYPES
from methodgraph.text.characters import for_xml

DOCS = ROOT / "docs" / "export.md"


@pytest.mark.parametrize("form", GRAPHS)
def test_a_file_a_stream_and_a_compressed_file_hold_the_same(
    network: nx.MultiDiGraph[str], tmp_path: Path, form: str
) -> None:
    stream = BytesIO()
    write_to(network, stream, form)
    for name in (f"g.{form}", f"h.{form}.gz", f"i.{form}.gz"):
        write_graph(network, tmp_path / name)
    assert (tmp_path / f"g.{form}").read_bytes() == stream.getvalue()
    assert gzip.decompress((tmp_path / f"h.{form}.gz").read_bytes()) == stream.getvalue()
    assert (tmp_path / f"h.{form}.gz").read_bytes() == (tmp_path / f"i.{form}.gz").read_bytes()
    assert (tmp_path / f"h.{form}.gz").read_bytes()[3:8] == bytes(5)  # no flag for a name, no time


def test_what_a_name_tells(tmp_path: Path) -> None:
    assert form_of("a.b/graph.GEXF.gz") is None
    assert form_of("graph.cyjs") == ("cyjs", False)
    with pytest.raises(UsageError, match=r"the suffix tells no form of a graph; there are \.graphml"):
        write_graph(nx.MultiDiGraph(), tmp_path / "graph.xls")
    with pytest.raises(UsageError, match="no form 'xls' of a graph"):
        write_to(nx.MultiDiGraph(), BytesIO(), "xls")


def test_a_file_that_fails_stays_as_it_was(tmp_path: Path) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("a", label="a")
    graph.add_node("b")  # no label, which GEXF wants
    (tmp_path / "g.gexf").write_text("old", encoding="utf-8")
    with pytest.raises(KeyError):
        write_graph(graph, tmp_path / "g.gexf")
    assert [path.read_text("utf-8") for path in tmp_path.iterdir()] == ["old"]
    with pytest.raises(UsageError, match="cannot be written"):
        write_graph(graph, tmp_path / "no" / "g.graphml")


@given(st.lists(st.text(st.characters(codec=None), max_size=3), unique=True))
def test_distinct_ids_stay_distinct(ids: list[str]) -> None:
    for clean in (for_xml, for_utf8):
        told = cleaner(ids, clean)
        names = [told(name) for name in ids]
        assert len(set(names)) == len(ids)
        assert all(clean(name) == name for name in names)
        assert all(name == one for name, one in zip(ids, names, strict=True) if clean(name) == name)


def test_the_widest_type_is_declared() -> None:
    assert declared([{"a": 1, "b": 0.5}, {"a": None, "b": 2}, {"a": "x", "c": ["y"]}]) == {
        "a": "string", "b": "double", "c": "string",
    }  # fmt: skip


@pytest.mark.parametrize("cell", ["a\rb", "a\nb", "a,b", '"', "", "a b", "a;b", " a "])
def test_a_cell_is_read_back(cell: str) -> None:
    told = f"{quoted(cell)},{quoted('x')}\n"
    assert list(csv.reader(StringIO(told, newline=""), strict=True)) == [[cell, "x"]]
    assert (quoted(cell) != cell) == (not set(cell).isdisjoint(',;"\r\n'))


def test_every_form_has_its_documentation() -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert not [form for form in (*GRAPHS, *FOLDERS) if f"`.{form}`" not in text and f"`--format {form}`" not in text]


@pytest.mark.parametrize("folder", ["publish/html", "serve"])
def test_the_palette_is_that_of_the_pages(folder: str) -> None:
    sheets = [path.read_text("utf-8") for path in (ROOT / "src/methodgraph" / folder).rglob("*.css")]
    found = [
        values
        for sheet in sheets
        if (values := re.findall(r"--(paper|method|model|task|dataset|benchmark|metric): (#[0-9a-f]{6});", sheet))
    ]
    assert found
    for values in found:
        light, dark = dict(values[:7]), dict(values[7:14])
        assert light == {"paper": PAPER, **{kind.lower(): COLOURS[kind] for kind in ENTITY_TYPES}}
        assert dark == {"paper": "#a09b90", **{kind.lower(): DARK[kind] for kind in ENTITY_TYPES}}
