"""What may be validated, what is told of it, and what cannot be."""

from __future__ import annotations

import gzip
from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.support.broken import broken, small

from methodgraph.errors import DataError, InputError, UsageError
from methodgraph.ids import ONTOLOGY
from methodgraph.publish.rdf import turtle, write_rdf
from methodgraph.validate import validate

SHORT = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
<urn:s> a sh:NodeShape ; sh:targetSubjectsOf <urn:p> ; sh:nodeKind sh:IRI ; sh:message "an IRI" .
"""


@pytest.mark.parametrize("name", ["g.ttl", "g.nt", "g.nq", "g.trig", "g.jsonld", "g.rdf", "g.nq.gz"])
def test_any_form_of_rdf(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    write_rdf(small(), path)
    validation = validate(path)
    assert validation.findings == ()
    assert (validation.triples, validation.nodes) == (148, 16)
    kinds = ("Paper", "Entity", "Claim", "Evidence", "Result")
    assert [validation.classes[ONTOLOGY + kind] for kind in kinds] == [1, 5, 2, 2, 2]


def test_an_output_folder(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_bytes(turtle(small()))
    assert validate(tmp_path).triples == 148


def test_named_graphs_are_seen_together_and_each_statement_once(tmp_path: Path) -> None:
    lines = broken([("claim:c1", "- mg:paper")]).serialize(format="nt").splitlines()
    quads = "".join(f"{line[:-1]}<urn:g{n % 3}> .\n{line[:-1]}<urn:g{n % 2}> .\n" for n, line in enumerate(lines))
    (tmp_path / "g.nq").write_text(quads, encoding="utf-8")
    apart, together = validate(tmp_path / "g.nq"), validate("\n".join(lines).encode())
    assert apart == together
    assert len(together.findings) > 1


def test_an_empty_graph_has_no_findings() -> None:
    validation = validate(b"")
    assert (validation.findings, validation.triples, validation.nodes) == ((), 0, 0)


def test_progress_is_told_from_nothing_to_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("methodgraph.validate.validation._CHUNK", 6)
    heard: list[tuple[str, int, int | None]] = []
    validate(turtle(small()), workers=1, told=lambda *told: heard.append(told))
    assert heard == [
        ("read", 0, None), ("read", 148, None),
        ("check", 0, 16), ("check", 6, 16), ("check", 12, 16), ("check", 16, 16),
    ]  # fmt: skip


def test_blank_nodes_are_checked_and_have_no_name() -> None:
    blank = '\n_:b a mg:Claim .\n[] mg:paper _:b ; mg:field "text" .\n'
    first, second = (validate(turtle(small()) + blank.encode()).findings for _ in range(2))
    assert first == second
    told = {str(finding) for finding in first}
    assert "[] mg:paper: a claim or a result has one mg:paper, an mg:Paper, which is also its prov:wasDerivedFrom " \
        "[SupportPaper]" in told  # fmt: skip
    assert any(finding.shape is not None and finding.shape.endswith("EvidenceTypes") for finding in first)


def test_a_blank_node_is_one_thing_to_lookups_and_to_sparql() -> None:
    linked = turtle(small()).decode()
    quote = linked[linked.rindex("evidence:", 0, linked.index("-quote a oa:")) :].split()[0]
    assert validate(linked.replace(quote, "_:quote").encode()).findings == ()


def test_literals_are_seen_as_they_are_written() -> None:
    graph = turtle(small()).decode().replace('oa:start "58"^^xsd:nonNegativeInteger', "oa:start 58")
    (finding,) = validate(graph.encode()).findings
    assert finding.value == '"58"^^<http://www.w3.org/2001/XMLSchema#integer>'
    assert str(finding).endswith('here it is "58"^^xsd:integer [PlaceStart]')


def test_what_is_not_turtle_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_bytes(b'@prefix mg: <https://w3id.org/methodgraph/ontology#> .\nmg:a mg:b "open .\n')
    with pytest.raises(InputError, match=r"graph\.ttl:2: not Turtle") as raised:
        validate(path)
    assert raised.value.problems[0].line == 2


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        validate(tmp_path / "none.ttl")
    (tmp_path / "graph.txt").write_text("no RDF", encoding="utf-8")
    with pytest.raises(InputError, match="no form of RDF by its name"):
        validate(tmp_path / "graph.txt")
    (tmp_path / "cut.nt.gz").write_bytes(gzip.compress(b"<urn:a> <urn:b> <urn:c> .\n" * 9)[:-9])
    with pytest.raises(InputError, match="a broken gzip file"):
        validate(tmp_path / "cut.nt.gz")


def test_a_store_is_refused_since_it_forgets_datatypes(tmp_path: Path) -> None:
    store = ox.Store(str(tmp_path / "graph.store"))
    store.flush()
    with pytest.raises(InputError, match="validate the file it was made from"):
        validate(tmp_path / "graph.store")


def test_triples_about_triples_are_refused() -> None:
    with pytest.raises(InputError, match=r"RDF 1\.2"):
        validate(b"<urn:a> <urn:b> <<( <urn:c> <urn:d> <urn:e> )>> .")


def test_other_shapes_may_be_given() -> None:
    findings = validate(b"[] <urn:p> 1 . <urn:a> <urn:p> 1 .", shapes=SHORT).findings
    assert [str(finding) for finding in findings] == ["[]: an IRI [urn:s]"]


def test_a_comment_in_a_query_ends_with_its_line() -> None:
    query = 'sh:sparql [ sh:select """SELECT $this { # all\n $this <urn:p> 1 }""" ]'
    shapes = SHORT.replace("sh:nodeKind sh:IRI", query)
    assert len(validate(b"<urn:a> <urn:p> 1 .", shapes=shapes).findings) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        "<urn:s> a",
        SHORT.replace("sh:nodeKind sh:IRI", 'sh:sparql [ sh:select "SELECT $this WHERE { $this }" ]'),
        SHORT.replace("sh:nodeKind sh:IRI", 'sh:sparql [ sh:select "SELECT $this WHERE { VALUES $this { 1 } }" ]'),
        SHORT.replace("sh:nodeKind sh:IRI", 'sh:sparql [ sh:select "SELECT ?x WHERE { ?x ?y $this }" ]'),
        SHORT.replace("sh:nodeKind sh:IRI", "sh:property <urn:none>"),
        SHORT.replace(
            "sh:nodeKind sh:IRI",
            "sh:property [ sh:path [ sh:inversePath <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> ] ]",
        ),
    ],
)
def test_faulty_shapes_are_told(wrong: str) -> None:
    with pytest.raises(DataError, match=r"^shapes\.ttl:(1:)? .+; mend the shapes$"):
        validate(b"<urn:a> <urn:p> 1 .", shapes=wrong)


def test_faulty_shapes_are_told_by_other_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("methodgraph.validate.validation._CHUNK", 1)
    wrong = SHORT.replace("sh:nodeKind sh:IRI", "sh:property <urn:none>")
    with pytest.raises(DataError, match=r"^shapes\.ttl: .+; mend the shapes$"):
        validate(b"<urn:a> <urn:p> 1 . <urn:b> <urn:p> 1 .", shapes=wrong, workers=2)


def test_no_room_to_work_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("methodgraph.validate.validation.lay_out", full)
    with pytest.raises(UsageError, match=r"temporary files, cannot be written .*No space left.*; TMPDIR names another"):
        validate(b"")
