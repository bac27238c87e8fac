"""Things that lines of a file make one, and the lines that do it."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from methodgraph.link.names import Key

_RANK = {"term": 0, "sense": 1, "name": 2, "coined": 3, "apart": 4}
"""Which of two things gives its id and label to both: what the vocabulary knows, then what a paper expanded."""


class Unions:
    """A union-find over keys that remembers each line, so that it can say why two keys are one."""

    def __init__(self) -> None:
        """Begin with nothing joined."""
        self._above: dict[Key, Key] = {}
        self._lines: dict[Key, list[tuple[Key, str]]] = {}

    def add(self, name: Key, other: Key, line: str) -> None:
        """Join two keys by `line`. `name` gives both their key, unless the other is of a higher rank."""
        self._lines.setdefault(name, []).append((other, line))
        self._lines.setdefault(other, []).append((name, line))
        one, two = self.root(name), self.root(other)
        if one != two:
            lower, upper = (one, two) if _RANK[two[0]] < _RANK[one[0]] else (two, one)
            self._above[lower] = upper

    def root(self, key: Key) -> Key:
        """Return the key of all that is joined with `key`."""
        while key in self._above:
            key = self._above[key]
        return key

    def path(self, one: Key, other: Key) -> tuple[str, ...]:
        """Return the fewest lines that join two keys, in their order; empty where nothing does."""
        seen: dict[Key, tuple[str, ...]] = {one: ()}
        queue = deque([one])
        while queue and other not in seen:
            key = queue.popleft()
            for near, line in self._lines.get(key, ()):
                if near not in seen:
                    seen[near] = (*seen[key], line)
                    queue.append(near)
        return tuple(dict.fromkeys(seen.get(other, ())))
