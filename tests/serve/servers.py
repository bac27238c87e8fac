"""Server processes for tests, and requests sent to them as they are told, with nothing put right on the way."""

from __future__ import annotations

import http.client
import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tests.cli.calls import ROOT, environment

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"
"""A query that takes as good as for ever over any graph with some hundred triples."""


@dataclass
class Got:
    """What a server answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]

    @property
    def rows(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.body)["results"]["bindings"]
        return found


@dataclass
class Server:
    """A running server."""

    process: subprocess.Popen[str]
    port: int
    told: str
    said: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def send(self, method: str, path: str, headers: dict[str, str] | None = None, body: bytes | None = None) -> Got:
        """Send a request; only Host and Content-Length are added, unless they are told."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        told = {name.lower() for name in headers or {}}
        for name, value in {"Host": f"127.0.0.1:{self.port}", **(headers or {})}.items():
            if name != "Host" or value:
                connection.putheader(name, value)
        if body is not None and "content-length" not in told:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return Got(answer.status, {name.lower(): value for name, value in answer.getheaders()}, content)

    def get(self, path: str, **headers: str) -> Got:
        return self.send("GET", path, {name.replace("_", "-"): value for name, value in headers.items()})

    def ask(self, query: str, /, *, more: str = "", **headers: str) -> Got:
        """Send a query by GET; `more` is appended to the query string as it is."""
        return self.get(f"/sparql?query={quote(query, safe='')}{more}", **headers)

    def post(self, query: str, /, **headers: str) -> Got:
        """Send a query as the body of a POST."""
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.send("POST", "/sparql", {"Content-Type": "application/sparql-query", **more}, query.encode())

    def end(self, number: int = signal.SIGTERM) -> int:
        """Tell the process to end, and return its exit status once it has."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        _, said = self.process.communicate(timeout=30)
        self.said.append(said)
        return self.process.returncode


@contextmanager
def serving(graph: Path, *options: str, **more: str) -> Iterator[Server]:
    """Give a server of `graph` on a free port, with `more` in its environment."""
    process = subprocess.Popen(
        [sys.executable, "-m", "methodgraph", "serve", str(graph), "--port", "0", *options],
        stderr=subprocess.PIPE, text=True, encoding="utf-8", cwd=ROOT, env={**environment(), **more},
    )  # fmt: skip
    assert process.stderr is not None
    told = process.stderr.readline()
    found = re.search(r"http://[^/]*:(\d+)/", told)
    if found is None:
        process.kill()
        raise AssertionError(f"the server did not start: {told}{process.communicate()[1]}")
    server = Server(process, int(found[1]), told)
    try:
        yield server
    finally:
        try:
            server.end()
        finally:
            process.kill()
            process.wait()


def children(process: int) -> set[int]:
    """Return the processes that a process has started and that are still there."""
    told = ((int(path.parent.name), _state(path)) for path in Path("/proc").glob("[0-9]*/stat"))
    return {number for number, (_, parent) in told if parent == process}


def is_gone(process: int) -> bool:
    """Return True for a process that has ended, though whoever should hear of it may not have yet."""
    return _state(Path(f"/proc/{process}/stat"))[0] in {"", "Z"}


def _state(path: Path) -> tuple[str, int]:
    """Return the state and the parent of a process; "" and 0 where it is not there."""
    try:
        told = path.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    except OSError:
        return "", 0
    return told[0], int(told[1])
