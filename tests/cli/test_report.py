from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import Result
from tests.cli.calls import ROOT, Call

import methodgraph


def test_the_seeds_as_a_page(call: Call, built: tuple[Path, Result], tmp_path: Path) -> None:
    folder, _ = built
    result = call("report", folder, tmp_path / "report.html")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"{(tmp_path / 'report.html').as_posix()}\n"
    page = (tmp_path / "report.html").read_text("utf-8")
    assert "What 49 papers say" in page
    assert "The papers tell no years" in page
    assert methodgraph.__version__ in page
    assert sha256((folder / "papers.jsonl").read_bytes()).hexdigest() in page
    assert str(tmp_path) not in page
    call("report", folder / "papers.jsonl", tmp_path / "again.html", "--quiet")
    assert (tmp_path / "again.html").read_text("utf-8") == page


def test_the_seeds_as_markdown(call: Call, built: tuple[Path, Result], tmp_path: Path) -> None:
    folder, _ = built
    result = call("report", folder, tmp_path / "report.md")
    told = result.stderr.splitlines()
    assert told[0].endswith("report.md")
    assert all(re.search(r"report-plots/[\w-]+\.svg$", line) for line in told[1:])
    assert (tmp_path / "report.md").read_text("utf-8").startswith("# What 49 papers say\n")
    quiet = call("report", folder, tmp_path / "report.md", "--quiet")
    assert (quiet.exit_code, quiet.stderr) == (0, "")


def test_every_section_is_documented(call: Call, built: tuple[Path, Result], tmp_path: Path) -> None:
    call("report", built[0], tmp_path / "report.md", "--quiet")
    titles = re.findall(r"^## (.+)$", (tmp_path / "report.md").read_text("utf-8"), re.MULTILINE)
    page = (ROOT / "docs" / "report.md").read_text("utf-8")
    assert titles
    assert [title for title in titles if f"**{title}**" not in page] == []


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        (
            ("{built}", "report.pdf"),
            2,
            "report.pdf: a report is Markdown or a page; name a file that ends in .md or .html",
        ),
        (("nowhere", "report.md"), 1, "build a graph first"),
        (("{built}/graph.ttl", "report.md"), 2, "report takes a build's output folder or its papers.jsonl"),
        (("{built}", "no/such/folder/report.html"), 2, "cannot be written"),
        (("{built}", "no/such/folder/report.md"), 2, "report.md: cannot be written"),
    ],
)
def test_misuse(call: Call, built: tuple[Path, Result], args: tuple[str, ...], status: int, said: str) -> None:
    result = call("report", *(arg.format(built=built[0]) for arg in args))
    assert (result.exit_code, result.stdout) == (status, "")
    assert said in result.stderr


@pytest.mark.parametrize("target", ["no/report.html", "no/report.md", "folder.md", "taken.md"])
def test_what_cannot_be_written_is_told_before_the_graph_is_read(call: Call, tmp_path: Path, target: str) -> None:
    (tmp_path / "papers.jsonl").write_text("no graph, which would be told too late\n", encoding="utf-8")
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "taken-plots").mkdir()
    (tmp_path / "taken-plots" / "mine.svg").touch()
    before = sorted(tmp_path.rglob("*"))
    result = call("report", tmp_path, tmp_path / target)
    assert (result.exit_code, result.stdout) == (2, "")
    assert sorted(tmp_path.rglob("*")) == before
