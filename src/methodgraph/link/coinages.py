"""Names that papers coin: two papers that each introduce a SPARK without expanding it speak of two things.

Of the names of the 50,000 abstracts that two papers introduce, four in five are two things. The others are terms that
everybody uses (GUI, SRAM), told by the many papers that use them and introduce nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from methodgraph.link.names import meeting_form
from methodgraph.text.folding import singular_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from methodgraph.link.identity import Key
    from methodgraph.records import PaperEntity, PaperGraph

_USERS_PER_COINER = 2
"""A name with more users for each paper that introduces it is a term of the field, whoever claims to introduce it."""

COINED = "introduced by this paper; others introduce another thing of this name"
WRITTEN_OTHERWISE = "introduced by this paper, which writes the name in other capitals than all others"


class Coinages:
    """Who introduces and who uses the names that no expansion and no vocabulary decides, by their key."""

    def __init__(self, told: Iterable[tuple[Key, PaperGraph, PaperEntity]]) -> None:
        """Count the papers behind each key."""
        self._coiners: dict[Key, set[str]] = defaultdict(set)
        self._users: dict[Key, int] = defaultdict(int)
        self._written: dict[Key, Counter[str]] = defaultdict(Counter)
        for key, graph, entity in told:
            if _coins(entity):
                self._coiners[key].add(_work(graph))
            else:
                self._users[key] += 1
                self._written[key][singular_name(entity.name)] += 1

    def decide(self, key: Key, graph: PaperGraph, entity: PaperEntity) -> tuple[Key, str] | None:
        """Return the key and reason for a name of several makers; None where its folded name decides."""
        makers, users = len(self._coiners[key]), self._users[key]
        coins = _coins(entity)
        if makers > 1 and users <= _USERS_PER_COINER * makers:
            if coins:
                return ("coined", *key[1:], _work(graph)), COINED
            return key, f"undecided between the things that {makers} papers introduce under this name"
        if makers == 1 and coins and self._is_written_otherwise(key, entity):
            return ("coined", *key[1:], _work(graph)), WRITTEN_OTHERWISE
        return None

    def _is_written_otherwise(self, key: Key, entity: PaperEntity) -> bool:
        """Return True where all papers but this one agree on capitals that this one never writes."""
        others = {_letters(form) for form in self._written[key]}
        mine = {_letters(form) for form in (entity.name, *entity.aliases)}
        return bool(others) and not others & mine


def _coins(entity: PaperEntity) -> bool:
    """Return True for a single word with capitals of its own that its paper introduces."""
    name = entity.name
    return entity.roles[0] == "introduces" and " " not in name and any(char.isupper() for char in name[1:])


def _work(graph: PaperGraph) -> str:
    """Return what the versions of one paper share: the title, or the id where there is none."""
    return meeting_form(graph.paper.title) if graph.paper.title else graph.paper.id


def _letters(form: str) -> str:
    return "".join(char for char in singular_name(form) if char.isalnum())
