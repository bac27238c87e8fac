"""The words that chunks are cut into are those of spaCy's Doc, whatever is remembered by then."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from methodgraph.extract.chunks import Chunks
from methodgraph.extract.lexicon import load_lexicon
from methodgraph.extract.phrases import Phrases
from methodgraph.extract.tokenizer import blank_pipeline
from methodgraph.extract.words import is_name
from methodgraph.vocabulary import Vocabulary

NLP = blank_pipeline()
CHUNKS = Chunks(load_lexicon(), Phrases(Vocabulary({}, {})))
PIECES = st.sampled_from(
    [*"abcXYZ()[]{}.,;:'’\"-–/~$\\<>=*+@%129é²中", " ", " ", " ", "  ", "\n", "\t ", "\u3000", "e.g.", "al.", "et",
     "(deep", "multi-task),", "LLM", "-based", "https://x.y", "’s", "'s", "'t", "does", "…", "ABC", "Ü."],
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=12).map("".join), st.text(max_size=40))


def as_doc(text: str) -> list[tuple[int, str, str, str]]:
    return [(t.idx, t.text, t.lower_, t.norm_) for t in NLP.make_doc(text) if not t.is_space]


def as_chunks(text: str, chunks: Chunks) -> list[tuple[int, str, str, str]]:
    words, starts = chunks.cut(text)
    return [(at, word[0], word[1], word[4]) for word, at in zip(words, starts, strict=True) if not word[0].isspace()]


@given(TEXTS)
def test_the_words_of_the_chunks_are_those_of_a_doc(text: str) -> None:
    assert as_chunks(text, CHUNKS) == as_doc(text)


@given(st.lists(TEXTS, max_size=6))
def test_what_is_forgotten_is_cut_again(texts: list[str]) -> None:
    small = Chunks(load_lexicon(), Phrases(Vocabulary({}, {})), most=3)
    assert [as_chunks(text, small) for text in texts] == [as_doc(text) for text in texts]


@pytest.mark.parametrize("left", ["", "("])
@pytest.mark.parametrize("right", ["", ")", ".", ",", ").", "),", ":", ")-based"])
@pytest.mark.parametrize(
    "word",
    ["al", "et", "vs", "KD", "A", "Multi-Task", "LLM-Based", "LLM-based", "X-Ray-based", "a-B", "4.2%", "10", "1.5"],
)
def test_what_is_cut_at_sight_is_cut_like_a_doc(left: str, word: str, right: str) -> None:
    assert as_chunks(left + word + right, CHUNKS) == as_doc(left + word + right)


@pytest.mark.parametrize(
    "text",
    [
        "1" * 401 + ".",
        "a-" * 200 + "B.",
        "a " * 5 + "b",
        "  two\n\nthree ",
        "x" * 1000,
        "(" * 1000,
        "",
        " ",
        "al. vs. (al.)",
    ],
)
def test_the_words_of_odd_texts_are_those_of_a_doc(text: str) -> None:
    assert as_chunks(text, CHUNKS) == as_doc(text)


def test_what_is_remembered_is_bounded() -> None:
    small = Chunks(load_lexicon(), Phrases(Vocabulary({}, {})), most=10)
    for n in range(0, 1000, 5):
        small.cut(" ".join(f"word{at}" for at in range(n, n + 5)) + " " + "y" * n)
    assert len(small._known) <= 10
    assert len(small._before) <= 10
    assert max(map(len, (*small._known, *small._before, *small._single))) <= 200


@pytest.mark.parametrize("word", ["deep", "a", "Deep", "LoRA", "GRPO", "bert-base", "straße"])
def test_a_name_has_capitals_inside(word: str) -> None:
    assert is_name(word) == (word in ("LoRA", "GRPO"))
