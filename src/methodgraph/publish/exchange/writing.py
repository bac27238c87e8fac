"""The thin place that writes: which forms there are, and each to a file, a stream or a folder, whole or not at all."""

from __future__ import annotations

import gzip
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, Protocol

from methodgraph.errors import UsageError
from methodgraph.files import check_writable, replacing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import ModuleType
    from typing import Any, TypeAlias

    import networkx as nx

    from methodgraph.records import Linked

    Graph: TypeAlias = "nx.MultiDiGraph[str] | Listed"

GRAPHS = {"graphml": "graphml", "gexf": "gexf", "json": "node_link", "cyjs": "cytoscape"}
"""The forms that are one file, by their suffix, which is also their name, and the module that knows each."""
FOLDERS = {"neo4j": "neo4j", "parquet": "parquet", "csv": "csv_tables"}
"""The forms that are a folder, and the module that knows each."""
GZIP = ".gz"
_OF_FILES = frozenset({
    GZIP, ".zip", ".csv", ".tsv", ".txt", ".parquet", ".jsonl", ".html", ".ttl", ".nt", ".nq", ".trig", ".jsonld",
    ".rdf", *(f".{form}" for form in GRAPHS),
})  # fmt: skip
"""Suffixes that nobody means a folder by."""

_CHUNK = 1 << 18


class Listed(Protocol):
    """A graph of which nodes and edges are asked for as networkx is, once or several times."""

    def __iter__(self) -> Iterator[str]:
        """Yield the nodes."""

    def nodes(self, *, data: bool) -> Iterable[tuple[str, dict[str, Any]]]:
        """Yield each node with its attributes."""

    def edges(self, *, data: bool, keys: bool = False) -> Iterable[Any]:
        """Yield each edge with its attributes, and its key where that is asked for."""


def form_of(path: PurePath | str) -> tuple[str, bool] | None:
    """Return which of `GRAPHS` a file's name tells, and whether it is compressed; None where it tells none.

    >>> form_of("output/graph.gexf.gz"), form_of("graph.ttl")
    (('gexf', True), None)
    """
    name = PurePath(path).name
    packed = name.endswith(GZIP)
    suffix = PurePath(name.removesuffix(GZIP)).suffix[1:]
    return (suffix, packed) if suffix in GRAPHS else None


def write_graph(graph: Graph, path: Path, form: str | None = None) -> None:
    """Write the graph that GRAPH makes, or lists as networkx would, to `path`, whole or not at all.

    The form is `form`, one of `GRAPHS`, or what the suffix tells; a name that ends in .gz is compressed. `graph` stays
    as it is. Raises UsageError for a form that does not exist and where the file cannot be written.

    >>> write_graph(to_networkx(linked), Path("output/graph.gexf"))  # doctest: +SKIP
    """
    if form is None:
        told = form_of(path)
        if told is None:
            raise UsageError(f"{path.name}: the suffix tells no form of a graph; there are .{', .'.join(GRAPHS)}")
        form = told[0]
    with replacing(path) as stream:
        if not path.name.endswith(GZIP):
            write_to(graph, stream, form)
            return
        # without a name or a time in it, the same bytes come out every time
        with gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=stream, mtime=0) as packed:
            write_to(graph, packed, form)  # type: ignore[arg-type]  # it has all of IO[bytes] that is asked of it


def write_to(graph: Graph, stream: IO[bytes], form: str) -> None:
    """Write the graph that GRAPH makes to a stream, in UTF-8. Raises UsageError for a form that does not exist."""
    if form not in GRAPHS:
        raise UsageError(f"no form {form!r} of a graph; there are {', '.join(GRAPHS)}")
    waiting: list[str] = []
    size = 0
    for piece in import_module(f"methodgraph.publish.exchange.{GRAPHS[form]}").pieces(graph):
        waiting.append(piece)
        size += len(piece)
        if size > _CHUNK:
            stream.write("".join(waiting).encode("utf-8"))
            waiting, size = [], 0
    stream.write("".join(waiting).encode("utf-8"))


def write_folder(linked: Linked, path: Path, form: str) -> dict[str, int]:
    """Write `linked` as a new folder of tables, complete or not there; return the number of rows of each table.

    `form` is one of `FOLDERS`. Raises UsageError for a form that does not exist, a name that is one of a file
    (tables.csv), where the folder is there already or cannot be written, and where a library that the form needs is not
    installed.

    >>> write_folder(linked, Path("graph-neo4j"), "neo4j")["entities"]  # doctest: +SKIP
    811
    """
    ready(path, form)
    with _new_folder(path) as draft:
        rows: dict[str, int] = _folder_writer(form).write(linked, draft)
    return rows


def ready(path: Path, form: str) -> None:
    """Raise UsageError where `write_folder` would, as far as that can be known before there is anything to write."""
    if form not in FOLDERS:
        raise UsageError(f"no form {form!r} of a folder; there are {', '.join(FOLDERS)}")
    if form == "parquet":
        _folder_writer(form).available()
    if path.suffix.lower() in _OF_FILES:
        raise UsageError(f"{path}: {form} is a folder of files; give it a name that does not end in {path.suffix}")
    if path.exists():
        raise UsageError(f"{path}: is there already; name another folder or remove it")
    check_writable(path)


def _folder_writer(form: str) -> ModuleType:
    return import_module(f"methodgraph.publish.exchange.{FOLDERS[form]}")


@contextmanager
def _new_folder(path: Path) -> Iterator[Path]:
    """Give a folder beside `path`, and move it there once it is complete."""
    try:
        with TemporaryDirectory(dir=path.parent, prefix=".", ignore_cleanup_errors=True) as folder:
            draft = Path(folder) / "tables"
            draft.mkdir()  # unlike the temporary one, its permissions follow the umask
            yield draft
            draft.replace(path)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror or error})") from error
