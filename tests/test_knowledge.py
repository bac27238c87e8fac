"""The graph in Python."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
from tests.support.graphs import paper_graph, seen

import methodgraph
from methodgraph import pipeline
from methodgraph.errors import InputError, UsageError
from methodgraph.knowledge import KnowledgeGraph, load
from methodgraph.records import Entity

GRAPHS = (
    paper_graph(
        "b",
        seen("GiTok", role="introduces"),
        seen("LoRA", concept="low-rank-adaptation", role="comparesWith"),
        seen("RMM", sense="Reinforced Motion Maps", aliases=("Reinforced Motion Maps",)),
        relations=[("GiTok", "extends", "LoRA")],
        unlinked=["Zzz"],
    ),
    paper_graph("a", seen("GiTok"), seen("RMM", sense="Rapid Model Mixing", aliases=("Rapid Model Mixing",))),
)


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    return KnowledgeGraph(GRAPHS)


def test_papers_keep_their_order(graph: KnowledgeGraph) -> None:
    assert [paper.id for paper in graph.papers] == ["b", "a"]
    assert graph.paper("a").text.startswith("We use GiTok")


@pytest.mark.parametrize("name", ["gitok", "GiTok", "Gi-Tok", "GITOK"])
def test_an_entity_is_found_by_id_label_or_any_spelling(graph: KnowledgeGraph, name: str) -> None:
    assert graph.entity(name).id == "gitok"


def test_an_entity_is_found_by_alias(graph: KnowledgeGraph) -> None:
    assert graph.entity("rapid model mixing").id == "rapid-model-mixing"


def test_an_unknown_name_tells_close_ones(graph: KnowledgeGraph) -> None:
    with pytest.raises(UsageError, match="nothing is called 'GiTak'; close: GiTok"):
        graph.entity("GiTak")


def test_a_name_nothing_is_close_to(graph: KnowledgeGraph) -> None:
    with pytest.raises(UsageError, match=r"nothing is called '@@@@'$"):
        graph.entity("@@@@")


def test_a_name_of_several_things_tells_their_senses(graph: KnowledgeGraph) -> None:
    with pytest.raises(
        UsageError, match=r"2 things.*rapid-model-mixing \(Method, Rapid Model Mixing\); reinforced-mot"
    ):
        graph.entity("RMM")


def test_a_label_that_is_the_alias_of_another_thing_names_both(monkeypatch: pytest.MonkeyPatch) -> None:
    pair, task = Entity("question-answer", "QA", "Method"), Entity("question-answering", "answering", "Task", ("QA",))
    monkeypatch.setattr(KnowledgeGraph, "entities", (task, pair))
    graph = KnowledgeGraph(())
    assert graph.senses("QA") == graph.senses("qa") == (pair, task)
    for name in ("QA", "qa"):
        with pytest.raises(UsageError, match=r"2 things.*question-answer \(Method, QA\); question-answering \(Task"):
            graph.entity(name)
    assert graph.entity("question-answer") == pair
    assert graph.entity("answering") == task


def test_as_written_counts_before_any_other_spelling(monkeypatch: pytest.MonkeyPatch) -> None:
    upper, lower = Entity("a", "RAG", "Method"), Entity("b", "rag", "Task")
    monkeypatch.setattr(KnowledgeGraph, "entities", (upper, lower))
    graph = KnowledgeGraph(())
    assert (graph.entity("RAG"), graph.entity("rag"), graph.senses("Rag")) == (upper, lower, (upper, lower))


@pytest.mark.parametrize("given", [["a", "b"], 3, b"a"])
def test_what_is_no_path_is_told(given: object) -> None:
    with pytest.raises(UsageError, match=rf"not a {type(given).__name__}; give several as build\(\*paths\)"):
        methodgraph.build(given)  # type: ignore[arg-type]


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


def test_what_is_written_is_loaded_as_the_same_graph(graph: KnowledgeGraph, tmp_path: Path) -> None:
    written = graph.write(tmp_path / "out")
    assert [path.name for path in written] == list(pipeline.OUTPUT_FILES)
    for given in (tmp_path / "out", tmp_path / "out" / "papers.jsonl"):
        assert load(given).linked == graph.linked
    load(tmp_path / "out").write(tmp_path / "again")
    for path in written:
        assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes()


def test_single_files_are_those_of_a_build(graph: KnowledgeGraph, tmp_path: Path) -> None:
    graph.write(tmp_path)
    graph.write_rdf(tmp_path / "own.ttl")
    graph.write_html(str(tmp_path / "own.html"))
    assert (tmp_path / "own.ttl").read_bytes() == (tmp_path / "graph.ttl").read_bytes()
    assert (tmp_path / "own.html").read_bytes() == (tmp_path / "graph.html").read_bytes()


def test_all_faulty_lines_are_told(tmp_path: Path) -> None:
    (tmp_path / "papers.jsonl").write_text('{"id": "1"}\n\nnot json\n[]\n', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load(tmp_path)
    assert [problem.line for problem in caught.value.problems] == [1, 3, 4]


def test_a_folder_without_papers_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"papers\.jsonl: no such file"):
        load(tmp_path)


def test_the_public_face_is_lazy_and_complete() -> None:
    assert set(methodgraph.__all__) <= set(dir(methodgraph))
    assert methodgraph.KnowledgeGraph is KnowledgeGraph
    assert methodgraph.load is load
    assert isinstance(methodgraph.__version__, str)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = methodgraph.nothing  # type: ignore[attr-defined]


def test_importing_loads_nothing_heavy() -> None:
    heavy = ("spacy", "networkx", "rdflib", "pyoxigraph", "pyvis", "pyshacl")
    code = f"import sys, methodgraph, methodgraph.knowledge; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_repr_tells_the_size(graph: KnowledgeGraph) -> None:
    assert repr(graph) == f"<KnowledgeGraph: 2 papers, {len(graph.entities)} entities, {len(graph.claims)} claims>"
