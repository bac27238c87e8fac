"""Votes of parts add up to those of the whole; the short ways to a draft say the same as the long one."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.link.test_properties import VOCABULARY, entities
from tests.support.graphs import paper_graph

from methodgraph.link.rows import Row, rows_of
from methodgraph.link.votes import draft, draft_one, draft_term, forms_of, votes_of
from methodgraph.records import PaperEntity

ROWS = st.lists(entities(), min_size=1, max_size=6).map(
    lambda told: [row for n, entity in enumerate(told) for row in rows_of(paper_graph(f"p{n}", entity), VOCABULARY)]
)
KEYS = st.sampled_from([("name", "sam", "name", "Method"), ("sense", "oddnet")])


@settings(deadline=None)
@given(ROWS, KEYS, st.randoms(use_true_random=False))
def test_no_order_of_rows_makes_another_draft(rows: list[Row], key: tuple[str, ...], random: object) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert draft(key, votes_of(shuffled), VOCABULARY) == draft(key, votes_of(rows), VOCABULARY)


@settings(deadline=None)
@given(entities(), KEYS)
def test_one_row_makes_the_draft_that_its_vote_does(entity: PaperEntity, key: tuple[str, ...]) -> None:
    (row,) = rows_of(paper_graph("p", entity), VOCABULARY)
    assert draft_one(key, row) == draft(key, votes_of([row]), VOCABULARY)


@settings(deadline=None)
@given(ROWS)
def test_a_term_needs_no_more_than_what_it_is_called(rows: list[Row]) -> None:
    term = VOCABULARY.terms["low-rank-adaptation"]
    votes = votes_of(rows)
    assert forms_of(rows) == votes.forms
    assert draft_term(term, votes.forms) == draft(("term", term.id), votes, VOCABULARY)


def test_a_row_is_of_one_paper_alone() -> None:
    told = replace(paper_graph("p", PaperEntity("SAM", (), ("Method",), ("uses",), None, (), ())), relations=())
    assert [(row.paper, row.at, row.name, row.known) for row in rows_of(told, VOCABULARY)] == [("p", 0, "SAM", None)]
