"""What a store holds now, and whether what is published beside it is made of just that."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from methodgraph.store import vocabularies
from methodgraph.store.extractions import concerned_contents
from methodgraph.store.faults import damaged
from methodgraph.store.records import check_records, sources
from methodgraph.store.rules import rules_digest
from methodgraph.store.schema import VERSION
from methodgraph.store.settings import setting, settings
from methodgraph.store.standing import Standing
from methodgraph.store.vocabularies import NOTHING, changed_names, of_terms, shipped
from methodgraph.vocabulary.senses import load_senses

if TYPE_CHECKING:
    from methodgraph.store.database import Store


@dataclass(frozen=True, slots=True)
class Held:
    """What a store holds. `current` of its papers need no extraction, `stale` do."""

    papers: int
    records: int
    current: int
    stale: int
    bytes: int
    version: int
    """Of the tables."""


def state_digest(store: Store, version: str) -> str:
    """Return the digest of all that decides what is published: records, settings, rules, vocabulary, `version`.

    The order in which papers were added, and anything about the run that added them, is not in it.
    """
    total = hashlib.sha256()
    told = settings(store)
    total.update(f"{version}\n{rules_digest().hex()}\n{shipped().digest.hex()}\n{told.learn}\n".encode())
    for name in ("vocabulary", "curation"):
        total.update(f"{name} {setting(store, name)}\n".encode())
    for source, _ in sources(store):
        total.update(f"{len(source.file)} {source.file} {source.bytes} {source.sha256}\n".encode())
    for file, line, digest in store.rows(
        "SELECT source.file, record.line, record.digest FROM record JOIN source ON source.id = record.source "
        "ORDER BY source.file, record.line, record.digest"
    ):
        total.update(f"{len(file)} {file} {line} {digest.hex()}\n".encode())
    return total.hexdigest()


def basis_digest(store: Store) -> str:
    """Return the digest of what extractions are made with now: the rules, and both vocabularies."""
    given = of_terms(settings(store).terms)
    return hashlib.sha256(b"".join((rules_digest(), shipped().digest, given.digest))).hexdigest()


def by_other_rules(store: Store) -> bool:
    """Return True where what was extracted last was by rules, or with a shipped vocabulary, that are not today's."""
    rules, terms = setting(store, "rules"), vocabularies.kept_digest(store, "shipped")
    return rules not in {None, rules_digest().hex()} or terms not in {None, shipped().digest}


def held(store: Store) -> Held:
    """Return what a store holds, having looked at all its pages and records. Raises InputError where one is damaged."""
    for (told,) in store.rows("PRAGMA integrity_check(1)"):
        if told != "ok":
            raise damaged(store.path, told.splitlines()[-1])
    if store.row("PRAGMA foreign_key_check") is not None:
        raise damaged(store.path, "a row points to one that is not there")
    check_records(store)
    papers = store.number("SELECT count(*) FROM paper")
    stale = _stale(store)
    pages = store.number("PRAGMA page_count") * store.number("PRAGMA page_size")
    return Held(papers, store.number("SELECT count(*) FROM record"), papers - stale, stale, pages, VERSION)


def _stale(store: Store) -> int:
    """Return how many papers have no extraction that would come out the same today."""
    missing = store.number(
        "SELECT count(*) FROM paper WHERE content NOT IN (SELECT content FROM extraction WHERE pass = 0)"
    )
    if setting(store, "rules") != rules_digest().hex():
        return store.number("SELECT count(*) FROM paper")
    wanted = {"shipped": shipped(), "given": of_terms(settings(store).terms)}
    had = {role: vocabularies.kept(store, role) or NOTHING for role in wanted}
    beside = had["shipped"].names | wanted["shipped"].names
    names = changed_names(had["shipped"], wanted["shipped"]) | changed_names(had["given"], wanted["given"], beside)
    concerned = set(concerned_contents(store, Standing(names, load_senses())))
    extracted = {content for (content,) in store.rows("SELECT content FROM extraction WHERE pass = 0")}
    papers = store.rows("SELECT content FROM paper") if concerned else ()
    return missing + sum(1 for (content,) in papers if content in concerned and content in extracted)
