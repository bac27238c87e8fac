from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from methodgraph.cli.streams import aligned
from methodgraph.cli.summary import size
from methodgraph.text.characters import for_terminal
from methodgraph.text.counting import count


@given(st.text())
def test_clean_text_cannot_steer_a_terminal(text: str) -> None:
    told = for_terminal(text)
    assert not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in told)
    assert for_terminal(told) == told
    assert told.encode("utf-8").decode("utf-8") == told


def test_clean_keeps_what_papers_write() -> None:
    text = "κ = 0.742 <analyze> [[SAM]] 日本語 é"
    assert for_terminal(text) == text


def test_aligned_pads_by_width_on_screen() -> None:
    told = aligned(("name", "n"), [("日本", "1"), ("a", "22")]).split("\n")
    assert told == ["name  n", "----  --", "日本  1", "a     22"]


def test_numbers_for_reading() -> None:
    assert count(0, "paper") == "0 papers"
    assert count(2, "entity", "entities") == "2 entities"
    assert size(999) == "999 B"
    assert size(1000) == "1 kB"
    assert size(999_400) == "999 kB"
    assert size(1_000_000) == "1.0 MB"
