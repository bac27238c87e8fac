"""Names that papers coin: two papers that each introduce a SPARK without expanding it speak of two things.

Of the names of the 50,000 abstracts that two papers introduce, four in five are two things. The others are terms that
everybody uses (GUI, SRAM), told by the many papers that use them and introduce nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from methodgraph.link.names import coined_letters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from methodgraph.link.names import Key
    from methodgraph.link.rows import Row

_USERS_PER_COINER = 2
"""A name with more users for each paper that introduces it is a term of the field, whoever claims to introduce it."""

COINED = "introduced by this paper; others introduce another thing of this name"
WRITTEN_OTHERWISE = "introduced by this paper, which writes the name in other capitals than all others"


class Coinage(NamedTuple):
    """Who introduces and who uses a name that no expansion and no vocabulary decides.

    `works` is how many works coin it, `users` how many entities of papers bear it besides, `letters` what these write.
    """

    works: int
    users: int
    letters: frozenset[str]


def coinage_of(rows: Iterable[Row]) -> Coinage:
    """Return who introduces and who uses the name of one key."""
    works: set[str] = set()
    users = 0
    names: set[str] = set()
    for row in rows:
        if row.work is not None:
            works.add(row.work)
        else:
            users += 1
            names.add(row.name)
    return Coinage(len(works), users, frozenset(map(coined_letters, names) if works else ()))


def by_maker(row: Row, key: Key, told: Coinage) -> tuple[Key, str] | None:
    """Return the key and reason for a name of several makers; None where its folded name decides."""
    if told.works > 1 and told.users <= _USERS_PER_COINER * told.works:
        if row.work is not None:
            return ("coined", *key[1:], row.work), COINED
        return key, f"undecided between the things that {told.works} papers introduce under this name"
    if told.works == 1 and row.work is not None and _is_written_otherwise(row, told):
        return ("coined", *key[1:], row.work), WRITTEN_OTHERWISE
    return None


def _is_written_otherwise(row: Row, told: Coinage) -> bool:
    """Return True where all papers but this one agree on capitals that this one never writes."""
    return bool(told.letters) and told.letters.isdisjoint(map(coined_letters, (row.name, *row.aliases)))
