"""All forms say the same, byte for byte the same each time, in memory that does not grow."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
import tracemalloc
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic
from tests.support.linked import LIGHT, QLORA

from methodgraph.errors import UsageError
from methodgraph.publish.rdf import FORMS, PROFILES, form_of, write_rdf, write_to
from methodgraph.publish.rdf.forms import write
from methodgraph.publish.rdf.graph import Block
from methodgraph.publish.rdf.statistics import Statistics
from methodgraph.records import Claim, Entity, Linked, Paper, Passage

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[3]
PARSED = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdf": "xml"}
IN_OXIGRAPH = {
    "ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "nq": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD, "rdf": ox.RdfFormat.RDF_XML,
}  # fmt: skip
OLD = pytest.mark.filterwarnings(
    "ignore:(ConjunctiveGraph|Dataset.default_context) is deprecated:DeprecationWarning"  # in rdflib itself
)
Told = set[tuple[str, str, str]]


def written(linked: Linked, form: str, profile: str = "methodgraph") -> bytes:
    stream = io.BytesIO()
    write_to(linked, stream, form=form, profile=profile)
    return stream.getvalue()


def read(data: bytes, form: str) -> Told:
    """Return the triples of all graphs."""
    return {(str(q.subject), str(q.predicate), str(q.object)) for q in ox.parse(data, format=IN_OXIGRAPH[form])}


def named(name: str) -> Linked:
    """Return a graph in which `name` stands wherever a text may stand."""
    evidence = (Passage("text", 0, len(name), name, (name,)),)
    paper = Paper(name, name, name, url=name)
    entity = Entity("e", name, "Method", (f"{name} alias",), name)
    return Linked((paper,), (entity,), (), (Claim("c", name, "uses", "e", name, evidence),), (), ((name, name),))


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("form", FORMS)
def test_every_form_says_the_same(linked: Linked, form: str, profile: str) -> None:
    told = read(written(linked, form, profile), form)
    assert told == read(written(linked, "nt", profile), "nt")
    assert len(told) > 70


@OLD
@pytest.mark.parametrize("form", PARSED)
def test_rdflib_finds_them_isomorphic(linked: Linked, form: str) -> None:
    told = Graph().parse(data=written(linked, form), format=PARSED[form])
    assert isomorphic(told, Graph().parse(data=written(linked, "nt"), format="nt"))


@OLD
@pytest.mark.parametrize(("form", "name"), [("nq", "nquads"), ("trig", "trig")])
def test_rdflib_reads_the_named_graphs(linked: Linked, form: str, name: str) -> None:
    told = Dataset()
    told.parse(data=written(linked, form), format=name)
    quads = {(str(s), str(p), str(o), str(g)) for s, p, o, g in told.quads((None, None, None, None))}
    ours = ox.parse(written(linked, "nq"), format=ox.RdfFormat.N_QUADS)
    assert len(quads) == len({str(quad) for quad in ours})
    graphs = {graph for *_, graph in quads if "graph/" in graph}
    assert len(graphs) == len(linked.papers)


HOSTILE = (
    'a "quoted" \'name\' and """three"""', "\\alpha \\u0041 \\", "one\ntwo\r\nthree\rfour\u2028five\x85six .\nend .\n",
    "}\n", "a\x00b\x01c\x1fd\x7fe\x9ff", "\ufffe\uffff\ufeff", "</script>&amp;<![CDATA[x]]>", "\u200fשלום\u202e abc",
    "a\ud800b", "𝔐𝔬𝔡𝔢𝔩 🧪", "\t tab ", "paper:x", "//x", "@id", "..", "^^<http://e.org/>",
)  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_hostile_names_do_not_tell_the_forms_apart(name: str, form: str) -> None:
    assert read(written(named(name), form), form) == read(written(named(name), "nt"), "nt")


@OLD
@pytest.mark.parametrize("form", PARSED)
@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_hostile_names_come_back_in_rdflib_too(name: str, form: str) -> None:
    told = Graph().parse(data=written(named(name), form), format=PARSED[form])
    assert isomorphic(told, Graph().parse(data=written(named(name), "nt"), format="nt"))


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=30), st.sampled_from(sorted(FORMS)))
def test_any_text_is_the_same_in_all_forms(name: str, form: str) -> None:
    assert read(written(named(name), form), form) == read(written(named(name), "nt"), "nt")


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=30))
def test_lines_are_as_oxigraph_writes_them(name: str) -> None:
    data = written(named(name), "nt")
    assert ox.serialize(ox.parse(data, format=ox.RdfFormat.N_TRIPLES), format=ox.RdfFormat.N_TRIPLES) == data


def test_each_paper_has_a_graph_with_all_that_it_says(linked: Linked) -> None:
    again = replace(next(c for c in linked.claims if c.predicate == "extends"), id="again", paper=LIGHT.id)
    quads = list(ox.parse(written(replace(linked, claims=(*linked.claims, again)), "nq"), format=ox.RdfFormat.N_QUADS))
    extends = [quad for quad in quads if quad.predicate.value.endswith("#extends")]
    assert {str(quad.graph_name) for quad in extends} == {
        f"<https://w3id.org/methodgraph/graph/{paper.id}>" for paper in (QLORA, LIGHT)
    }
    default = {
        quad.predicate.value.rpartition("#")[2] for quad in quads if isinstance(quad.graph_name, ox.DefaultGraph)
    }
    assert default == {"type", "prefLabel", "altLabel", "sense", "broader"}
    sources = {quad.graph_name: quad.object for quad in quads if quad.predicate.value.endswith("#wasDerivedFrom")}
    assert all(str(name).replace("/graph/", "/paper/") == str(paper) for name, paper in sources.items())


@pytest.mark.parametrize("form", FORMS)
def test_the_bytes_depend_on_nothing_but_the_records(linked: Linked, form: str) -> None:
    code = (
        "import sys; from tests.support.linked import sample_linked; from methodgraph.publish.rdf import write_to\n"
        "write_to(sample_linked(), sys.stdout.buffer, form=sys.argv[1])"
    )
    for seed in ("0", "1"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
        command = [sys.executable, "-c", code, form]
        told = subprocess.run(command, capture_output=True, env=environment, check=True)
        assert told.stdout == written(linked, form)


@pytest.mark.parametrize("form", FORMS)
def test_it_is_compressed_on_request_and_always_the_same(tmp_path: Path, linked: Linked, form: str) -> None:
    for name in ("one", "two"):
        write_rdf(linked, tmp_path / f"{name}.{form}.gz")
    first, second = ((tmp_path / f"{name}.{form}.gz").read_bytes() for name in ("one", "two"))
    assert first == second
    assert gzip.decompress(first) == written(linked, form)


class Nowhere(io.RawIOBase):
    """Takes everything and keeps nothing."""

    size = 0

    def write(self, data: object) -> int:
        size = len(data)  # type: ignore[arg-type]
        self.size += size
        return size


@pytest.mark.parametrize("form", FORMS)
def test_memory_does_not_grow_with_the_file(form: str) -> None:
    def many(count: int) -> Iterator[Block]:
        for n in range(count):
            node = f"<https://w3id.org/methodgraph/entity/e{n}>"
            yield Block(node, [("<http://www.w3.org/2004/02/skos/core#prefLabel>", f'"{n} {"x" * 200}"')] * 1, "")

    def peak(count: int) -> tuple[int, int]:
        sink = Nowhere()
        tracemalloc.start()
        write(many(count), FORMS[form], sink, ("mg", "skos"), dict)  # type: ignore[arg-type]
        told = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return told, sink.size

    peak(10)
    small, first = peak(2_000)
    large, second = peak(20_000)
    assert second > 9 * first
    assert large < 1.5 * small + 100_000


@pytest.mark.parametrize("profile", PROFILES)
def test_json_ld_is_one_document_with_its_context(linked: Linked, profile: str) -> None:
    told = json.loads(written(linked, "jsonld", profile))
    assert set(told) == {"@context", "@graph"}
    assert len(told["@graph"]) == len(written(linked, "jsonld", profile).splitlines()) - 3


def test_json_ld_reads_well(linked: Linked) -> None:
    told = {node["id"]: node for node in json.loads(written(linked, "jsonld"))["@graph"]}
    base = "https://w3id.org/methodgraph"
    qlora = told[f"{base}/entity/qlora"]
    assert qlora["type"] == ["Method", "Entity", "Concept"]
    assert qlora["prefLabel"] == "QLoRA"
    assert qlora["extends"] == f"{base}/entity/lora"
    paper = told[f"{base}/paper/arxiv:2305.14314"]
    assert paper["year"] == "2023"
    assert paper["title"] == QLORA.title
    assert not [key for node in told.values() for key in node if ":" in key], "every property has a name in the context"
    assert not [kind for node in told.values() for kind in node["type"] if ":" in kind]


def test_turtle_reads_well(linked: Linked) -> None:
    text = written(linked, "ttl").decode()
    assert "\n\n\n" not in text
    assert text.endswith(" .\n")
    assert not text.endswith("\n\n")


def test_rdf_xml_has_its_names_at_the_top(linked: Linked) -> None:
    text = written(linked, "rdf").decode()
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF\n    xmlns:rdf=')
    assert text.endswith("</rdf:RDF>\n")
    assert text.count("xmlns") == text[: text.index(">\n\t<")].count("xmlns"), "no name is declared again below"


def test_nothing_is_valid_in_every_form() -> None:
    for form in FORMS:
        assert read(written(Linked((), (), (), (), ()), form), form) == set()


def test_a_form_is_told_by_the_suffix() -> None:
    assert form_of("a/b.trig") == (FORMS["trig"], False)
    assert form_of(Path("x.jsonld.gz")) == (FORMS["jsonld"], True)
    for name in ("x.csv", "x", "x.gz", ".ttl"):
        with pytest.raises(UsageError, match=r"the suffix tells no form of RDF; there are \.ttl, \.nt"):
            form_of(name)


def test_writing_returns_the_number_of_triples(tmp_path: Path, linked: Linked) -> None:
    for name in ("graph.ttl", "graph.nt", "graph.jsonld"):
        statistics = Statistics()
        count = write_rdf(linked, tmp_path / name, counted=statistics)
        assert count == statistics.triples == len(read((tmp_path / name).read_bytes(), name.partition(".")[2]))
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["graph.jsonld", "graph.nt", "graph.ttl"]


def test_what_cannot_be_written_is_told(tmp_path: Path, linked: Linked) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        write_rdf(linked, tmp_path / "none" / "graph.ttl")
    with pytest.raises(UsageError, match="no form 'n3' of RDF; there are ttl"):
        write_rdf(linked, tmp_path / "graph.ttl", form="n3")
    with pytest.raises(UsageError, match="no profile 'pwc'; there are methodgraph, lpwc, schema"):
        write_rdf(linked, tmp_path / "graph.ttl", profile="pwc")
    assert list(tmp_path.iterdir()) == []
