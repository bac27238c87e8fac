"""Places as records: mentions and evidence with character offsets into the paper's own text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from methodgraph.records import Passage

if TYPE_CHECKING:
    from methodgraph.extract.candidate import Place
    from methodgraph.extract.tokens import Tokens


def passage(tokens: Tokens, start: int, end: int, *rules: str) -> Passage:
    """Return the token range as a passage."""
    first, last = tokens.starts[start], tokens.ends[end - 1]
    return Passage(tokens.field, first, last, tokens.source[first:last], tuple(sorted(set(rules))))


def mention_passage(place: Place) -> Passage:
    """Return the mention at `place`."""
    return passage(place.tokens, place.candidate.start, place.candidate.end, place.candidate.rule)


def sentence_passage(place: Place, *rules: str) -> Passage:
    """Return the sentence around `place` as evidence for what `rules` say."""
    return passage(place.tokens, *place.tokens.sentences[place.sentence], *rules)
