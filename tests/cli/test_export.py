from __future__ import annotations

import gzip
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.cli.calls import Call

import methodgraph
from methodgraph.cli.export import FOLDERS, GRAPHS, PROFILES, RDF
from methodgraph.publish import exchange, rdf
from methodgraph.query import TripleStore

if TYPE_CHECKING:
    from pathlib import Path

LINE = '{"id": "p", "abstract": "We propose FooNet, which extends BERT. FooNet is trained on ImageNet."}\n'


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    (folder / "in.jsonl").write_text(LINE, encoding="utf-8")
    command = [sys.executable, "-m", "methodgraph", "build", "in.jsonl", "--output", "output", "--quiet"]
    subprocess.run(command, cwd=folder, check=True)
    return folder / "output"


def test_the_choices_are_what_can_be_written() -> None:
    assert tuple(rdf.FORMS) == RDF
    assert tuple(exchange.GRAPHS) == GRAPHS
    assert tuple(exchange.FOLDERS) == FOLDERS
    assert tuple(rdf.PROFILES) == PROFILES


@pytest.mark.parametrize("form", RDF)
def test_the_suffix_tells_the_form(call: Call, built: Path, tmp_path: Path, form: str) -> None:
    result = call("export", built, tmp_path / f"graph.{form}")
    assert result.exit_code == 0
    assert result.stderr.endswith(" triples\n")
    store = TripleStore(tmp_path / f"graph.{form}")
    assert store.query("ASK { ?x mg:extends/skos:prefLabel 'BERT' }").rows == ((True,),)


def test_turtle_is_what_build_writes(call: Call, built: Path, tmp_path: Path) -> None:
    call("export", built, tmp_path / "again.ttl", "--quiet")
    assert (tmp_path / "again.ttl").read_bytes() == (built / "graph.ttl").read_bytes()


def test_it_is_compressed_where_the_name_says_so(call: Call, built: Path, tmp_path: Path) -> None:
    assert call("export", built, tmp_path / "graph.ttl.gz", "--quiet").stderr == ""
    assert gzip.decompress((tmp_path / "graph.ttl.gz").read_bytes()) == (built / "graph.ttl").read_bytes()


def test_standard_output_takes_any_form(built: Path) -> None:
    command = [sys.executable, "-m", "methodgraph", "export", str(built), "-", "--format", "nt"]
    told = subprocess.run(command, capture_output=True, check=True)
    assert told.stdout.splitlines()[0].endswith(b" .")
    assert len(set(told.stdout.splitlines())) == len(TripleStore(built))
    assert told.stderr == b""


def test_profiles_speak_in_others_terms(call: Call, built: Path, tmp_path: Path) -> None:
    for profile, question in {
        "lpwc": "ASK { ?x a lpwcc:method ; foaf:name 'FooNet' }",
        "schema": "ASK { ?x a schema:DefinedTerm ; schema:name 'FooNet' }",
    }.items():
        target = tmp_path / f"{profile}.nt"
        assert call("export", built / "papers.jsonl", target, "--profile", profile).exit_code == 0
        assert TripleStore(target).query(question).rows == ((True,),)


def test_a_store_is_asked_without_loading(call: Call, built: Path, tmp_path: Path) -> None:
    folder = tmp_path / "graph.store"
    assert call("export", built, folder).exit_code == 0
    told = call("query", folder, "SELECT ?n { ?x mg:extends/skos:prefLabel 'BERT' ; skos:prefLabel ?n }", "-f", "csv")
    assert told.stdout.split() == ["n", "FooNet"]
    again = call("export", built, folder)
    assert (again.exit_code, "is there already" in again.stderr) == (2, True)


@pytest.mark.parametrize("form", GRAPHS)
def test_a_graph_program_s_form_is_told_by_the_suffix_too(call: Call, built: Path, tmp_path: Path, form: str) -> None:
    result = call("export", built, tmp_path / f"graph.{form}")
    network = methodgraph.load(built).to_networkx()
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.endswith(f": {len(network)} nodes, {network.number_of_edges()} edges\n")
    call("export", built / "papers.jsonl", tmp_path / "again.gz", "--format", form, "--quiet")
    assert gzip.decompress((tmp_path / "again.gz").read_bytes()) == (tmp_path / f"graph.{form}").read_bytes()


def test_what_build_writes_for_graph_programs_is_what_export_does(call: Call, built: Path, tmp_path: Path) -> None:
    for name in ("graph.graphml", "graph.json"):
        call("export", built, tmp_path / name)
        assert (tmp_path / name).read_bytes() == (built / name).read_bytes()


@pytest.mark.parametrize("form", GRAPHS)
def test_standard_output_takes_a_graph_program_s_form(built: Path, form: str) -> None:
    command = [sys.executable, "-m", "methodgraph", "export", str(built), "-", "--format", form]
    told = subprocess.run(command, capture_output=True, check=True)
    assert b"FooNet" in told.stdout
    assert told.stderr == b""


@pytest.mark.parametrize("form", FOLDERS)
def test_folders_are_written_once(call: Call, built: Path, tmp_path: Path, form: str) -> None:
    result = call("export", built, tmp_path / "tables", "--format", form)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "tables: 1 papers, 3 entities, " in result.stderr
    assert any("FooNet" in path.read_text("utf-8", "replace") for path in (tmp_path / "tables").iterdir())
    again = call("export", built, tmp_path / "tables", "--format", form)
    assert (again.exit_code, "is there already" in again.stderr) == (2, True)


def test_parquet_without_pyarrow_is_told(
    call: Call, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    result = call("export", built, tmp_path / "tables", "--format", "parquet")
    assert (result.exit_code, "pip install 'methodgraph[parquet]'" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        (("{built}", "graph.xls"), 2, "graph.xls: the suffix tells no form; there are .ttl, "),
        (("{built}", "graph.csv"), 2, "as folders --format neo4j, --format parquet, --format csv"),
        (("{built}", "-", "--format", "neo4j"), 2, "neo4j is a folder of files, which standard output cannot be"),
        (("{built}", "g.gexf", "--profile", "schema"), 2, "--profile is for RDF: ttl, nt, nq, trig, jsonld, rdf"),
        (("{built}", "no/such/folder/graph.gexf"), 2, "cannot be written"),
        (("{built}", "no/such/folder", "--format", "csv"), 2, "cannot be written"),
        (("{built}", "-"), 2, "standard output has no suffix; name the form: --format nt"),
        (("{built}", "x.store", "--profile", "lpwc"), 2, "a store holds the graph in our own terms"),
        (("{built}", "no/such/folder/graph.ttl"), 2, "cannot be written"),
        (("nowhere", "graph.ttl"), 1, "build a graph first"),
        (("{built}/graph.ttl", "graph.nt"), 2, "export takes a build's output folder or its papers.jsonl"),
    ],
)
def test_misuse(call: Call, built: Path, args: tuple[str, ...], status: int, said: str) -> None:
    result = call("export", *(arg.format(built=built) for arg in args))
    assert (result.exit_code, result.stdout) == (status, "")
    assert said in result.stderr


@pytest.mark.parametrize(
    ("target", "more", "said"),
    [
        ("no/g.ttl", (), "cannot be written"),
        ("no/g.gexf", (), "cannot be written"),
        ("no/g.store", (), "cannot be written"),
        ("no/tables", ("-f", "parquet"), "cannot be written"),
        ("there", ("-f", "ttl"), "cannot be written (Is a directory)"),
        ("there", ("-f", "csv"), "is there already"),
        ("there.store", (), "is there already"),
        ("tables.csv.gz", ("-f", "csv"), "csv is a folder of files"),
    ],
)
def test_what_cannot_be_written_is_told_before_the_graph_is_read(
    call: Call, tmp_path: Path, target: str, more: tuple[str, ...], said: str
) -> None:
    for name in ("there", "there.store"):
        (tmp_path / name).mkdir()
    (tmp_path / "papers.jsonl").write_text("no graph, which would be told too late\n", encoding="utf-8")
    result = call("export", tmp_path, tmp_path / target, *more)
    assert (result.exit_code, said in result.stderr) == (2, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["papers.jsonl", "there", "there.store"]
