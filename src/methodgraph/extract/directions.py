"""Whether a higher or a lower value of a measure is better, by the words of its name (`rules/directions.tsv`)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, cast

from methodgraph.extract.lexicon import table
from methodgraph.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from methodgraph.records import Better


def better(metric: str) -> Better | None:
    """Return "higher" or "lower" for what the last words of `metric` say; None where they say nothing.

    >>> better("word error rate"), better("task accuracy"), better("success rate"), better("temperature")
    ('lower', 'higher', 'higher', None)
    """
    words = metric.replace("-", " ").split()
    for first in range(len(words)):
        told = _directions().get(fold(" ".join(words[first:])))
        if told is not None:
            return told
    return None


@lru_cache(maxsize=1)
def _directions() -> Mapping[str, Better]:
    return {fold(row[0]): cast("Better", row[1]) for row in table("directions.tsv")}
