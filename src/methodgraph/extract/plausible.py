"""Whether a vocabulary phrase means, here, what the vocabulary says: the cheap signs that it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from methodgraph.extract.kinds import PROPER
from methodgraph.extract.lexicon import word_set
from methodgraph.extract.words import is_name

if TYPE_CHECKING:
    from methodgraph.extract.candidate import Candidate
    from methodgraph.extract.lexicon import Lexicon
    from methodgraph.extract.tokens import Tokens


def is_plausible(tokens: Tokens, candidate: Candidate, lexicon: Lexicon) -> bool:
    """Return False where the words around a vocabulary phrase speak against it.

    - "GCG benchmark": a method's or metric's short form in front of a data noun is another thing's name (but "VQA
      benchmarks" are benchmarks of a task);
    - "KL-regularized": a metric's short form with a tail is no measurement;
    - "NLP community": a field in front of a noun only says where;
    - "we recall the": a measure that is a verb where its object follows;
    - "Fisher information": a capitalised word that names data or a model needs a sign that a name is meant, since it
      is a surname or the first word of a sentence as often as not.
    """
    behind = tokens.lower[candidate.end] if candidate.end < len(tokens.words) else ""
    kind = candidate.types[0]
    if tokens.text(candidate.start, candidate.end).lower() in word_set("fields") and behind:
        return tokens.kinds[candidate.end] in ("stop", "punct", "verb")
    single = candidate.end - candidate.start == 1
    if single and tokens.lower[candidate.start] in word_set("verb_measures"):
        before = tokens.lower[candidate.start - 1] if candidate.start else ""
        return before != "to" and behind not in word_set("articles") and behind not in ("that", "how", "some", "what")
    if single and is_name(tokens.words[candidate.start]):
        if "Task" not in candidate.types and kind in ("Method", "Metric") and behind in word_set("test_nouns"):
            return False
        return not (kind == "Metric" and behind.startswith("-"))
    if single and kind in PROPER and tokens.words[candidate.start].istitle():
        before = tokens.lower[candidate.start - 1] if candidate.start else ""
        return (
            behind in lexicon.type_nouns
            or behind in word_set("name_joints")
            or before in word_set("name_joints")
            or before in lexicon.type_nouns
        )
    return True
