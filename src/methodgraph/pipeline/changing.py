"""From one publishing to the next: only what papers that came or went can concern is linked and written anew.

What LINK and PUBLISH keep for that stands in the store. It is thrown away whenever it may not be of the files that are
there: by another version of anything, where a file is not as it was left, and before the first file is touched. Then
all is linked and written anew, which gives the same bytes.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from methodgraph.errors import InputError
from methodgraph.output import GRAPH_FILES, About, whole, write_book
from methodgraph.pipeline.watch import no_collection
from methodgraph.records import Curation
from methodgraph.store import Derived, Graphs, basis_digest, digests
from methodgraph.version import version

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from methodgraph.link import Outcome, State
    from methodgraph.output import Added, Publication, WrittenFile
    from methodgraph.pipeline.watch import Watch
    from methodgraph.publish.changes import Changes
    from methodgraph.publish.kept import Kept
    from methodgraph.publish.said import Said
    from methodgraph.records import Linked
    from methodgraph.store import Settings, Store
    from methodgraph.vocabulary import Vocabulary

    Write = Callable[[Callable[[Path], object], About], tuple[WrittenFile, ...]]
    Published = tuple[tuple[WrittenFile, ...], Mapping[str, Any]]
    """The files, and the counts that the manifest tells."""

_LOG = logging.getLogger(__name__)
_FORM = 1
"""The form of what is kept here. It goes up whenever this code would read older bytes wrongly."""
_SHARE = 5
"""A change of more than one paper in so many is written as a whole: nearly everything is touched then."""


@dataclass(frozen=True, slots=True)
class Way:
    """What both ways of publishing need."""

    store: Store
    derived: Derived
    folder: Path
    vocabulary: Vocabulary
    watch: Watch
    now: Mapping[str, bytes]
    """What each paper is now: see `methodgraph.store.digests`."""


@dataclass(frozen=True, slots=True)
class Left:
    """What the last publishing left: LINK's state, what PUBLISH kept, what each paper was then."""

    state: bytes
    kept: Kept
    papers: Mapping[str, bytes]


def publish_changes(  # noqa: PLR0913 - what there is to write, and who hears of it
    store: Store, folder: Path, watch: Watch, *, told: Settings, added: Sequence[Added], of: Publication
) -> Published:
    """Link and write the graph of a store, as far as that is new, and keep what the next time needs.

    Not for settings with learned names or curated lines, by which everything may change. Raises as `write_book` does.
    """
    way = Way(store, Derived(store, "published", _version(store)), folder, _vocabulary(told), watch, digests(store))
    progress = partial(watch.tell, "write")
    write = partial(write_book, output=folder, told=progress, added=added, started=watch.started, of=of)
    with no_collection():
        left = _left(way)
        if left is not None and len(_differing(left, way)) * _SHARE <= len(way.now):
            try:
                return _write_changes(way, left, write)
            except (ValueError, InputError) as error:
                _LOG.warning("%s: its files cannot be gone on with (%s); all are written anew", folder, error)
        left = None
        return _write_whole(way, write)


def forget_published(store: Store) -> None:
    """Throw away what the last publishing left."""
    Derived(store, "published", _version(store)).clear()


def _write_whole(way: Way, write: Write) -> Published:
    graphs = Graphs(way.store)
    with way.watch("link"):
        state, linked = _linked(way, graphs)
    way.derived.clear()
    with way.watch("write"):
        book, about = whole(linked)
        written = write(partial(book.write, graphs=graphs), about)
        _keep(way, state, book.kept())
    return written, about.counts


def _linked(way: Way, graphs: Graphs) -> tuple[State, Linked]:
    from methodgraph.link import gather, link_whole  # noqa: PLC0415

    told = link_whole(graphs, way.vocabulary)
    return told.state, gather(told.outcomes, told.entities)


def _write_changes(way: Way, left: Left, write: Write) -> Published:
    from methodgraph.graph import Told  # noqa: PLC0415
    from methodgraph.publish.changes import ChangedBook  # noqa: PLC0415
    from methodgraph.publish.facts import present  # noqa: PLC0415
    from methodgraph.publish.manifest import counts_of  # noqa: PLC0415

    with way.watch("link"):
        state, changes = _relinked(way, left)
    way.derived.clear()
    with way.watch("write"):
        book = ChangedBook(left.kept, way.folder, changes, Told())
        counts = counts_of(book.papers.values(), book.entities.values())
        written = write(book.write, About(counts, present(book.papers.values()), Curation(), book.statistics))
        _keep(way, state, book.kept())
    _LOG.info("published changes", extra={"fields": {"papers": len(changes.said), "entities": len(changes.entities)}})
    return written, counts


def _relinked(way: Way, left: Left) -> tuple[State, Changes]:
    from methodgraph.link import load_state, relink  # noqa: PLC0415
    from methodgraph.publish.changes import Changes  # noqa: PLC0415
    from methodgraph.publish.facts import facts  # noqa: PLC0415

    graphs, differing = Graphs(way.store), _differing(left, way)
    new = {identity: graphs.of(identity) for identity in differing if identity in way.now}
    removed = [identity for identity in differing if identity in left.papers]
    told = relink(load_state(left.state), removed, new.values(), graphs.of, way.vocabulary)
    before = left.kept.papers  # confidences are told in hundredths, and few that are weighed again are others then
    said = [
        one
        for one in map(_said, told.outcomes)
        if one.paper.id not in told.reweighed or facts(one) != before[one.paper.id]
    ]
    return told.state, Changes(said, told.gone, told.entities, told.vanished, new)


def _differing(left: Left, way: Way) -> list[str]:
    """Return the ids of the papers that are new, gone or changed, sorted."""
    before, now = left.papers, way.now
    return sorted(identity for identity in before.keys() | now.keys() if before.get(identity) != now.get(identity))


def _said(outcome: Outcome) -> Said:
    from methodgraph.publish.said import Said  # noqa: PLC0415

    return Said(
        outcome.paper,
        outcome.links,
        sorted(outcome.claims, key=lambda claim: claim.id),
        sorted(outcome.figures, key=lambda figure: figure.id),
        sorted(set(outcome.code)),
        outcome.unlinked,
        outcome.merges,
    )


def _left(way: Way) -> Left | None:
    """Return what the last publishing left; None where it cannot be trusted to be of the files that are there."""
    from methodgraph.publish.kept import load  # noqa: PLC0415

    try:
        told, marks, kept, state = (way.derived.blob(name) for name in ("papers", "files", "kept", "link"))
        if told is None or marks is None or kept is None or state is None or json.loads(marks) != _marks(way.folder):
            return None
        return Left(state, load(kept), {one: bytes.fromhex(digest) for one, digest in json.loads(told).items()})
    except (ValueError, InputError) as error:
        _LOG.warning("%s: what was kept for it cannot be read back (%s); all is written anew", way.folder, error)
        return None


def _keep(way: Way, state: State, kept: Kept | None) -> None:
    """Keep what the next publishing goes on from; `kept` is None where it cannot."""
    from methodgraph.link import dump_state  # noqa: PLC0415
    from methodgraph.publish.kept import dump  # noqa: PLC0415

    if kept is None:
        return
    told = {identity: digest.hex() for identity, digest in way.now.items()}
    way.derived.put_blobs(
        {
            "papers": json.dumps(told).encode(),
            "files": json.dumps(_marks(way.folder)).encode(),
            "kept": dump(kept),
            "link": dump_state(state),
        }
    )


def _marks(folder: Path) -> list[list[int]] | None:
    """Return by what a changed file is known, for each of `GRAPH_FILES`; None where one is not there."""
    try:
        return [[told.st_size, told.st_mtime_ns] for told in ((folder / name).stat() for name in GRAPH_FILES)]
    except OSError:
        return None


def _version(store: Store) -> str:
    """Return what must be the same for what was left to be of any use."""
    from methodgraph.link.state import VERSION  # noqa: PLC0415

    return f"{_FORM} {VERSION} {version()} {basis_digest(store)}"


def _vocabulary(told: Settings) -> Vocabulary:
    from methodgraph.vocabulary import extended, load_vocabulary  # noqa: PLC0415

    return extended(load_vocabulary(), told.terms) if told.terms else load_vocabulary()
