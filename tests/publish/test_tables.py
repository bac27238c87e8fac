"""GraphML, node-link JSON, JSON lines, tab-separated values and the manifest."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest
from tests.support.graphs import paper_graph, seen, vocabulary

import methodgraph
from methodgraph.errors import UsageError
from methodgraph.graph import to_networkx
from methodgraph.interchange import from_json
from methodgraph.link import link
from methodgraph.publish import tables
from methodgraph.publish.exchange import write_graph
from methodgraph.publish.manifest import data_digest, manifest
from methodgraph.records import Linked, Paper, Passage, Source, Unlinked


def test_graphml_is_read_back_by_networkx(linked: Linked, tmp_path: Path) -> None:
    graph = to_networkx(linked)
    write_graph(graph, tmp_path / "graph.graphml")
    told = nx.read_graphml(tmp_path / "graph.graphml", force_multigraph=True)
    assert list(told.nodes) == list(graph.nodes)
    assert set(told.edges(keys=True)) == set(graph.edges(keys=True))
    for node, attributes in graph.nodes(data=True):
        assert told.nodes[node] == _flat(attributes)
    for head, tail, key, attributes in graph.edges(keys=True, data=True):
        assert {name: value for name, value in told.edges[head, tail, key].items() if name != "id"} == _flat(attributes)


def _flat(told: dict[str, object]) -> dict[str, object]:
    joined = {name: " | ".join(value) if isinstance(value, list) else value for name, value in told.items()}
    return {name: value for name, value in joined.items() if value is not None}


def test_graphml_leaves_the_graph_as_it_is(linked: Linked, tmp_path: Path) -> None:
    graph, other = to_networkx(linked), to_networkx(linked)
    write_graph(graph, tmp_path / "graph.graphml")
    assert nx.utils.graphs_equal(graph, other)


def test_graphml_is_xml_whatever_papers_hold(tmp_path: Path) -> None:
    paper = Paper("a\x01", "t\x00\ud800\ufffe", "one\r\ntwo\x0b <b> & \U0001f600")
    write_graph(to_networkx(Linked((paper,), (), (), (), ())), tmp_path / "graph.graphml")
    told = nx.read_graphml(tmp_path / "graph.graphml")
    (attributes,) = [told.nodes[node] for node in told]
    assert attributes["title"] == "t\ufffd\ufffd\ufffd"
    assert attributes["text"] == "one\r\ntwo\ufffd <b> & \U0001f600"


def test_node_link_json_is_the_graph(linked: Linked, tmp_path: Path) -> None:
    graph = to_networkx(linked)
    write_graph(graph, tmp_path / "graph.json")
    told = nx.node_link_graph(json.loads((tmp_path / "graph.json").read_text("utf-8")), edges="edges")
    assert type(told) is nx.MultiDiGraph
    assert nx.utils.graphs_equal(told, graph)
    assert list(told.nodes) == list(graph.nodes)


def test_node_link_json_of_nothing(tmp_path: Path) -> None:
    write_graph(to_networkx(Linked((), (), (), (), ())), tmp_path / "graph.json")
    assert json.loads((tmp_path / "graph.json").read_text("utf-8"))["nodes"] == []


def test_papers_are_written_in_order_and_read_back(tmp_path: Path) -> None:
    graphs = [paper_graph("b", seen("GiTok")), paper_graph("a", seen("模型", role="introduces"))]
    tables.write_papers_jsonl(graphs, tmp_path / "papers.jsonl")
    lines = (tmp_path / "papers.jsonl").read_text("utf-8").splitlines()
    assert [from_json(json.loads(line)) for line in lines] == graphs


def unlinked_rows(linked: Linked, tmp_path: Path) -> list[list[str]]:
    tables.write_unlinked_tsv(linked, tmp_path / "unlinked.tsv")
    content = (tmp_path / "unlinked.tsv").read_bytes().decode()
    assert content.endswith("\n")
    return [line.split("\t") for line in content[:-1].split("\n")]


def test_names_left_out_are_told_with_their_surroundings(linked: Linked, tmp_path: Path) -> None:
    heading, row = unlinked_rows(linked, tmp_path)
    assert heading == ["paper", "name", "reason", "count", "text"]
    assert row[:4] == ["003:10", "quotes", "too common a word", "1"]
    assert row[4].startswith('The model answers with <analyze> and "quotes" \\')
    assert row[4].endswith(" …")


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("-x", "'-x"),
        ("@SUM", "'@SUM"),
        ("\t=1", "'=1"),
        ("a\tb\nc\r\u2028d", "a b c d"),
        ("a=b", "a=b"),
        ("\ud800", "?"),
    ],
)
def test_a_cell_is_one_cell_and_no_formula(name: str, cell: str, tmp_path: Path) -> None:
    left = Unlinked(name, "no type", ())
    linked = Linked((Paper("1", None, "text"),), (), (), (), (), unlinked=(("1", left),))
    assert unlinked_rows(linked, tmp_path)[1] == ["1", cell, "no type", "0", ""]


def test_a_mention_in_a_title_shows_the_title(tmp_path: Path) -> None:
    left = Unlinked("MoR", "no type", (Passage("title", 0, 3, "MoR", ("a/b",)),))
    linked = Linked((Paper("1", "MoR is here", "text"),), (), (), (), (), unlinked=(("1", left),))
    assert unlinked_rows(linked, tmp_path)[1][4] == "MoR is here"


def test_a_file_that_cannot_be_written_is_told(linked: Linked, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        tables.write_unlinked_tsv(linked, tmp_path / "nowhere" / "unlinked.tsv")


def test_the_manifest_tells_files_inputs_and_counts(
    linked: Linked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in.txt").write_bytes(b"papers")
    Path("graph.ttl").write_bytes(b"graph")
    first, *others = linked.papers
    papers = (replace(first, sources=(Source("in.txt", 1), Source("-", 2), Source(f"{tmp_path}/in.txt", 3))), *others)
    told = manifest("1.2.3", replace(linked, papers=papers), [tmp_path / "graph.ttl"])
    tables.write_json(tmp_path / "manifest.json", told)
    assert json.loads(Path("manifest.json").read_text("utf-8")) == told
    assert told["methodgraph"] == "1.2.3"
    assert told["files"] == [{"name": "graph.ttl", "bytes": 5, "sha256": hashlib.sha256(b"graph").hexdigest()}]
    assert {"name": "in.txt", "bytes": 6, "sha256": hashlib.sha256(b"papers").hexdigest()} in told["inputs"]
    assert {"name": "-"} in told["inputs"]
    assert str(tmp_path) not in json.dumps(told)
    assert told["counts"]["papers"] == 4
    assert sum(told["counts"]["entities"].values()) == len(linked.entities)
    assert sum(told["counts"]["claims"].values()) == len(linked.claims)


def test_every_table_of_rules_or_words_is_in_the_manifest(linked: Linked) -> None:
    package = Path(methodgraph.__file__).parent
    found = (path for suffix in ("tsv", "toml") for path in package.rglob(f"*.{suffix}"))
    tables_ = [path.relative_to(package).as_posix() for path in found]
    told = manifest("1.2.3", linked, ())["data"]
    assert tables_
    assert not [table for table in tables_ if not table.startswith(tuple(f"{folder}/" for folder in told))]
    assert len(set(told.values())) == len(told)
    assert told == {folder: data_digest(folder) for folder in told}


def test_code_is_no_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("methodgraph.publish.manifest.resources.files", lambda _: tmp_path)
    (tmp_path / "words.tsv").write_text("a", encoding="utf-8")
    before = data_digest("")
    (tmp_path / "words.py").write_text("b", encoding="utf-8")
    assert data_digest("") == before
    (tmp_path / "words.tsv").write_text("b", encoding="utf-8")
    assert data_digest("") != before


def test_merges_are_told_with_their_first_paper_and_its_words(tmp_path: Path) -> None:
    graphs = [paper_graph(n, seen("GiTok")) for n in "ab"]
    told = link([*graphs, paper_graph("c", seen("GI-TOK"))], vocabulary())
    tables.write_merges_tsv(told, tmp_path / "merges.tsv")
    heading, *rows = (tmp_path / "merges.tsv").read_text("utf-8").splitlines()
    assert heading == "entity\tlabel\tform\treason\tpapers\tpaper\ttext"
    assert rows == ["gitok\tGiTok\tGI-TOK\tthe label with other hyphens or spaces\t1\tc\tWe use GI-TOK here."]
