"""What tests of the store share: small papers, records put in without files, and what a folder publishes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from methodgraph import pipeline
from methodgraph.pipeline import reading
from methodgraph.records import Identifier, Paper, Source
from methodgraph.store import Changes, SourceFile, Store, Taking, forget, merge_changed


def paper(identity: str, *, file: str = "a.jsonl", line: int = 1, text: str = "", **more: object) -> Paper:
    """Return a paper as one source tells it; the text is its own unless given."""
    told = {"title": f"About {identity} and what follows from it", **more}
    return Paper(identity, text=text or f"We present {identity}.", sources=(Source(file, line),), **told)  # type: ignore[arg-type]


def doi(value: str) -> tuple[Identifier, ...]:
    return (Identifier("doi", value),)


def put(store: Store, papers: Iterable[Paper], *, files: Iterable[str] = (), fresh: bool = False) -> Changes:
    """Take papers into a store as `add` does, and what `files` hold away that is not among them."""
    with store.transaction():
        taking = Taking(store, reading.keys_of)
        if fresh:
            taking.replace_all()
        for file in files:
            taking.source(SourceFile(file))
        for one in papers:
            if not taking.knows(one.sources[0].file):
                taking.source(SourceFile(one.sources[0].file))
            taking.paper(one)
        changes = taking.finish()
        merge_changed(store, partial(reading.merged, heard=reading.Heard(keep_going=True)))
    return changes


def take_out(store: Store, records: Iterable[int]) -> None:
    """Take records out of a store, as `remove` does."""
    with store.transaction():
        forget(store, records)
        merge_changed(store, partial(reading.merged, heard=reading.Heard(keep_going=True)))


def published(folder: Path) -> dict[str, bytes]:
    """Return all files that a folder publishes."""
    return {name: (folder / name).read_bytes() for name in pipeline.OUTPUT_FILES}
