"""Places as records: mentions and evidence with character offsets into the paper's own text."""

from __future__ import annotations

from sys import intern
from typing import TYPE_CHECKING

from methodgraph.extract.data_nouns import data_noun_end
from methodgraph.extract.drafts import maker_of
from methodgraph.records import Passage

if TYPE_CHECKING:
    from methodgraph.extract.candidate import Place
    from methodgraph.extract.tokens import Tokens
    from methodgraph.records import EntityType


_passage = maker_of(Passage)


def passage(tokens: Tokens, start: int, end: int, rule: str) -> Passage:
    """Return the token range as a passage that `rule` found."""
    first, last = tokens.starts[start], tokens.ends[end - 1]
    return _passage(tokens.field, first, last, tokens.source[first:last], (rule,))


def mention_passage(place: Place, types: tuple[EntityType, ...] = ()) -> Passage:
    """Return the mention at `place` of a thing of these types.

    A mention of data runs on over the noun that says so: the name is MegaFace, the mention "MegaFace dataset". That of
    a measure with a name of its own ends before "score": a BLEU score is a figure of BLEU, but an F1 score is one.
    """
    start, end = place.candidate.start, place.candidate.end
    if types[:1] in (("Dataset",), ("Benchmark",)):
        end = data_noun_end(place.tokens, end)
    elif types[:1] == ("Task",) and end < len(place.tokens.words) and place.tokens.lower[end] in ("task",):
        end += 1
    elif types[:1] == ("Metric",) and end - start > 1 and _is_figure_of(place.tokens, end - 1):
        end -= 1
    return passage(place.tokens, start, end, place.candidate.rule)


def _is_figure_of(tokens: Tokens, at: int) -> bool:
    """True for "score" behind a measure's own name: three letters at least, capitals among them."""
    measure = tokens.words[at - 1]
    return tokens.lower[at] in ("score", "scores") and tokens.is_name(at - 1) and sum(map(str.isalpha, measure)) > 2


def sentence_passage(place: Place, rule: str) -> Passage:
    """Return the sentence around `place` as evidence for what `rule` says.

    All that one sentence proves shares its text: a sentence may be 100,000 characters long and name 5,000 things.
    """
    tokens = place.tokens
    start, end = tokens.sentences[place.sentence]
    first, last = tokens.starts[start], tokens.ends[end - 1]
    return _passage(tokens.field, first, last, intern(tokens.source[first:last]), (rule,))
