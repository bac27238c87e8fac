"""From records to papers: only those records are merged anew that a change can concern.

Two records that share a key may be one paper; records that no chain of shared keys joins never are. So merging is done
one component of that relation after the other, and what merging makes of all records is what it makes of each
component. What stays the same is not looked at, and memory holds one component at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from methodgraph.store.packing import content_digest, packed, short_digest
from methodgraph.store.records import single_papers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from methodgraph.records import Paper
    from methodgraph.store.database import Store

    Merge = Callable[[Sequence[Paper]], Iterable[Paper]]

_REACH = """
INSERT INTO touched
WITH RECURSIVE reached (record) AS (
    SELECT id FROM record WHERE component IS NULL
    UNION
    SELECT other.record FROM reached
    JOIN record_key mine ON mine.record = reached.record
    JOIN record_key other ON other.key = mine.key
) SELECT record FROM reached
"""


def merge_changed(store: Store, merge: Merge) -> None:
    """Make the papers of all components anew that hold a record without one, within a transaction of the caller's.

    `merge` is READ's: a pure function of the set of papers it is given, whatever their order.
    """
    store.run("CREATE TEMP TABLE IF NOT EXISTS touched (record INTEGER PRIMARY KEY)")
    while True:
        store.run("DELETE FROM touched")
        store.run(_REACH)
        store.run(
            "DELETE FROM paper WHERE component IN "
            "(SELECT component FROM record WHERE id IN (SELECT record FROM touched)) "
            "OR component NOT IN (SELECT component FROM record WHERE component IS NOT NULL)"
        )
        clashes = [clash for component in _components(store) for clash in _merge(store, component, merge)]
        if not clashes:
            return
        for identity, record, component in clashes:
            _join(store, identity, record, component)


def _components(store: Store) -> Iterator[list[int]]:
    """Yield the touched records, one list for each component."""
    above: dict[int, int] = {record: record for (record,) in store.rows("SELECT record FROM touched")}

    def top(record: int) -> int:
        while above[record] != record:
            above[record] = record = above[above[record]]
        return record

    last, first = b"", 0
    for key, record in store.rows(
        "SELECT key, record FROM record_key WHERE record IN (SELECT record FROM touched) ORDER BY key, record"
    ):
        if key == last:
            one, other = sorted((top(first), top(record)))
            above[other] = one
        else:
            last, first = key, record
    members: dict[int, list[int]] = {}
    for record in above:
        members.setdefault(top(record), []).append(record)
    yield from members.values()


def _merge(store: Store, component: list[int], merge: Merge) -> Iterator[tuple[str, int, int]]:
    """Write the papers of a component; yield (id, record, component) where another component has a paper's id."""
    first = min(component)
    store.run_many("UPDATE record SET component = ? WHERE id = ?", ((first, record) for record in component))
    singles = list(single_papers(store, component))
    for paper in merge(singles) if len(singles) > 1 else singles:
        found = store.row("SELECT component FROM paper WHERE id = ?", paper.id)
        if found is None:
            _write(store, paper, first, same=singles == [paper])
        elif found[0] == first:
            raise ValueError(f"merging gave the id {paper.id!r} to two papers")
        else:
            yield paper.id, first, found[0]


def _write(store: Store, paper: Paper, component: int, *, same: bool) -> None:
    """Write a paper; where a single record says the same, it is not written twice."""
    data = packed(paper)
    store.run(
        "INSERT INTO paper (id, component, content, digest, record, paper) VALUES (?, ?, ?, ?, ?, ?)",
        paper.id, component, content_digest(paper), short_digest(data),
        component if same else None, None if same else data,
    )  # fmt: skip


def _join(store: Store, identity: str, record: int, component: int) -> None:
    """Make one component of two whose papers came out with the same id, so that merging sees both and parts them."""
    key = short_digest(b"same id", identity.encode())
    for one in (record, component):  # a component is called by its first record
        store.run("INSERT OR IGNORE INTO record_key VALUES (?, ?)", key, one)
        store.run("UPDATE record SET component = NULL WHERE id = ?", one)
