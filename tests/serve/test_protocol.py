"""W3C's requests, sent to a server, and what is read from a request."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.exceptions import HTTPException
from tests.serve.servers import Got, Server, serving

from methodgraph.serve import protocol
from methodgraph.serve.formats import SOLUTIONS, TRIPLES

TESTS: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "protocol.toml").read_text(encoding="utf-8"))[
    "test"
]
GRAPHS = "".join(
    f"<{name}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://xmlns.com/foaf/0.1/Document> <{name}> .\n"
    for name in (f"http://kasei.us/2009/09/sparql/data/data{number}.rdf" for number in (1, 2, 3))
)
FORMATS = {
    "boolean": {media for one in SOLUTIONS for media in one.types},
    "tabular": {media for one in SOLUTIONS for media in one.types},
    "RDF": {media for one in TRIPLES for media in one.types},
}


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of the three named graphs that the tests expect."""
    path = tmp_path_factory.mktemp("w3c") / "graphs.nq"
    path.write_text(GRAPHS, encoding="utf-8")
    with serving(path) as server:
        yield server


def sent(server: Server, request: dict[str, Any]) -> Got:
    headers = {"Content-Type": request["content-type"]} if "content-type" in request else {}
    body = request["body"].encode(request.get("encoding", "utf-8")) if "body" in request else None
    return server.send(request["method"], request["path"], headers, body)


def test_all_of_them_are_there() -> None:
    assert len(TESTS) == len({test["name"] for test in TESTS}) == 34
    assert sum(test["name"].startswith("query_") for test in TESTS) == 13
    assert sum(test["name"].startswith("bad_") for test in TESTS) == 14


@pytest.mark.parametrize(
    "test", [test for test in TESTS if not test["name"].startswith("update_")], ids=lambda t: t["name"]
)
def test_w3c(named: Server, test: dict[str, Any]) -> None:
    for request in test["request"]:
        got = sent(named, request)
        assert f"{got.status // 100}xx" in request["status"], got.text
        if "format" in request:
            assert got.type in FORMATS[request["format"]]
        if "boolean" in request:
            assert json.loads(got.body)["boolean"] is request["boolean"]


@pytest.mark.parametrize(
    "test", [test for test in TESTS if test["name"].startswith("update_")], ids=lambda t: t["name"]
)
def test_w3c_s_updates_are_refused_and_change_nothing(named: Server, test: dict[str, Any]) -> None:
    first, *rest = (sent(named, request) for request in test["request"])
    assert first.status == 403
    assert "read-only" in first.text
    assert all(json.loads(got.body)["boolean"] is False for got in rest)
    assert named.ask("SELECT * { GRAPH ?g { ?s ?p ?o } }").text.count("foaf/0.1/Document") == 3


def test_the_default_graph_is_all_named_graphs_each_triple_once(named: Server, tmp_path: Path) -> None:
    assert len(named.ask("SELECT * { ?s ?p ?o }").rows) == 3
    path = tmp_path / "twice.nq"
    triple = "<http://example.org/s> <http://example.org/p> <http://example.org/o>"
    path.write_text(f"{triple} <http://example.org/1> .\n{triple} <http://example.org/2> .\n{triple} .\n", "utf-8")
    with serving(path, "--workers", "1") as server:
        assert "Serving 1 triple " in server.told
        assert len(server.ask("SELECT * { ?s ?p ?o }").rows) == 1
        assert len(server.ask("SELECT * { GRAPH ?g { ?s ?p ?o } }").rows) == 2


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
def test_a_graph_s_name_has_to_be_one(named: Server, name: str) -> None:
    got = named.ask("ASK {}", more=f"&{name}=not%20one%0d%0aX-Evil:%201")
    assert got.status == 400
    assert "x-evil" not in got.headers


@given(st.lists(st.tuples(st.text(), st.text(st.characters(codec="utf-8")))))
def test_parameters_come_back_as_they_were_encoded(told: list[tuple[str, str]]) -> None:
    from urllib.parse import urlencode  # noqa: PLC0415

    clean = [(name.encode("utf-8", "replace").decode(), value) for name, value in told]
    assert protocol.parameters(urlencode(clean).encode()) == tuple(clean)


@pytest.mark.parametrize("raw", [b"query=%ff", b"query=\xff", b"%c3=1", b"query=%ed%a0%80"])
def test_parameters_are_utf8(raw: bytes) -> None:
    with pytest.raises(HTTPException) as caught:
        protocol.parameters(raw)
    assert caught.value.status_code == 400


def test_parameters_are_not_without_number() -> None:
    with pytest.raises(HTTPException) as caught:
        protocol.parameters(b"a=1&" * 2000)
    assert caught.value.status_code == 400


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ((("update", "CLEAR ALL"),), 403),
        ((("query", "ASK {}"), ("update", "CLEAR ALL")), 403),
        ((("query", "ASK {}"), ("query", "ASK {}")), 400),
        ((("query", "ASK {}"), ("format", "html\r\nX: 1")), 400),
    ],
)
def test_what_the_protocol_does_not_allow(told: protocol.Parameters, status: int) -> None:
    with pytest.raises(HTTPException) as caught:
        protocol.asked(told)
    assert caught.value.status_code == status
    assert "\r" not in caught.value.detail


def test_a_body_and_a_parameter_are_two_queries() -> None:
    with pytest.raises(HTTPException):
        protocol.asked((("query", "ASK {}"),), "ASK {}")


@pytest.mark.parametrize(
    ("told", "media"),
    [
        ("application/sparql-query", protocol.QUERY),
        ("Application/SPARQL-Query; charset=UTF-8", protocol.QUERY),
        ('application/sparql-query;charset="utf-8"', protocol.QUERY),
        ("application/x-www-form-urlencoded;charset=us-ascii", protocol.FORM),
    ],
)
def test_the_type_of_a_body(told: str, media: str) -> None:
    assert protocol.body_type(told) == media


@pytest.mark.parametrize(
    ("told", "status"),
    [
        (None, 415),
        ("", 415),
        ("text/plain", 415),
        ("multipart/form-data; boundary=x", 415),
        ("application/sparql-query; charset=utf-16", 415),
        ("application/sparql-query; charset=latin1", 415),
        ("application/sparql-update", 403),
        ("application/sparql-update; charset=utf-8", 403),
    ],
)
def test_other_types_of_a_body_are_refused(told: str | None, status: int) -> None:
    with pytest.raises(HTTPException) as caught:
        protocol.body_type(told)
    assert caught.value.status_code == status
