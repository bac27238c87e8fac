"""Which names are worth learning: those that the vocabulary lacks and that are names at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from methodgraph.ids import slug
from methodgraph.learn.rules import load_rules
from methodgraph.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from methodgraph.vocabulary import Vocabulary

_PARTS = re.compile(r"[-+_ ]+")


def is_news(name: str, vocabulary: Vocabulary) -> bool:
    """Return False for what the vocabulary holds, for its `not_terms`, and for descriptions (non-BERT, 2-by-2)."""
    if vocabulary.named(name) or fold(name) in vocabulary.not_terms or slug(name) in vocabulary.terms:
        return False
    if name == name.lower() and _PARTS.search(name):
        return False
    told = load_rules().descriptions
    first = _PARTS.split(name)[0].lower()
    return first not in told["first"] and not name.lower().endswith(tuple(sorted(told["last"])))


def is_compound(name: str, vocabulary: Vocabulary, is_borne: Callable[[str], bool], words: Container[str]) -> bool:
    """Return True for a name that others are joined to make: CNN-RNN, SFT-to-RL, UAV-UGV, RGB-X, RGB-Event.

    Known names are joined to each other or to lower-case words. Names that the corpus bears by themselves (`is_borne`)
    may be joined to letters and ordinary words (`words`, in lower case) too.
    """
    parts = [part for part in _PARTS.split(name) if part]
    known = [part for part in parts if vocabulary.named(part)]
    if len(parts) == 1:
        return False
    if known and all(part in known or part.islower() for part in parts):
        return True
    borne = [part for part in parts if part not in known and is_borne(part)]
    plain = [part for part in parts if part.lower() in words or (len(part) == 1 and part.isalpha())]
    return bool(borne) and all(part in known or part in borne or part in plain for part in parts)
