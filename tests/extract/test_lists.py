"""Lists that a plural noun announces: who is a member, and what the noun makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from methodgraph.extract.chunks import Chunks
from methodgraph.extract.lexicon import load_lexicon
from methodgraph.extract.lists import find_listed
from methodgraph.extract.phrases import Phrases
from methodgraph.extract.tokens import read_tokens
from methodgraph.vocabulary import Vocabulary

if TYPE_CHECKING:
    from methodgraph.records import Field


def listed(text: str, field: Field = "text") -> list[tuple[str, str]]:
    """Return the members found in `text` with their first type."""
    tokens = read_tokens(Chunks(load_lexicon(), Phrases(Vocabulary({}, {}))), text, field, load_lexicon())
    return [(tokens.text(c.start, c.end), c.types[0]) for c in find_listed(tokens, load_lexicon())]


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("It fits tasks such as captioning, web design, and parsing.", ["captioning", "web design", "parsing"]),
        ("We compare models (e.g., Quaxo, Zorb-2, and Mayfield).", ["Quaxo", "Zorb-2", "Mayfield"]),
        ("We use two strong models, QUAXO and ZORB.", ["QUAXO", "ZORB"]),
        ("It beats baselines on benchmarks, e.g. QUAXO (95.7% to 96.2%), and ZORB (3%).", ["QUAXO", "ZORB"]),
        ("Methods (bamboo lens, quaxing, river steering) fail.", ["bamboo lens", "quaxing", "river steering"]),
    ],
)
def test_members_are_found_in_order(text: str, members: list[str]) -> None:
    assert [name for name, _ in listed(text)] == members


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Tasks such as curation fail.", "Task"),
        ("Metrics such as QUAXO fail.", "Metric"),
        ("Datasets such as QUAXO fail.", "Dataset"),
        ("Models such as QUAXO fail.", "Model"),
        ("Optimizers such as QUAXO fail.", "Method"),
    ],
)
def test_the_noun_types_its_members(text: str, kind: str) -> None:
    assert {told for _, told in listed(text)} == {kind}


@pytest.mark.parametrize(
    "text",
    [
        "Autoencoders (Quaxo and Zorb, 2010) are old.",  # a reference
        "Many people, including Quaxo, disagree.",  # no type noun
        "Datasets such as rivers are rare.",  # data has no plain name
        "Methods such as quaxing are rare.",  # one plain word alone is no method
        "It is worse than perceptrons (accuracy: 63.4).",  # a figure
        "Strong models, QUAXO among them, fail.",  # not counted
    ],
)
def test_what_is_no_list(text: str) -> None:
    assert listed(text) == []


def test_a_title_announces_an_explanation() -> None:
    assert listed("Quaxo Models: Fast and Small", "title") == []
