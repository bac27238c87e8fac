"""Places joined into groups (union-find), for what is one through others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence


class Groups:
    """The places 0 to `count` - 1, each in a group of its own until it is joined with another.

    >>> groups = Groups(3)
    >>> groups.join(0, 2)
    >>> groups.all()
    [[0, 2], [1]]
    """

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def join(self, one: int, other: int) -> None:
        """Put the groups of two places together."""
        low, high = sorted((self._top(one), self._top(other)))
        self._above[high] = low

    def join_all(self, places: Sequence[int]) -> None:
        """Put the groups of several places together."""
        for at in places[1:]:
            self.join(places[0], at)

    def all(self) -> list[list[int]]:
        """Return the groups, sorted as their places are."""
        members: defaultdict[int, list[int]] = defaultdict(list)
        for at in range(len(self._above)):
            members[self._top(at)].append(at)
        return list(members.values())

    def _top(self, at: int) -> int:
        above = self._above
        while above[at] != at:
            above[at] = above[above[at]]
            at = above[at]
        return at
