"""Names spelled like a name that nothing bears."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_NEAREST = 3
_LIKE = 0.6
_PART = 3
"""Letters that a name has at least where it is looked for as a part of others."""


def nearest(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return up to three of `known` that are spelled most like `name`, in any case; see `nearest_labels`.

    >>> nearest("lorra", ["LoRA", "GRPO"])
    ('LoRA',)
    """
    return nearest_labels(name, ((told, told) for told in sorted(set(known))))


def nearest_labels(name: str, named: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return the labels of up to three things that are called much like `name`, each once.

    Args:
        name: what nothing is called.
        named: pairs of what a thing is called (its label, an alias) and its label. Where several things are called the
            same but for case, one of which it is the label counts, and of several such the first.

    Returns:
        First those whose spelling is most like that of `name`, in any case, the best first; then those of whose names
        it is a part, the shortest first. Empty where there are none.

    >>> nearest_labels("low rank adapters", [("LoRA", "LoRA"), ("low-rank adapter", "LoRA"), ("GRPO", "GRPO")])
    ('LoRA',)
    >>> nearest_labels("paper", [("papers-using", "papers-using"), ("extending", "extending")])
    ('papers-using',)
    """
    labels: dict[str, str] = {}
    for called, label in sorted(named, key=lambda pair: pair[0] != pair[1]):
        labels.setdefault(called.lower(), label)
    wanted = name.lower()
    # of twice as many spellings, for several may be of one thing
    close = get_close_matches(wanted, labels, n=2 * _NEAREST, cutoff=_LIKE)
    holding = sorted((called for called in labels if wanted in called), key=len) if len(wanted) >= _PART else []
    return tuple(dict.fromkeys(labels[called] for called in (*close, *holding)))[:_NEAREST]
