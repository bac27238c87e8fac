"""Merging by property: the order does not matter, nothing is lost, parts give the whole."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.read.test_merge import A_REVISED, ARXIV, DOI, OTHER_ARXIV, OTHER_DOI, PREPRINT, TITLE, A, B

from methodgraph.read.groups import Groups
from methodgraph.read.merge import Merged, meeting_keys, merge
from methodgraph.records import Identifier, Paper, Source

_titles = st.sampled_from([None, TITLE, TITLE.lower(), TITLE + " II", "Foo", "Introduction"])
_texts = st.sampled_from(["", A, A.upper(), A_REVISED, B, A[:50], B + " " + A])
_identifiers = st.sets(
    st.sampled_from([DOI, OTHER_DOI, ARXIV, OTHER_ARXIV, PREPRINT, Identifier("dblp", "conf/a/b")]), max_size=2
)
_files = st.sampled_from(["x.txt", "a/x.txt", "b/x.txt", "a/b/x.txt", "y.bib", "z.zip/y.bib", "-"])


@st.composite
def _papers(draw: st.DrawFn) -> list[Paper]:
    places = draw(st.lists(st.tuples(_files, st.integers(1, 3)), max_size=9, unique=True))
    told = []
    for file, line in places:
        title, text, identifiers = draw(_titles), draw(_texts), tuple(sorted(draw(_identifiers)))
        ids = ["own", "x:1", f"{file.rpartition('/')[2].partition('.')[0]}:{line}"]
        ids += [f"{each.scheme}:{each.value}" for each in identifiers]
        told.append(
            Paper(
                draw(st.sampled_from(ids)),
                title if title or text else TITLE,
                text,
                (Source(file, line),),
                year=draw(st.sampled_from([None, 2010, 2012, 2014, 2020])),
                identifiers=identifiers,
                authors=draw(
                    st.sampled_from([(), ("Ada Lovelace",), ("A. Lovelace", "Alan Turing"), ("Grace Hopper",)])
                ),
                url=draw(st.sampled_from([None, "https://a.org", "https://b.org"])),
                venue=draw(st.sampled_from([None, "CoRR", "Journal of Foo"])),
                categories=draw(st.sampled_from([(), ("b", "a"), ("c",)])),
            )
        )
    return told


@settings(deadline=None, max_examples=300)
@given(_papers(), st.randoms(use_true_random=False))
def test_the_order_does_not_matter_and_nothing_is_lost(papers: list[Paper], random: object) -> None:
    told = merge(papers)
    shuffled = list(papers)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert merge(shuffled) == told
    assert [each.id for each in told.papers] == sorted({each.id for each in told.papers})
    kept = Counter((source.file, source.line) for each in told.papers for source in each.sources)
    refused = Counter((problem.path, problem.line) for problem in told.problems)
    assert kept + refused == Counter((source.file, source.line) for each in papers for source in each.sources)


@settings(deadline=None, max_examples=300)
@given(_papers())
def test_merging_again_changes_nothing(papers: list[Paper]) -> None:
    told = merge(papers)
    assert merge(told.papers) == Merged(told.papers)


@settings(deadline=None, max_examples=300)
@given(_papers())
def test_what_shares_no_key_can_be_merged_apart(papers: list[Paper]) -> None:
    groups = Groups(len(papers))
    first: dict[str, int] = {}
    for at, each in enumerate(papers):
        for key in meeting_keys(each):
            groups.join(first.setdefault(key, at), at)
    parts = [merge(papers[at] for at in group) for group in groups.all()]
    told = merge(papers)
    assert sorted((each for part in parts for each in part.papers), key=lambda each: each.id) == list(told.papers)
    assert sorted(note for part in parts for note in part.notes) == list(told.notes)


@st.composite
def _copies(draw: st.DrawFn) -> list[Paper]:
    """Draw copies of a few papers: each tells its identifier and some of what is true of it."""
    world = {
        number: Paper(
            f"doi:10.1000/{number}",
            f"{TITLE}, Part {number}",
            f"{A} Part {number}.",
            (),
            2000 + number,
            f"https://a.org/{number}",
            (),
            ("Ada Lovelace", "Alan Turing"),
            f"Journal {number}",
            (Identifier("doi", f"10.1000/{number}"),),
            (f"cs.{number}", "cs.AI"),
        )
        for number in range(3)
    }
    told = []
    for at in range(draw(st.integers(0, 8))):
        true = world[draw(st.integers(0, 2))]
        kept = {
            field: getattr(true, field)
            for field in ("year", "url", "authors", "venue", "categories", "text")
            if draw(st.booleans())
        }
        told.append(
            Paper(
                **{
                    "id": true.id,
                    "title": true.title,
                    "text": "",
                    "identifiers": true.identifiers,
                    **kept,
                    "sources": (Source("x", at),),
                }
            )
        )
    return told


@settings(deadline=None)
@given(_copies(), st.integers(0, 8))
def test_merging_a_part_first_gives_the_whole(papers: list[Paper], cut: int) -> None:
    assert merge([*merge(papers[:cut]).papers, *papers[cut:]]) == merge(papers)
