"""The papers of a store: what merging made of the records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from methodgraph.store.faults import damaged
from methodgraph.store.packing import unpacked, unpacked_single

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from methodgraph.records import Paper
    from methodgraph.store.database import Store

PAPER_COLUMNS = "paper.id, paper.paper, record.paper, source.file, record.line"
PAPER_TABLES = "paper LEFT JOIN record ON record.id = paper.record LEFT JOIN source ON source.id = record.source"
"""What `paper_of` wants to see of a paper."""


def paper_of(store: Store, row: Sequence[Any]) -> Paper:
    """Return the paper of a row of `PAPER_COLUMNS`. Raises InputError where it is damaged."""
    identity, merged, single, file, line = row
    if merged is None and single is None:
        raise damaged(store.path, f"the record of paper {identity!r} is not there")
    paper = unpacked_single(single, file, line, store.path) if merged is None else unpacked(merged, store.path)
    if paper.id != identity:
        raise damaged(store.path, f"what stands under {identity!r} is paper {paper.id!r}")
    return paper


def papers(store: Store) -> Iterator[Paper]:
    """Yield all papers, sorted by their ids (by code points, as Python sorts)."""
    for row in store.rows(f"SELECT {PAPER_COLUMNS} FROM {PAPER_TABLES} ORDER BY paper.id"):  # noqa: S608 - our own words
        yield paper_of(store, row)


def paper_with(store: Store, identity: str) -> Paper | None:
    """Return the paper with this id, None where there is none."""
    row = store.row(f"SELECT {PAPER_COLUMNS} FROM {PAPER_TABLES} WHERE paper.id = ?", identity)  # noqa: S608 - our own
    return None if row is None else paper_of(store, row)


def digests(store: Store) -> dict[str, bytes]:
    """Return for each paper, by its id, what differs whenever it or what is known of it differs, sorted by id."""
    rows = store.rows(
        "SELECT id, digest, EXISTS (SELECT 1 FROM extraction e WHERE e.content = paper.content AND e.pass = 0) "
        "FROM paper ORDER BY id"
    )
    return {identity: digest + bytes([is_extracted]) for identity, digest, is_extracted in rows}


def records_of(store: Store, paper: Paper) -> list[tuple[int, str]]:
    """Return the records that `paper` was made of, with their files; those of its component at the places it tells."""
    (component,) = store.row("SELECT component FROM paper WHERE id = ?", paper.id) or (None,)
    places = {(source.file, source.line) for source in paper.sources}
    rows = store.rows(
        "SELECT record.id, source.file, record.line FROM record JOIN source ON source.id = record.source "
        "WHERE record.component = ? ORDER BY record.id",
        component,
    )
    return [(record, file) for record, file, line in rows if (file, line) in places]
