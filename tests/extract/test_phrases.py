"""Vocabulary phrases, compiled to hashes of their words, are found in every spelling as if they were Docs."""

from __future__ import annotations

import pytest

from methodgraph.extract.chunks import Chunks
from methodgraph.extract.lexicon import load_lexicon
from methodgraph.extract.phrases import Phrases
from methodgraph.extract.tokens import read_tokens
from methodgraph.vocabulary.terms import Term, Vocabulary

TERMS = (
    Term("gauss-s-alpha", "Gauss's alpha", ("Metric",)),
    Term("image-editing", "image editing", ("Task",), ("edit images",)),
    Term("qx-net", "QX-Net", ("Model",)),
)
CHUNKS = Chunks(load_lexicon(), Phrases(Vocabulary({}, {})))
PHRASES = Phrases(Vocabulary({term.id: term for term in TERMS}, {}))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We report Gauss's alpha here.", ["gauss-s-alpha"]),
        ("We report Gauss’s alpha here.", ["gauss-s-alpha"]),
        ("Image-editing and image \n editing differ.", ["image-editing"]),
        ("We edit image after image.", ["image-editing"]),
        ("QX-Net, QX Net and qx-net", ["qx-net", "qx-net"]),
        ("Nothing of the kind", []),
    ],
)
def test_phrases_are_found_as_written_or_folded(text: str, found: list[str]) -> None:
    tokens = read_tokens(CHUNKS, text, "text", load_lexicon())
    assert [concept for candidate in PHRASES.find(tokens) for concept in candidate.concepts] == found


def test_a_place_slices_its_text_though_white_space_stands_before() -> None:
    tokens = read_tokens(CHUNKS, "First  \n image editing", "text", load_lexicon())
    assert [tokens.text(c.start, c.end) for c in PHRASES.find(tokens)] == ["image editing"]
