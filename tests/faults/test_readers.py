"""The readers and broken files: nothing is raised, nothing takes long, no paper is lost in silence."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from benchmarks.faults import LIMIT, Sample, judged, read, samples
from benchmarks.marked import MARK, account, marked
from benchmarks.mutations import MUTATIONS, mutate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cli.calls import ROOT
from tests.support.hostile import broken_texts

from methodgraph.errors import Problem
from methodgraph.read import Found, Note
from methodgraph.records import Paper, Source

FIXTURES = sorted(
    path
    for folder in (ROOT / "tests/read/fixtures", ROOT / "seeds", ROOT / "tests/gold")
    for path in folder.rglob("*")
    if path.is_file() and path.name.casefold() != "readme.md"
)
GIVEN = samples(FIXTURES)
NAMES = ("x.jsonl", "x.json", "x.bib", "x.ris", "x.xml", "x.csv", "x.tsv", "x.txt", "x", "x.gz", "x.zip", "x.pdf")

patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)


def test_the_fixtures_hold_papers_of_many_formats_and_their_marks_come_out() -> None:
    assert len({Path(sample.name).suffix for sample in GIVEN}) >= 5
    assert sum(len(sample.marks) for sample in GIVEN) >= 50
    for sample in GIVEN:
        assert account(sample.data, read(sample.data, sample.name), sample.marks).lost == ()


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_broken_files_raise_nothing_lose_nothing_and_take_no_time(seed: int) -> None:
    known = frozenset(mark for sample in GIVEN for mark in sample.marks)
    faults = []
    for number in range(60):
        sample = GIVEN[(seed * 60 + number) % len(GIVEN)]
        how, data = mutate(sample.data, Random(f"{seed}:{number}"), [other.data for other in GIVEN])  # noqa: S311 - the same every time
        row = judged(Sample(sample.name, data, known), f"{seed}:{number} ({how})")
        assert row.slowest < LIMIT
        faults += row.faults
    assert faults == []


@patient
@given(st.binary(max_size=300), st.sampled_from(NAMES))
def test_any_bytes_are_papers_problems_or_notes(data: bytes, name: str) -> None:
    found = read(data, name)
    assert any(batch.papers or batch.problems for batch in found)


@patient
@given(broken_texts, st.sampled_from(NAMES))
def test_any_text_is_papers_problems_or_notes(text: str, name: str) -> None:
    found = read(text.encode("utf-8", "surrogatepass"), name)
    assert any(batch.papers or batch.problems for batch in found)
    for batch in found:
        for paper in batch.papers:
            "".join((paper.id, paper.title or "", paper.text)).encode("utf-8")


@patient
@given(broken_texts, broken_texts)
def test_what_a_record_holds_comes_out_or_is_told(title: str, abstract: str) -> None:
    import json  # noqa: PLC0415

    line = json.dumps({"id": "x", "title": title, "abstract": abstract}).encode()
    found = read(line, "x.jsonl")
    assert sum(len(batch.papers) + len(batch.problems) for batch in found) >= 1


def test_the_same_seed_makes_the_same_file_and_each_mutation_another_one() -> None:
    sample = next(sample for sample in GIVEN if sample.name.endswith(".bib"))
    for name, change in MUTATIONS.items():
        first, second = (
            [change(sample.data, Random(seed), [b"a\nb\n"]) for seed in range(5)]  # noqa: S311 - the same every time
            for _ in range(2)
        )
        assert first == second
        assert set(first) != {sample.data}, name


# The judge itself: does it see what is lost?


def paper(line: int, title: str) -> Paper:
    return Paper("x", title, "", (Source("f", line),))


def test_a_mark_that_nothing_tells_of_is_seen() -> None:
    data = b"zq000001x\nzq000002x\nzq000003x\n"
    known = frozenset(MARK.findall(data.decode()))
    whole = [Found("f", tuple(paper(n, f"zq00000{n}x") for n in (1, 2, 3)))]
    assert account(data, whole, known).lost == ()
    some = [Found("f", (paper(1, "zq000001x"), paper(3, "zq000003x")))]
    assert account(data, some, known).lost == (("zq000002x", 2),)
    assert account(data, [], known).lost == tuple((f"zq00000{n}x", n) for n in (1, 2, 3))


@pytest.mark.parametrize(
    ("remark", "lost"),
    [
        (Problem("f", 2, "broken", "mend it"), 0),
        (Note("f", 2, "left out"), 0),
        (Problem("f", None, "not a file of papers", "give another"), 0),
        (Note("f", None, "1 paper with a title and no abstract"), 1),
        (Problem("f", 3, "broken", "mend it"), 1),
        (Problem("f", 1, "broken, passed over to line 2", "mend it"), 0),
    ],
)
def test_a_remark_counts_where_it_stands(remark: Problem | Note, lost: int) -> None:
    data = b"zq000001x\nzq000002x\nzq000003x\n"
    papers = (paper(1, "zq000001x"), paper(3, "zq000003x"))
    told = Found("f", papers, (remark,)) if isinstance(remark, Problem) else Found("f", papers, (), (remark,))
    assert len(account(data, [told], frozenset(MARK.findall(data.decode()))).lost) == lost


def test_marks_told_of_together_are_counted() -> None:
    data = b"zq000001x\nzq000002x\nzq000003x\n"
    told = account(
        data, [Found("f", (), (Problem("f", 1, "broken", "mend it"),))], frozenset(MARK.findall(data.decode()))
    )
    assert (told.standing, told.lost, told.lumped) == (3, (), 2)


def test_a_mark_that_lost_its_label_is_no_loss_where_its_paper_was_read_without_a_title() -> None:
    data = b'{"title": "zq000001x A"}\n{\n"tivle": "zq000002x B",\n"abstract": "C"}\n'
    known = frozenset(MARK.findall(data.decode()))
    titled, untitled = paper(1, "zq000001x A"), Paper("y", None, "C", (Source("f", 2),))
    assert account(data, [Found("f", (titled, untitled))], known).lost == ()
    assert account(data, [Found("f", (titled,))], known).lost == (("zq000002x", 3),)
    assert account(data, [Found("f", (titled, paper(2, "D")))], known).lost == (("zq000002x", 3),)
    whole = data.replace(b"tivle", b"title")
    assert account(whole, [Found("f", (titled, untitled))], known).lost == (("zq000002x", 3),)
    doubled = data.replace(b'"abstract"', b'"tivle": "zq000003x E",\n"abstract"')
    lost = account(doubled, [Found("f", (titled, untitled))], known | {"zq000003x"}).lost
    assert lost == (("zq000003x", 4),)


def test_titles_of_each_format_are_marked() -> None:
    for data, told in (
        (b"<a><title>X</title></a>", b"<a><title>zq000002x X</title></a>"),
        (b"@misc{a,\n  title = {X}\n}", b"@misc{a,\n  title = {zq000002x X}\n}"),
        (b"TY  - JOUR\nTI  - X\n", b"TY  - JOUR\nTI  - zq000002x X\n"),
        (b'{"id": 1, "title": "X"}', b'{"id": 1, "title": "zq000002x X"}'),
        (b"id,title\n1,A long one\n", b"id,title\n1,zq000002x A long one\n"),
        (b"A plain listing\n", b"zq000002x A plain listing\n"),
    ):
        assert marked(data, 1) == told
