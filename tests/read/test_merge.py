"""When two papers are one, and what is then known of it: whatever the order, and nothing lost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from methodgraph.read.keys import title_key
from methodgraph.read.merge import Merged, merge
from methodgraph.records import Identifier, Paper, Source

A = "We propose FooNet, a model for image segmentation that beats BarNet on Cityscapes by learning from few labels."
A_REVISED = (
    "We propose FooNet, a new model for image segmentation that beats BarNet on Cityscapes; it learns from few labels."
)
B = "This work introduces QuxGraph, whose memory per node forgets what no neighbor asks about, without retraining."
TITLE = "FooNet: Segmentation of Images from Few Labels"
DOI, OTHER_DOI = Identifier("doi", "10.1000/foo"), Identifier("doi", "10.1000/bar")
ARXIV, OTHER_ARXIV = Identifier("arxiv", "2101.00001"), Identifier("arxiv", "2101.00002")
PREPRINT = Identifier("doi", "10.48550/arxiv.2101.00001")


def paper(identity: str = "", title: str | None = None, text: str = "", **more: object) -> Paper:
    """Return a paper of a place of its own, made of what it is called by."""
    place = Source(str(more.pop("file", "f.bib")), int(str(more.pop("line", 1))))
    identifiers = more.pop("identifiers", ())
    assert isinstance(identifiers, tuple)
    return Paper(identity, title, text, (place,), identifiers=identifiers, **more)  # type: ignore[arg-type]


ONE: dict[str, tuple[Paper, Paper]] = {
    "a DOI": (paper("x", "Foo Bar", A, identifiers=(DOI,)), paper("y", "Foo Bar", "", identifiers=(ARXIV, DOI))),
    "a DOI, translated title": (
        paper("x", "Foo", A, identifiers=(DOI,)),
        paper("y", "Bar", A_REVISED, identifiers=(DOI,)),
    ),
    "an abstract": (paper("x", "One", A), paper("y", "Another Title Altogether", f"  {A.upper()}")),
    "a title": (
        paper("x", TITLE, A),
        paper("y", TITLE.lower().replace("-", " ") + "."),
    ),
    "a title and revised abstracts": (paper("x", TITLE, A), paper("y", TITLE, A_REVISED)),
    "a preprint and its publication": (
        paper("x", TITLE, A, identifiers=(ARXIV, PREPRINT), year=2021, authors=("Ada Lovelace", "Alan Turing")),
        paper("y", TITLE, identifiers=(DOI,), year=2023, authors=("A. Lovelace", "A. M. Turing")),
    ),
    "a given id, a revised abstract": (paper("x", None, A), paper("x", None, A_REVISED, file="g")),
    "a given id, the same short title": (paper("x", "Foo", A), paper("x", "Foo!", B, file="g")),
    "title and accents": (paper("x", r"R\'esum\'e of Foo and Bar"), paper("y", "Résumé of foo & and bar")),
}
TWO: dict[str, tuple[Paper, Paper]] = {
    "other titles": (paper("x", TITLE, A), paper("y", "QuxGraph: Memory on Graphs That Change", B)),
    "a book they are both in": (
        paper("x", "Foo Bar", identifiers=(Identifier("isbn", "9783161484100"),)),
        paper("y", "Foo Bar", A, identifiers=(Identifier("isbn", "9783161484100"),)),
    ),
    "a short title": (paper("x", "Deep Foo Learning", A), paper("y", "Deep Foo Learning")),
    "a generic title": (
        paper("x", "Introduction to the Special Issue", year=2019),
        paper("y", "Introduction to the special issue", year=2020),
    ),
    "other abstracts": (paper("x", TITLE, A), paper("y", TITLE, B)),
    "other DOIs": (paper("x", TITLE, A, identifiers=(DOI,)), paper("y", TITLE, identifiers=(OTHER_DOI,))),
    "other arXiv ids": (paper("x", TITLE, identifiers=(ARXIV,)), paper("y", TITLE, A, identifiers=(OTHER_ARXIV,))),
    "years apart": (paper("x", TITLE, A, year=2010), paper("y", TITLE, year=2014)),
    "other people": (paper("x", TITLE, A, authors=("Ada Lovelace",)), paper("y", TITLE, authors=("Alan Turing",))),
    "a volume's DOI": (paper("x", TITLE, A, identifiers=(DOI,)), paper("y", "Qux Graphs", B, identifiers=(DOI,))),
    "no more than a year": (paper("x", None, A, year=2020), paper("y", None, B, year=2020)),
    "an id of rows in two files": (paper("7", None, A, file="a/rows.csv"), paper("7", None, B, file="b/lines.csv")),
}


def _merged(*papers: Paper) -> Merged:
    """Return what merging makes of papers that differ in their place, whatever their order."""
    placed = [replace(each, sources=(replace(each.sources[0], line=at),)) for at, each in enumerate(papers, 1)]
    told = merge(placed)
    assert merge(reversed(placed)) == told
    assert merge(told.papers) == Merged(told.papers)
    return told


@pytest.mark.parametrize("name", ONE)
def test_copies_are_one_paper(name: str) -> None:
    told = _merged(*ONE[name])
    assert len(told.papers) == 1
    assert [source.line for source in sorted(told.papers[0].sources, key=lambda source: source.line)] == [1, 2]
    assert set(told.papers[0].identifiers) == {each for one in ONE[name] for each in one.identifiers}


@pytest.mark.parametrize("name", TWO)
def test_what_is_not_the_same_stays_apart(name: str) -> None:
    told = _merged(*TWO[name])
    assert len(told.papers) == 2
    assert told.problems == ()


def test_one_paper_through_another() -> None:
    told = _merged(
        paper("x", TITLE, A, identifiers=(DOI,)),
        paper("y", "FooNet", "", identifiers=(DOI, ARXIV)),
        paper("z", None, B, identifiers=(ARXIV,)),
    )
    assert len(told.papers) == 1


def test_a_title_that_fits_two_papers_goes_to_one_of_them() -> None:
    told = _merged(
        paper("x", TITLE, A, identifiers=(DOI,)),
        paper("y", TITLE, B, identifiers=(OTHER_DOI,)),
        paper("z", TITLE),
    )
    assert sorted(len(each.sources) for each in told.papers) == [1, 2]


def test_what_is_known_of_a_paper_is_the_best_that_is_told() -> None:
    told = _merged(
        paper(
            "row",
            TITLE.upper(),
            A[:60],
            identifiers=(DOI,),
            year=2023,
            authors=("A. Lovelace",),
            venue="CoRR",
            url="https://b.org",
        ),
        paper(
            "doi:10.1000/foo", TITLE, A, identifiers=(ARXIV, DOI), year=2021, authors=("Ada Lovelace", "Alan Turing")
        ),
        paper(
            "arxiv:2101.00001",
            "FooNet",
            "",
            identifiers=(ARXIV,),
            venue="Journal of Foo",
            url="https://a.org",
            categories=("cs.CV",),
        ),
    )
    (one,) = told.papers
    assert (one.id, one.title, one.text, one.year) == ("arxiv:2101.00001", TITLE, A, 2021)
    assert (one.authors, one.venue) == (("Ada Lovelace", "Alan Turing"), "Journal of Foo")
    assert (one.url, one.urls, one.categories) == ("https://a.org", ("https://b.org",), ("cs.CV",))
    assert one.identifiers == (ARXIV, DOI)


IDS = [
    (("f:1", "acl:P19-1001"), "acl:P19-1001"),
    (("zzz", "a:1"), "zzz"),
    (("doi:10.1000/foo", "openreview:abcd"), "doi:10.1000/foo"),
    (("text-d2873a4559bd7cf3", "a:1"), "a:1"),
    (("b", "a"), "a"),
]


@pytest.mark.parametrize(("ids", "best"), IDS)
def test_the_id_is_a_registrys_or_given_or_made_of_a_file_or_of_content(ids: tuple[str, str], best: str) -> None:
    first, second = (Paper(own, None, A, (Source(f"{own[0]}.txt", 1),)) for own in ids)
    assert [each.id for each in merge([first, second]).papers] == [best]
    assert merge([second, first]) == merge([first, second])


def test_rows_of_one_number_get_their_files_names() -> None:
    told = _merged(*TWO["an id of rows in two files"])
    assert [each.id for each in told.papers] == ["lines:7", "rows:7"]
    assert [note.what for note in told.notes] == [
        "the id '7' stands for another paper too; this paper's is 'rows:7'",
        "the id '7' stands for another paper too; this paper's is 'lines:7'",
    ]


def test_a_volumes_doi_names_none_of_its_papers() -> None:
    first, second = (replace(each, id="doi:10.1000/foo") for each in TWO["a volume's DOI"])
    told = _merged(first, second)
    assert [each.id.partition("-")[0] for each in told.papers] == ["text", "text"]
    assert len(told.notes) == 2


def test_two_papers_of_one_id_in_one_file_are_a_problem_of_the_second() -> None:
    told = _merged(paper("x", None, B), paper("x", None, A), paper("x", None, A + A.replace("o", "y")))
    assert [each.text for each in told.papers] == [B]
    assert [(problem.line, problem.what) for problem in told.problems] == [
        (2, "the id 'x' already stands for another abstract, at f.bib:1"),
        (3, "the id 'x' already stands for another abstract, at f.bib:1"),
    ]


TITLES = [
    ("Fine-Tuning of Large Models", "Finetuning of large models."),
    ("On $\\alpha$-Divergence and Its Uses", "On α-divergence and its uses"),
    ("“Foo” and Bar’s Big Day", '"Foo" and Bar\'s Big Day'),
    ("Über die Grenzen der Netze", "Uber die Grenzen der Netze"),
    ("基于图神经网络的方法研究", "基于图神经网络的方法研究。"),
]


@pytest.mark.parametrize(("one", "other"), TITLES)
def test_titles_meet_however_they_are_written(one: str, other: str) -> None:
    assert title_key(one) == title_key(other) is not None


@pytest.mark.parametrize(
    "title", ["Introduction", "Deep Learning", "Editorial", "Letters to the Editor", "引言", "", None]
)
def test_titles_that_many_papers_have_are_no_key(title: str | None) -> None:
    assert title_key(title) is None


@pytest.mark.parametrize(
    "shared", [{"identifiers": (DOI,)}, {"title": "A Title of Four Words or More"}, {"identity": "x"}]
)
def test_a_crowd_that_shares_a_name_stays_apart_in_no_time(shared: dict[str, Any]) -> None:
    told = {"identity": "", "title": None, **shared}
    papers = [
        paper(
            **{**told, "identity": told["identity"] or f"p{at}", "title": told["title"] or f"Title{at} of{at}"},
            text=f"Text{at} is{at}.",
            file=f"f{at}",
        )
        for at in range(3000)
    ]
    assert len(merge(papers).papers) == 3000


def test_a_paper_met_every_day_is_one() -> None:
    papers = [
        paper("doi:10.1000/foo", TITLE, f"{A} Seen {at} times.", identifiers=(DOI,), line=at) for at in range(3000)
    ]
    (one,) = merge(papers).papers
    assert len(one.sources) == 3000
