"""Reading a graph into an Oxigraph store, from whatever holds one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from methodgraph.errors import InputError, Problem
from methodgraph.rdf_files import is_store, reading

if TYPE_CHECKING:
    from collections.abc import Iterator


def opened(graph: Path | bytes) -> ox.Store:
    """Return a store with a graph: one on disk opened for reading only, anything else loaded into memory.

    Raises InputError for what cannot be read.
    """
    if isinstance(graph, Path) and is_store(graph):
        try:
            return ox.Store.read_only(str(graph))
        except OSError as error:
            raise InputError([Problem(graph.as_posix(), None, f"no store ({error})", "export it again")]) from error
    store = ox.Store()
    load(graph, store)
    return store


def load(graph: Path | bytes, store: ox.Store, *, on_disk: bool = False) -> None:
    """Load a graph, Turtle itself or whatever `methodgraph.rdf_files.reading` takes, into `store`.

    What stands in named graphs then stands in the default graph too. `on_disk` is for a store on disk: what is quick
    there takes a sixth more time in memory. Raises InputError, with the line where it is known, for what cannot be
    read.
    """
    with reading(graph) as (content, form):
        (store.bulk_load if on_disk else store.load)(content, format=form)
    if has_names(store):
        (store.bulk_extend if on_disk else store.extend)(_unnamed(store))


def has_names(store: ox.Store) -> bool:
    """Return True where a store has named graphs."""
    return any(True for _ in store.named_graphs())


def _unnamed(store: ox.Store) -> Iterator[ox.Quad]:
    """Yield what the named graphs hold, without their names.

    The default graph is to be all of them together. Oxigraph can take them together itself, but then finds a triple
    as often as there are graphs that hold it, and every COUNT is wrong.
    """
    for name in list(store.named_graphs()):
        for quad in store.quads_for_pattern(None, None, None, name):
            yield ox.Quad(quad.subject, quad.predicate, quad.object)
