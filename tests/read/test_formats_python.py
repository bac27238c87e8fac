"""Lines of Python's literals, as careless crawlers write them: read, noted, and never run."""

from __future__ import annotations

import pytest
from tests.support.reading import found_in

from methodgraph.read.formats import python

LINE = (
    "{'arxiv_id': 'arXiv:2605.00001', 'title': \"Foo's \\d Net\", 'authors': 'Ada Bee, Cy Dee', "
    "'abstract': 'We do.', 'n': None}"
)


def test_a_line_is_a_paper_and_the_file_is_noted() -> None:
    found = found_in(f"{LINE}\n\n[{LINE}, {LINE}],\n", "python")
    assert [(paper.id, paper.title, paper.authors) for paper in found.papers] == [
        ("arxiv:2605.00001", "Foo's \\d Net", ("Ada Bee", "Cy Dee"))
    ] * 3
    assert [paper.sources[0].line for paper in found.papers] == [1, 3, 3]
    assert [note.what for note in found.notes] == ["Python's literals, not JSON; read all the same"]


@pytest.mark.parametrize(
    "line", ["{'title': open('x')}", "{'a': " + "(" * 5000, "__import__('os')", "{'a': 1 +", "{[]: 1}", "{'a': '\0'}"]
)
def test_what_is_no_literal_is_a_problem_of_its_line(line: str) -> None:
    found = found_in(f"{LINE}\n{line}\n{LINE}", "python")
    assert [(problem.line, problem.what) for problem in found.problems] == [(2, "neither JSON nor a literal of Python")]
    assert len(found.papers) == 2


def test_a_line_beyond_measure_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(python, "_LONGEST", 20)
    (problem,) = found_in(LINE, "python").problems
    assert problem.what == "a literal of more than a million characters"
