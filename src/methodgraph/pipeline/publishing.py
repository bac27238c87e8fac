"""From a store to the files beside it."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from methodgraph.errors import InputError
from methodgraph.output import Publication, whole, write_book
from methodgraph.pipeline.changing import forget_published, publish_changes
from methodgraph.pipeline.extracting import bring_current, learn_again
from methodgraph.pipeline.reports import BuildReport
from methodgraph.pipeline.stages import given_table, link
from methodgraph.pipeline.watch import no_collection
from methodgraph.store import Graphs, forget_damaged, prune, settings, sources, state_digest
from methodgraph.text.counting import count
from methodgraph.version import version

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from methodgraph.output import Added, WrittenFile
    from methodgraph.pipeline.watch import Watch
    from methodgraph.records import Curation
    from methodgraph.store import Store


_LOG = logging.getLogger(__name__)


def publish_current(
    store: Store, folder: Path, workers: int | None, watch: Watch, curation: Curation | None = None
) -> BuildReport:
    """Bring the extractions up to date and write the files made of them.

    `curation` is what the settings hold, with the places of its lines as the user named them; for messages. An
    extraction that cannot be read back is made again, and a warning tells it: it is no source of anything.
    """
    try:
        return _publish(store, folder, workers, watch, curation)
    except InputError:
        damaged = forget_damaged(store)
        if not damaged:
            raise
        _LOG.warning("%s: %s in it could not be read back; it is made again", store.path, count(damaged, "extraction"))
        return _publish(store, folder, workers, watch, curation)


def _publish(store: Store, folder: Path, workers: int | None, watch: Watch, curation: Curation | None) -> BuildReport:
    told = settings(store)
    extracted, problems = bring_current(store, told, workers, watch)
    added = given_table(told.terms)
    if told.learn:
        table, more = learn_again(store, told, workers, watch)
        added.append(table)
        problems += more
    if told.learn or told.curation:
        with no_collection():
            files, counts = _publish_whole(store, folder, watch, added, curation or told.curation)
    else:
        files, counts = publish_changes(store, folder, watch, told=told, added=added, of=_publication(store))
    prune(store)
    learned = added[-1].told["names"] if told.learn else None
    records = store.number("SELECT count(*) FROM record")
    report = replace(_report(counts, files, watch), problems=tuple(problems), extracted=extracted)
    return replace(report, learned=learned, records=records)


def _publish_whole(
    store: Store, folder: Path, watch: Watch, added: list[Added], curation: Curation | None
) -> tuple[tuple[WrittenFile, ...], Mapping[str, Any]]:
    """Link and write everything: what is learned and what a person decided may change any of it."""
    told = settings(store)
    graphs = Graphs(store, learned=told.learn)
    with watch("link"):
        linked = link(graphs, told.terms, curation)
    forget_published(store)
    with watch("write"):
        book, about = whole(linked)
        files = write_book(
            partial(book.write, graphs=graphs), about, folder,
            told=partial(watch.tell, "write"), added=added, started=watch.started, of=_publication(store),
        )  # fmt: skip
    return files, about.counts


def _publication(store: Store) -> Publication:
    inputs = tuple((file.file, file.bytes, file.sha256) for file, _ in sources(store))
    return Publication(state=state_digest(store, version()), inputs=inputs)


def _report(counts: Mapping[str, Any], files: tuple[WrittenFile, ...], watch: Watch) -> BuildReport:
    return BuildReport(
        papers=counts["papers"],
        entities=dict(Counter(counts["entities"]).most_common()),
        claims=dict(Counter(counts["claims"]).most_common()),
        figures=counts["figures"],
        code=counts["code"],
        unlinked=counts["unlinked"],
        files=files,
        seconds=watch.seconds,
    )
