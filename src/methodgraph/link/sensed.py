"""How the sense of a short form was decided, in words: the reason, its score, and the senses it was not."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from methodgraph.records import PaperEntity

_REASONS = {
    "spelled": "whose words stand in the paper",
    "context": "by its context",
    "usual": "as papers mostly mean it",
    "only": "the only sense known",
}


def how_sensed(entity: PaperEntity) -> str:
    """Return how `entity` got its sense; empty for a definition, which the link's own reason tells, and for no sense.

    >>> from methodgraph.records import PaperEntity, Rival, Sensed
    >>> sensed = Sensed("context", 0.93, ("estimate", "entropy"), (Rival("model inversion", 0.04),))
    >>> how_sensed(PaperEntity("MI", (), ("Metric",), ("uses",), "mutual information", (), (), sensed=sensed))
    "'MI' is 'mutual information' by its context (0.93: estimate, entropy), not 'model inversion' (0.04)"
    """
    sensed = entity.sensed
    if sensed is None or sensed.reason == "definition":
        return ""
    rivals = [f"{rival.sense!r} ({rival.score:.2f})" for rival in sensed.rivals]
    if entity.sense is None:
        return f"the sense of {entity.name!r} is undecided between " + ", ".join(rivals) if rivals else ""
    because = f": {', '.join(sensed.because)}" if sensed.because else ""
    told = f"{entity.name!r} is {entity.sense!r} {_REASONS[sensed.reason]} ({sensed.score:.2f}{because})"
    return told + (", not " + ", ".join(rivals) if rivals else "")
