"""Files of RDF: the form that a name tells, and the content of whatever holds a graph.

Any form, plain or compressed with gzip, and a build's output folder, of which it is the Turtle.
"""

from __future__ import annotations

import gzip
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pyoxigraph as ox

from methodgraph.errors import InputError, Problem
from methodgraph.files import unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

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


@contextmanager
def reading(graph: Path | bytes) -> Iterator[tuple[bytes | IO[bytes], ox.RdfFormat]]:
    """Give the content of a graph, unpacked and to be read as a stream, and its form.

    `graph` is Turtle itself, a build's output folder, or a file. The form is told by the suffix (.ttl .nt .nq .trig
    .jsonld .rdf); a file may be compressed with gzip, whatever it is called. Raises InputError for what cannot be read,
    also where Oxigraph finds out while the content is parsed; with the line where it is known.

    >>> with reading(Path("output/graph.nq.gz")) as (content, form):  # doctest: +SKIP
    ...     store.bulk_load(content, format=form)
    """
    if isinstance(graph, bytes):
        with _parsing("graph", ox.RdfFormat.TURTLE):
            yield graph, ox.RdfFormat.TURTLE
        return
    path = graph_file(graph)
    name, form = path.as_posix(), _form(path)
    try:
        with path.open("rb") as stream, _parsing(name, form):
            if stream.peek(2)[:2] == _GZIPPED:
                with gzip.open(stream) as inner:
                    yield inner, form  # type: ignore[misc]  # it reads as IO[bytes] does
            else:
                yield stream, form
    except (EOFError, gzip.BadGzipFile) as error:
        raise InputError([Problem(name, None, f"a broken gzip file ({error})", "write it again")]) from error
    except OSError as error:
        raise InputError([unreadable(path, error)]) from error


def quads(graph: Path | bytes) -> Iterator[ox.Quad]:
    """Yield the statements of a graph one by one, as they stand there; what it may be is told by `reading`."""
    with reading(graph) as (content, form):
        yield from ox.parse(content, format=form)


@contextmanager
def _parsing(name: str, form: ox.RdfFormat) -> Iterator[None]:
    try:
        yield
    except SyntaxError as error:
        what = f"not {form.name} ({error.msg})"
        raise InputError([Problem(name, error.lineno, what, "build the graph again")]) from error


def _form(path: Path) -> ox.RdfFormat:
    suffix = Path(path.name.removesuffix(".gz")).suffix[1:].lower()
    if suffix not in _FORMATS:
        known = ", ".join(f".{form}" for form in _FORMATS)
        if not path.exists():
            raise InputError([unreadable(path, FileNotFoundError())])
        raise InputError([Problem(path.as_posix(), None, "no form of RDF by its name", f"the suffixes are {known}")])
    return _FORMATS[suffix]
