"""Papers come in: `build` makes a fresh set of them, `add` adds to what is there."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from methodgraph.errors import UsageError
from methodgraph.pipeline import reading
from methodgraph.pipeline.extracting import bring_current
from methodgraph.pipeline.folder import Asked, Run, is_published, opened
from methodgraph.pipeline.publishing import publish_current
from methodgraph.pipeline.reports import AddReport, BuildReport
from methodgraph.pipeline.watch import Watch
from methodgraph.store import WAIT, Settings, Taking, merge_changed, pending, settings

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from methodgraph.pipeline.watch import Progress
    from methodgraph.store import Changes, Store

_PAPERS = "SELECT count(*) FROM paper"


def build(  # noqa: PLR0913 - its options
    paths: Iterable[str | Path],
    output: str | Path = "output",
    *,
    curation: str | Path | None = None,
    vocabulary: Iterable[str | Path] = (),
    learn: bool = False,
    keep_going: bool = False,
    progress: Progress | None = None,
    form: str | None = None,
    workers: int | None = None,
    wait: float = WAIT,
) -> BuildReport:
    """Read `paths`, build the graph and write it into the folder `output`, which is made where it is not there.

    `vocabulary` are files of rows to know beside the shipped ones. With `learn` the names that the papers tell of
    themselves are learned (see `methodgraph.learn`), and the papers that bear one are read again. `curation` is a
    folder with what a person decided on identity: same.tsv, different.tsv (see `methodgraph.link.read_curation`).
    `form` is the format of the files where it shall not be found out. `workers` is how many processes extract, `wait`
    the seconds to wait where another process writes to the folder.

    The papers take the place of those that the folder's store held; what was extracted from the same text under the
    same rules is not extracted again. The same inputs give the same files, byte for byte, whatever was there before,
    but for the times that provenance.ttl tells (those too where SOURCE_DATE_EPOCH is set); `OUTPUT_FILES` names them.
    Raises InputError for a source that
    cannot be read (with `keep_going` the other papers are built and the report holds the problems) and for lines of
    `curation` that contradict each other or name nothing; UsageError where there is no paper to build from or, before
    anything is read, where `output` cannot be written to.

    >>> build(["seeds"], "output").papers  # doctest: +SKIP
    49
    """
    watch, run = run_watch(progress), Run(workers, wait, progress)
    with opened(output, run, make=True) as (store, folder):
        asked = Asked.of(curation, vocabulary, learn)
        heard = reading.Heard(keep_going, "nothing was built; --keep-going builds from the rest")
        _take(store, paths, asked, heard, watch, form=form, fresh=True)
        report = publish_current(store, folder, workers, watch, asked.curation)
    return replace(report, problems=(*heard.problems, *report.problems), notes=tuple(heard.notes))


def add(  # noqa: PLR0913 - its options
    paths: Iterable[str | Path],
    output: str | Path = "output",
    *,
    curation: str | Path | None = None,
    vocabulary: Iterable[str | Path] | None = None,
    learn: bool | None = None,
    keep_going: bool = False,
    publish: bool = True,
    progress: Progress | None = None,
    form: str | None = None,
    workers: int | None = None,
    wait: float = WAIT,
) -> AddReport:
    """Add the papers of `paths` to the store of the folder `output`, made where it is not there, and publish them.

    A file that was added before takes its own place: what it holds now stands instead of what it held. Only standard
    input adds to what came from it before. Settings that are None stay as they are. All papers come in, or, where an
    error is raised while they are read, none. The order in which files are added makes no difference.

    Raises as `build` does.

    >>> add(["monday.bib"], "output").changes.new  # doctest: +SKIP
    12
    """
    watch, run = run_watch(progress), Run(workers, wait, progress)
    with opened(output, run, make=True) as (store, folder):
        asked, before = Asked.of(curation, vocabulary, learn), store.number(_PAPERS)
        heard = reading.Heard(keep_going, "nothing was added; --keep-going adds the rest")
        changes = _take(store, paths, asked, heard, watch, form=form, fresh=False)
        number, built, extracted = store.number(_PAPERS), None, 0
        if not publish:
            extracted, problems = bring_current(store, settings(store), workers, watch)
            heard.problems += problems
        elif pending(store) or not is_published(store, folder):
            built = publish_current(store, folder, workers, watch, asked.curation)
            extracted = built.extracted
            heard.problems += built.problems
    joined = _joined(changes, number - before)
    return AddReport(changes, number, extracted, built, tuple(heard.problems), tuple(heard.notes), joined)


def _joined(changes: Changes, more: int) -> int:
    """Return how many new records brought no paper, where there are `more` papers; 0 where records went, too."""
    return 0 if changes.gone else min(max(changes.new - more, 0), changes.new)


def run_watch(progress: Progress | None) -> Watch:
    """Return the watch of a run that begins now."""
    from methodgraph.publish.description.clock import moment  # noqa: PLC0415

    return Watch(progress, moment())


def _take(  # noqa: PLR0913 - all that it depends on
    store: Store,
    paths: Iterable[str | Path],
    asked: Asked,
    heard: reading.Heard,
    watch: Watch,
    *,
    form: str | None,
    fresh: bool,
) -> Changes:
    """Read papers into the store and merge what they concern, all or nothing; `fresh` takes out what was there."""
    with watch("read"), store.transaction():
        taking = Taking(store, reading.keys_of)
        if fresh:
            taking.replace_all()
        done = 0
        for done in reading.take(paths, taking, heard, form):
            watch.tell("read", done, None)
        if not done and not heard.problems:
            raise UsageError(
                "\n".join(("no paper was found; name files or folders that hold papers", *heard.excerpt()))
            )
        asked.keep(store, Settings() if fresh else None)
        changes = taking.finish()
        merge_changed(store, partial(reading.merged, heard=heard))
    return changes
