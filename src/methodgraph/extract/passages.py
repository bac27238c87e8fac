"""Places as records: mentions and evidence with character offsets into the paper's own text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from methodgraph.extract.data_nouns import data_noun_end
from methodgraph.records import Passage

if TYPE_CHECKING:
    from methodgraph.extract.candidate import Place
    from methodgraph.extract.tokens import Tokens
    from methodgraph.records import EntityType


def passage(tokens: Tokens, start: int, end: int, *rules: str) -> Passage:
    """Return the token range as a passage."""
    return Passage(
        tokens.field, tokens.starts[start], tokens.ends[end - 1], tokens.text(start, end), tuple(sorted(set(rules)))
    )


def mention_passage(place: Place, types: tuple[EntityType, ...] = ()) -> Passage:
    """Return the mention at `place` of a thing of these types.

    A mention of data runs on over the noun that says so: the name is MegaFace, the mention "MegaFace dataset".
    """
    start, end = place.candidate.start, place.candidate.end
    if types[:1] in (("Dataset",), ("Benchmark",)):
        end = data_noun_end(place.tokens, end)
    return passage(place.tokens, start, end, place.candidate.rule)


def sentence_passage(place: Place, *rules: str) -> Passage:
    """Return the sentence around `place` as evidence for what `rules` say."""
    return passage(place.tokens, *place.tokens.sentences[place.sentence], *rules)
