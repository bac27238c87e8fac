from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.linked import link
from tests.support.pages import Blocks, index_of, papers_of

from methodgraph.errors import UsageError
from methodgraph.publish.html import page, write_html
from methodgraph.records import Claim, Entity, Linked, Paper, Passage

EMPTY = Linked((), (), (), (), ())


def one_paper(text: str, *names: str, title: str | None = None) -> Linked:
    paper = Paper("p", title, text)
    entities = tuple(sorted((Entity(f"e{i}", name, "Method") for i, name in enumerate(names)), key=lambda e: e.id))
    whole = Passage("text", 0, len(text), text, ("test/whole",))
    claims = tuple(Claim(f"c{i}", "p", "uses", entity.id, "p", (whole,)) for i, entity in enumerate(entities))
    links = tuple(sorted(link(paper, entity, "test") for entity in entities))
    return Linked((paper,), entities, links, claims, ())


def test_the_page_loads_nothing(linked: Linked) -> None:
    assert Blocks(page(linked)).addresses == ["data:,"]
    assert "@import" not in "".join(Blocks(page(linked)).styles)
    assert not re.search(r"url\(\s*['\"]?(?!data:)", "".join(Blocks(page(linked)).styles))


def test_the_policy_allows_exactly_the_inline_blocks(linked: Linked) -> None:
    blocks = Blocks(page(linked))
    allowed = dict(part.split(" ", 1) for part in blocks.policy.split("; "))
    assert allowed["script-src"].split() == [_hash(text) for text in blocks.code]
    assert allowed["style-src"].split() == [_hash(text) for text in blocks.styles]
    assert (allowed["default-src"], allowed["connect-src"]) == ("'none'", "'none'")
    assert "unsafe" not in blocks.policy


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_vis_network_is_pyvis_own(linked: Linked) -> None:
    library = Blocks(page(linked)).code[0]
    assert "vis-network" in library[:200]
    assert "@version 9." in library[:400]


def test_same_input_same_bytes_under_any_hash_seed(tmp_path: Path, linked: Linked) -> None:
    script = (
        "import sys; from pathlib import Path; from tests.support.linked import sample_linked;"
        "from methodgraph.publish.html import write_html; write_html(sample_linked(), Path(sys.argv[1]))"
    )
    root = Path(__file__).parents[3]
    told = [page(linked).encode()]
    for seed in ("1", "2"):
        path = tmp_path / f"{seed}.html"
        searched = os.pathsep.join([str(root), str(root / "src")])
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": searched}
        subprocess.run([sys.executable, "-c", script, str(path)], check=True, env=environment, cwd=tmp_path)
        told.append(path.read_bytes())
    assert told[0] == told[1] == told[2]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["1.html", "2.html"]  # pyvis left no lib/ behind


@pytest.mark.parametrize(
    "name",
    ["</script><script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "\u202egnp.exe", "N" * 5000, "\ud800"],
)
def test_hostile_names_stay_data(name: str) -> None:
    hostile = one_paper(f"We use {name} here.", name, title=name)
    document = page(hostile, title=name)
    assert len(Blocks(document).scripts) == 5
    assert document.encode("utf-8")
    assert index_of(document)["entities"]["labels"] == [name]
    assert index_of(document)["papers"]["titles"] == [name]
    assert papers_of(document)[0]["text"] == f"We use {name} here."


def test_a_title_is_text() -> None:
    document = page(EMPTY, title="<b>Ours</b> & theirs $data")
    assert "<h1>&lt;b&gt;Ours&lt;/b&gt; &amp; theirs $data</h1>" in document


def test_an_empty_graph_still_has_a_page() -> None:
    told = index_of(page(EMPTY))
    assert (told["papers"]["ids"], told["entities"]["ids"], told["claims"], told["topics"]) == ([], [], 0, [])
    assert papers_of(page(EMPTY)) == []


def test_what_opens_the_page_stands_before_what_may_come_later(linked: Linked) -> None:
    blocks = [attributes.get("id") for attributes, _ in Blocks(page(linked)).scripts]
    assert blocks == ["data-index", "data-columns", None, None, "data-0"]


def test_physics_is_off_and_names_are_ours(linked: Linked) -> None:
    told = index_of(page(linked))["options"]
    assert told["physics"]["enabled"] is False
    assert told["nodes"]["font"] == {"size": 0}


def test_write_html_writes_the_page_or_leaves_the_old_one(tmp_path: Path, linked: Linked) -> None:
    path = tmp_path / "graph.html"
    write_html(linked, path, title="Ours")
    assert path.read_bytes() == page(linked, title="Ours").encode()
    with pytest.raises(UsageError):
        write_html(linked, tmp_path / "absent" / "graph.html")
    assert [file.name for file in tmp_path.iterdir()] == ["graph.html"]
