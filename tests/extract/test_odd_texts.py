"""Texts that nobody writes take time in proportion to their length: a hundred thousand characters, a second or so."""

from __future__ import annotations

import time

import pytest

from methodgraph.extract import load_extractor
from methodgraph.records import Paper

LENGTH = 100_000
MOST_SECONDS = 4
"""CPU time for one text; each took less than one on two busy cores, and up to thirty where something grew quadratic."""


@pytest.mark.parametrize(
    "part",
    ["(ABC ", "BERT ", "we propose ", "5% to 6% ", "improves accuracy by 4.2% on ImageNet, ", "(", "a",
     "Long Form Network (LFN) ", "FooNet outperforms BERT and ", "for image segmentation ", "the Foo dataset ",
     "Fisher and Cora datasets, ", "深度", "\x01 ", "We propose FooNet. "],
)  # fmt: skip
def test_a_long_odd_text_is_read_in_time(part: str) -> None:
    extract = load_extractor()
    text = (part * (LENGTH // len(part) + 1))[:LENGTH]
    began = time.process_time()
    extract(Paper("odd", "A Title: for Things", text))
    assert time.process_time() - began < MOST_SECONDS
