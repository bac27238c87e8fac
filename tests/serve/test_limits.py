"""What a client cannot do to the server: too much, too long, too many, too odd."""

from __future__ import annotations

import asyncio
import http.client
import json
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest
from tests.serve.servers import RUNAWAY, Server

from methodgraph.serve.limits import KIB, Limits

CLIENTS = 200


async def fetched(port: int, number: int) -> tuple[int, bytes]:
    """Ask on a connection of its own, and return status and body."""
    query = quote(f"SELECT ({number} AS ?n) (COUNT(*) AS ?all) {{ ?s ?p ?o }}", safe="")
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    request = f"GET /sparql?query={query} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    writer.write(request.encode())
    told = await reader.read()
    writer.close()
    head, _, body = told.partition(b"\r\n\r\n")
    return int(head.split()[1]), body


def test_two_hundred_clients_at_once_all_get_their_own_answer(server: Server) -> None:
    async def all_of_them() -> list[tuple[int, bytes]]:
        return await asyncio.gather(*(fetched(server.port, number) for number in range(CLIENTS)))

    told = asyncio.run(all_of_them())
    assert [status for status, _ in told] == [200] * CLIENTS
    numbers = [json.loads(body)["results"]["bindings"][0]["n"]["value"] for _, body in told]
    assert numbers == [str(number) for number in range(CLIENTS)]


def test_a_runaway_query_is_stopped_while_others_are_answered(strict: Server) -> None:
    with ThreadPoolExecutor() as pool:
        began = time.monotonic()
        runaway = pool.submit(strict.post, RUNAWAY)
        time.sleep(0.1)
        quick = [strict.ask("ASK {}").status for _ in range(10)]
        assert not runaway.done()
        told = runaway.result()
        took = time.monotonic() - began
    assert quick == [200] * 10
    assert told.status == 503
    assert "stopped after 1 seconds" in told.text
    assert 1 <= took < 3


def test_runaways_on_all_workers_delay_the_others_and_no_more(strict: Server) -> None:
    with ThreadPoolExecutor() as pool:
        runaways = [pool.submit(strict.post, RUNAWAY) for _ in range(2)]
        time.sleep(0.1)
        assert strict.ask("ASK {}").status == 200
        assert [one.result().status for one in runaways] == [503, 503]
    assert strict.ask("ASK {}").status == 200


def test_a_client_that_goes_frees_its_worker(alone: Server) -> None:
    for _ in range(2):
        gone = socket.create_connection(("127.0.0.1", alone.port))
        gone.sendall(f"GET /sparql?query={quote(RUNAWAY)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        time.sleep(0.3)
        gone.close()
    began = time.monotonic()
    assert alone.ask("ASK {}").status == 200
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ?o }",
        "CONSTRUCT WHERE { ?s ?p ?o }",
        "SELECT * { ?s ?p ?o . ?a ?b ?c }",
        "SELECT (1 AS ?x) { ?s ?p ?o }",
    ],
)
@pytest.mark.parametrize("form", ["json", "xml"])
def test_an_answer_that_is_too_long_is_refused_and_not_cut(strict: Server, query: str, form: str) -> None:
    told = strict.ask(query, more=f"&format={form}")
    assert told.status == 422
    assert "LIMIT" in told.text
    assert strict.ask(f"{query} LIMIT 50", more=f"&format={form}").status == 200


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_rows_are_counted_in_every_format(strict: Server, form: str) -> None:
    odd = 'SELECT ("a\\n\\"b\\",\\r\\nc" AS ?x) { ?s ?p ?o } LIMIT '
    assert [strict.ask(f"{odd}{number}", more=f"&format={form}").status for number in (50, 51)] == [200, 422]


def test_an_answer_has_a_largest_size(server: Server) -> None:
    long = (
        "SELECT (CONCAT(?x, ?x, ?x, ?x) AS ?y) { ?s ?p ?o . ?a ?b ?c BIND(REPLACE(STR(?s), '.', '0123456789') AS ?x) }"
    )
    told = server.post(f"{long} LIMIT 90000")
    assert told.status == 422
    assert "bytes" in told.text


@pytest.mark.parametrize("size", [64 * KIB - 8, 64 * KIB])
def test_a_query_up_to_the_limit_is_answered(server: Server, size: int) -> None:
    query = "ASK {} #".ljust(size, "x")
    assert server.post(query).status == 200
    assert server.ask(query).status == 200


def test_an_oversized_query_is_refused(server: Server) -> None:
    query = "ASK {} #".ljust(64 * KIB + 1, "x")
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert server.post(query).status == 413
    assert server.send("POST", "/sparql", form, f"query={quote(query)}".encode()).status == 413
    assert server.ask(query).status == 414
    assert server.get(f"/sparql?query={'%78' * 80_000}").status == 414
    assert server.send("POST", "/sparql", form, b"query=" + b"x" * 3_000_000).status == 413
    assert server.send("POST", "/query/check", {}, b"x" * 100_000).status == 413
    assert server.ask("ASK {}").status == 200


def test_a_first_line_without_end_is_not_read_to_it(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port)) as client:
        told = b""
        try:
            client.sendall(b"GET /sparql?query=" + b"x" * 1_000_000)
            told = client.recv(100)
        except OSError:  # closed before all of it was sent
            pass
    assert not told or told.startswith(b"HTTP/1.1 400")
    assert server.ask("ASK {}").status == 200


def test_a_body_without_end_is_not_read_to_it(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port)) as client:
        head = "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
        client.sendall(f"{head}Transfer-Encoding: chunked\r\n\r\n".encode())
        chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
        sent = 0
        try:
            while sent < 200 * len(chunk):
                client.sendall(chunk)
                sent += len(chunk)
        except OSError:  # the server has closed the connection, and said why before
            pass
        told = b""
        try:
            while len(told) < 12:
                told += client.recv(100)
        except OSError:
            told = told or b"closed"
    assert told.startswith((b"HTTP/1.1 413", b"closed"))
    assert server.ask("ASK {}").status == 200


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'ASK { ?x ?y "\xff" }', 400),
        (b'ASK { ?x ?y "\xc3" }', 400),
        (b'ASK { ?x ?y "\xed\xa0\x80" }', 400),
        (b"\xff\xfeA\x00S\x00K\x00", 400),
        ('ASK { ?x ?y "日本語" }'.encode(), 200),
        (b"ASK {}\x00", 400),
    ],
)
def test_a_query_that_is_not_utf8_is_refused(server: Server, body: bytes, status: int) -> None:
    assert server.send("POST", "/sparql", {"Content-Type": "application/sparql-query"}, body).status == status
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    encoded = b"query=" + b"".join(b"%%%02x" % byte for byte in body)
    assert server.send("POST", "/sparql", form, encoded).status == status
    assert server.get(f"/sparql?{encoded.decode()}").status == status


def test_a_body_comes_as_it_is(server: Server) -> None:
    headers = {"Content-Type": "application/sparql-query", "Content-Encoding": "gzip"}
    assert server.send("POST", "/sparql", headers, b"ASK {}").status == 415


@pytest.mark.parametrize("depth", [1000, 20_000])
def test_deep_nesting_does_no_harm(server: Server, depth: int) -> None:
    told = server.post("ASK " + "{" * depth + "}" * depth)
    assert told.status in {200, 400, 503}
    told = server.post(f"ASK {{ FILTER({'(' * depth}1{')' * depth}) }}")
    assert told.status in {200, 400, 503}
    assert server.ask("ASK {}").status == 200


def test_nonsense_is_refused_by_the_http_parser(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port)) as client:
        client.sendall(b"GET /sparql?query=\xff HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert client.recv(100).startswith(b"HTTP/1.1 400")


def test_connections_are_kept_and_reused(server: Server) -> None:
    client = http.client.HTTPConnection("127.0.0.1", server.port)
    for query in ("ASK {}", "nonsense", "ASK {}"):
        client.request("POST", "/sparql", query, {"Content-Type": "application/sparql-query"})
        told = client.getresponse()
        told.read()
        assert told.status in {200, 400}
    client.close()


def test_the_body_s_limit_follows_from_the_query_s() -> None:
    assert Limits(query=10).body > 30
