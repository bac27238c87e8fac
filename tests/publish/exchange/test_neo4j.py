"""CSV for Neo4j, held against the documented headings, and opened by an embedded property graph with Cypher."""

from __future__ import annotations

import csv
import os
import re
import shlex
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
import real_ladybug as ladybug
from tests.publish.exchange.hostile import BAD, FORMULA, LONE, NASTY

from methodgraph.graph import to_networkx
from methodgraph.publish.exchange import write_folder
from methodgraph.publish.exchange.neo4j import relationship_type
from methodgraph.records import PREDICATES, ROLES, Linked

US = "\x1f"
NODES = ("papers", "entities", "results")
RELATIONSHIPS = ("roles", "relations", "kinds", "results_of_papers", "results_on")
PARSED: dict[str, Callable[[str], Any]] = {
    "string": str,
    "int": int,
    "double": float,
    "boolean": {"true": True, "false": False}.__getitem__,
}


@pytest.fixture(scope="module")
def folder(bad: Linked, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("neo4j") / "graph"
    write_folder(bad, path, "neo4j")
    return path


def import_csv(path: Path) -> list[dict[str, Any]]:
    """Return the rows as Neo4j's importer takes them: typed by the heading, an empty cell is no property."""
    with path.open(encoding="utf-8", newline="") as stream:
        heading, *rows = csv.reader(stream, strict=True)
    told = []
    for row in rows:
        assert len(row) == len(heading)
        told.append({column: _value(column, cell) for column, cell in zip(heading, row, strict=True) if cell != ""})
    return told


def _value(column: str, cell: str) -> Any:
    kind = column.partition(":")[2]
    if kind == "LABEL" or kind.endswith("[]"):
        return cell.split(US)
    special = re.fullmatch(r"(ID|START_ID|END_ID)\(\w+\)|TYPE", kind)
    return cell if special else PARSED[kind](cell)


def test_nodes_are_unique_and_every_end_is_there(folder: Path) -> None:
    spaces: dict[str, set[str]] = {}
    for name in NODES:
        rows = import_csv(folder / f"{name}.csv")
        (column,) = [column for column in rows[0] if ":ID" in column]
        ids = [row[column] for row in rows]
        assert len(ids) == len(set(ids))
        assert all(row[":LABEL"] for row in rows)
        spaces[re.findall(r"\((\w+)\)", column)[0]] = set(ids)
    for name in RELATIONSHIPS:
        for row in import_csv(folder / f"{name}.csv"):
            for column in (column for column in row if "_ID(" in column):
                assert row[column] in spaces[re.findall(r"\((\w+)\)", column)[0]]


def test_nothing_of_the_network_is_lost(bad: Linked, folder: Path) -> None:
    network = to_networkx(bad)
    nodes: dict[str, dict[str, Any]] = {}
    for row in import_csv(folder / "papers.csv"):
        told = {"label": row.get("title:string", row["id:ID(Paper)"]), "kind": "paper", **properties(row)}
        nodes[f"paper:{row['id:ID(Paper)']}"] = told
    broader = {row[":START_ID(Entity)"]: row[":END_ID(Entity)"] for row in import_csv(folder / "kinds.csv")}
    for row in import_csv(folder / "entities.csv"):
        told = {"kind": "entity", **properties(row)}
        if row["id:ID(Entity)"] in broader:
            told["broader"] = f"entity:{broader[row['id:ID(Entity)']]}"
        nodes[f"entity:{row['id:ID(Entity)']}"] = told
        assert row[":LABEL"] == ["Entity", told["type"]]
    assert nodes == {named(node): exact(told) for node, told in network.nodes(data=True)}
    edges = {}
    for kind, start, rows in (("role", "paper", "roles"), ("relation", "entity", "relations")):
        for row in import_csv(folder / f"{rows}.csv"):
            head, tail = (value for column, value in row.items() if "_ID(" in column)
            edges[f"{start}:{head}", f"entity:{tail}", row["id:string"]] = {
                "kind": kind, "predicate": row[":TYPE"], **properties(row),
            }  # fmt: skip
    assert edges == {
        (named(head), named(tail), key): exact(told) | {"predicate": relationship_type(told["predicate"])}
        for head, tail, key, told in network.edges(keys=True, data=True)
    }


def properties(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row's properties under their names: without its ids, labels and types."""
    return {column.partition(":")[0]: value for column, value in row.items() if ID.search(column) is None}


ID = re.compile(r"^id:string$|:ID\(|_ID\(|^:")


def named(node: str) -> str:
    return BAD.get(node, node)


def exact(told: dict[str, Any]) -> dict[str, Any]:
    """Return attributes as the files hold them: exact but for a lone surrogate, and the delimiter inside an array."""

    def clean(value: Any) -> Any:
        if isinstance(value, list):
            return [clean(item).replace(US, "\ufffd") for item in value]
        return (
            named(f"paper:{value}").removeprefix("paper:").replace(LONE, "a\ufffdb")
            if isinstance(value, str)
            else value
        )

    return {name: clean(value) for name, value in told.items() if value not in (None, [], "")}


def test_text_is_exact(folder: Path) -> None:
    paper = import_csv(folder / "papers.csv")[-2]
    assert paper["text:string"] == NASTY
    assert paper["title:string"] == FORMULA


def test_results_hang_between_paper_and_entities(folder: Path) -> None:
    (result,) = [row for row in import_csv(folder / "results.csv") if row["value:string"] == "63.4%"]
    assert (result["number:double"], result["before:double"], result["is_difference:boolean"]) == (63.4, 60.1, False)
    ends = [row for row in import_csv(folder / "results_on.csv") if row[":START_ID(Result)"] == result["id:ID(Result)"]]
    assert {row[":TYPE"]: row[":END_ID(Entity)"] for row in ends} == {
        "OF": "qlora", "ON_DATASET": "mmlu", "IN_METRIC": "accuracy", "AGAINST": "lora",
    }  # fmt: skip


def test_types_of_relationships_differ_as_predicates_do() -> None:
    told = {relationship_type(predicate) for predicate in (*ROLES, *PREDICATES)}
    assert len(told) == len(ROLES) + len(PREDICATES)
    assert all(re.fullmatch(r"[A-Z]+(_[A-Z]+)*", name) for name in told)


def test_the_script_names_every_table_and_how_arrays_are_parted(folder: Path, tmp_path: Path) -> None:
    fake = tmp_path / "neo4j-admin"
    fake.write_text('#!/bin/sh\nprintf "%s\\n" "$PWD" "$@"\n', encoding="utf-8")
    fake.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["/bin/sh", str(folder / "import.sh"), "papers"],
        capture_output=True,
        check=True,
        env={**os.environ, "PATH": path},
    )
    place, *args = done.stdout.decode().splitlines()
    assert Path(place) == folder.resolve()
    assert args[:4] == ["database", "import", "full", "papers"]
    assert "--array-delimiter=U+001F" in args
    assert "--multiline-fields=true" in args
    named = {kind: [arg.partition("=")[2] for arg in args if arg.startswith(f"--{kind}=")] for kind in KINDS}
    assert named == {"nodes": [f"{n}.csv" for n in NODES], "relationships": [f"{n}.csv" for n in RELATIONSHIPS]}
    assert {path.name for path in folder.glob("*.csv")} == {name for files in named.values() for name in files}


KINDS = ("nodes", "relationships")


def test_the_readme_names_every_type_and_file(folder: Path) -> None:
    text = (folder / "README.md").read_text("utf-8")
    types = {row[":TYPE"] for name in RELATIONSHIPS for row in import_csv(folder / f"{name}.csv")}
    types |= {relationship_type(predicate) for predicate in (*ROLES, *PREDICATES)}
    named = set(re.findall(r"`(\w+)`", text))
    assert types <= named
    assert all(f"`{path.name}`" in text for path in folder.glob("*.csv"))
    assert shlex.split("sh import.sh")[1] in text


def test_a_property_graph_answers_cypher(bad: Linked, folder: Path, tmp_path: Path) -> None:
    connection = ladybug.Connection(ladybug.Database(str(tmp_path / "db")))
    for statement in SCHEMA:
        connection.execute(statement)
    for file, table in (("papers", "Paper"), ("entities", "Entity"), ("roles", "Role"), ("relations", "Relation")):
        options = "header=true, parallel=false, auto_detect=false, delim=',', quote='\"', escape='\"'"
        connection.execute(f"COPY {table} FROM '{folder}/{file}.csv' ({options})")

    def ask(cypher: str) -> list[Any]:
        answer = connection.execute(cypher)
        assert isinstance(answer, ladybug.QueryResult)
        return answer.get_all()

    assert ask("MATCH (p:Paper) RETURN count(*)") == [[len(bad.papers)]]
    told = Counter(claim.predicate for claim in bad.claims if claim.is_role)
    assert dict(ask("MATCH (:Paper)-[r:Role]->(:Entity) RETURN r.type, count(*)")) == {
        relationship_type(role): number for role, number in told.items()
    }
    two = "MATCH (a:Entity {id: 'zz-bad'})-[r:Relation]->(b:Entity {id: 'lora'}) RETURN count(*), a.label"
    assert ask(two) == [[2, '"=1+1"\n']]
    assert ask("MATCH (p:Paper {year: 1999}) RETURN p.title") == [[FORMULA]]
    network: nx.MultiDiGraph[str] = to_networkx(bad)
    ((sentences,),) = ask("MATCH (a:Entity {id: 'qlora'})-[r:Relation {type: 'EXTENDS'}]->() RETURN r.evidence")
    out = network.out_edges("entity:qlora", data=True)
    assert [sentences.split(US)] == [told["evidence"] for *_, told in out if told["predicate"] == "extends"]


SCHEMA = (
    "CREATE NODE TABLE Paper(id STRING PRIMARY KEY, title STRING, text STRING, year INT64, url STRING, urls STRING,"
    " authors STRING, venue STRING, identifiers STRING, categories STRING, code STRING, sources STRING, labels STRING)",
    "CREATE NODE TABLE Entity(id STRING PRIMARY KEY, label STRING, type STRING, aliases STRING, sense STRING,"
    " papers INT64, labels STRING)",
    "CREATE REL TABLE Role(FROM Paper TO Entity, type STRING, id STRING, paper STRING, confidence DOUBLE,"
    " evidence STRING, places STRING, rules STRING)",
    "CREATE REL TABLE Relation(FROM Entity TO Entity, type STRING, id STRING, paper STRING, confidence DOUBLE,"
    " evidence STRING, places STRING, rules STRING)",
)
