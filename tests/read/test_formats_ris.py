"""RIS: the tags of many programs, records without their first or last line, wrapped lines."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from methodgraph.errors import Problem
from methodgraph.read.entry import Entry
from methodgraph.read.formats import ris
from methodgraph.read.formats.ris import FORMAT
from methodgraph.read.found import Note
from methodgraph.records import Identifier

FIXTURE = Path(__file__).parent / "fixtures" / "references.ris"


def _told(text: str | bytes) -> list[Entry | Problem | Note]:
    return list(FORMAT.read(io.BytesIO(text.encode() if isinstance(text, str) else text), "x.ris"))


def _titles(told: list[Entry | Problem | Note]) -> list[tuple[int, str | None]]:
    return [(each.line, each.title) for each in told if isinstance(each, Entry)]


def _entry(*lines: str) -> Entry:
    (entry,) = _told("\n".join(("TY  - JOUR", *lines, "ER  - ")))
    assert isinstance(entry, Entry)
    return entry


def test_references() -> None:
    first, second = _told(FIXTURE.read_bytes())
    assert first == Entry(
        line=1,
        title="FooNet: Reading Papers",
        abstract="We present FooNet, a reader of papers that goes on\nand on in the next line.",
        year="2031",
        url="https://foo.example/a;b",
        urls=("https://foo.example/a.pdf",),
        authors=("Ada Lovelace", "Martin L. King Jr."),
        venue="Journal of Invented Results",
        identifiers=(Identifier("doi", "10.1234/jir.2031.7"),),
        categories=("Foo", "Bar", "Baz"),
    )
    assert second == Entry(
        line=18,
        title="Is Foo Bar?",
        abstract="We ask whether Foo is Bar.",
        key="4711",
        year="2030///",
        authors=("C. Babbage",),
        venue="Proceedings of FOO",
        identifiers=(Identifier("arxiv", "3005.00009"), Identifier("pmid", "4711")),
    )


def test_a_record_without_end_does_not_swallow_the_next() -> None:
    told = _told("TY  - JOUR\nTI  - A\n\nTY  - JOUR\nTI  - B\nER  - \nTI  - C\nER  - \nTY  - JOUR\nTI  - D\n")
    assert _titles(told) == [(1, "A"), (4, "B"), (7, "C"), (9, "D")]
    assert [each.line for each in told if isinstance(each, Note)] == [1, 7, 9]


def test_a_mark_at_the_beginning_and_other_line_breaks() -> None:
    text = "\ufeffProvider: Somebody\r\nTY  - JOUR\r\nTI  - Köln\r\nER  -\r\n\r\nTY  - JOUR\r\nTI  - B\r\nER  - \r\n"
    assert _titles(_told(text)) == [(2, "Köln"), (6, "B")]
    assert _titles(_told(text.replace("\r\n", "\r"))) == [(2, "Köln"), (6, "B")]
    assert _titles(_told(text.encode("utf-16"))) == [(2, "Köln"), (6, "B")]
    recoded = _told("TY  - JOUR\nTI  - Köln\nER  - ".encode("latin-1"))
    assert _titles(recoded) == [(1, "Köln")]
    assert str(recoded[1]) == "x.ris:2: 1 line not in UTF-8, read as Windows-1252"


def test_tags_with_one_space_where_the_record_has_them_so() -> None:
    assert _titles(_told("TY - JOUR\nTI - A - B\nER - \n")) == [(1, "A - B")]
    assert _entry("AB  - Methods of", "AI - based reading").abstract == "Methods of\nAI - based reading"


@pytest.mark.parametrize(
    ("lines", "venue"),
    [
        (("JF  - Journal of Foo", "JO  - J. Foo"), "Journal of Foo"),
        (("JO  - J. Foo",), "J. Foo"),
        (("T2  - arXiv:3101.00001 [cs]",), "arXiv"),
        (("PB  - arXiv",), "arXiv"),
        ((), None),
    ],
)
def test_venues(lines: tuple[str, ...], venue: str | None) -> None:
    assert _entry(*lines).venue == venue


def test_the_school_of_a_thesis_is_its_venue() -> None:
    (thesis,) = _told("TY  - THES\nTI  - A\nPB  - Nowhere\nT3  - Series\nER  - ")
    assert isinstance(thesis, Entry)
    assert thesis.venue == "Nowhere"


def test_habits() -> None:
    entry = _entry("T1  - A", "TI  - A", "AU  - Lovelace, A.; Babbage, C.", "DA  - 2031-05", "C2  - PMC77", "ID  - k1")
    assert (entry.title, entry.authors, entry.year) == ("A", ("A. Lovelace", "C. Babbage"), "2031-05")
    assert (entry.identifiers, entry.key) == ((Identifier("pmcid", "PMC77"),), "k1")
    assert _entry("M3  - 10.1234/x").identifiers == (Identifier("doi", "10.1234/x"),)
    assert _entry("KW  - one", "two", "three").categories == ("one", "two", "three")
    assert _entry("TI  - A title that", "  goes on").title == "A title that\ngoes on"


def test_no_record_grows_beyond_measure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ris, "_LARGEST_RECORD", 1000)
    told = _told("TY  - JOUR\n" + "AB  - long\n" * 999 + "ER  - \nTY  - JOUR\nTI  - B\nER  - \n")
    assert _titles(told) == [(1002, "B")]
    assert [each.line for each in told if isinstance(each, Problem)] == [1]


def test_what_is_ris() -> None:
    assert FORMAT.looks_like("\ufeff\nTY  - JOUR\nTI  - A")
    assert FORMAT.looks_like("Provider: X\nTY  - JOUR")
    for other in ("", "TY is a type", "The TY  - JOUR line", "{\nTY  - JOUR\n", "@article{a,\nTY  - JOUR\n}"):
        assert not FORMAT.looks_like(other), other


@given(st.lists(st.sampled_from(["TY  - JOUR", "ER  - ", "TI  - A", "AB  - B", "and on", "", "XX  - y", "TY", "  -"])))
def test_no_record_is_lost(lines: list[str]) -> None:
    told = _told("\n".join(lines))
    assert sum(isinstance(each, Entry) for each in told) >= lines.count("TY  - JOUR")
    assert not [each for each in told if isinstance(each, Problem)]


@given(st.binary())
def test_any_bytes_are_read_to_their_end(data: bytes) -> None:
    assert _titles(_told(b"." + data + b"\nER  - \nTY  - JOUR\nTI  - Last\nER  - \n"))[-1][1] == "Last"


def test_lines_of_no_record_are_told_once_a_stretch() -> None:
    told = _told(
        'TY  - JOUR\nTI  - Foo\nPY  - 2020\n<title>Lost</title>\nER  - \n\n{"title": "Bar"}\nmore\nTY  - JOUR\nER  -'
    )
    assert [str(each) for each in told if isinstance(each, Note)] == [
        "x.ris:4: left out, of no record: 1 line, down to line 4",
        "x.ris:7: left out, of no record: 2 lines, down to line 8",
    ]


@pytest.mark.parametrize("tag", ["UR", "L1", "N1", "C1", "CY"])
def test_what_follows_a_tag_that_does_not_go_on_is_told(tag: str) -> None:
    told = _told(f"TY  - JOUR\nTI  - Foo\n{tag}  - https://foo.example/a\nAbstract: We ask.\nKW  - x\nER  - ")
    notes = [str(each) for each in told if isinstance(each, Note)]
    assert notes == ["x.ris:4: left out, of no record: 1 line, down to line 4"]


def test_a_break_lost_behind_the_type_is_told() -> None:
    told = _told("TY  - JOURTI  - Foo and Bar\nER  - ")
    assert [str(each) if isinstance(each, Note) else _titles([each])[0] for each in told] == [
        "x.ris:1: two lines in one; read as if they were two",
        (1, "Foo and Bar"),
    ]


def test_a_run_of_blanks_in_a_list_takes_no_time() -> None:
    blanks = " " * 300_000
    begin = time.process_time()
    entry = _entry("TI  - A title", f"AU  - Ada{blanks}Lovelace; B. C.", f"KW  - a{blanks}b ; c")
    assert time.process_time() - begin < 2
    assert entry.categories[1:] == ("c",)
