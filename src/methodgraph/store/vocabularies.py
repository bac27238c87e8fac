"""What the vocabularies held that the extractions of a store were made with, and which names differ from that now.

A term is told by a digest of all its fields. A term that was added, removed, changed or that changed its place among
the others makes all its names suspicious: papers in which one of them can stand are extracted again.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from methodgraph.store.packing import sealed, short_digest, unsealed
from methodgraph.vocabulary import Term, load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from methodgraph.store.database import Store

_TO_JSON = msgspec.json.Encoder(order="deterministic")
_NAMED = tuple[str, str, list[str]]
"""A term's id, the digest of all it says, its names."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The terms of a vocabulary as the store keeps them, in their order."""

    digest: bytes
    terms: tuple[_NAMED, ...]

    @property
    def names(self) -> dict[str, list[str]]:
        """The names of each term by its id."""
        return {identity: names for identity, _, names in self.terms}


NOTHING = Snapshot(short_digest(), ())


@lru_cache(maxsize=1)
def shipped() -> Snapshot:
    """Return the snapshot of the vocabulary as it is shipped, with what is no term and the usual senses."""
    known = load_vocabulary()
    more = [
        *((f"not {phrase}", reason, [phrase]) for phrase, reason in known.not_terms.items()),
        *((f"usual {form}", sense, [form]) for form, sense in known.usual.items()),
    ]
    return _snapshot((*_named(known.terms.values()), *more))


def of_terms(terms: Sequence[Term]) -> Snapshot:
    """Return the snapshot of rows that were given or learned."""
    return _snapshot(tuple(_named(terms))) if terms else NOTHING


def _named(terms: Iterable[Term]) -> Iterator[_NAMED]:
    for term in terms:
        yield term.id, short_digest(_TO_JSON.encode(term)).hex(), list(term.names)


def _snapshot(terms: tuple[_NAMED, ...]) -> Snapshot:
    return Snapshot(short_digest(_TO_JSON.encode(terms)), terms)


def kept(store: Store, role: str) -> Snapshot | None:
    """Return the snapshot that the extractions were made with; None where there is none yet."""
    row = store.row("SELECT digest, terms FROM vocabulary WHERE role = ?", role)
    if row is None:
        return None
    told = json.loads(zlib.decompress(unsealed(row[1], store.path)))
    return Snapshot(row[0], tuple((identity, digest, names) for identity, digest, names in told))


def kept_digest(store: Store, role: str) -> bytes | None:
    """Return the digest of the snapshot that the extractions were made with, without reading it."""
    row = store.row("SELECT digest FROM vocabulary WHERE role = ?", role)
    return None if row is None else bytes(row[0])


def keep(store: Store, role: str, snapshot: Snapshot) -> None:
    """Keep a snapshot in the place of the one before, within a transaction of the caller's."""
    terms = sealed(zlib.compress(_TO_JSON.encode(snapshot.terms), 6))
    store.run("INSERT OR REPLACE INTO vocabulary (role, digest, terms) VALUES (?, ?, ?)", role, snapshot.digest, terms)


def changed_names(old: Snapshot, new: Snapshot, beside: Mapping[str, Sequence[str]] | None = None) -> set[str]:
    """Return all names, old and new, of the terms that are not in both snapshots alike.

    `beside` has the names of another vocabulary's terms by id: where a row that replaces one of these changes, they
    come or go too.

    >>> sorted(changed_names(of_terms([]), of_terms([Term("foo", "Foo", ("Method",), ("Fu",))])))
    ['Foo', 'Fu']
    """
    if old.digest == new.digest:
        return set()
    before, after = ({identity: digest for identity, digest, _ in told.terms} for told in (old, new))
    changed = {identity for identity in before.keys() | after.keys() if before.get(identity) != after.get(identity)}
    common = ([identity for identity in told if identity not in changed] for told in (before, after))
    changed.update(one for one, other in zip(*common, strict=True) if one != other)
    names = (old.names, new.names, beside or {})
    return {name for identity in changed for told in names for name in told.get(identity, ())}
