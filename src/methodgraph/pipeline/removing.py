"""Papers go: by id, by source, by what they are. And what is left, or was always there, is published or told."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from methodgraph.pipeline import reading
from methodgraph.pipeline.adding import run_watch
from methodgraph.pipeline.folder import Run, opened
from methodgraph.pipeline.published import published_state
from methodgraph.pipeline.publishing import publish_current
from methodgraph.pipeline.reports import Going, RemoveReport
from methodgraph.store import (
    WAIT,
    forget,
    merge_changed,
    near_sources,
    papers,
    question,
    records_of,
    sources,
    state_digest,
    unmet,
)
from methodgraph.version import version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from methodgraph.pipeline.watch import Progress, Watch
    from methodgraph.store import Question, Store


def remove(  # noqa: PLR0913 - its options
    asked: Iterable[str],
    output: str | Path = "output",
    *,
    dry_run: bool = False,
    publish: bool = True,
    progress: Progress | None = None,
    workers: int | None = None,
    wait: float = WAIT,
) -> RemoveReport:
    """Take papers out of the store of the folder `output` and publish what is left.

    `asked` are ids, of which each is meant, and terms such as "year:2015-2019" or "source:old/*.bib", which all have to
    hold (see `methodgraph.store.asking`). With "source:" only what these sources tell goes: a paper that another source
    tells too stays, as that one tells it. With `dry_run` nothing goes, and the report says what would.

    Raises UsageError for a term that makes no sense, InputError where there is no store.

    >>> remove(["year:1990-1999"], "output").gone  # doctest: +SKIP
    3
    """
    meant, watch = question(asked), run_watch(progress)
    with opened(output, Run(workers, wait, progress)) as (store, folder):
        found = list(_found(store, meant))
        going = tuple(one for one, _ in found)
        missing = tuple(unmet(meant, papers(store))) if meant.ids else ()
        near = tuple(near_sources(meant, (file.file for file, _ in sources(store))))
        if not dry_run and found:
            _take_out(store, found, watch)
        published, built = published_state(folder).told(state_digest(store, version())), None
        if not dry_run and found and publish and published != "up to date":
            built = publish_current(store, folder, workers, watch)
            published = "up to date"
        left = store.number("SELECT count(*) FROM paper")
    return RemoveReport(going, missing, left, built, published, near)


def _found(store: Store, meant: Question) -> Iterator[tuple[Going, list[int]]]:
    """Yield the papers that are meant, and which of their records."""
    for paper in papers(store):
        if not meant.means(paper):
            continue
        records = records_of(store, paper)
        going = [record for record, file in records if meant.means_source(file)]
        if going:
            yield Going(paper.id, paper.title, len(going), len(records)), going


def _take_out(store: Store, found: list[tuple[Going, list[int]]], watch: Watch) -> None:
    """Take records out, and say how many papers went as a whole once that cannot be undone."""
    heard = reading.Heard(keep_going=True)
    with watch("remove"):
        with store.transaction():
            forget(store, [record for _, records in found for record in records])
            merge_changed(store, partial(reading.merged, heard=heard))
        watch.tell("remove", sum(one.is_whole for one, _ in found), len(found))
