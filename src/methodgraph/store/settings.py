"""What a store was told besides its papers: rows of vocabulary, a person's decisions, whether to learn."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from methodgraph.interchange import curation_from_json, curation_to_json
from methodgraph.records import Curation
from methodgraph.store.faults import damaged
from methodgraph.store.packing import sealed, unsealed
from methodgraph.vocabulary import Term

if TYPE_CHECKING:
    from methodgraph.store.database import Store


@dataclass(frozen=True, slots=True)
class Settings:
    """How the papers of a store are read and joined."""

    terms: tuple[Term, ...] = ()
    curation: Curation | None = None
    learn: bool = False


def setting(store: Store, name: str) -> str | None:
    """Return one value, None where it was never set."""
    row = store.row("SELECT value FROM setting WHERE name = ?", name)
    return None if row is None else unsealed(row[0], store.path).decode()


def set_setting(store: Store, name: str, value: str | None) -> None:
    """Set one value; None takes it out."""
    if value is None:
        store.run("DELETE FROM setting WHERE name = ?", name)
    else:
        store.run("INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", name, sealed(value.encode()))


def settings(store: Store) -> Settings:
    """Return the settings. Raises InputError where they are damaged."""
    terms, curation = setting(store, "vocabulary"), setting(store, "curation")
    try:
        return Settings(
            terms=() if terms is None else msgspec.json.decode(terms, type=tuple[Term, ...]),
            curation=None if curation is None else curation_from_json(json.loads(curation)),
            learn=setting(store, "learn") == "yes",
        )
    except (msgspec.MsgspecError, ValueError, KeyError, TypeError) as error:
        raise damaged(store.path, f"its settings: {error}") from error


def set_settings(store: Store, told: Settings) -> None:
    """Keep settings, within a transaction of the caller's."""
    set_setting(store, "vocabulary", msgspec.json.encode(told.terms).decode() if told.terms else None)
    set_setting(store, "curation", json.dumps(curation_to_json(told.curation)) if told.curation else None)
    set_setting(store, "learn", "yes" if told.learn else None)
