"""An output folder while one run works on it: its store open, nobody else writing to it."""

from __future__ import annotations

import logging
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from methodgraph.output import writable
from methodgraph.pipeline.published import published_state
from methodgraph.pipeline.stages import given_terms, read_curation
from methodgraph.store import STORE_FILE, WAIT, Settings, Store, set_settings, settings, state_digest, writing
from methodgraph.version import version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from methodgraph.pipeline.watch import Progress
    from methodgraph.records import Curation
    from methodgraph.vocabulary import Term


_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Run:
    """How a run goes about it, whatever it does: worker processes (None: as many as it pays), how many seconds it waits
    for another one that writes to the folder, and who hears how far it is.
    """

    workers: int | None = None
    wait: float = WAIT
    progress: Progress | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """Settings that a run was given; None for what shall stay as it is."""

    terms: tuple[Term, ...] | None = None
    curation: Curation | None = None
    learn: bool | None = None

    @classmethod
    def of(
        cls,
        curation: str | Path | None,
        vocabulary: Iterable[str | Path] | None,
        learn: bool | None,  # noqa: FBT001
    ) -> Asked:
        """Read what files tell. Raises InputError with all that is wrong with one."""
        return cls(
            terms=None if vocabulary is None else given_terms(vocabulary),
            curation=None if curation is None else read_curation(curation),
            learn=learn,
        )

    def keep(self, store: Store, before: Settings | None = None) -> None:
        """Keep what was given instead of what was there, within a transaction of the caller's."""
        told = settings(store) if before is None else before
        if self.terms is not None:
            told = replace(told, terms=self.terms)
        if self.curation is not None:
            told = replace(told, curation=self.curation)
        if self.learn is not None:
            told = replace(told, learn=self.learn)
        set_settings(store, told)


@contextmanager
def opened(output: str | Path, run: Run, *, make: bool = False) -> Iterator[tuple[Store, Path]]:
    """Give the store of a folder and the folder, alone. With `make` both are made where they are not there.

    A folder and a store that were made go again where what follows fails before there is anything in them. Raises as
    `Store` and `writing` do.
    """
    folder = Path(output)
    if not make and not folder.is_dir():
        Store(folder, read_only=True).close()  # raises that there is none
    with writable(folder), writing(folder, run.wait), _store(folder, make=make) as store:
        yield store, folder


@contextmanager
def _store(folder: Path, *, make: bool) -> Iterator[Store]:
    file = folder / STORE_FILE
    if not make and not file.exists():
        Store(folder, read_only=True).close()
    is_new = not file.exists()
    store = Store(folder)
    _LOG.info("store opened", extra={"fields": {"store": file.as_posix(), "new": is_new}})
    try:
        yield store
    except BaseException:
        is_empty = is_new and store.row("SELECT 1 FROM record LIMIT 1") is None
        store.close()
        if is_empty:
            with suppress(OSError):
                file.unlink()
        raise
    store.close()


def is_published(store: Store, folder: Path) -> bool:
    """Return True where the files in the folder are whole and made of what the store holds, by this version."""
    told = published_state(folder)
    return told.is_whole and told.state == state_digest(store, version())
