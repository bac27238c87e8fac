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
    r"demonstrat\w|validat\w)"
)
"""What a single word of an evaluation says, in lower case; no such word is cut in two."""
_FIGURES = re.compile(r"\bimprov\w+ .*\bby\b|\d\s?\\?%")
"""What words of an evaluation say together."""


def sections(tokens: Tokens, cues: Iterable[Cue]) -> list[Section]:
    """Return the section of each sentence. A title is contribution throughout."""
    if tokens.field == "title":
        return ["contribution"] * len(tokens.sentences)
    told = [cue for cue in cues if cue.rule.role == "introduces" and cue.rule.id != _OF_ANYTHING]
    last = min([tokens.sentence_of[cue.start] for cue in told], default=None)
    own = (n for n in range(len(tokens.sentences) if last is None else last) if tokens.is_own(n))
    first = next(own, last or 0)
    return [_section(tokens, n, first) for n in range(len(tokens.sentences))]


def _section(tokens: Tokens, n: int, first: int) -> Section:
    if n < first:
        return "background"
    return "evaluation" if n > first and _is_evaluation(tokens, n) else "contribution"


def _is_evaluation(tokens: Tokens, n: int) -> bool:
    """True where a word of the sentence, or several together, speak of an evaluation."""
    start, end = tokens.sentences[n]
    if any(map(_EVALUATES.__getitem__, tokens.lower[start:end])):
        return True
    text = tokens.text(start, end).lower()
    return ("%" in text or "improv" in text) and bool(_FIGURES.search(text))


class _Evaluates(dict[str, bool]):
    """Whether a word speaks of an evaluation. A dictionary that begins anew when it is full."""

    def __missing__(self, word: str) -> bool:
        if len(self) >= _MOST_WORDS:
            self.clear()
        told = self[word] = bool(_EVALUATION.search(word))
        return told


_MOST_WORDS = 50_000
_EVALUATES = _Evaluates()
