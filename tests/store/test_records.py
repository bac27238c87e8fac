"""Records come in, take their own place and go; what is merged of them does not depend on how they came."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.stores import doi, paper, put, take_out

from methodgraph.read import merge
from methodgraph.records import Paper
from methodgraph.store import Changes, Store, papers, records_of, sources, state_digest


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path) as opened:
        yield opened


def test_a_source_that_comes_again_tells_what_is_new_changed_the_same_and_gone(store: Store) -> None:
    first = [paper("A", line=1), paper("B", line=2), paper("C", line=3)]
    assert put(store, first) == Changes(new=3)
    again = [paper("A", line=1), paper("B", line=2, text="We present B anew."), paper("D", line=3)]
    assert put(store, again) == Changes(new=1, changed=1, unchanged=1, gone=1)
    assert [one.id for one in papers(store)] == ["A", "B", "D"]
    assert put(store, again) == Changes(unchanged=3)


def test_a_paper_that_stands_in_another_line_is_unchanged_and_tells_the_new_one(store: Store) -> None:
    put(store, [paper("A", line=1)])
    assert put(store, [paper("A", line=7)]) == Changes(unchanged=1)
    (told,) = papers(store)
    assert told.sources[0].line == 7


def test_other_sources_stay_unless_all_is_to_be_replaced(store: Store) -> None:
    put(store, [paper("A"), paper("B", file="b.jsonl")])
    assert put(store, [paper("C")]) == Changes(new=1, gone=1)
    assert [one.id for one in papers(store)] == ["B", "C"]
    assert put(store, [paper("C")], fresh=True) == Changes(unchanged=1, gone=1)
    assert [source.file for source, _ in sources(store)] == ["a.jsonl"]


def test_what_came_from_standard_input_before_stays(store: Store) -> None:
    put(store, [paper("A", file="-")])
    assert put(store, [paper("B", file="-"), paper("A", file="-")]) == Changes(new=1, unchanged=1)
    assert [one.id for one in papers(store)] == ["A", "B"]


def test_an_archive_takes_the_place_of_all_that_was_in_it(store: Store) -> None:
    put(store, [paper("A", file="x.zip/a.bib"), paper("B", file="x.zip/b.bib"), paper("C", file="x.zipper")])
    assert put(store, [paper("A", file="x.zip/a.bib")], files=["x.zip"]) == Changes(unchanged=1, gone=1)
    assert [one.id for one in papers(store)] == ["A", "C"]
    assert [(source.file, count) for source, count in sources(store)] == [
        ("x.zip", 0),
        ("x.zip/a.bib", 1),
        ("x.zipper", 1),
    ]
    take_out(store, [record for (record,) in store.rows("SELECT id FROM record WHERE own = 'A'")])
    assert [source.file for source, _ in sources(store)] == ["x.zipper"]


def test_one_of_two_sources_goes_and_the_paper_stays_as_the_other_tells_it(store: Store) -> None:
    one = paper("doi:10.1/x", identifiers=doi("10.1/x"), venue="ACL")
    other = paper("arxiv:2101.00001", file="b.bib", line=9, identifiers=doi("10.1/x"), year=2021)
    put(store, [one])
    before = state_digest(store, "1")
    put(store, [other])
    (merged,) = papers(store)
    assert (len(merged.sources), merged.venue, merged.year) == (2, "ACL", 2021)
    take_out(store, [record for record, file in records_of(store, merged) if file == "b.bib"])
    assert list(papers(store)) == [one]
    assert state_digest(store, "1") == before


def test_the_state_tells_apart_what_would_be_published_otherwise(store: Store) -> None:
    states = []
    for told in ([paper("A")], [paper("A", line=2)], [paper("A", file="b.jsonl")], [paper("A", year=2020)]):
        put(store, told, fresh=True)
        states.append(state_digest(store, "1"))
    assert len({*states, state_digest(store, "2")}) == 5


_SMALL = st.builds(
    paper,
    st.sampled_from(["A", "B", "x:1", "doi:10.1/x", "doi:10.1/y"]),
    file=st.sampled_from(["a.jsonl", "x.txt", "d/x.txt", "-"]),
    line=st.integers(1, 3),
    text=st.sampled_from(["", "We present a thing.", "We present another thing."]),
    title=st.sampled_from([None, "Introduction", "A Thing of Many Parts", "Another Thing of Many Parts"]),
    year=st.sampled_from([None, 2019, 2021]),
    identifiers=st.sampled_from([(), doi("10.1/x"), doi("10.1/y"), (*doi("10.1/x"), *doi("10.1/y"))]),
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.lists(_SMALL, max_size=4)), max_size=6))
def test_papers_are_what_merging_makes_of_all_records_at_once(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[bool, list[Paper]]]
) -> None:
    """Whatever comes and goes, in whatever order: what was merged step by step is what a fresh start gives."""
    expected: dict[Paper, None] = {}
    with Store(tmp_path_factory.mktemp("store")) as store:
        for adds, told in steps:
            if adds:
                replaced = {one.sources[0].file for one in told} - {"-"}
                expected = {one: None for one in expected if one.sources[0].file not in replaced}
                expected |= dict.fromkeys(told)
                put(store, told)
            else:
                files = {one.sources[0].file for one in told}
                rows = store.rows("SELECT record.id, file FROM record JOIN source ON source.id = record.source")
                take_out(store, [record for record, file in rows if file in files])
                expected = {one: None for one in expected if one.sources[0].file not in files}
            assert list(papers(store)) == list(merge(expected).papers)
            assert store.number("SELECT count(*) FROM record") == len(expected)
            assert store.row("SELECT 1 FROM record WHERE component IS NULL") is None
