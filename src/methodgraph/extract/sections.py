"""Where in an abstract a sentence stands: background, contribution or evaluation.

Abstracts have no headings, but they have an order: what is wrong, what we do, how well it does. The first sentence in
which the authors speak of their own work ends the background; a sentence that speaks of experiments or figures after
it is evaluation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from methodgraph.extract.cues import Cue
    from methodgraph.extract.tokens import Tokens

_OF_ANYTHING = "introduces/it"
"""The one introducing cue whose subject may be another's work: it tells nothing of where the authors begin to speak."""

Section = Literal["background", "contribution", "evaluation"]

_EVALUATION = re.compile(
    r"\b(?:experiment|evaluat\w|result|benchmark|outperform|surpass|state-of-the-art|achiev\w|empirical|"
    r"demonstrat\w|validat\w|improv\w+ .*\bby\b)|\d\s?\\?%"
)
"""What an evaluation says, in lower case."""


def sections(tokens: Tokens, cues: Iterable[Cue]) -> list[Section]:
    """Return the section of each sentence. A title is contribution throughout."""
    if tokens.field == "title":
        return ["contribution"] * len(tokens.sentences)
    told = [cue for cue in cues if cue.rule.role == "introduces" and cue.rule.id != _OF_ANYTHING]
    own = [tokens.sentence_of[cue.start] for cue in told]
    own += [n for n in range(len(tokens.sentences)) if tokens.is_own(n)]
    first = min(own, default=0)
    return [_section(tokens, n, first) for n in range(len(tokens.sentences))]


def _section(tokens: Tokens, n: int, first: int) -> Section:
    if n < first:
        return "background"
    evaluated = n > first and _EVALUATION.search(tokens.text(*tokens.sentences[n]).lower())
    return "evaluation" if evaluated else "contribution"
