"""Starting and ending a server."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.cli.calls import Call, environment
from tests.serve.servers import RUNAWAY, Server, children, is_gone, serving

from methodgraph.cli import serve as command
from methodgraph.serve.limits import Limits

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="processes are looked up as Linux has them"
)


def gone(server: Server, before: set[int], temporary: Path) -> None:
    """See that nothing is left of a server that has ended."""
    assert before
    assert all(is_gone(child) for child in before)
    assert list(temporary.iterdir()) == []
    with pytest.raises(OSError, match=r"refused|reset"):
        socket.create_connection(("127.0.0.1", server.port), timeout=2).close()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
def test_it_ends_when_told_and_leaves_nothing(folder: Path, tmp_path: Path, number: int) -> None:
    with serving(folder / "graph.ttl", "--workers", "3", TMPDIR=str(tmp_path)) as server:
        assert server.ask("ASK {}").status == 200
        before = children(server.process.pid)
        assert len(before) == 3
        assert len(list(tmp_path.iterdir())) == 1
        began = time.monotonic()
        assert server.end(number) == 0
        assert time.monotonic() - began < 3
        assert server.said == [""]
        gone(server, before, tmp_path)


def test_it_ends_in_the_middle_of_queries(folder: Path, tmp_path: Path) -> None:
    with serving(folder / "graph.ttl", "--workers", "1", TMPDIR=str(tmp_path)) as server, ThreadPoolExecutor() as pool:
        running = [pool.submit(server.post, RUNAWAY) for _ in range(3)]
        time.sleep(0.5)
        before = children(server.process.pid)
        began = time.monotonic()
        assert server.end() == 0
        assert time.monotonic() - began < 6
        assert {(one.result().status, one.result().text) for one in running} == {(503, "the server is shutting down\n")}
        assert server.said == [""]
        gone(server, before, tmp_path)


def test_killed_it_leaves_no_process(folder: Path, tmp_path: Path) -> None:
    with serving(folder / "graph.ttl", "--workers", "2", TMPDIR=str(tmp_path)) as server:
        before = children(server.process.pid)
        server.end(signal.SIGKILL)
        for _ in range(100):
            if all(is_gone(child) for child in before):
                break
            time.sleep(0.05)
        assert all(is_gone(child) for child in before)


def test_told_to_end_while_it_loads_it_ends(tmp_path: Path) -> None:
    pipe, temporary = tmp_path / "endless.ttl", tmp_path / "temporary"
    os.mkfifo(pipe)  # a file that is never read to its end
    temporary.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "methodgraph", "serve", str(pipe), "--port", "0"],
        stderr=subprocess.PIPE, env={**environment(), "TMPDIR": str(temporary)},
    )  # fmt: skip
    for _ in range(200):
        if list(temporary.iterdir()) and children(process.pid):
            break
        time.sleep(0.05)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=10)
    assert (process.returncode, said) == (0, b"")
    assert list(temporary.iterdir()) == []


def test_it_says_one_line_with_the_address(server: Server) -> None:
    assert re.fullmatch(
        rf"Serving \d+ triples at http://127\.0\.0\.1:{server.port}/ until Ctrl-C; "
        rf"ask at http://127\.0\.0\.1:{server.port}/query\n",
        server.told,
    )


def test_a_port_that_is_taken_is_misuse(call: Call, folder: Path, server: Server) -> None:
    result = call("serve", folder, "--port", server.port)
    assert result.exit_code == 2
    assert re.fullmatch(
        rf"methodgraph: cannot listen on 127\.0\.0\.1, port {server.port} \(.+\); .*--port.*\n", result.stderr
    )


def test_an_address_that_is_not_ours_is_misuse(call: Call, folder: Path) -> None:
    for host in ("192.0.2.1", "no such host", "2001:db8::1"):
        result = call("serve", folder, "--port", "0", "--host", host)
        assert result.exit_code == 2
        assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("graph.ttl", "entity:a a mg:Method .", r"graph\.ttl:1: not Turtle .*; build the graph again\n"),
        ("graph.txt", "", r"graph\.txt: no form of RDF by its name; .*\n"),
        (None, "", r"no such file or folder; build a graph first: .*\n"),
    ],
)
def test_a_graph_that_cannot_be_read_is_one_message(
    call: Call, tmp_path: Path, name: str | None, content: str, says: str
) -> None:
    path = tmp_path / (name or "none")
    if name is not None:
        path.write_text(content, encoding="utf-8")
    result = call("serve", path, "--port", "0")
    assert result.exit_code == 1
    assert re.search(says, result.stderr)
    assert result.stderr.count("\n") == 1


def test_a_folder_without_a_graph_is_told_how_to_get_one(call: Call, tmp_path: Path) -> None:
    result = call("serve", tmp_path, "--port", "0")
    assert result.exit_code == 1
    assert "methodgraph build" in result.stderr


def test_a_store_that_is_none_is_one_message(call: Call, tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("nonsense", encoding="utf-8")
    result = call("serve", tmp_path, "--port", "0")
    assert result.exit_code == 2
    assert "cannot be opened as an Oxigraph store" in result.stderr


@pytest.mark.parametrize(
    "options", [["--timeout", "0"], ["--max-rows", "0"], ["--workers", "0"], ["--port", "70000"], ["--port", "x"]]
)
def test_settings_that_make_no_sense_are_misuse(call: Call, folder: Path, options: list[str]) -> None:
    assert call("serve", folder, *options).exit_code == 2


def test_the_command_s_defaults_are_the_limits() -> None:
    assert (Limits().timeout, Limits().rows) == (command._DEFAULT_TIMEOUT, command._DEFAULT_ROWS)


def test_quiet_says_nothing(folder: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "methodgraph", "serve", str(folder), "--port", "0", "--quiet"],
        stderr=subprocess.PIPE, env=environment(),
    )  # fmt: skip
    for _ in range(200):
        if len(children(process.pid)) >= 2:
            break
        time.sleep(0.05)
    time.sleep(0.2)
    process.terminate()
    assert process.communicate(timeout=10)[1] == b""
    assert process.returncode == 0


def test_a_server_on_the_sixth_protocol(folder: Path) -> None:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("this machine has no ::1")
    with serving(folder / "graph.ttl", "--host", "::1", "--workers", "1") as server:
        assert f"http://[::1]:{server.port}/" in server.told
        with socket.create_connection(("::1", server.port)) as client:
            client.sendall(f"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: [::1]:{server.port}\r\n\r\n".encode())
            assert client.recv(100).startswith(b"HTTP/1.1 200")
