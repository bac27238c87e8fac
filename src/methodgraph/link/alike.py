"""Things that nothing tells apart are one: those of one type family with one label, and one sense or none."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from methodgraph.records import family

if TYPE_CHECKING:
    from collections.abc import Mapping

    from methodgraph.link.identity import Decision, Key
    from methodgraph.records import Entity

_RANK = {"term": 0, "sense": 1, "name": 2}
"""Which of two alike things the other becomes. What papers coined apart, or a person took apart, is not here: it stays.
"""


def joined(decisions: list[Decision], entities: Mapping[Key, Entity]) -> list[Decision]:
    """Return `decisions` with what is alike in `entities` made one thing; themselves where nothing is.

    A short name that EXTRACT took for no term in one paper would else stand beside the term that it names ("F1"), and
    a name in two spellings of which only one is plain text beside itself.
    """
    alike: defaultdict[tuple[str, str, str | None], list[Key]] = defaultdict(list)
    for key, entity in entities.items():
        if key[0] in _RANK:
            alike[family(entity.type), entity.label, entity.sense].append(key)
    papers = Counter(decision.key for decision in decisions)
    instead: dict[Key, Key] = {}
    for keys in alike.values():
        first = min(keys, key=lambda key: (_RANK[key[0]], -papers[key], key))
        instead |= {key: first for key in keys if key != first and key[0] != "term"}
    if not instead:
        return decisions
    return [_instead(decision, instead) if decision.key in instead else decision for decision in decisions]


def _instead(decision: Decision, instead: Mapping[Key, Key]) -> Decision:
    reason = f"{decision.reason}, and nothing tells it from the other of this name"
    return decision._replace(key=instead[decision.key], reason=reason)
