"""Tables of numbers against the plain lists that they stand for."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from methodgraph.link.columns import NONE, Table, Texts

ROWS = st.lists(st.tuples(st.integers(-1, 4), st.lists(st.integers(0, 4), max_size=3)), max_size=8)


def table(rows: list[tuple[int, list[int]]]) -> Table:
    return Table.of({"one": [one for one, _ in rows]}, {"many": [many for _, many in rows]})


def rows_of(told: Table) -> list[tuple[int, list[int]]]:
    return [(told.get("one", at), told.lists["many"][at]) for at in range(told.size)]


@given(ROWS, ROWS)
def test_rows_are_put_after_others(some: list[tuple[int, list[int]]], more: list[tuple[int, list[int]]]) -> None:
    assert rows_of(table(some).plus(table(more))) == some + more


@given(ROWS, st.sets(st.integers(0, 7)))
def test_rows_are_taken_out(rows: list[tuple[int, list[int]]], out: set[int]) -> None:
    left = [row for at, row in enumerate(rows) if at not in out]
    taken = np.array(sorted(at for at in out if at < len(rows)), np.int32)
    assert rows_of(table(rows).without(taken)) == left


@given(ROWS, st.integers(-1, 5), st.sets(st.integers(-1, 5)))
def test_rows_are_found_by_what_they_hold(rows: list[tuple[int, list[int]]], number: int, numbers: set[int]) -> None:
    told = table(rows)
    assert told.places("one", number).tolist() == [at for at, (one, _) in enumerate(rows) if one == number]
    found = [at for at, (_, many) in enumerate(rows) for held in sorted(many) if held == number]
    assert told.places("many", number).tolist() == found
    assert told.places_of("many", numbers).tolist() == [at for at, (_, many) in enumerate(rows) if numbers & set(many)]


def test_a_number_that_is_put_is_found_at_once() -> None:
    told = table([(1, []), (2, [])])
    assert told.places("one", 2).tolist() == [1]
    told.put("one", [0], 2)
    assert told.places("one", 2).tolist() == [0, 1]


@given(ROWS)
def test_a_table_comes_back_from_its_bytes(rows: list[tuple[int, list[int]]]) -> None:
    assert rows_of(Table.unpacked(table(rows).packed())) == rows


def test_a_text_has_one_number() -> None:
    texts = Texts(["a"])
    assert [texts.number(text) for text in ("b", "a", "b", None)] == [1, 0, 1, NONE]
    assert (texts.find("c"), texts[1], texts.get(NONE)) == (NONE, "b", None)
