"""VoID and DCAT: what the data set holds, in which files, and how that is counted."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, VOID, XSD
from tests.support.described import FILES, NAMES, SPDX, repeated, unknown
from tests.support.linked import LIGHT

from methodgraph.errors import UsageError
from methodgraph.ids import BASE, ONTOLOGY
from methodgraph.publish.description.clock import fixed, moment
from methodgraph.publish.description.files import FileContent, dataset_iri, dataset_version, kind_of
from methodgraph.publish.description.void import URI_PATTERN, dataset_turtle
from methodgraph.publish.rdf import write_rdf
from methodgraph.publish.rdf.forms import FORMS
from methodgraph.publish.rdf.graph import Block
from methodgraph.publish.rdf.statistics import Statistics
from methodgraph.records import Linked

ROOT = Path(__file__).parents[2]


def counted(linked: Linked, path: Path) -> Statistics:
    statistics = Statistics()
    write_rdf(linked, path, counted=statistics)
    return statistics


def told_twice(linked: Linked) -> Linked:
    """Return the sample with one relation that two papers tell."""
    claim = next(claim for claim in linked.claims if claim.predicate == "extends")
    return replace(linked, claims=(*linked.claims, replace(claim, id="again", paper=LIGHT.id)))


def merged(path: Path) -> set[tuple[str, str, str]]:
    """Return the triples of a file, its named graphs taken together."""
    quads = ox.parse(path=path, format=ox.RdfFormat.from_extension(path.suffix[1:]))
    return {(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads}


def described(data: bytes) -> tuple[Graph, URIRef]:
    graph = Graph().parse(data=data, format="turtle")
    dataset = graph.value(predicate=RDF.type, object=DCAT.Dataset)
    assert isinstance(dataset, URIRef)
    return graph, dataset


@pytest.fixture
def statistics(linked: Linked, tmp_path: Path) -> Statistics:
    return counted(linked, tmp_path / "graph.ttl")


@pytest.mark.parametrize("form", ["ttl", "nt", "nq", "trig"])
def test_the_counts_are_those_of_the_graph(linked: Linked, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"graph.{form}"
    told = counted(told_twice(linked), path)
    triples = merged(path)
    assert told.triples == len(triples) > 500
    assert told.subjects == len({subject for subject, _, _ in triples})
    assert told.properties == Counter(predicate for _, predicate, _ in triples)
    assert told.classes == Counter(target for _, predicate, target in triples if predicate == f"<{RDF.type}>")


def test_a_triple_of_several_named_graphs_counts_once() -> None:
    told = Statistics()
    told.add(Block("<e:s>", [(f"<{RDF.type}>", "<e:C>"), ("<e:p>", '"a"')]))
    for graph in ("<e:g>", "<e:h>"):
        told.add(Block("<e:s>", [("<e:q>", "<e:o>"), ("<e:q>", f"{graph[:-1]}2>")], graph))
    assert (told.triples, told.subjects) == (5, 1)
    assert told.properties == {f"<{RDF.type}>": 1, "<e:p>": 1, "<e:q>": 3}


def test_the_description_tells_what_rdflib_counts_in_the_graph(statistics: Statistics, tmp_path: Path) -> None:
    data = Graph().parse(tmp_path / "graph.ttl")
    graph, dataset = described(dataset_turtle(statistics, FILES, "0.1.0"))
    expected = {
        VOID.triples: len(data),
        VOID.entities: len(set(data.subjects())),
        VOID.distinctSubjects: len(set(data.subjects())),
        VOID.classes: len(set(data.objects(None, RDF.type))),
        VOID.properties: len(set(data.predicates())),
    }
    assert {name: graph.value(dataset, name) for name in expected} == {k: Literal(v) for k, v in expected.items()}
    kinds = Counter(data.objects(None, RDF.type))
    assert partitions(graph, dataset, VOID.classPartition, VOID["class"], VOID.entities) == kinds
    uses = Counter(data.predicates())
    assert partitions(graph, dataset, VOID.propertyPartition, VOID.property, VOID.triples) == uses
    assert sum(uses.values()) == len(data)


def partitions(graph: Graph, dataset: URIRef, part: URIRef, names: URIRef, counts: URIRef) -> dict[object, object]:
    told = [(graph.value(node, names), graph.value(node, counts)) for node in graph.objects(dataset, part)]
    assert len({name for name, _ in told}) == len(told)
    assert all((node, RDF.type, VOID.Dataset) in graph for node in graph.objects(dataset, part))
    return {name: count.toPython() for name, count in told if isinstance(count, Literal)}


def test_every_subject_is_of_the_uris_told_and_every_term_of_the_vocabularies(
    statistics: Statistics, tmp_path: Path
) -> None:
    data = Graph().parse(tmp_path / "graph.ttl")
    graph, dataset = described(dataset_turtle(statistics, FILES, "0.1.0"))
    assert str(graph.value(dataset, VOID.uriRegexPattern)) == URI_PATTERN
    space = str(graph.value(dataset, VOID.uriSpace))
    assert all(re.match(URI_PATTERN, str(node)) and str(node).startswith(space) for node in data.subjects())
    assert not re.match(URI_PATTERN, ONTOLOGY)
    vocabularies = {str(node) for node in graph.objects(dataset, VOID.vocabulary)}
    terms = {str(node) for node in (*data.predicates(), *data.objects(None, RDF.type))}
    assert all(term.startswith(tuple(vocabularies)) for term in terms)
    assert all(any(term.startswith(name) for term in terms) for name in vocabularies)
    assert ONTOLOGY.removesuffix("#") in vocabularies
    examples = set(graph.objects(dataset, VOID.exampleResource))
    assert len(examples) == 5
    assert examples <= set(data.subjects())


def test_every_file_is_told_with_its_size_and_checksum(statistics: Statistics) -> None:
    files = (*FILES, FileContent("dataset.ttl", 1, "0" * 64), FileContent("croissant.json", 1, "1" * 64))
    graph, dataset = described(dataset_turtle(statistics, files, "0.1.0"))
    told = {str(graph.value(node, DCTERMS.title)): node for node in graph.objects(dataset, DCAT.distribution)}
    assert set(told) == set(NAMES)
    for file in FILES:
        node = told[file.name]
        assert (node, RDF.type, DCAT.Distribution) in graph
        size = graph.value(node, DCAT.byteSize)
        assert size == Literal(file.size, datatype=XSD.nonNegativeInteger)
        checksum = graph.value(node, URIRef(f"{SPDX}checksum"))
        assert (checksum, RDF.type, URIRef(f"{SPDX}Checksum")) in graph
        algorithm = URIRef(f"{SPDX}checksumAlgorithm_sha256")
        assert graph.value(checksum, URIRef(f"{SPDX}algorithm")) == algorithm
        value = graph.value(checksum, URIRef(f"{SPDX}checksumValue"))
        assert isinstance(value, Literal)
        assert (str(value), value.datatype) == (file.sha256, XSD.hexBinary)


@pytest.mark.parametrize(
    ("name", "media_type", "form"),
    [
        ("graph.ttl", "text/turtle", "http://www.w3.org/ns/formats/Turtle"),
        ("graph.nq.gz", "application/n-quads", "http://www.w3.org/ns/formats/N-Quads"),
        ("graph.html", "text/html", None),
        ("graph.json", "application/json", None),
        ("merges.tsv", "text/tab-separated-values", None),
        ("papers.jsonl", None, "https://jsonlines.org/"),
        ("graph.graphml", None, "http://graphml.graphdrawing.org/xmlns"),
    ],
)
def test_a_registered_media_type_is_told_and_else_the_form(
    statistics: Statistics, name: str, media_type: str | None, form: str | None
) -> None:
    graph, _ = described(dataset_turtle(statistics, FILES, "0.1.0"))
    node = graph.value(predicate=DCTERMS.title, object=Literal(name))
    registry = "https://www.iana.org/assignments/media-types/"
    assert graph.value(node, DCAT.mediaType) == (URIRef(registry + media_type) if media_type else None)
    assert graph.value(node, DCTERMS["format"]) == (URIRef(form) if form else None)
    packed = URIRef(f"{registry}application/gzip") if name.endswith(".gz") else None
    assert graph.value(node, DCAT.compressFormat) == packed


def test_every_form_of_rdf_has_its_media_type_and_its_name() -> None:
    for form in FORMS.values():
        kind = kind_of(f"graph.{form.name}")
        assert kind.media_type == form.media_type
        name = ox.RdfFormat.from_media_type(form.media_type)
        assert name is not None
        own = "http://www.w3.org/ns/formats/JSON-LD"  # as the registry of formats has it; Oxigraph's is longer
        assert kind.format_iri == (own if form.name == "jsonld" else name.iri)


def test_where_files_lie_is_told_only_if_known(statistics: Statistics) -> None:
    graph, dataset = described(dataset_turtle(statistics, FILES, "0.1.0"))
    assert not list(graph.subject_objects(DCAT.downloadURL))
    assert not list(graph.objects(dataset, VOID.dataDump))
    graph, dataset = described(dataset_turtle(statistics, FILES, "0.1.0", "https://example.org/kg/"))
    places = {str(node) for node in graph.objects(None, DCAT.downloadURL)}
    assert places == {f"https://example.org/kg/{name}" for name in NAMES}
    dumps = {str(node) for node in graph.objects(dataset, VOID.dataDump)}
    assert dumps == {"https://example.org/kg/graph.ttl", "https://example.org/kg/graph.nq.gz"}


@pytest.mark.parametrize("place", ["", "output/", "https://example.org/kg", "https://a b/", "https://a/>\n<b/"])
def test_a_place_that_is_none_is_told(statistics: Statistics, place: str) -> None:
    with pytest.raises(UsageError, match="ends in a slash"):
        dataset_turtle(statistics, FILES, "0.1.0", place)


def test_a_data_set_is_known_by_its_content() -> None:
    other = (replace(FILES[0], sha256="0" * 64), *FILES[1:])
    described_too = (*FILES, FileContent("dataset.ttl", 1, "2" * 64), FileContent("provenance.ttl", 1, "3" * 64))
    assert dataset_iri(FILES) == dataset_iri(FILES[::-1]) == dataset_iri(described_too)
    assert len({dataset_iri(files) for files in (FILES, FILES[1:], other)}) == 3
    assert dataset_version("0.1.0", FILES) == f"0.1.0+{dataset_iri(FILES).rpartition('/')[2]}"
    assert dataset_version("0+uninstalled", FILES).count("+") == 1


def test_all_terms_exist_and_nothing_is_blank(statistics: Statistics) -> None:
    graph, dataset = described(dataset_turtle(statistics, FILES, "0.1.0", "https://example.org/"))
    assert unknown(graph) == []
    assert str(dataset).startswith(f"{BASE}dataset/")


def test_every_subject_and_every_triple_stands_once(statistics: Statistics) -> None:
    same = [replace(file, sha256="0" * 64) for file in FILES]
    assert repeated(dataset_turtle(statistics, same, "0.1.0")) == []


def test_the_guard_of_terms_finds_what_no_vocabulary_has() -> None:
    graph = Graph().add((URIRef("e:s"), URIRef(f"{VOID}tripels"), Literal(1)))
    assert unknown(graph) == [f"{VOID}tripels"]


def test_the_bytes_do_not_depend_on_the_hash_seed(statistics: Statistics) -> None:
    code = (
        "import sys; from tests.support.described import FILES\n"
        "from tests.support.linked import sample_linked; from methodgraph.publish.rdf.graph import blocks\n"
        "from methodgraph.publish.rdf.statistics import Statistics\n"
        "from methodgraph.publish.description.void import dataset_turtle\n"
        "told = Statistics()\n"
        "for block in blocks(sample_linked()): told.add(block)\n"
        "sys.stdout.buffer.write(dataset_turtle(told, FILES, '0.1.0'))"
    )
    here = dataset_turtle(statistics, FILES, "0.1.0")
    for seed in ("0", "1"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
        told = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, check=True)
        assert told.stdout == here


def test_a_graph_of_nothing_is_described() -> None:
    graph, dataset = described(dataset_turtle(Statistics(), (), "0.1.0"))
    assert graph.value(dataset, VOID.triples) == Literal(0)
    assert not list(graph.objects(dataset, DCAT.distribution))


def test_a_fixed_time_goes_before_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert moment() == fixed() == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)


def test_without_a_fixed_time_the_clock_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    assert fixed() is None
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert fixed() is None
    assert abs((moment() - datetime.now(UTC)).total_seconds()) < 60
    assert moment().tzinfo is UTC


@pytest.mark.parametrize("told", ["yesterday", "-1", "1.5", "1e9", " 1", "²", "١٢", "9" * 30])
def test_a_fixed_time_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch, told: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", told)
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH is"):
        moment()
