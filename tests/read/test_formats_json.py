"""JSON as those give it who have papers: every source's fields are found, and nothing that is no paper is made one."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.support.reading import found_in
from tests.support.sources import NOTE, NOTE_2, REPLY, S2, SOURCES, ZOTERO

from methodgraph.read.found import Found
from methodgraph.records import Paper, Source


def _one(told: object) -> Paper:
    found = found_in(json.dumps(told), "json")
    assert found.problems == ()
    (paper,) = found.papers
    return paper


@pytest.mark.parametrize("name", SOURCES)
def test_a_source_is_read_with_all_that_it_tells(name: str) -> None:
    told, paper = SOURCES[name]
    expected = Paper(
        **{field: getattr(paper, field) for field in Paper.__slots__} | {"sources": (Source("x.jsonl", 1),)}
    )
    assert _one(told) == expected


def test_only_a_book_has_an_isbn_of_its_own() -> None:
    book, chapter = ({"itemType": kind, "title": "T", "ISBN": "978-3-16-148410-0"} for kind in ("book", "bookSection"))
    assert [(each.scheme, each.value) for each in _one(book).identifiers] == [("isbn", "9783161484100")]
    assert _one(chapter).identifiers == ()


def test_openreviews_second_interface_tells_the_same() -> None:
    assert _one(NOTE_2) == _one(NOTE)


OTHER = {"title": "Bar Networks for the Many", "abstract": "We introduce BarNet.", "year": 1999}
WRAPPED: dict[str, Any] = {
    "array": [S2, OTHER],
    "results": {"meta": {"count": 2}, "results": [S2, OTHER]},
    "data": {"total": 2, "offset": 0, "data": [S2, OTHER]},
    "nested": {"data": [{"contexts": ["a"], "citingPaper": S2}, {"isInfluential": True, "citingPaper": OTHER}]},
    "pages": [{"data": [S2]}, {"data": [OTHER]}],
    "Crossref's message": {"status": "ok", "message": {"total": 2, "items": [S2, OTHER]}},
    "hits": {"hits": {"total": 2, "hits": [{"_id": 1, "_source": S2}, {"_id": 2, "_source": OTHER}]}},
    "map": {"one": S2, "two": OTHER},
    "some not found": [None, S2, None, OTHER],
}


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("name", WRAPPED)
def test_papers_are_found_in_what_is_around_them(name: str, indent: int | None) -> None:
    found = found_in(json.dumps(WRAPPED[name], indent=indent), "json")
    assert found.problems == ()
    assert [paper.title for paper in found.papers] == ["Foo Networks", "Bar Networks for the Many"]
    assert len(found.notes) == (2 if name == "some not found" else 0)


@pytest.mark.parametrize("name", WRAPPED)
def test_lines_of_what_is_around_papers_are_read_too(name: str) -> None:
    found = found_in("\n".join(json.dumps(each) for each in (OTHER, WRAPPED[name], OTHER)), "json")
    titles = [paper.title for paper in found.papers]
    if name == "array" or name in {"pages", "some not found"}:
        assert found.problems[0].what == "a JSON list, not an object"
    else:
        assert titles == ["Bar Networks for the Many", "Foo Networks", *["Bar Networks for the Many"] * 2]


def test_a_key_of_a_map_is_what_its_source_calls_a_paper() -> None:
    found = found_in(json.dumps({"one": OTHER, "two": {**OTHER, "abstract": "We do."}}), "json")
    assert [paper.id for paper in found.papers] == ["one", "two"]


def test_what_stands_among_papers_and_is_none_is_left_out_with_a_note() -> None:
    attachment = {"itemType": "attachment", "title": "Full Text PDF"}
    found = found_in(json.dumps({"items": [attachment, ZOTERO], "notes": [REPLY, NOTE]}), "json")
    assert [paper.title for paper in found.papers] == ["Foo Networks"] * 2
    assert [note.what for note in found.notes] == [
        "left out: a Zotero attachment, not a paper",
        "left out: a reply on OpenReview, not a paper",
    ]


def test_zoteros_interface_is_read() -> None:
    item = {"key": "AB12", "version": 3, "library": {"type": "user"}, "data": ZOTERO | {"key": "AB12"}, "meta": {}}
    assert _one([item]).title == "Foo Networks"


PLAIN = [
    ({"id": "acl:2018.clib-1.11", "abstract": "A."}, "acl:2018.clib-1.11", ("acl:2018.clib-1.11",)),
    ({"id": "000_a:2", "text": "A."}, "000_a:2", ()),
    ({"id": "2604.06774", "abstract": "A."}, "2604.06774", ("arxiv:2604.06774",)),
    ({"id": "x", "abstract": "A.", "doi": "10.1000/X"}, "x", ("doi:10.1000/x",)),
    ({"id": 7, "abstract": "A.", "url": "https://arxiv.org/abs/2101.00001v2"}, "7", ("arxiv:2101.00001",)),
    ({"key": "k", "abstract": "A."}, "k", ()),
    ({"key": "k", "abstract": "A.", "doi": "10.1000/X"}, "doi:10.1000/x", ("doi:10.1000/x",)),
    ({"id": "x", "text": "A.", "identifiers": ["doi:10.1000/x", "s2corpus:5"]}, "x", ("doi:10.1000/x", "s2corpus:5")),
]


@pytest.mark.parametrize(("record", "own", "identifiers"), PLAIN)
def test_a_given_id_stays_and_registries_ids_are_kept(record: object, own: str, identifiers: tuple[str, ...]) -> None:
    paper = _one(record)
    assert paper.id == own
    assert tuple(f"{told.scheme}:{told.value}" for told in paper.identifiers) == identifiers


NAMED = [
    (
        {"Paper Title": "T", "Paper Abstract": "A.", "Publication Year": "2020", "Conference": "C"},
        ("T", "A.", 2020, "C"),
    ),
    ({"paper_title": "T", "abstractText": "A.", "pubDate": "2020-03", "journalTitle": "C"}, ("T", "A.", 2020, "C")),
    ({"TITLE": "T", "SUMMARY": "A.", "published": "2020-03-04T00:00:00Z", "Booktitle": "C"}, ("T", "A.", 2020, "C")),
    ({"标题": "T", "摘要": "A.", "年": "2020", "来源": "C"}, ("T", "A.", 2020, "C")),
    ({"title": "T", "year": "2020.0", "venue": {"name": "C"}, "abstract": ["A", "B."]}, ("T", "A\n\nB.", 2020, "C")),
    ({"title": "T", "year": 2020.0, "venue": None, "abstract": "N/A"}, ("T", "", 2020, None)),
    ({"title": "T", "date": "n.d.", "venue": " ", "abstract": "-"}, ("T", "", None, None)),
]


@pytest.mark.parametrize(("record", "expected"), NAMED)
def test_fields_are_known_by_many_names(record: object, expected: tuple[object, ...]) -> None:
    paper = _one(record)
    assert (paper.title, paper.text, paper.year, paper.venue) == expected


def _lines(*records: object) -> Found:
    return found_in("\n".join(map(json.dumps, records)), "json")


def test_lone_surrogates_are_told_in_what_counts_and_replaced_elsewhere() -> None:
    found = _lines({"text": "A.", "venue": "V\ud800", "authors": ["A\udfff B"]}, {"text": "A\ud800."})
    assert [problem.what for problem in found.problems] == ["'text' holds a lone surrogate escape"]
    assert (found.papers[0].venue, found.papers[0].authors) == ("V\ufffd", ("A\ufffd B",))
    repr(found.papers[0]).encode()


def test_years_that_tell_none_are_noted_where_they_are_no_ones_year() -> None:
    found = _lines({"title": "T", "abstract": "A.", "date": "in press"})
    assert [note.what for note in found.notes] == ["no year: 'in press' holds none"]
    assert found.papers[0].year is None
