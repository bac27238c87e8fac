"""The 49 seed papers: none lost, none invented, each where its source says."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from methodgraph.read import read_papers

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from methodgraph.records import Paper


def test_there_are_49_papers_in_five_files(seeds: Path) -> None:
    papers = read_papers([seeds]).papers
    counts = Counter(source.file.rpartition("/")[2][:3] for paper in papers for source in paper.sources)
    assert counts == {"000": 10, "001": 10, "002": 10, "003": 9, "004": 10}
    assert len({paper.id for paper in papers}) == len(papers) == 49


def test_each_text_is_its_line_verbatim_but_for_one_kappa(seeds: Path) -> None:
    papers = read_papers([seeds]).papers
    repaired = []
    for paper in papers:
        (source,) = paper.sources
        line = (seeds.parent / source.file).read_text(encoding="utf-8").split("\n")[source.line - 1]
        if paper.text != line.removeprefix("Abstract:").strip():
            repaired.append(paper.id)
            assert paper.text == line.replace("ฮบ", "κ")
    assert repaired == ["003_511bb148f6201caf:13"]


def test_no_prose_of_the_files_is_left_out(seeds: Path) -> None:
    notes = read_papers([seeds]).notes
    assert [(note.path.rpartition("/")[2][:3], note.line, note.what.rpartition(": ")[2]) for note in notes] == [
        ("001", 1, "'Zhejiang University'"),
        ("002", 1, "'Wuhan University'"),
        ("003", 1, "'Country'"),
        ("003", 13, "'ฮบ' to 'κ'"),
        ("003", 14, "'06872e1e6d11baf2ae27285c50132f4f-Paper-Conference.pdf'"),
    ]


def _by_place(papers: Iterable[Paper]) -> list[Paper]:
    return sorted(papers, key=lambda paper: paper.sources)


def test_eight_papers_have_titles(seeds: Path) -> None:
    titled = [paper for paper in _by_place(read_papers([seeds]).papers) if paper.title]
    assert [paper.id.rpartition(":")[2] for paper in titled] == ["3", "5", "7", "9", "11", "13", "17", "19"]
    assert titled[3].title is not None
    assert titled[3].title.startswith("FedWMSAM: Fast and Flat Federated Learning")


def test_files_without_a_last_line_break_may_be_glued(seeds: Path, tmp_path: Path) -> None:
    glued = tmp_path / "all.txt"
    glued.write_bytes(b"".join(path.read_bytes() for path in sorted(seeds.glob("*.txt"))))
    apart, together = (_by_place(read_papers([path]).papers) for path in (seeds, glued))
    assert len(together) == 49
    assert [paper.title for paper in together] == [paper.title for paper in apart]
    assert all(one.text.startswith(other.text) for one, other in zip(together, apart, strict=True))


@pytest.mark.parametrize("line_break", [b"\r\n", b"\r"])
def test_other_line_breaks_and_a_bom_change_nothing(seeds: Path, tmp_path: Path, line_break: bytes) -> None:
    for path in seeds.glob("*.txt"):
        (tmp_path / path.name).write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", line_break))
    told = [(paper.id, paper.title, paper.text) for paper in read_papers([tmp_path]).papers]
    assert told == [(paper.id, paper.title, paper.text) for paper in read_papers([seeds]).papers]
