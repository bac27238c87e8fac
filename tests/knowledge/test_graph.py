"""The graph in Python."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest

import methodgraph
from methodgraph.errors import UsageError
from methodgraph.knowledge import KnowledgeGraph, load


def test_papers_keep_their_order(graph: KnowledgeGraph) -> None:
    assert [paper.id for paper in graph.papers] == ["b", "a"]
    assert graph.paper("a").text.startswith("We use GiTok")


def test_an_unknown_paper_is_told(graph: KnowledgeGraph) -> None:
    with pytest.raises(UsageError, match="no paper 'c'"):
        graph.paper("c")


def test_claims_about_an_entity(graph: KnowledgeGraph) -> None:
    told = graph.claims_about("GiTok")
    assert {(claim.subject, claim.predicate) for claim in told} == {
        ("b", "introduces"),
        ("a", "uses"),
        ("gitok", "extends"),
    }
    assert graph.claims_about(graph.entity("GiTok")) == told
    assert "gitok" in {claim.subject for claim in graph.claims_about("low-rank-adaptation")}


def test_papers_with_an_entity_and_a_role(graph: KnowledgeGraph) -> None:
    assert [paper.id for paper in graph.papers_with("GiTok")] == ["b", "a"]
    assert [paper.id for paper in graph.papers_with("GiTok", "introduces")] == ["b"]
    assert graph.papers_with("GiTok", "reports") == ()
    with pytest.raises(UsageError, match="no role 'invents'; roles are introduces"):
        graph.papers_with("GiTok", "invents")  # type: ignore[arg-type]


def test_mentions_are_the_places_that_name_it(graph: KnowledgeGraph) -> None:
    told = graph.mentions("GiTok")
    assert [(paper.id, paper.text[m.start : m.end]) for paper, m in told] == [("b", "GiTok"), ("a", "GiTok")]


def test_networkx_and_sparql_tell_the_same(graph: KnowledgeGraph) -> None:
    network = graph.to_networkx()
    assert isinstance(network, nx.MultiDiGraph)
    answer = graph.query("SELECT ?label { ?entity a mg:Entity ; skos:prefLabel ?label } ORDER BY ?label")
    assert [row[0] for row in answer.rows] == sorted(entity.label for entity in graph.entities)
    assert network.number_of_edges() == len(graph.claims)
    saved = graph.query("@introduced-by", {"name": "GiTok"})
    assert [row[saved.variables.index("paper")] for row in saved.rows] == ["b"]


def test_single_files_are_those_of_a_build(graph: KnowledgeGraph, tmp_path: Path) -> None:
    graph.write(tmp_path)
    graph.write_rdf(tmp_path / "own.ttl")
    graph.write_html(str(tmp_path / "own.html"))
    graph.write_graph(tmp_path / "own.graphml")
    graph.write_graph(str(tmp_path / "own.json"))
    assert (tmp_path / "own.graphml").read_bytes() == (tmp_path / "graph.graphml").read_bytes()
    assert (tmp_path / "own.json").read_bytes() == (tmp_path / "graph.json").read_bytes()
    assert (tmp_path / "own.ttl").read_bytes() == (tmp_path / "graph.ttl").read_bytes()
    assert (tmp_path / "own.html").read_bytes() == (tmp_path / "graph.html").read_bytes()


def test_tables_are_as_long_as_what_they_tell(graph: KnowledgeGraph, tmp_path: Path) -> None:
    told = graph.write_tables(tmp_path / "tables", form="csv")
    assert (told["papers"], told["entities"]) == (len(graph.papers), len(graph.entities))
    assert {path.suffix for path in (tmp_path / "tables").iterdir()} == {".csv"}
    with pytest.raises(UsageError, match="is there already"):
        graph.write_tables(tmp_path / "tables", form="csv")


def test_the_public_face_is_lazy_and_complete() -> None:
    assert set(methodgraph.__all__) <= set(dir(methodgraph))
    assert methodgraph.KnowledgeGraph is KnowledgeGraph
    assert methodgraph.load is load
    assert methodgraph.analysis.__all__
    assert isinstance(methodgraph.__version__, str)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = methodgraph.nothing  # type: ignore[attr-defined]


def test_importing_loads_nothing_heavy() -> None:
    heavy = (
        "spacy", "networkx", "numpy", "pandas", "rich", "rdflib", "pyoxigraph", "pyvis", "pyshacl", "igraph", "IPython",
    )  # fmt: skip
    code = f"import sys, methodgraph, methodgraph.knowledge; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_repr_tells_the_size(graph: KnowledgeGraph) -> None:
    assert repr(graph) == f"<KnowledgeGraph: 2 papers, {len(graph.entities)} entities, {len(graph.claims)} claims>"


def test_faster_graphs_hold_the_same(graph: KnowledgeGraph) -> None:
    pytest.importorskip("igraph")
    pytest.importorskip("rustworkx")
    network = graph.to_networkx()
    assert graph.to_igraph().vs["name"] == list(network)
    assert graph.to_rustworkx().num_edges() == network.number_of_edges()
