"""What papers say, kept by their content, for as long as the rules and the vocabulary say the same of it.

There are two passes: by the vocabulary, and, where names are learned, by these too. All rows hold under the rules and
vocabularies that the store tells. When one of these changes, the rows go that it can concern; the others stay.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from methodgraph.encoding import decode
from methodgraph.errors import InputError
from methodgraph.records import PaperGraph
from methodgraph.store.packing import content_digest
from methodgraph.store.papers import PAPER_COLUMNS, PAPER_TABLES, paper_of, paper_with
from methodgraph.store.rules import rules_digest
from methodgraph.store.settings import set_setting, setting
from methodgraph.store.standing import Standing
from methodgraph.store.vocabularies import NOTHING, changed_names, keep, kept, of_terms, shipped
from methodgraph.vocabulary.senses import load_senses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from methodgraph.records import Paper
    from methodgraph.store.database import Store
    from methodgraph.vocabulary import Term

BY_VOCABULARY, BY_LEARNED = 0, 1
"""The passes."""
_RULES = "rules"


def make_current(store: Store, given: Sequence[Term]) -> int:
    """Take out the extractions that today's rules and vocabulary may make otherwise; return how many went.

    What is left is what would come out if it were extracted again.
    """
    wanted = {"shipped": shipped(), "given": of_terms(given)}
    if setting(store, _RULES) != rules_digest().hex():
        with store.transaction():
            gone = store.run("DELETE FROM extraction")
            store.run("DELETE FROM vocabulary WHERE role = 'learned'")
            set_setting(store, _RULES, rules_digest().hex())
            for role, snapshot in wanted.items():
                keep(store, role, snapshot)
        return gone
    had = {role: kept(store, role) or NOTHING for role in wanted}
    if all(had[role].digest == snapshot.digest for role, snapshot in wanted.items()):
        return 0
    names = changed_names(had["shipped"], wanted["shipped"])
    beside = had["shipped"].names | wanted["shipped"].names
    names |= changed_names(had["given"], wanted["given"], beside)
    with store.transaction():
        gone = _forget(store, names)
        for role, snapshot in wanted.items():
            keep(store, role, snapshot)
    return gone


def make_learned_current(store: Store, learned: Sequence[Term]) -> int:
    """Take out the extractions of the second pass that these learned names may make otherwise; return how many."""
    wanted = of_terms(learned)
    had = kept(store, "learned") or NOTHING
    if had.digest == wanted.digest:
        return 0
    with store.transaction():
        gone = _forget(store, changed_names(had, wanted), BY_LEARNED)
        keep(store, "learned", wanted)
    return gone


def _forget(store: Store, names: set[str], *passes: int) -> int:
    """Take out the extractions of the papers in which one of `names` can stand, of all passes or of some."""
    standing = Standing(names, load_senses())
    only = f"AND pass IN ({', '.join(map(str, passes))})" if passes else ""
    concerned = concerned_contents(store, standing)
    store.run("CREATE TEMP TABLE IF NOT EXISTS concerned (content BLOB PRIMARY KEY) WITHOUT ROWID")
    store.run("DELETE FROM concerned")
    store.run_many("INSERT OR IGNORE INTO concerned VALUES (?)", ((content,) for content in list(concerned)))
    # What no paper holds any more is kept for its return, but nobody can look into its text: it goes too.
    return store.run(
        "DELETE FROM extraction WHERE (content IN (SELECT content FROM concerned)"  # noqa: S608 - our own numbers
        f" OR content NOT IN (SELECT content FROM paper)) {only}"
    )


def concerned_contents(store: Store, standing: Standing) -> Iterator[bytes]:
    """Yield the contents in which one of some names can stand."""
    if not standing:
        return
    for content, *columns in store.rows(f"SELECT paper.content, {PAPER_COLUMNS} FROM {PAPER_TABLES}"):  # noqa: S608
        paper = paper_of(store, columns)
        if standing.can_be_in(paper.title, paper.text):
            yield content


@dataclass(frozen=True, slots=True)
class Pending:
    """A paper that waits for its extraction, and the content that stands for it."""

    content: bytes
    paper: Paper


def pending(store: Store, which: int = BY_VOCABULARY) -> list[bytes]:
    """Return the contents without an extraction of a pass, in the order of their papers' ids, each once."""
    found = store.rows(
        "SELECT content FROM paper WHERE NOT EXISTS "
        "(SELECT 1 FROM extraction e WHERE e.content = paper.content AND e.pass = ?) GROUP BY content ORDER BY min(id)",
        which,
    )
    return [content for (content,) in found]


def papers_with(store: Store, contents: Iterable[bytes]) -> Iterator[Paper]:
    """Yield for each of `contents` a paper that has it: the first by its id."""
    for content in contents:
        row = store.row(
            f"SELECT {PAPER_COLUMNS} FROM {PAPER_TABLES} WHERE paper.content = ? ORDER BY paper.id LIMIT 1",  # noqa: S608
            content,
        )
        if row is not None:
            yield paper_of(store, row)


def keep_extractions(store: Store, which: int, rows: Iterable[tuple[bytes, bytes | None]]) -> None:
    """Keep what contents say, all of `rows` or none: a commit."""
    with store.transaction():
        store.run_many(
            f"INSERT OR REPLACE INTO extraction (content, pass, graph) VALUES (?, {which}, ?)",  # noqa: S608 - a number
            rows,
        )


class Graphs:
    """The graphs of all papers, sorted by the papers' ids: as long as they are many, and read anew each time.

    With `learned` those of the second pass go before those of the first. A paper of which nothing came has no more
    than itself in its graph.
    """

    def __init__(self, store: Store, *, learned: bool = False) -> None:
        self._store, self._learned = store, learned

    def __len__(self) -> int:
        return self._store.number("SELECT count(*) FROM paper")

    def of(self, identity: str) -> PaperGraph:
        """Return the graph of one paper, of the first pass. Raises KeyError where there is no such paper."""
        paper = paper_with(self._store, identity)
        if paper is None:
            raise KeyError(identity)
        row = self._store.row("SELECT graph FROM extraction WHERE content = ? AND pass = 0", content_digest(paper))
        return PaperGraph(paper) if row is None else decode(row[0], paper)

    def __iter__(self) -> Iterator[PaperGraph]:
        graph = "coalesce(again.graph, first.graph)" if self._learned else "first.graph"
        again = "LEFT JOIN extraction again ON again.content = paper.content AND again.pass = 1"
        for told, *columns in self._store.rows(
            f"SELECT {graph}, {PAPER_COLUMNS} FROM {PAPER_TABLES} "  # noqa: S608 - our own words
            "LEFT JOIN extraction first ON first.content = paper.content AND first.pass = 0 "
            f"{again if self._learned else ''} ORDER BY paper.id"
        ):
            paper = paper_of(self._store, columns)
            yield PaperGraph(paper) if told is None else decode(told, paper)


def forget_damaged(store: Store) -> int:
    """Take out the extractions that cannot be read back, and return how many: they can all be made again."""
    graphs = store.rows(
        f"SELECT extraction.content, extraction.graph, {PAPER_COLUMNS} FROM {PAPER_TABLES} "  # noqa: S608 - our own words
        "JOIN extraction ON extraction.content = paper.content WHERE graph IS NOT NULL"
    )
    damaged = {content for content, told, *columns in graphs if not _is_readable(told, paper_of(store, columns))}
    with store.transaction():
        store.run_many("DELETE FROM extraction WHERE content = ?", ((content,) for content in sorted(damaged)))
    return len(damaged)


def _is_readable(told: bytes, paper: Paper) -> bool:
    try:
        decode(told, paper)
    except InputError:
        return False
    return True


def prune(store: Store) -> None:
    """Take out extractions of contents that no paper holds, and give the room back where there is much of it."""
    with store.transaction():
        store.run("DELETE FROM extraction WHERE content NOT IN (SELECT content FROM paper)")
    free, pages = store.number("PRAGMA freelist_count"), store.number("PRAGMA page_count")
    if free * 2 > pages:
        list(store.rows("PRAGMA incremental_vacuum"))
