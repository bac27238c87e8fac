"""Figures of papers as numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from methodgraph.text.numbers import Amount, parse_amount


@pytest.mark.parametrize(
    ("text", "number", "unit", "is_difference"),
    [
        ("79.8%", "79.8", "%", False),
        ("+14.4%", "14.4", "%", True),
        ("−3.2", "-3.2", "", True),
        ("-0.5 points", "-0.5", "points", True),
        ("35.4x", "35.4", "x", False),
        ("35.4 ×", "35.4", "x", False),
        ("1,297", "1297", "", False),
        ("1,297,001.5", "1297001.5", "", False),
        ("2.5 points", "2.5", "points", False),
        ("3 percentage points", "3", "points", False),
        ("7 percent", "7", "%", False),
        (".912", "0.912", "", False),
        ("12 ms", "12", "ms", False),
        ("1.5e-3", "0.0015", "", False),
        ("79.8±0.3%", "79.8", "", False),
        ("79.8% ", "79.8", "%", False),
    ],
)
def test_a_figure_is_a_number_with_its_unit(text: str, number: str, unit: str, *, is_difference: bool) -> None:
    assert parse_amount(text) == Amount(Decimal(number), unit, is_difference)


@pytest.mark.parametrize(
    "text", ["0.312-0.328 m", "1,5", "12,34", "> 90%", "~5", "1.2.3", "", "%", "ten", "70% to 80%"]
)
def test_what_is_not_one_number_is_none(text: str) -> None:
    assert parse_amount(text) is None


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9))
def test_a_plain_decimal_is_itself(number: Decimal) -> None:
    told = parse_amount(format(number, "f"))
    assert told is not None
    assert told.number == number
    assert told.is_difference == format(number, "f").startswith("-")


@given(st.text(max_size=20))
def test_no_text_breaks_it(text: str) -> None:
    told = parse_amount(text)
    assert told is None or told.number.is_finite()
