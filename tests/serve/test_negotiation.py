from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from methodgraph.serve.negotiation import MediaRange, best, ranges

OFFERS = ("application/json", "text/csv", "text/turtle")

kinds = st.sampled_from(["*/*", "text/*", "application/*", "image/*", *OFFERS, "text/html"])
qualities = st.sampled_from(["", ";q=0", ";q=0.000", ";q=0.1", ";q=0.55", ";q=1", "; Q=0.3", ";q=1.000"])
entries = st.builds(lambda kind, quality: kind + quality, kinds, qualities)


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "application/json"),
        ("", "application/json"),
        ("  ", "application/json"),
        ("*/*", "application/json"),
        ("text/*", "text/csv"),
        ("TEXT/Turtle", "text/turtle"),
        ("text/csv, text/turtle", "text/csv"),
        ("text/turtle, text/csv", "text/csv"),
        ("text/csv;q=0.5, text/turtle", "text/turtle"),
        ("text/*;q=0.9, text/csv;q=0.1", "text/turtle"),
        ("*/*, application/json;q=0", "text/csv"),
        ("*/*;q=0.1, text/turtle;q=0.2", "text/turtle"),
        ("text/turtle;charset=utf-8;q=0.3, text/csv;q=0.2", "text/turtle"),
        ('text/turtle;title="a,b;q=0";q=0.9, text/csv;q=0.5', "text/turtle"),
        ("image/png", None),
        ("application/json;q=0", None),
        ("*/*;q=0", None),
        ("nonsense", None),
        ("*/csv", None),
        ("text/csv;q=2", None),
        ("text/csv;q=", None),
        ("text/csv;q=-1, text/turtle;q=0.1", "text/turtle"),
        (",, ,text/csv,", "text/csv"),
    ],
)
def test_the_best_offer(accept: str | None, chosen: str | None) -> None:
    assert best(accept, OFFERS) == chosen


def test_nothing_offered_is_nothing_chosen() -> None:
    assert best(None, ()) is best("*/*", ()) is None


@given(st.lists(entries, min_size=1, unique_by=lambda entry: entry.partition(";")[0]), st.randoms())
def test_the_order_of_entries_does_not_matter(accept: list[str], shuffle: st.DataObject) -> None:
    other = list(accept)
    shuffle.shuffle(other)  # type: ignore[attr-defined]
    assert best(", ".join(accept), OFFERS) == best(",".join(other), OFFERS)


@given(st.lists(entries))
def test_what_is_chosen_is_offered_and_wanted(accept: list[str]) -> None:
    chosen = best(", ".join(accept), OFFERS)
    if chosen is not None:
        assert chosen in OFFERS
        assert not accept or any(entry.fits(chosen) and entry.quality > 0 for entry in ranges(", ".join(accept)))


@given(st.lists(entries, min_size=1))
def test_nothing_is_chosen_only_where_all_is_refused(accept: list[str]) -> None:
    told = ", ".join(accept)
    if best(told, OFFERS) is None:
        assert all(
            any(entry.quality == 0 for entry in ranges(told) if entry.fits(offer))
            or not any(entry.fits(offer) for entry in ranges(told))
            for offer in OFFERS
        )


@given(st.text(max_size=60))
def test_whatever_is_sent_is_read(accept: str) -> None:
    assert best(accept, OFFERS) in (*OFFERS, None)
    assert all(0 <= entry.quality <= 1 for entry in ranges(accept))


def test_ranges_keep_their_order() -> None:
    told = ranges("text/html;level=1, text/*;q=0.25")
    assert told == (MediaRange("text", "html"), MediaRange("text", "*", 0.25))
