"""LEARN as one function."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from methodgraph.ids import slug
from methodgraph.learn.evidence import sightings
from methodgraph.learn.names import is_compound, is_news
from methodgraph.learn.scoring import Count, judge
from methodgraph.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from methodgraph.learn.evidence import Sighting
    from methodgraph.learn.scoring import Learned
    from methodgraph.records import PaperGraph
    from methodgraph.vocabulary import Vocabulary

DEFAULT_SCORE = 0.7
"""The score from which a name is learned: of 100 drawn at random above it, 99 were names and 94 of the type told."""

_OFTEN = 3
"""Papers that bear a name from which on it is believed to be one as a part of another: UAV in UAV-UGV."""
_WORD = re.compile(r"\b[a-z]{3,}\b")


def learn(
    graphs: Iterable[PaperGraph], vocabulary: Vocabulary, *, min_score: float = DEFAULT_SCORE, min_papers: int = 1
) -> list[Learned]:
    """Return the names that `graphs` introduce or type and `vocabulary` does not hold: best score first, then papers.

    `graphs` is read once; what is kept is a count and a few examples for each name, and the lower-case words. Left out
    are names that score below `min_score` (0 to 1; see `methodgraph.learn.scoring`), that fewer than `min_papers`
    papers bear, or that nothing types. The order of `graphs` makes no difference.

    >>> learn(graphs, load_vocabulary())[0].label  # doctest: +SKIP
    'FooQA'
    """
    counts: dict[str, Count] = {}
    words: set[str] = set()
    papers: set[str] = set()
    for graph in graphs:
        if graph.paper.id in papers:  # a paper given twice counts once
            continue
        papers.add(graph.paper.id)
        words.update(_WORD.findall(graph.paper.text))
        for key, sighting in _by_key(graph).items():
            if is_news(sighting.form, vocabulary):
                counts.setdefault(key, Count()).add(graph.paper, sighting)
    told = (judge(count, words) for count in counts.values() if count.papers >= min_papers)
    rows = [row for row in told if row is not None and row.score >= min_score]
    named = [row for row in rows if not _is_known(row, vocabulary, counts, words)]
    best: dict[str, Learned] = {}
    for row in sorted(named, key=lambda row: (-row.score, -row.papers, row.label)):
        best.setdefault(slug(row.label), row)  # two names that capitals alone tell apart would have one id
    return list(best.values())


def _by_key(graph: PaperGraph) -> dict[str, Sighting]:
    """Return the first sighting of each name of a paper."""
    return {sighting.key: sighting for sighting in reversed(list(sightings(graph)))}


def _is_known(row: Learned, vocabulary: Vocabulary, counts: Mapping[str, Count], words: Container[str]) -> bool:
    """True for a short form of what the vocabulary has under its long form, and for a name made of other names."""

    def is_borne(part: str) -> bool:
        return part in counts and counts[part].papers >= _OFTEN

    stands_for = any(vocabulary.named(alias) or fold(alias) in vocabulary.not_terms for alias in row.aliases)
    return stands_for or is_compound(row.label, vocabulary, is_borne, words)
