"""Whether an installed `methodgraph serve` answers SPARQLWrapper and a real browser, and ends when it is told to.

.venv/bin/python .ci/serving.py COMMAND GRAPH     (COMMAND: the methodgraph to run, of another environment, say)
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys

from playwright.sync_api import sync_playwright
from SPARQLWrapper import JSON, SPARQLWrapper


def main(command: str, graph: str) -> None:
    """Serve, ask, look, end."""
    server = subprocess.Popen([command, "serve", graph, "--port", "0"], stderr=subprocess.PIPE, text=True)  # noqa: S603
    try:
        assert server.stderr is not None  # noqa: S101 - it is a pipe
        address = re.search(r"http://\S+", server.stderr.readline())
        if address is None:
            sys.exit("serve told no address")
        print(f"SPARQLWrapper: {papers(address[0])} papers")
        print(f"Chromium: {rows(address[0])} rows")
    finally:
        server.terminate()
        status = server.wait(timeout=30)
    if status:
        sys.exit(f"serve ended with status {status}")


def papers(address: str) -> int:
    """Return how many papers SPARQLWrapper is told."""
    client = SPARQLWrapper(f"{address}sparql", returnFormat=JSON)
    client.setQuery("SELECT (COUNT(?paper) AS ?papers) { ?paper a mg:Paper }")
    told = client.queryAndConvert()
    return int(told["results"]["bindings"][0]["papers"]["value"])  # type: ignore[call-overload, index]


def rows(address: str) -> int:
    """Return how many rows of an answer a browser draws, after a look at the graph."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(address)
        page.goto(f"{address}query")
        page.wait_for_selector("#answer tbody tr")
        return page.locator("#answer tbody tr").count()


if __name__ == "__main__":
    main(*sys.argv[1:])
