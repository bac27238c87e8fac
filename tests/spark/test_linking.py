"""What is sent between workers says what LINK says of the rows themselves."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from methodgraph.link.rows import Row
from methodgraph.link.votes import Votes, draft, votes_of
from methodgraph.records import ENTITY_TYPES
from methodgraph.spark.linking.naming import link_row
from methodgraph.spark.linking.voting import tallies_of, votes_from
from methodgraph.spark.rows import vocabulary

NAMES = st.sampled_from(("SAM", "Sam", "LoRA", "lora", "Odd Nets", "odd net", r"Pix-$\alpha$", ""))
TYPES = st.lists(st.sampled_from(ENTITY_TYPES), min_size=1, max_size=3, unique=True).map(tuple)
ROWS = st.builds(
    Row,
    paper=st.just("1"),
    at=st.just(0),
    name=NAMES.filter(bool),
    aliases=st.lists(NAMES.filter(bool), max_size=2).map(tuple),
    types=TYPES,
    introduces=st.booleans(),
    sense=st.none() | NAMES,
    uses=st.integers(0, 4),
    folded=st.just("sam"),
    form=st.just("name"),
    work=st.none() | st.just("w"),
    known=st.none() | st.just(("sense", "sam")),
    reason=st.just(""),
    wording=st.none() | st.just(("segment",)),
)
KEY = ("name", "sam", "name", "Method")


def added(rows: list[Row]) -> Votes:
    """Return the votes of rows as Spark adds them up."""
    sums: Counter[tuple[str, str]] = Counter()
    uses: Counter[tuple[str, str]] = Counter()
    for told in (told for row in rows for told in tallies_of(row, KEY)):
        sums[told["what"], told["value"]] += told["rows"]
        uses[told["what"], told["value"]] += told["uses"]
    return votes_from(
        {"what": what, "value": value, "rows": count, "uses": uses[what, value]}
        for (what, value), count in sums.items()
    )


@settings(deadline=None)  # the first example reads the vocabulary
@given(st.lists(ROWS, min_size=1, max_size=6))
def test_votes_that_are_sent_and_added_up_are_the_votes(rows: list[Row]) -> None:
    told, whole = added(rows), votes_of(rows)
    for name in Votes.__slots__:
        assert getattr(told, name) == getattr(whole, name)
    assert draft(KEY, told, vocabulary(())) == draft(KEY, whole, vocabulary(()))


@settings(deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=6))
def test_of_a_term_only_forms_are_sent(rows: list[Row]) -> None:
    key = ("term", next(iter(vocabulary(()).terms)))
    told = [one for row in rows for one in tallies_of(row, key)]
    assert {one["what"] for one in told} == {"rows", "form"}
    votes = votes_from(told)
    assert draft(key, votes, vocabulary(())) == draft(key, votes_of(rows), vocabulary(()))


@given(ROWS)
def test_a_row_that_was_sent_is_the_row(row: Row) -> None:
    sent = {name: list(value) if isinstance(value, tuple) else value for name, value in row._asdict().items()}
    assert link_row(sent | {"key": None}) == row
