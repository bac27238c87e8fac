"""Whether a phrase that ends like a task is a means here: "combining pattern-based translation with search"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from methodgraph.extract.lexicon import word_set

if TYPE_CHECKING:
    from methodgraph.extract.candidate import Place
    from methodgraph.extract.things import Thing


def is_means(thing: Thing) -> bool:
    """Return True for a mere phrase that a verb of using governs, or whose first word tells how something is done.

    What the vocabulary knows is a task wherever it stands. Known misses: later members of a list of means.
    """
    if any(place.candidate.family != "term" for place in thing.places):
        return False
    place = thing.places[0]
    _, hyphen, tail = place.tokens.lower[place.candidate.start].rpartition("-")
    return (bool(hyphen) and tail in word_set("means_tails")) or _governor(place) in word_set("means_verbs")


def _governor(place: Place) -> str:
    """Return the word before the phrase and what belongs to it: articles, figures, praise."""
    tokens, at = place.tokens, place.candidate.start - 1
    while at >= 0 and (
        tokens.kinds[at] in ("modifier", "adverb", "number") or tokens.lower[at] in word_set("articles")
    ):
        at -= 1
    return tokens.lower[at] if at >= 0 else ""


def is_led_to_as_means(place: Place) -> bool:
    """Return True where one of the three words before leads to a means: "... via contrastive learning"."""
    before = place.tokens.lower[max(0, place.candidate.start - 3) : place.candidate.start]
    return not word_set("means_words").isdisjoint(before)
