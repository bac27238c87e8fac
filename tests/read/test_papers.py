"""From paths to papers: folders, standard input, what is wrong, and the same abstract met twice."""

from __future__ import annotations

import io
import subprocess
import sys
from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from methodgraph.errors import InputError
from methodgraph.read import read_papers
from methodgraph.records import Source

if TYPE_CHECKING:
    from pathlib import Path

A = "We propose FooNet, a model for image segmentation that beats BarNet on Cityscapes."
B = "We introduce QuxGraph, a method for graphs that change while they are learned."

FAULTY: dict[str, tuple[str, bytes, int | None, str]] = {
    "empty": ("a.txt", b"", None, "the file is empty"),
    "blank": ("a.jsonl", b"\xef\xbb\xbf \r\n", None, "the file is empty"),
    "binary": ("a.txt", b"\x89PNG\0\0", None, "a binary file"),
    "utf-16": ("a.txt", A.encode("utf-16"), None, "UTF-16"),
    "latin-1": ("a.txt", f"{A}\n\nCafé. {B}".encode("latin-1"), 3, "not UTF-8 (byte 0xE9 at column 4)"),
    "no paper": ("a.txt", b"Country\n\nSegment Anything\n", None, "no paper found"),
    "no paper in JSON": ("a.json", b"[\n]", None, "no paper found"),
    "broken JSON": ("a.jsonl", b'{"text": "A."}\n{"text"\n', 2, "broken JSON at column 8"),
    "another format": ("a.odg", b"drawn", None, "'.odg' is not a kind of file methodgraph reads"),
}


@pytest.mark.parametrize("name", FAULTY)
def test_a_faulty_file_is_one_clear_error(tmp_path: Path, name: str) -> None:
    file, content, line, what = FAULTY[name]
    path = tmp_path / file
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_papers([path])
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == (path.as_posix(), line)
    assert problem.what.startswith(what)
    assert problem.remedy


MISTAKEN = [
    ("bibtex", f"TY  - JOUR\nTI  - Foo\nAB  - {A}\nER  - \n", "BibTeX and BibLaTeX; it looks like RIS"),
    ("json", "<dblp>\n<article key='a'>\n<title>Foo</title>\n</article>\n</dblp>\n", "it looks like DBLP XML"),
]


@pytest.mark.parametrize(("form", "content", "what"), MISTAKEN)
def test_a_format_that_is_not_the_files_is_one_problem(tmp_path: Path, form: str, content: str, what: str) -> None:
    path = tmp_path / "papers"
    path.write_text(content)
    (problem,) = read_papers([path], format=form, keep_going=True).problems
    assert (problem.line, problem.remedy) == (None, "leave --format out")
    assert problem.what.startswith("no paper found as ")
    assert problem.what.endswith(what)
    assert read_papers([path]).papers


def test_a_format_that_finds_papers_in_what_looks_like_another_tells_all(tmp_path: Path) -> None:
    path = tmp_path / "papers"
    path.write_text(f'TY  - JOUR\n{{"text"\n{{"text": "{A}"}}\n{{"text"\n')
    reading = read_papers([path], format="json", keep_going=True)
    assert [paper.text for paper in reading.papers] == [A]
    assert {problem.line for problem in reading.problems} >= {1, 2, 4}


def test_paths_that_are_not_there_and_folders_without_files(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "README.md").write_text(A)
    problems = read_papers([tmp_path / "nowhere.txt", tmp_path / "empty", tmp_path], keep_going=True).problems
    assert [problem.what for problem in problems] == [
        "no such file or folder",
        "no file to read in this folder",
        "no file to read in this folder",
    ]


def test_keeping_going_reads_all_that_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(f"Abstract:{A}\nAbstract:Caf\xe9.\nAbstract:{B}".encode("latin-1"))
    (tmp_path / "b.jsonl").write_bytes(b'{"text": "Caf\xe9."}\n{"id": "c", "text": "C."}\n{}\n[]')
    (tmp_path / "c.txt").write_bytes(b"\0")
    reading = read_papers([tmp_path], keep_going=True)
    assert [paper.id for paper in reading.papers] == ["a:1", "a:3", "c"]
    places = [(problem.path[-len("a.txt") :], problem.line) for problem in reading.problems]
    assert places == [("a.txt", 2), ("jsonl", 1), ("jsonl", 3), ("jsonl", 4), ("c.txt", None)]
    with pytest.raises(InputError) as caught:
        read_papers([tmp_path / "b.jsonl", tmp_path / "c.txt"])
    assert [problem.line for problem in caught.value.problems] == [1, 3, 4]


def test_folders_are_read_in_order_without_hidden_files_and_readme(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name, text in (("sub/z.txt", A), ("b.txt", B), ("README.txt", A), (".hidden.txt", "x")):
        (tmp_path / name).write_text(text)
    reading = read_papers([tmp_path])
    assert [paper.id for paper in reading.papers] == ["b:1", "z:1"]
    assert [note.path for note in reading.notes] == [(tmp_path / "README.txt").as_posix()]


@pytest.mark.parametrize(
    ("content", "ids"), [(f"{A}\n\n{B}", ["stdin:1", "stdin:3"]), ('\n{"id": "i", "text": "A."}', ["i"])]
)
def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch, content: str, ids: list[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    papers = read_papers(["-"]).papers
    assert [paper.id for paper in papers] == ids
    assert {source.file for paper in papers for source in paper.sources} == {"-"}


def test_the_same_abstract_met_twice_is_one_paper(tmp_path: Path) -> None:
    one, two = tmp_path / "one.txt", tmp_path / "two.jsonl"
    one.write_text(f"Abstract:{A}")
    two.write_text(f'\n{{"id": "x", "title": "T", "year": 2025, "text": "{A.upper()} "}}\n{{"id": "y", "text": "{B}"}}')
    first, second = read_papers([one, two, one]).papers
    assert (first.id, first.text, first.title, first.year) == ("x", A, "T", 2025)
    assert first.sources == (Source(one.as_posix(), 1), Source(two.as_posix(), 2))
    assert (second.id, second.sources) == ("y", (Source(two.as_posix(), 3),))


def test_one_id_for_two_abstracts_is_a_problem_of_the_later(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"id": "x", "text": "{A}"}}\n{{"id": "x", "text": "{B}"}}\n{{"id": "x", "text": "{A}"}}')
    reading = read_papers([path], keep_going=True)
    assert [paper.text for paper in reading.papers] == [A]
    assert [source.line for source in reading.papers[0].sources] == [1, 3]
    (problem,) = reading.problems
    assert (problem.line, problem.what) == (
        2,
        f"the id 'x' already stands for another abstract, at {path.as_posix()}:1",
    )


def _listings(folder: Path, **texts: str) -> list[str]:
    """Write listings, "b_x" as b/x.txt, and return their paths as told from the folder."""
    paths = [name.replace("_", "/") + ".txt" for name in texts]
    for path, text in zip(paths, texts.values(), strict=True):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return paths


def test_listings_of_one_name_get_their_folders_into_their_ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    texts = [f"We propose Net{number}, a model for image segmentation that beats BarNet." for number in range(5)]
    paths = _listings(tmp_path, a_x=texts[0], b_x=texts[1], c_b_x=texts[2], x=texts[3], d_x=texts[0])
    (tmp_path / "b" / "x.md").write_text(texts[4])
    reading = read_papers([*paths, "b/x.md"])
    assert [paper.id for paper in reading.papers] == ["a/x:1", "b/x.txt:1", "c/b/x:1", "x.md:1", "x.txt:1"]
    assert [source.file for source in reading.papers[0].sources] == ["a/x.txt", "d/x.txt"]
    assert [note.path for note in reading.notes] == ["a/x.txt", "b/x.md", "b/x.txt", "c/b/x.txt", "x.txt"]
    assert reading.notes[0].what == "the id 'x:1' stands for another paper too; this paper's is 'a/x:1'"
    assert read_papers(["b/x.md", *reversed(paths)]) == reading


def test_a_given_id_goes_before_that_of_a_listing(tmp_path: Path) -> None:
    (listing,) = _listings(tmp_path, a_x=A)
    given_id = tmp_path / "given.jsonl"
    given_id.write_text(f'{{"id": "x:1", "text": "{B}"}}')
    one, other = (read_papers(paths) for paths in permutations([tmp_path / listing, given_id]))
    assert [paper.id for paper in one.papers] == ["a/x:1", "x:1"]
    assert one == other


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(5)))
def test_the_order_of_files_changes_nothing(seeds: Path, order: list[int]) -> None:
    paths = sorted(seeds.glob("*.txt"))
    papers = read_papers([paths[place] for place in order]).papers
    assert papers == read_papers(paths).papers
    assert [paper.id for paper in papers] == sorted(paper.id for paper in papers)


def test_importing_is_free() -> None:
    heavy = "{'ftfy', 'spacy', 'rdflib', 'networkx'}"
    code = f"import sys, methodgraph.read; sys.exit(len({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
