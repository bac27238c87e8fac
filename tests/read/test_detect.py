"""Which format a file is in: its content tells, its suffix only where that does not, a user before both."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest

from methodgraph.errors import UsageError
from methodgraph.read import iter_papers, read_papers
from methodgraph.read.detect import Unknown, find_format
from methodgraph.read.entry import Format
from methodgraph.read.formats import NAMES, formats

if TYPE_CHECKING:
    from pathlib import Path

CONTENT = [
    ("json", '{"id": "a", "abstract": "We do."}'),
    ("json", '\n\n [ {"title": "T"},'),
    ("json", "[null, {"),
    ("json", '{\n  "total": 2,\n  "data": ['),
    ("json", "\ufeff{}"),
    ("python", "{'title': 'T', 'abstract': \"We do.\"}"),
    ("python", "[{'title': 'T'}]"),
    ("csv", "id,title,abstract\n1,T,We do."),
    ("csv", "paper_id\ttitle\tlink\tkeywords\tabstract\n"),
    ("csv", '"Key";"Item Type";"Publication Year";"Title"\n'),
    ("csv", '\ufeff"Authors","Author full names","Title","Year","Source title"\n'),
    ("csv", "编号,题名,摘要\n"),
    ("bibtex", "% from Zotero\n\n@article{a,\n  title = {T},\n}"),
    ("ris", "TY  - JOUR\nTI  - T\nER  - \n"),
    ("ris", "TY  - JOUR\nTI  - T\nER  - \n@article{a,\n  title = {T},\n}"),
    ("bibtex", "@article{a,\n  title = {T},\n}\nTY  - JOUR\nTI  - T\nER  - \n"),
    ("atom", '<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><entry/></feed>'),
    ("dblp", '<?xml version="1.0"?>\n<!DOCTYPE dblp SYSTEM "dblp.dtd">\n<dblp>\n<article key="journals/x/Y01">'),
    ("text", "Abstract: We propose, in short, X; title and abstract follow.\n"),
    ("text", "{We} propose FooNet, a model. It is good.\n"),
    ("text", "Title: Foo\nAbstract: We do.\n"),
    ("text", "A Title, With a Comma\n\nWe propose FooNet.\n"),
]
SUFFIXES = [".txt", ".json", ".csv", ".bib", "", ".unheard", ".JSONL.gz"]


@pytest.mark.parametrize(("name", "content"), CONTENT)
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_content_decides(name: str, content: str, suffix: str) -> None:
    if name == "text" and suffix not in {".txt", ""}:
        return
    found = find_format(content.encode(), f"x{suffix}")
    assert isinstance(found, Format)
    assert found.name == name


@pytest.mark.parametrize(
    ("suffix", "name"), [(".json", "json"), (".tsv.gz", "csv"), (".BIB", "bibtex"), (".md", "text")]
)
def test_where_content_tells_nothing_the_suffix_does(suffix: str, name: str) -> None:
    found = find_format(b"What is this?", f"a/b{suffix}")
    assert isinstance(found, Format)
    assert found.name == name


def test_what_nobody_knows_is_told_with_what_is_known() -> None:
    found = find_format(b"What is this?", "a/b.docx")
    assert isinstance(found, Unknown)
    assert found.problem.what == "'.docx' is not a kind of file methodgraph reads"
    assert ".bib" in found.problem.remedy
    assert "--format" in found.problem.remedy


def test_names_and_formats_agree() -> None:
    assert tuple(kind.name for kind in formats()) == NAMES
    assert NAMES[-1] == "text"
    assert all(kind.title for kind in formats())
    suffixes = [suffix for kind in formats() for suffix in kind.suffixes if suffix != ".xml"]
    assert len(suffixes) == len(set(suffixes))


def test_a_named_format_goes_before_the_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.txt"
    path.write_text("Title,Abstract\nFoo,We do.\n")
    assert [paper.text for paper in read_papers([path]).papers] == ["We do."]
    path.write_text("abstract\nWe do, and how.\n")
    assert [paper.text for paper in read_papers([path], format="csv").papers] == ["We do, and how."]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Notes\n@misc{a, title={Foo Bar}}")))
    assert [paper.title for paper in read_papers(["-"], format="bibtex").papers] == ["Foo Bar"]


def test_a_format_that_is_not_there_is_told_at_once() -> None:
    with pytest.raises(UsageError, match=r"there is no format 'word'; name one of .*json"):
        iter_papers([], format="word")
