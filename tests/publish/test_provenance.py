"""PROV: how a run went, what it used, what came of it, and who did it by which rules."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDF, Graph, Literal, Node, URIRef
from rdflib.namespace import DCTERMS, PROV, XSD
from tests.support.described import SPDX, repeated, unknown

from methodgraph.ids import BASE
from methodgraph.ontology import PREFIXES
from methodgraph.publish.description.files import FileContent, dataset_iri
from methodgraph.publish.description.provenance import LIBRARIES, installed, provenance_turtle
from methodgraph.publish.manifest import manifest
from methodgraph.records import Curation, Different, Linked, Same, Source

BEGIN = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
END = BEGIN + timedelta(minutes=3)
PROGRAMS = {"Python": "3.11.0", "spaCy": "3.8.1"}
ADDED = {"learned.tsv": {"names": 3, "min_score": 0.8}}

Told = dict[str, Any]


@pytest.fixture
def told(linked: Linked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Told:
    """The manifest of a run that read two files and standard input, was curated and learned."""
    monkeypatch.chdir(tmp_path)
    for name in ("in.txt", "other.txt", "graph.ttl", "learned.tsv", "dataset.ttl"):
        Path(name).write_text(name, encoding="utf-8")
    sources = (Source("in.txt", 1), Source("-", 2), Source(f"{tmp_path}/other.txt", 3))
    first, *others = linked.papers
    curation = Curation(
        (Same("a", "b", None, (f"{tmp_path}/same.tsv", 1)),), (Different("c", "d", None, ("different.tsv", 2)),)
    )
    papers = (replace(first, sources=sources), *(replace(paper, sources=()) for paper in others))
    written = [Path("graph.ttl"), Path("learned.tsv"), Path("dataset.ttl")]
    return manifest("1.2.3", replace(linked, papers=papers, curation=curation), written, ADDED)


def run_of(
    told: Mapping[str, Any], programs: Mapping[str, str] | None = PROGRAMS, begin: datetime = BEGIN, end: datetime = END
) -> tuple[Graph, URIRef]:
    graph = Graph().parse(data=provenance_turtle(told, begin, end, programs), format="turtle")
    (run,) = graph.subjects(RDF.type, PROV.Activity)
    assert isinstance(run, URIRef)
    return graph, run


def titles(graph: Graph, nodes: set[Node]) -> set[str]:
    return {str(title) for node in nodes for title in graph.objects(node, DCTERMS.title)}


def test_what_was_read_and_what_was_written_is_told_with_its_checksum(told: Told) -> None:
    graph, run = run_of(told)
    used, made = set(graph.objects(run, PROV.used)), set(graph.objects(run, PROV.generated))
    assert titles(graph, used) == {"in.txt", "other.txt", "-", "different.tsv, same.tsv"}
    assert titles(graph, made) == {"graph.ttl", "learned.tsv", "dataset.ttl"}
    for name in ("in.txt", "other.txt", "graph.ttl", "learned.tsv", "dataset.ttl"):
        node = graph.value(predicate=DCTERMS.title, object=Literal(name))
        checksum = graph.value(node, URIRef(f"{SPDX}checksum"))
        sha256 = hashlib.sha256(name.encode()).hexdigest()
        assert graph.value(checksum, URIRef(f"{SPDX}checksumValue")) == Literal(sha256, datatype=XSD.hexBinary)
        assert graph.value(node, URIRef(f"{PREFIXES['schema']}contentSize")) == Literal(f"{len(name)} B")


def test_the_data_set_is_generated_and_derived_from_the_files_read(told: Told) -> None:
    graph, run = run_of(told)
    dataset = URIRef(dataset_iri(map(FileContent.of, told["files"])))
    assert (run, PROV.generated, dataset) in graph
    assert titles(graph, set(graph.objects(dataset, PROV.wasDerivedFrom))) == {"in.txt", "other.txt", "-"}
    assert (run, PROV.generated, URIRef(f"{dataset}#graph.ttl")) in graph


def test_the_programs_are_agents_with_their_versions(told: Told) -> None:
    graph, run = run_of(told)
    name, version = (URIRef(PREFIXES["schema"] + local) for local in ("name", "softwareVersion"))
    agents = {str(graph.value(node, name)): node for node in graph.objects(run, PROV.wasAssociatedWith)}
    versions = {name: str(graph.value(node, version)) for name, node in agents.items()}
    assert versions == {"methodgraph": "1.2.3", **PROGRAMS}
    assert all((node, RDF.type, PROV.SoftwareAgent) in graph for node in agents.values())
    for helper in PROGRAMS:
        assert graph.value(agents[helper], PROV.actedOnBehalfOf) == agents["methodgraph"]


def test_the_programs_that_are_installed_are_told(told: Told) -> None:
    assert set(installed()) == {"Python", *LIBRARIES}
    assert all(re.match(r"\d+\.\d+", version) for version in installed().values())
    assert run_of(told, None)[0].isomorphic(run_of(told, installed())[0])


def test_the_plans_are_the_rules_and_tables_each_by_an_association_of_its_own(told: Told) -> None:
    graph, run = run_of(told)
    plans = []
    for association in graph.objects(run, PROV.qualifiedAssociation):
        (agent,), (plan,) = (list(graph.objects(association, name)) for name in (PROV.agent, PROV.hadPlan))
        assert (run, PROV.wasAssociatedWith, agent) in graph
        assert (association, RDF.type, PROV.Association) in graph
        assert (plan, RDF.type, PROV.Plan) in graph
        plans.append(plan)
    assert titles(graph, set(plans)) == {*told["data"], "learned.tsv"}
    assert len(plans) == len(told["data"]) + 1
    rules = graph.value(predicate=DCTERMS.title, object=Literal("extract/rules"))
    checksum = graph.value(rules, URIRef(f"{SPDX}checksum"))
    assert str(graph.value(checksum, URIRef(f"{SPDX}checksumValue"))) == told["data"]["extract/rules"]
    learned = graph.value(predicate=DCTERMS.title, object=Literal("learned.tsv"))
    assert "names 3, min_score 0.8" in str(graph.value(learned, DCTERMS.description))


def test_what_prov_forbids_does_not_stand_there(told: Told) -> None:
    again = {**told, "inputs": [*told["inputs"], {**told["files"][0], "name": "copy.ttl"}]}
    graph, run = run_of(again)
    kinds = [set(graph.subjects(RDF.type, kind)) for kind in (PROV.Entity, PROV.Activity, PROV.Association)]
    assert sum(map(len, kinds)) == len(set.union(*kinds))
    used, made = set(graph.objects(run, PROV.used)), set(graph.objects(run, PROV.generated))
    assert "copy.ttl" in titles(graph, used)
    assert not used & made
    assert used | made <= kinds[0]
    assert set(graph.subjects(RDF.type, PROV.Plan)) <= kinds[0]
    for predicate in (PROV.startedAtTime, PROV.endedAtTime):
        assert len(list(graph.objects(run, predicate))) == 1


def test_a_file_read_under_two_names_is_one_content(told: Told) -> None:
    (read,) = (entry for entry in told["inputs"] if entry["name"] == "in.txt")
    graph, run = run_of({**told, "inputs": [*told["inputs"], {**read, "name": "copy.txt"}]})
    node = graph.value(predicate=DCTERMS.title, object=Literal("copy.txt"))
    assert {str(title) for title in graph.objects(node, DCTERMS.title)} == {"copy.txt", "in.txt"}
    before, earlier = run_of(told)
    assert len(list(graph.objects(run, PROV.used))) == len(list(before.objects(earlier, PROV.used)))


def test_every_subject_and_every_triple_stands_once(told: Told) -> None:
    (read,) = (entry for entry in told["inputs"] if entry["name"] == "in.txt")
    twice = {**told, "inputs": [*told["inputs"], {**read, "name": "copy.txt"}]}
    assert repeated(provenance_turtle(twice, BEGIN, END, PROGRAMS)) == []


def test_times_are_told_in_utc(told: Told) -> None:
    east = timezone(timedelta(hours=9))
    graph, run = run_of(told, begin=BEGIN.astimezone(east), end=END)
    started, ended = graph.value(run, PROV.startedAtTime), graph.value(run, PROV.endedAtTime)
    assert started == Literal("2026-01-31T12:00:00Z", datatype=XSD.dateTime)
    assert ended == Literal("2026-01-31T12:03:00Z", datatype=XSD.dateTime)
    assert "2026-01-31T12:00:00Z" in provenance_turtle(told, BEGIN.astimezone(east), END, PROGRAMS).decode()


def test_a_run_ends_no_earlier_than_it_started(told: Told) -> None:
    graph, run = run_of(told, begin=END, end=BEGIN)
    assert graph.value(run, PROV.startedAtTime) == graph.value(run, PROV.endedAtTime)


def test_a_run_is_known_by_what_it_used_and_what_came_of_it(told: Told) -> None:
    later = run_of(told, begin=BEGIN + timedelta(days=1), end=END + timedelta(days=1))[1]
    assert later == run_of(told)[1]
    assert str(later).startswith(f"{BASE}run/")
    changed = [
        {**told, "methodgraph": "1.2.4"},
        {**told, "data": {**told["data"], "text": "0" * 64}},
        {**told, "inputs": told["inputs"][1:]},
        {**told, "files": [{**told["files"][0], "sha256": "0" * 64}, *told["files"][1:]]},
    ]
    others = {run_of(other)[1] for other in changed} | {run_of(told, {**PROGRAMS, "spaCy": "3.8.2"})[1]}
    assert len(others) == 5
    assert later not in others


def test_the_same_run_gives_the_same_bytes(told: Told) -> None:
    copy = json.loads(json.dumps(told))
    assert provenance_turtle(told, BEGIN, END, PROGRAMS) == provenance_turtle(copy, BEGIN, END, dict(PROGRAMS))


def test_neither_the_folder_nor_the_user_is_told(told: Told, tmp_path: Path) -> None:
    text = provenance_turtle(told, BEGIN, END).decode()
    assert str(tmp_path) not in text
    assert str(Path.home()) + "/" not in text
    assert not re.search(r'"[^"]*/(tmp|home|root|Users)/', text)


def test_all_terms_exist_and_nothing_is_blank(told: Told) -> None:
    assert unknown(run_of(told)[0]) == []


def test_a_run_of_nothing_but_files_is_told(told: Told) -> None:
    plain = {key: value for key, value in told.items() if key not in {"added", "curation"}}
    graph, run = run_of(plain)
    assert titles(graph, set(graph.objects(run, PROV.used))) == {"in.txt", "other.txt", "-"}
    assert len(list(graph.objects(run, PROV.qualifiedAssociation))) == len(told["data"])
