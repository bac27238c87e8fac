from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from methodgraph.text.folding import _rows, fold, singular, singular_name


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
        ("GANs", "GAN"),
        ("GPs", "GP"),
        ("AC-GNNs", "AC-GNN"),
        ("ConvNets", "ConvNet"),
        ("AutoEncoders", "autoencoder"),
        ("Transformers", "transformer"),
        ("Gaussian Processes", "gaussian process"),
        ("LLaMA-2", "Llama2"),
        ("LLaMA 2", "llama-2"),
        ("WMT14", "WMT 2014"),
        ("WMT'14", "wmt-2014"),
        ("CoNLL-2003", "CoNLL03"),
    ],
)
def test_variants_meet(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("LLaMA-2", "LLaMA-3"),
        ("SAM", "SAM2"),
        ("HANS", "HAN"),
        ("NAS", "NA"),
        ("Qwen2.5-VL", "Qwen2.5-VL-7B"),
        ("CIFAR-10", "CIFAR-100"),
        ("WMT14", "WMT15"),
        ("ImageNet-1k", "ImageNet"),
        ("ResNet-50", "ResNet"),
        ("GPT-4o", "GPT-4"),
        ("BERT-base", "BERT"),
        ("BERT-style", "BERT"),
        ("Foo2014", "Foo14"),
        ("STL-2010", "STL-10"),
        ("ATIS", "ATI"),
        ("SNIPS", "SNIP"),
        ("AdamS", "Adam"),
        ("X-BIOSSES", "X-BIOSSE"),
        ("OpenSubtitles", "OpenSubtitle"),
        ("nas", "na"),
        ("CLUES", "CLUE"),
    ],
)
def test_different_things_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize("name", ["NAS", "HANS", "ATIS", "BIOSSES", "SNIPS", "CLUES", "DINOS", "WikiTables", "Nets"])
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


@pytest.mark.parametrize("file", ["plurals.tsv", "name_parts.tsv", "campaigns.tsv"])
def test_word_lists_are_sorted_and_have_no_word_twice(file: str) -> None:
    rows = _rows(file)
    words = [row.split("\t")[0] for row in rows]
    assert words == sorted(set(words))
    assert all(row.count("\t") == 1 for row in rows)


def test_each_part_of_names_and_each_campaign_folds_its_example() -> None:
    for row in _rows("name_parts.tsv"):
        part, example = row.split("\t")
        assert example.lower().endswith(part)
        assert singular_name(example) == example[:-1]
    for row in _rows("campaigns.tsv"):
        name, example = row.split("\t")
        folded = fold(example)
        assert folded[:-2] == name
        assert fold(f"{example.rstrip('0123456789')}20{folded[-2:]}") == folded
