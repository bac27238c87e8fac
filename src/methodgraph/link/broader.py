"""The terms of a vocabulary above and below others: all that a search for what is broader may come upon."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from methodgraph.vocabulary import Vocabulary


def terms_above(vocabulary: Vocabulary, terms: Iterable[str]) -> set[str]:
    """Return the ids of all terms among which something broader than `terms` is sought."""
    return _reached(terms, lambda term: _next_above(vocabulary, term))


def terms_below(vocabulary: Vocabulary, terms: Iterable[str]) -> set[str]:
    """Return the ids of all terms for which one of `terms` may be what is broader."""
    below: defaultdict[str, set[str]] = defaultdict(set)
    for term in vocabulary.terms:
        for above in _next_above(vocabulary, term):
            below[above].add(term)
    return _reached(terms, below.__getitem__)


def _next_above(vocabulary: Vocabulary, term: str) -> set[str]:
    """Return the parent of a term, and all that share its label: a row cannot tell them apart."""
    parent = vocabulary.terms[term].parent
    if parent is None or parent not in vocabulary.terms:
        return set()
    label = vocabulary.terms[parent].label
    return {parent} | {other.id for other in vocabulary.named(label) if other.label == label}


def _reached(terms: Iterable[str], step: Callable[[str], set[str]]) -> set[str]:
    told: set[str] = set()
    left = list(terms)
    while left:
        new = step(left.pop()) - told
        told |= new
        left += new
    return told
