"""Who may ask, by which name, and what browsers are told to keep from doing."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from tests.serve.servers import Server

HTML = "text/html,*/*;q=0.5"


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST:1", "127.0.0.1", "127.0.0.1:8000", "[::1]", "[::1]:8000", "localhost.", "graph.example"],
)
def test_a_host_that_is_known(strict: Server, host: str) -> None:
    assert strict.get("/sparql?query=ASK%20%7B%7D", Host=host).status == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "192.0.2.1", "[::2]", "a b", "@localhost"],
)
def test_a_host_that_is_not_known(strict: Server, host: str) -> None:
    for path in ("/", "/query", "/sparql?query=ASK%20%7B%7D", "/entity/lora", "/static/query.js"):
        told = strict.get(path, Host=host)
        assert told.status == 400
        assert "LoRA" not in told.text


@pytest.mark.parametrize("name", ["http://127.0.0.1:1", "HTTP://localhost", "https://graph.example:443"])
def test_a_whole_address_is_taken_for_its_path(strict: Server, name: str) -> None:
    told = strict.get(f"{name}/sparql?query=ASK%20%7B%7D", Host="evil.example")
    assert (told.status, told.text) == (200, strict.get("/sparql?query=ASK%20%7B%7D").text)
    assert strict.get(f"{name}/paper/survey%20one%2F2").status == 200
    assert strict.get(name, Accept=HTML).text == strict.get("/", Accept=HTML).text


def test_the_name_in_a_whole_address_counts_and_not_host(strict: Server) -> None:
    for name in ("http://evil.example", "http://localhost@evil.example", "http://"):
        assert strict.get(f"{name}/sparql?query=ASK%20%7B%7D").status == 400
    told = strict.get("http://graph.example/sparql", Host="localhost", Accept="text/turtle")
    assert "<http://graph.example/sparql> a sd:Service" in told.text
    assert strict.get("/http://localhost/query").status == 404


def test_a_name_is_known_only_where_it_was_told(server: Server) -> None:
    assert server.get("/sparql?query=ASK%20%7B%7D", Host="graph.example").status == 400


def test_no_other_origin_may_ask_unless_it_was_told(server: Server, strict: Server) -> None:
    asked = "/sparql?query=ASK%20%7B%7D"
    assert not any(
        name.startswith("access-control") for name in server.get(asked, Origin="https://example.org").headers
    )
    assert (
        strict.get(asked, Origin="https://example.org").headers["access-control-allow-origin"] == "https://example.org"
    )
    assert "access-control-allow-origin" not in strict.get(asked, Origin="https://evil.example").headers
    assert "Origin" in strict.get(asked, Origin="https://example.org").headers["vary"]


def test_a_browser_s_question_before_it_asks(strict: Server, server: Server) -> None:
    more = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    told = strict.send("OPTIONS", "/sparql", {"Origin": "https://example.org", **more})
    assert told.status == 200
    assert told.headers["access-control-allow-origin"] == "https://example.org"
    assert "POST" in told.headers["access-control-allow-methods"]
    assert strict.send("OPTIONS", "/sparql", {"Origin": "https://evil.example", **more}).status == 400
    told = server.send("OPTIONS", "/sparql", {"Origin": "https://example.org", **more})
    assert "access-control-allow-origin" not in told.headers


PAGES = ["/query", "/shapes", "/alignments", "/entity/lora", "/paper/003:9", "/entity/nothing"]


@pytest.mark.parametrize("path", PAGES)
def test_pages_run_nothing_but_files_of_this_server(server: Server, path: str) -> None:
    told = server.get(path, Accept=HTML)
    assert told.type == "text/html"
    policy = dict(part.split(" ", 1) for part in told.headers["content-security-policy"].split("; "))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "connect-src": "'self'",
        "img-src": "'self' data:",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
        "form-action": "'self'",
    }
    for opening in re.findall(r"<script[^>]*>", told.text):
        assert "src=" in opening or 'type="application/json"' in opening


@pytest.mark.parametrize("path", [*PAGES, "/", "/sparql?query=ASK%20%7B%7D", "/static/style.css", "/context.jsonld"])
def test_every_answer_is_taken_for_what_it_says(server: Server, path: str) -> None:
    told = server.get(path)
    assert told.headers["x-content-type-options"] == "nosniff"
    assert told.headers["referrer-policy"] == "same-origin"
    assert "frame-ancestors 'none'" in told.headers["content-security-policy"]
    assert "server" not in told.headers


def test_the_graph_s_page_runs_what_it_holds_and_nothing_else(server: Server) -> None:
    told = server.get("/", Accept=HTML)
    assert told.status == 200
    policy = told.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe-inline" not in policy
    assert "'self'" not in policy
    scripts = re.findall(r"<script>(.*?)</script>", told.text, re.DOTALL)
    assert len(scripts) == 2
    for script in scripts:
        assert base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() in policy


def test_without_a_graph_s_page_there_is_a_way_on(strict: Server) -> None:
    told = strict.get("/", Accept=HTML)
    assert (told.status, told.type) == (200, "text/html")
    assert 'href="/query"' in told.text
