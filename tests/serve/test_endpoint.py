"""The endpoint as its clients use it: curl, SPARQLWrapper, rdflib, and requests written by hand."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote, unquote
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, JSONLD, N3, POST, POSTDIRECTLY, RDFXML, TSV, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed
from tests.serve.servers import Server, serving

from methodgraph.serve.formats import SOLUTIONS, TRIPLES

# rdflib's parsers of JSON-LD and RDF/XML, and SPARQLWrapper, still make a graph of a kind that rdflib would retire.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

SELECT = "SELECT ?name { ?paper mg:introduces/skos:prefLabel ?name } ORDER BY ?name"
CONSTRUCT = "CONSTRUCT { ?paper mg:introduces ?new } WHERE { ?paper mg:introduces ?new }"
NAMES = ["LightSAM", "QLoRA"]
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")


@pytest.mark.parametrize("method", ["GET", POST])
@pytest.mark.parametrize("way", ["urlencoded", POSTDIRECTLY])
def test_sparqlwrapper_selects(server: Server, method: str, way: str) -> None:
    client = SPARQLWrapper(f"{server.url}/sparql", returnFormat=JSON)
    client.setMethod(method)
    client.setRequestMethod(way)
    client.setQuery(SELECT)
    told = client.queryAndConvert()
    assert isinstance(told, dict)
    assert [row["name"]["value"] for row in told["results"]["bindings"]] == NAMES


@pytest.mark.parametrize(
    ("form", "holds"), [(CSV, b"name\r\nLightSAM"), (TSV, b'?name\n"LightSAM"'), (XML, b"<literal>LightSAM</literal>")]
)
def test_sparqlwrapper_has_its_formats(server: Server, form: str, holds: bytes) -> None:
    client = SPARQLWrapper(f"{server.url}/sparql", returnFormat=form)
    client.setQuery(SELECT)
    assert holds in client.query().response.read()


@pytest.mark.parametrize("form", [XML, RDFXML, TURTLE, N3, JSONLD])
def test_sparqlwrapper_constructs(server: Server, form: str) -> None:
    client = SPARQLWrapper(f"{server.url}/sparql", returnFormat=form)
    client.setQuery(f"PREFIX mg: <https://w3id.org/methodgraph/ontology#> {CONSTRUCT}")
    told = client.queryAndConvert()
    assert isinstance(told, Graph | bytes)
    graph = told if isinstance(told, Graph) else Graph().parse(data=told, format="turtle")
    assert len(graph) == 2


def test_sparqlwrapper_raises_what_the_server_says(server: Server) -> None:
    client = SPARQLWrapper(f"{server.url}/sparql", returnFormat=JSON)
    client.setQuery("SELECT ?x { ?x a }")
    with pytest.raises(QueryBadFormed, match="line 1, column"):
        client.query()


def test_rdflib_s_store_works(server: Server) -> None:
    graph = Graph(SPARQLStore(f"{server.url}/sparql"))
    lora = URIRef("https://w3id.org/methodgraph/entity/lora")
    assert str(graph.value(lora, URIRef("http://www.w3.org/2004/02/skos/core#prefLabel"))) == "LoRA"
    assert [str(row.name) for row in graph.query(SELECT)] == NAMES  # type: ignore[union-attr]
    assert bool(graph.query("ASK { entity:qlora mg:extends entity:lora }"))
    assert len(list(graph.triples((None, RDF.type, None)))) > 20
    assert len(list(graph.query(CONSTRUCT))) == 2


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
@pytest.mark.parametrize(
    "options",
    [
        ["--data-urlencode", f"query={SELECT}"],
        ["--get", "--data-urlencode", f"query={SELECT}"],
        ["--header", "Content-Type: application/sparql-query", "--data", SELECT],
    ],
)
def test_curl_works(server: Server, options: list[str]) -> None:
    called = ["curl", "--silent", "--show-error", "--fail", "--header", "Accept: text/csv", *options]
    done = subprocess.run([*called, f"{server.url}/sparql"], capture_output=True, check=True)
    assert done.stdout.decode().split("\r\n") == ["name", *NAMES, ""]


@pytest.mark.parametrize("form", [one.name for one in SOLUTIONS])
def test_select_and_ask_in_every_format(server: Server, form: str) -> None:
    expected = next(one.media for one in SOLUTIONS if one.name == form)
    for query, word in ((SELECT, "LightSAM"), ("ASK {}", "true")):
        told = server.ask(query, more=f"&format={form}")
        assert (told.status, told.type) == (200, expected)
        assert word in told.text
        assert server.post(query, Accept=expected).body == told.body


@pytest.mark.parametrize("form", [one.name for one in TRIPLES])
@pytest.mark.parametrize("query", [CONSTRUCT, "DESCRIBE entity:lora"])
def test_construct_and_describe_in_every_format(server: Server, form: str, query: str) -> None:
    expected = next(one.media for one in TRIPLES if one.name == form)
    told = server.ask(query, more=f"&format={form}")
    assert (told.status, told.type) == (200, expected)
    assert len(Graph().parse(data=told.body, format=expected)) in {2, 6}
    assert server.post(query, Accept=expected).body == told.body


def test_the_same_question_has_the_same_answer_to_the_byte(server: Server) -> None:
    for form in ("turtle", "rdf", "jsonld", "nt"):
        assert len({server.ask("DESCRIBE entity:grpo", more=f"&format={form}").body for _ in range(4)}) == 1


def test_xml_is_well_formed(server: Server) -> None:
    ElementTree.fromstring(server.ask("SELECT * { ?s ?p ?o }", Accept="application/xml").body)  # noqa: S314 - our own
    refused = server.ask(r'SELECT ("a\u0001b" AS ?x) {}', Accept="application/xml")
    assert refused.status == 406
    assert "XML" in refused.text


@pytest.mark.parametrize(
    ("query", "more", "headers"),
    [
        (SELECT, "", {"Accept": "image/png"}),
        (SELECT, "", {"Accept": "text/turtle"}),
        (SELECT, "&format=turtle", {}),
        (CONSTRUCT, "", {"Accept": "text/csv"}),
        (CONSTRUCT, "&format=csv", {"Accept": "text/turtle"}),
    ],
)
def test_what_fits_no_format_is_406(server: Server, query: str, more: str, headers: dict[str, str]) -> None:
    told = server.ask(query, more=more, **headers)
    assert told.status == 406
    assert "json" in told.text
    assert told.headers["vary"] == "Accept"


def test_a_format_that_is_not_known_is_not_repeated(server: Server) -> None:
    told = server.ask(SELECT, more="&format=%0d%0aX-Evil:%201%3Cscript%3E")
    assert told.status == 400
    assert "x-evil" not in told.headers
    assert "script" not in told.text


def test_answers_vary_by_accept(server: Server) -> None:
    assert server.ask(SELECT).headers["vary"] == server.get("/sparql").headers["vary"] == "Accept"


@pytest.mark.parametrize("path", ["/sparql", "/sparql/"])
def test_with_and_without_a_slash(server: Server, path: str) -> None:
    body = f"query={quote(SELECT)}".encode()
    told = server.send("POST", path, {"Content-Type": "application/x-www-form-urlencoded"}, body)
    assert [row["name"]["value"] for row in told.rows] == NAMES


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "QUERYX"])
def test_other_methods_are_405(server: Server, method: str) -> None:
    told = server.send(method, "/sparql?query=ASK%20%7B%7D")
    assert told.status == 405
    assert set(told.headers["allow"].split(", ")) == {"GET", "HEAD", "POST", "OPTIONS"}


def test_head_is_get_without_a_body(server: Server) -> None:
    head, get = (server.send(method, "/sparql?query=ASK%20%7B%7D") for method in ("HEAD", "GET"))
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(get.body))


def test_options_tells_the_methods(server: Server) -> None:
    told = server.send("OPTIONS", "/sparql")
    assert told.status == 204
    assert "POST" in told.headers["allow"]


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("INSERT DATA { entity:a a mg:Method }", "line 1, column 1: INSERT would change the graph"),
        ("LOAD <http://127.0.0.1:9/x>", "line 1, column 1: LOAD would change the graph"),
        ("SELECT * {\n  SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "line 2, column 3: SERVICE asks another server"),
        ("SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE asks another server"),
        ("SELECT ?x { ?x a }", "line 1, column 19: the query ends too early"),
        ("SELECT ?x {\n ?x a mg:Model", "line 1, column 11: '{' is opened here and not closed"),
        ("", "the query is empty"),
        ("SELECT * { ?x nope:y ?z }", "the prefix nope: is not declared"),
    ],
)
def test_what_is_wrong_with_a_query_is_said_where(server: Server, query: str, says: str) -> None:
    told = server.post(query)
    assert told.status == 400
    assert told.type == "text/plain"
    assert says in told.text


def test_a_post_without_a_query_is_told_so(server: Server) -> None:
    told = server.send("POST", "/sparql", {"Content-Type": "application/x-www-form-urlencoded"}, b"x=1")
    assert (told.status, told.text) == (400, "the request holds no query\n")


def test_relative_iris_are_relative_to_the_graph(server: Server) -> None:
    assert json.loads(server.post("ASK { <entity/qlora> mg:extends <entity/lora> }").body)["boolean"]
    assert not json.loads(server.post("BASE <http://example.org/> ASK { <entity/qlora> ?p ?o }").body)["boolean"]


def test_the_service_describes_itself(server: Server) -> None:
    graphs = []
    for offered in TRIPLES:
        told = server.get("/sparql", Accept=offered.media)
        assert (told.status, told.type) == (200, offered.media)
        graphs.append(Graph().parse(data=told.body, format=offered.media))
        assert server.get(f"/sparql?format={offered.name}").body == told.body
    assert all(set(graph) == set(graphs[0]) for graph in graphs)
    endpoint = URIRef(f"{server.url}/sparql")
    assert (endpoint, RDF.type, SD.Service) in graphs[0]
    assert (endpoint, SD.supportedLanguage, SD.SPARQL11Query) in graphs[0]
    assert len(list(graphs[0].objects(endpoint, SD.resultFormat))) == len(SOLUTIONS) + len(TRIPLES)
    counted = graphs[0].value(URIRef(f"{endpoint}#graph"), URIRef("http://rdfs.org/ns/void#triples"))
    assert int(str(counted)) == len(server.ask("SELECT * { ?s ?p ?o }").rows)
    assert f"Serving {int(str(counted)):,} triples" in server.told


def test_people_are_led_to_the_query_page(server: Server) -> None:
    told = server.get("/sparql", Accept=BROWSER)
    assert (told.status, told.headers["location"]) == (303, "/query")
    query = 'SELECT * { ?x ?y "a\r\nSet-Cookie: x=1 <é> 100%41 #&+" }'
    told = server.ask(query, Accept=BROWSER)
    assert told.status == 303
    assert unquote(told.headers["location"].removeprefix("/query#")) == query
    assert "set-cookie" not in told.headers
    assert server.ask(SELECT, more="&format=csv", Accept=BROWSER).status == 200


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
def test_a_query_with_graphs_beside_it_is_answered_to_browsers_too(server: Server, name: str) -> None:
    told = server.ask("ASK { ?s ?p ?o }", more=f"&{name}=https://example.org/none", Accept=BROWSER)
    assert (told.status, told.type) == (200, "application/xml")
    assert "<boolean>false</boolean>" in told.text


def described(path: Path, *options: str) -> tuple[Graph, URIRef]:
    """Return what a server of a graph says of itself, and its address."""
    with serving(path, "--workers", "1", *options) as server:
        told = server.get("/sparql", Accept="application/ld+json")
        return Graph().parse(data=told.body, format="json-ld"), URIRef(f"{server.url}/sparql")


def quads(graphs: int) -> bytes:
    return b"".join(b"<x:s> <x:p> <x:o> <x:g%d> .\n" % number for number in range(graphs))


@pytest.mark.parametrize(("count", "named"), [(2, 2), (1000, 1000), (1001, 0)])
def test_named_graphs_are_told_where_they_are_not_too_many(tmp_path: Path, count: int, named: int) -> None:
    (tmp_path / "graph.nq").write_bytes(quads(count))
    told, endpoint = described(tmp_path / "graph.nq", "--max-rows", "5")
    names = set(told.objects(URIRef(f"{endpoint}#dataset"), SD.namedGraph))
    assert names == {URIRef(f"x:g{number}") for number in range(named)}
    assert set(told.subject_objects(SD.name)) == {(name, name) for name in names}
    assert (endpoint, SD.feature, SD.UnionDefaultGraph) in told


def test_a_union_is_told_only_where_it_is_one(server: Server, tmp_path: Path) -> None:
    assert "UnionDefaultGraph" not in server.get("/sparql", Accept="text/turtle").text  # no named graphs
    store = ox.Store(str(tmp_path / "store"))
    store.load(quads(2), format=ox.RdfFormat.N_QUADS)
    del store
    told, endpoint = described(tmp_path / "store")
    assert len(list(told.objects(URIRef(f"{endpoint}#dataset"), SD.namedGraph))) == 2
    assert SD.UnionDefaultGraph not in set(told.objects())


@pytest.mark.parametrize(
    ("download", "file"),
    [
        ("papers-using", "papers-using.csv"),
        ("%0d%0aSet-Cookie:%20a=b", "Set-Cookie-a-b.csv"),
        ("..%2F..%2Fetc%2Fpasswd", "etc-passwd.csv"),
        ("%22;%20filename=evil.exe", "filename-evil.exe.csv"),
        ("%E6%97%A5%E6%9C%AC", "answer.csv"),
        ("a" * 500, f"{'a' * 80}.csv"),
    ],
)
def test_a_download_has_a_harmless_name(server: Server, download: str, file: str) -> None:
    told = server.ask(SELECT, more=f"&format=csv&download={download}")
    assert told.status == 200
    assert told.headers["content-disposition"] == f'attachment; filename="{file}"'
    assert "set-cookie" not in told.headers


def test_a_term_of_another_vocabulary_that_the_graph_lacks_is_told(server: Server) -> None:
    told = server.send("POST", "/query/check", {"Content-Type": "text/plain"}, b"ASK { ?p dcterms:creator ?n }")
    (warning,) = json.loads(told.body)["warnings"]
    assert warning.endswith("dcterms:creator never stands in the graph; did you mean dc:creator?")


def test_a_refusal_is_not_downloaded(server: Server) -> None:
    assert "content-disposition" not in server.ask("SELECT", more="&format=csv&download=x").headers


def test_warnings_are_for_the_page_and_in_no_header(server: Server) -> None:
    query = "SELECT * { ?x mg:introduce ?y }"
    told = server.send("POST", "/query/check", {"Content-Type": "text/plain"}, query.encode())
    (warning,) = json.loads(told.body)["warnings"]
    assert "mg:introduces?" in warning
    assert not any("introduce" in value for value in server.ask(query).headers.values())
