"""Papers go: by id, by source, by what they are. And what is left, or was always there, is published or told."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from methodgraph.pipeline import reading
from methodgraph.pipeline.adding import run_watch
from methodgraph.pipeline.folder import Run, is_published, opened
from methodgraph.pipeline.publishing import publish_current
from methodgraph.pipeline.reports import Going, RemoveReport
from methodgraph.store import WAIT, forget, merge_changed, papers, question, records_of, unmet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from methodgraph.pipeline.watch import Progress
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
    meant = question(asked)
    with opened(output, Run(workers, wait, progress)) as (store, folder):
        found = list(_found(store, meant))
        going = tuple(one for one, _ in found)
        missing = tuple(unmet(meant, papers(store))) if meant.ids else ()
        built = None
        if not dry_run and found:
            _take_out(store, [record for _, records in found for record in records])
        if not dry_run and found and publish and not is_published(store, folder):
            built = publish_current(store, folder, workers, run_watch(progress))
        left = store.number("SELECT count(*) FROM paper")
    return RemoveReport(going, missing, left, built)


def _found(store: Store, meant: Question) -> Iterator[tuple[Going, list[int]]]:
    """Yield the papers that are meant, and which of their records."""
    for paper in papers(store):
        if not meant.means(paper):
            continue
        records = records_of(store, paper)
        going = [record for record, file in records if meant.means_source(file)]
        if going:
            yield Going(paper.id, paper.title, len(going), len(records)), going


def _take_out(store: Store, records: list[int]) -> None:
    heard = reading.Heard(keep_going=True)
    with store.transaction():
        forget(store, records)
        merge_changed(store, partial(reading.merged, heard=heard))
