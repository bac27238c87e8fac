"""The query page and the first page, as they are sent; tests/browser looks at them."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from tests.serve.servers import Server, serving

from methodgraph import ontology
from methodgraph.ids import BASE


def data(server: Server) -> dict[str, object]:
    told = re.search(r'<script type="application/json" id="data">(.*?)</script>', server.get("/query").text, re.DOTALL)
    assert told is not None
    found: dict[str, object] = json.loads(told[1])
    return found


def test_the_query_page_brings_the_saved_questions(server: Server) -> None:
    told = data(server)
    examples = [
        {"name": name, "title": ontology.query_title(name), "text": ontology.query_text(name)}
        for name in ontology.query_names()
    ]
    assert examples
    assert told == {"examples": examples, "prefixes": ontology.PREFIXES, "base": BASE}


@pytest.mark.parametrize("name", ontology.query_names())
def test_every_saved_question_is_answered(server: Server, name: str) -> None:
    told = server.post(ontology.query_text(name))
    assert told.status == 200, told.text


@pytest.mark.parametrize("file", ["style.css", "query.css", "query.js", "answer.js", "sparql.js"])
def test_files_of_pages_are_there(server: Server, file: str) -> None:
    told = server.get(f"/static/{file}")
    assert told.status == 200
    assert told.type in {"text/css", "text/javascript", "application/javascript"}


def test_the_first_page_is_the_graph_as_the_build_wrote_it_but_for_knowing_its_place(
    server: Server, folder: Path
) -> None:
    served, written = server.get("/").text, (folder / "graph.html").read_text(encoding="utf-8")
    assert served.count("data-site>") == 1
    assert served.replace(" data-site>", ">", 1) == written


def test_the_policy_allows_what_runs_and_counts_no_data(server: Server) -> None:
    policy = server.get("/").headers["content-security-policy"]
    scripts = policy.partition("script-src ")[2].partition(";")[0].split()
    assert len(scripts) == 2


def test_the_graph_s_page_is_sent_once(server: Server) -> None:
    whole = server.get("/")
    tag = whole.headers["etag"]
    assert whole.headers["cache-control"] == "no-cache"
    for told in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = server.get("/", If_None_Match=told)
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
        assert again.headers["content-security-policy"] == whole.headers["content-security-policy"]
    assert server.get("/", If_None_Match='"other"').body == whole.body


def test_the_tag_changes_with_the_page(folder: Path, tmp_path: Path) -> None:
    shutil.copy(folder / "graph.ttl", tmp_path)
    (tmp_path / "graph.html").write_text("<p>one</p>", encoding="utf-8")
    with serving(tmp_path, "--workers", "1") as server:
        tag = server.get("/").headers["etag"]
        (tmp_path / "graph.html").write_text("<p>another</p>", encoding="utf-8")
        assert server.get("/", If_None_Match=tag).text == "<p>another</p>"
