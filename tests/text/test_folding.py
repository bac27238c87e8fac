from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from methodgraph.text.folding import fold, fold_word, singular, singular_name


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


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(word: str) -> None:
    assert fold_word(fold_word(word)) == fold_word(word)
