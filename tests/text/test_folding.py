from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from methodgraph.text.folding import fold, singular, singular_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Visual Question-Answering", "visual question answering"),
        ("MOCO v3", "MoCo-v3"),
        ("multi-task", "multitask"),
        ("LLMs", "LLM"),
        ("diffusion models", "Diffusion Model"),
        ("optimisation", "optimization"),
        ("PixArt-$\\alpha$", "PixArt-alpha"),
    ],
)
def test_variants_meet(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("LLaMA-2", "LLaMA-3"), ("SAM", "SAM2"), ("HANS", "HAN"), ("NAS", "NA"), ("Qwen2.5-VL", "Qwen2.5-VL-7B")],
)
def test_different_things_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize("name", ["NAS", "HANS", "ATIS", "BIOSSES", "SNIPS", "CLUES"])
def test_a_name_in_capitals_is_no_plural(name: str) -> None:
    assert singular_name(name) == name


@pytest.mark.parametrize("word", ["analysis", "loss", "bias", "focus", "process", "bayes", "lens"])
def test_a_singular_stays(word: str) -> None:
    assert singular(word) == word


WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=12)


@given(st.lists(WORDS, min_size=1, max_size=4))
def test_case_and_hyphens_do_not_matter_for_words(words: list[str]) -> None:
    written = " ".join(words)
    assert fold(written) == fold(written.capitalize()) == fold("-".join(words)) == fold("  ".join(words))


@given(st.text(max_size=30))
def test_a_key_holds_no_space_and_no_capital(text: str) -> None:
    key = fold(text)
    assert not any(char.isspace() for char in key)
    assert key == key.casefold()
