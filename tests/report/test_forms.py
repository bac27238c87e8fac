"""Markdown and the page: the same words in both, nothing of a paper's taken for markup, the same bytes."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import warnings
from base64 import b64encode
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import matplotlib as mpl
import pytest
from tests.cli.calls import ROOT, environment

from methodgraph.errors import UsageError
from methodgraph.palette import COLOURS
from methodgraph.report import html, markdown, plots
from methodgraph.report.content import PLOTS, Report
from methodgraph.report.writing import write_report


class Page(HTMLParser):
    """A page as a browser takes it: its tags with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.sheet = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "style" in self.open:
            self.sheet += data
        else:
            self.words.append(data)


@pytest.fixture(scope="module")
def page(field: Report) -> Page:
    return Page(html.page(field))


def test_the_page_has_no_script_no_request_and_no_inline_style(page: Page) -> None:
    tags = {tag for tag, _ in page.tags}
    assert {"svg", "table", "h2", "nav"} <= tags
    assert tags.isdisjoint({"script", "img", "iframe", "object", "base", "form"})
    for tag, attributes in page.tags:
        assert not [name for name in attributes if name == "style" or name.startswith("on")]
        assert tag == "a" or "href" not in attributes or (attributes["href"] or "").startswith(("#", "data:,"))


def test_the_policy_lets_in_this_sheet_alone(page: Page) -> None:
    (policy,) = [told["content"] for tag, told in page.tags if tag == "meta" and "http-equiv" in told]
    digest = b64encode(hashlib.sha256(page.sheet.encode()).digest()).decode()
    assert (
        policy == f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert len([tag for tag, _ in page.tags if tag == "style"]) == 1


def test_links_lead_to_sections_or_to_the_web(page: Page) -> None:
    links = [told["href"] or "" for tag, told in page.tags if tag == "a"]
    ids = [told["id"] for _, told in page.tags if "id" in told]
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
    outside = [link for link in links if not link.startswith("#")]
    assert "https://github.com/example/one" in outside
    assert all(link.startswith("https://") for link in outside)


def test_every_colour_and_reference_of_a_plot_is_the_page_s(page: Page) -> None:
    rules = page.sheet[page.sheet.index(".p0 {") :]
    assert "var(--method)" in rules
    assert not re.findall(r"#[0-9a-f]{6}", rules)
    named = set(re.findall(r"var\(--([\w-]+)\)", page.sheet))
    assert named <= set(re.findall(r"--([\w-]+):", page.sheet))
    ids = {told["id"] for _, told in page.tags if "id" in told}
    used = set(re.findall(r"url\(#([^)]+)\)", " ".join(str(told) for _, told in page.tags) + page.sheet))
    assert used
    assert used <= ids


def test_a_plot_beside_markdown_is_complete_in_itself(field: Report) -> None:
    for plot in markdown.plots(field):
        assert plot.svg.startswith("<?xml")
        assert "var(--" not in plot.svg
        assert not re.search(r"<dc:date|Matplotlib v", plot.svg)


def test_markdown_and_the_page_say_the_same(field: Report, page: Page) -> None:
    text = re.sub(r"\\(.)", r"\1", markdown.text(field, "plots"))
    shown = " ".join(" ".join(page.words).split())
    for section in field.sections:
        assert f"\n## {section.title}\n" in text
        assert section.title in shown
    for number in ("62.5%", "2 papers", "1.2.3", "00ff", "Grandchild"):
        assert number in text
        assert number in shown


def test_nothing_of_a_paper_is_markdown(field: Report) -> None:
    text = markdown.text(field, "plots")
    assert "\\<script\\>" in text
    assert not re.search(r"(?<!\\)<(?!https?://)", text)
    assert "](<javascript" not in text
    for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        lines = table.splitlines()
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in lines}) == 1
        assert re.fullmatch(r"\|( ---?:? \|)+", lines[1])


def test_plots_are_where_markdown_says(field: Report, tmp_path: Path) -> None:
    files = write_report(field, tmp_path / "my report.md")
    named = re.findall(r"!\[(?:\\.|[^\]\\])*\]\(([^)]+)\)", files[0].read_text("utf-8"))
    assert [f"my%20report-plots/{path.name}" for path in files[1:]] == named
    assert all(path.exists() for path in files)


def test_the_plots_of_an_older_report_are_replaced(field: Report, nothing: Report, tmp_path: Path) -> None:
    plots = tmp_path / "r-plots"
    plots.mkdir()
    for name in PLOTS:
        (plots / f"{name}.svg").write_text("old", encoding="utf-8")
    files = write_report(field, tmp_path / "r.md")
    assert {path.name for path in plots.iterdir()} == {path.name for path in files[1:]} < {f"{n}.svg" for n in PLOTS}
    assert all(path.read_text("utf-8").startswith("<?xml") for path in files[1:])
    assert write_report(nothing, tmp_path / "r.md") == (tmp_path / "r.md",)
    assert [path.name for path in tmp_path.iterdir()] == ["r.md"]


def test_a_folder_with_anything_else_is_left_alone(field: Report, tmp_path: Path) -> None:
    (tmp_path / "r-plots").mkdir()
    for name in ("usage.svg", "mine.svg"):
        (tmp_path / "r-plots" / name).write_text(name, encoding="utf-8")
    with pytest.raises(UsageError, match=r"r-plots: is there, and holds mine\.svg, which is no plot of a report"):
        write_report(field, tmp_path / "r.md")
    assert {path.name: path.read_text("utf-8") for path in (tmp_path / "r-plots").iterdir()} == {
        "usage.svg": "usage.svg", "mine.svg": "mine.svg",
    }  # fmt: skip
    (tmp_path / "s-plots").touch()
    with pytest.raises(UsageError, match="s-plots: cannot be written"):
        write_report(field, tmp_path / "s.md")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["r-plots", "s-plots"]


def test_every_plot_has_a_known_name(field: Report) -> None:
    names = [plot.name for plot in markdown.plots(field)]
    assert [name for name in PLOTS if name in names] == names
    assert len(names) > 3


def test_a_page_is_one_file(field: Report, tmp_path: Path) -> None:
    assert write_report(field, tmp_path / "r.html") == (tmp_path / "r.html",)
    assert [path.name for path in tmp_path.iterdir()] == ["r.html"]


def test_what_cannot_be_written_is_told(field: Report, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"name a file that ends in \.md or \.html"):
        write_report(field, tmp_path / "r.pdf")
    for name in ("no/r.html", "no/r.md"):
        with pytest.raises(UsageError, match="cannot be written"):
            write_report(field, tmp_path / name)


def test_a_graph_of_nothing_is_a_page_too(nothing: Report, sample: Report) -> None:
    for report in (nothing, sample):
        assert report.title in html.page(report)
        assert markdown.text(report, "plots").startswith(f"# {report.title}\n")


SCRIPT = """
import sys
from tests.report.conftest import told
from tests.report.dated import dated
from methodgraph.report import html, markdown
report = told(dated())
assert "matplotlib.pyplot" not in sys.modules, "it holds figures for the whole process"
sys.stdout.buffer.write((html.page(report) + "".join(p.svg for p in markdown.plots(report))).encode())
"""


def test_two_processes_give_the_same_bytes() -> None:
    runs = [
        subprocess.run(
            [sys.executable, "-c", SCRIPT], capture_output=True, check=True, cwd=ROOT,
            env={**environment(), "PYTHONHASHSEED": seed, "TZ": zone, "MPLBACKEND": "svg"},
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    ]  # fmt: skip
    assert runs[0]
    assert runs[0] == runs[1]


def drawn() -> Iterator[str]:
    yield plots.years({2020: 3, 2021: 0})
    yield plots.years(dict.fromkeys(range(1990, 2025), 2))
    yield plots.shares([2020, 2021], {"模型 $x$": [0.1, 0.2], "b_$": [0.0, 0.2], "c": [0.0, 0.0]})
    yield plots.changes([("a", "Task", 0.1, 0.2), ("b", "Metric", 0.0, 0.0)])
    yield plots.matrix(["a", "b", "c"], {(1, 0): (3, 2.0), (2, 0): (1, 99.0)}, 8.0)
    yield plots.columns(["a", "b"], [0, 1])


def test_plots_leave_no_trace_and_take_no_settings() -> None:
    usual = list(drawn())
    with mpl.rc_context({"axes.grid": True, "font.size": 30, "svg.fonttype": "path", "text.parse_math": True}):
        before = dict(mpl.rcParams)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert list(drawn()) == usual
        assert dict(mpl.rcParams) == before
    assert ">模型 $x$</text>" in usual[2]


def test_plots_use_no_colour_that_a_page_cannot_replace() -> None:
    known = {*COLOURS.values(), *plots.PAINTS}
    for svg in drawn():
        assert set(re.findall(r"#[0-9a-f]{6}\b", svg)) <= known


def test_names_at_the_ends_of_lines_do_not_touch() -> None:
    told = plots._apart({"a": 0.5, "b": 0.5, "c": 0.51, "d": 1.0, "e": 0.99}, 0.06)
    places = sorted(told.values())
    assert min(b - a for a, b in pairwise(places)) > 0.0599
    assert max(places) <= 1.0001
