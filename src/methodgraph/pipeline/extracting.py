"""Bringing the extractions of a store up to date: only what is not known is extracted, and kept as it comes."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from methodgraph.errors import Problem
from methodgraph.output import LEARNED_FILE, Added
from methodgraph.pipeline.stages import learn_names
from methodgraph.pipeline.watch import no_collection
from methodgraph.store import (
    BY_LEARNED,
    BY_VOCABULARY,
    Graphs,
    keep_extractions,
    make_current,
    make_learned_current,
    papers_with,
    pending,
)

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from methodgraph.pipeline.watch import Watch
    from methodgraph.store import Settings, Store
    from methodgraph.vocabulary import Term

    Found = Generator[bytes | Problem, None, None] | Generator[bytes | Problem | None, None, None]

_LOG = logging.getLogger(__name__)
_BATCH = 500
"""Papers after which what they say is committed,"""
_SECONDS = 2.0
"""or the time after which it is, if that is sooner: what a kill may lose."""


def bring_current(store: Store, told: Settings, workers: int | None, watch: Watch) -> tuple[int, list[Problem]]:
    """Extract the papers that have no extraction by today's rules and vocabulary.

    Returns how many, and of which nothing came. What is done is committed every few seconds, and also where something
    interrupts: the next run goes on from there.
    """
    from methodgraph.workers import extract_encoded  # noqa: PLC0415

    with watch("extract"):
        outdated = make_current(store, told.terms)
        contents = pending(store)
        _LOG.info("to extract", extra={"fields": {"papers": len(contents), "outdated": outdated}})
        found = extract_encoded(papers_with(store, contents), told.terms, workers=workers)
        return len(contents), _keep(store, BY_VOCABULARY, contents, found, watch)


def learn_again(store: Store, told: Settings, workers: int | None, watch: Watch) -> tuple[Added, list[Problem]]:
    """Learn names from all papers and extract those that bear one by these names too. Returns the table of names."""
    from methodgraph.learn import DEFAULT_SCORE, table_lines  # noqa: PLC0415
    from methodgraph.vocabulary import load_vocabulary, terms_of  # noqa: PLC0415

    with watch("learn"), no_collection():
        rows = learn_names(Graphs(store), told.terms, min_papers=2)
        lines = list(table_lines(rows))
    with watch("again"):
        problems = _read_again(store, told, terms_of(lines, LEARNED_FILE, load_vocabulary()), workers, watch)
    again = store.number(
        "SELECT count(*) FROM paper JOIN extraction ON extraction.content = paper.content "
        "WHERE pass = ? AND graph IS NOT NULL",
        BY_LEARNED,
    )
    described = {"names": len(rows), "min_score": DEFAULT_SCORE, "min_papers": 2, "papers_read_again": again}
    return Added(LEARNED_FILE, lines, described), problems


def _read_again(
    store: Store, told: Settings, learned: Sequence[Term], workers: int | None, watch: Watch
) -> list[Problem]:
    from methodgraph.workers import again_encoded  # noqa: PLC0415

    make_learned_current(store, learned)
    contents = pending(store, BY_LEARNED)
    found = again_encoded(papers_with(store, contents), learned, told.terms, workers=workers)
    return _keep(store, BY_LEARNED, contents, found, watch)


def _keep(store: Store, which: int, contents: list[bytes], found: Found, watch: Watch) -> list[Problem]:
    """Keep what was found, in commits of some hundred papers or some seconds. Returns what could not be found."""
    stage = "extract" if which == BY_VOCABULARY else "again"
    problems: list[Problem] = []
    rows: list[tuple[bytes, bytes | None]] = []
    since = time.monotonic()
    try:
        for done, (content, told) in enumerate(zip(contents, found, strict=True), 1):
            if isinstance(told, Problem):
                problems.append(told)
            else:
                rows.append((content, told))
            watch.tell(stage, done, len(contents))
            if len(rows) >= _BATCH or time.monotonic() - since > _SECONDS:
                keep_extractions(store, which, rows)
                rows, since = [], time.monotonic()
    finally:
        if hasattr(found, "close"):
            found.close()
        if rows:
            keep_extractions(store, which, rows)
    return problems
