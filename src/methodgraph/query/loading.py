"""Reading a graph into an Oxigraph store, from whatever holds one."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pyoxigraph as ox

from methodgraph.errors import InputError, Problem
from methodgraph.files import unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

GRAPH_FILE = "graph.ttl"
"""The graph's file in a build's output folder."""
_STORE_FILE = "CURRENT"
"""What every folder of RocksDB, in which Oxigraph keeps a store, holds."""
_GZIPPED = b"\x1f\x8b"

_FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "json": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
    "owl": ox.RdfFormat.RDF_XML,
    "xml": ox.RdfFormat.RDF_XML,
}


def graph_file(graph: Path) -> Path:
    """Return the file that holds the graph: of a build's output folder its Turtle, else the path itself."""
    return graph / GRAPH_FILE if graph.is_dir() and not is_store(graph) else graph


def is_store(path: Path) -> bool:
    """Return True for a folder in which Oxigraph keeps a store."""
    return (path / _STORE_FILE).is_file()


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
    """Load a graph into `store`: Turtle itself, a build's output folder, or a file in any form of RDF.

    The form is told by the suffix (.ttl .nt .nq .trig .jsonld .rdf); a file may be compressed with gzip, whatever it is
    called. It is read as a stream. What stands in named graphs then stands in the default graph too. `on_disk` is for a
    store on disk: what is quick there takes a sixth more time in memory. Raises InputError, with the line where it is
    known, for what cannot be read.
    """
    _read(graph, store.bulk_load if on_disk else store.load)
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


def _read(graph: Path | bytes, put: Callable[..., None]) -> None:
    if isinstance(graph, bytes):
        _load(put, "graph", graph, ox.RdfFormat.TURTLE)
        return
    path = graph_file(graph)
    name, form = path.as_posix(), _form(path)
    try:
        with path.open("rb") as stream:
            packed = stream.peek(2)[:2] == _GZIPPED
            if packed:
                with gzip.open(stream) as inner:
                    _load(put, name, inner, form)  # type: ignore[arg-type]  # it reads as IO[bytes] does
            else:
                _load(put, name, stream, form)
    except (EOFError, gzip.BadGzipFile) as error:
        raise InputError([Problem(name, None, f"a broken gzip file ({error})", "write it again")]) from error
    except OSError as error:
        raise InputError([unreadable(path, error)]) from error


def _form(path: Path) -> ox.RdfFormat:
    suffix = Path(path.name.removesuffix(".gz")).suffix[1:].lower()
    if suffix not in _FORMATS:
        known = ", ".join(f".{form}" for form in _FORMATS)
        if not path.exists():
            raise InputError([unreadable(path, FileNotFoundError())])
        raise InputError([Problem(path.as_posix(), None, "no form of RDF by its name", f"the suffixes are {known}")])
    return _FORMATS[suffix]


def _load(put: Callable[..., None], name: str, content: bytes | IO[bytes], form: ox.RdfFormat) -> None:
    try:
        put(content, format=form)
    except SyntaxError as error:
        what = f"not {form.name} ({error.msg})"
        raise InputError([Problem(name, error.lineno, what, "build the graph again")]) from error
