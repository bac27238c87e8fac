from __future__ import annotations

from itertools import combinations
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from methodgraph.publish.html.mentions import Mention, mentions, resolve_overlaps
from methodgraph.publish.said import by_paper
from methodgraph.records import Field, Link, Linked, Passage

FIELDS: tuple[Field, ...] = get_args(Field)


def test_mentions_are_exactly_the_places_of_the_links(linked: Linked) -> None:
    told = {one.paper.id: [tuple(mention) for mention in mentions(one.links)] for one in by_paper(linked)}
    placed = [(one, place) for one in linked.links for place in one.mentions]
    for paper in linked.papers:
        own = [(p.field, p.start, p.end, one.entity) for one, p in placed if one.paper == paper.id]
        assert told[paper.id] == sorted(own) != []  # no two places of the sample overlap


def test_a_name_that_no_link_places_is_no_mention() -> None:
    second = Link("p", "LoRA", "e0", "test", (Passage("text", 11, 15, "LoRA", ("name/x",)),))
    assert mentions([second]) == [Mention("text", 11, 15, "e0")]


@pytest.mark.parametrize(
    ("found", "kept"),
    [
        ([(0, 3, "sam"), (0, 11, "sam-adapter")], [(0, 11, "sam-adapter")]),
        ([(4, 8, "b"), (0, 5, "a")], [(0, 5, "a")]),
        ([(3, 6, "b"), (0, 4, "a"), (5, 9, "c")], [(0, 4, "a"), (5, 9, "c")]),
        ([(2, 6, "b"), (0, 4, "a")], [(0, 4, "a")]),
        ([(0, 4, "b"), (0, 4, "a")], [(0, 4, "a")]),
        ([(4, 8, "b"), (0, 4, "a")], [(0, 4, "a"), (4, 8, "b")]),
        ([], []),
    ],
    ids=["within", "longer", "both sides", "first", "one place", "touching", "none"],
)
def test_of_overlapping_mentions_the_longer_stays(
    found: list[tuple[int, int, str]], kept: list[tuple[int, int, str]]
) -> None:
    assert resolve_overlaps(Mention("text", *one) for one in found) == [Mention("text", *one) for one in kept]


def test_mentions_in_title_and_text_do_not_overlap() -> None:
    both = [Mention("text", 0, 4, "a"), Mention("title", 2, 9, "b")]
    assert resolve_overlaps(reversed(both)) == both


PLACES = st.builds(
    lambda field, start, length, entity: Mention(field, start, start + length, entity),
    st.sampled_from(FIELDS),
    st.integers(0, 30),
    st.integers(1, 8),
    st.sampled_from("abc"),
)


@given(st.sets(PLACES, max_size=20))
def test_mentions_are_sorted_apart_and_give_way_only_to_what_is_kept(found: set[Mention]) -> None:
    kept = resolve_overlaps(found)
    assert kept == sorted(kept)
    assert set(kept) <= found
    assert not any(_overlap(one, other) for one, other in combinations(kept, 2))
    for lost in found - set(kept):
        length = lost.end - lost.start
        assert any(_overlap(lost, other) and other.end - other.start >= length for other in kept)


def _overlap(one: Mention, other: Mention) -> bool:
    places = [set(range(mention.start, mention.end)) for mention in (one, other)]
    return one.field == other.field and bool(places[0] & places[1])
