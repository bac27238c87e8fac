"""What a folder holds: `publish_store` writes its files anew, `status` tells of it and changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from methodgraph.pipeline.adding import run_watch
from methodgraph.pipeline.folder import Asked, Run, opened
from methodgraph.pipeline.published import published_state
from methodgraph.pipeline.publishing import publish_current
from methodgraph.pipeline.reports import BuildReport, Status
from methodgraph.store import WAIT, Store, by_other_rules, held, settings, sources, state_digest
from methodgraph.version import version

if TYPE_CHECKING:
    from collections.abc import Iterable

    from methodgraph.pipeline.watch import Progress


def publish_store(  # noqa: PLR0913 - its options
    output: str | Path = "output",
    *,
    curation: str | Path | None = None,
    vocabulary: Iterable[str | Path] | None = None,
    learn: bool | None = None,
    progress: Progress | None = None,
    workers: int | None = None,
    wait: float = WAIT,
) -> BuildReport:
    """Write all files of the folder `output` from its store; settings that are given are kept, the others stay.

    Papers that need it are extracted first. Raises InputError where there is no store, and as `build` does.

    >>> publish_store("output").papers  # doctest: +SKIP
    49
    """
    with opened(output, Run(workers, wait, progress)) as (store, folder):
        asked = Asked.of(curation, vocabulary, learn)
        with store.transaction():
            asked.keep(store)
        return publish_current(store, folder, workers, run_watch(progress), asked.curation)


def status(output: str | Path = "output") -> Status:
    """Return what the store of a folder holds, and whether the files beside it are made of that.

    Reads only, also while another process writes. Raises InputError where there is no store or it is damaged.

    >>> status("output").published  # doctest: +SKIP
    'up to date'
    """
    folder = Path(output)
    with Store(folder, read_only=True) as store:
        holds, told, now = held(store), settings(store), state_digest(store, version())
        files = tuple((file.file, count) for file, count in sources(store) if count)
        there = published_state(folder)
        reason = _reason(store, there.version) if there.told(now) == "out of date" else None
    return Status(
        store=store.path.as_posix(),
        papers=holds.papers,
        records=holds.records,
        sources=files,
        extracted=holds.current,
        to_extract=holds.stale,
        bytes=holds.bytes,
        tables=holds.version,
        learn=told.learn,
        given_terms=len(told.terms),
        curated_lines=0 if told.curation is None else len(told.curation.same) + len(told.curation.different),
        published=there.told(now),
        published_by=there.version,
        version=version(),
        reason=reason,
    )


def _reason(store: Store, publisher: str | None) -> str:
    """Return why files that are whole are out of date, as far as the store can tell."""
    if publisher != version():
        return f"this is methodgraph {version()}"
    return f"{'the rules or the vocabulary' if by_other_rules(store) else 'papers, settings or rules'} changed since"
