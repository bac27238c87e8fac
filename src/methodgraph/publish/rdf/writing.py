"""Writing linked records as RDF: to a file, a stream, a store."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING

from methodgraph.errors import UsageError
from methodgraph.files import replacing
from methodgraph.publish.rdf import graph
from methodgraph.publish.rdf.direct import own_turtle
from methodgraph.publish.rdf.forms import FORMS, GZIP, Form, fill_store, form_of, packed, write, write_text
from methodgraph.publish.rdf.profiles import OWN, Profile, profile_of
from methodgraph.publish.rdf.statistics import Statistics

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from methodgraph.publish.rdf.graph import Block
    from methodgraph.records import Linked

    Hearer = Callable[[Block], object]
    """What hears each block on its way to the file."""


def write_rdf(
    linked: Linked, path: Path, *, form: str | None = None, profile: str = OWN, counted: Statistics | None = None
) -> int:
    """Write `linked` to `path`, whole or not at all, and return the number of triples (in N-Quads and TriG of quads).

    The form is `form`, one of `FORMS`, or what the suffix tells; a name that ends in .gz is compressed. `profile` is
    one of `PROFILES`. `counted` is told of every triple on its way. Memory does not grow with the file, and the same
    records, in whatever order, give the same bytes. Raises UsageError for a form or a profile that does not exist and
    where the file cannot be written.

    >>> write_rdf(linked, Path("output/graph.ttl"))  # doctest: +SKIP
    4821
    """
    chosen, gzipped = form_of(path) if form is None else (_named(form), path.name.endswith(GZIP))
    view = profile_of(profile)
    with replacing(path) as stream:
        if not gzipped:
            return _write(linked, chosen, view, stream, counted)
        with packed(stream) as inner:
            return _write(linked, chosen, view, inner, counted)


def write_to(linked: Linked, stream: IO[bytes], *, form: str, profile: str = OWN) -> int:
    """Write `linked` to a stream and return the number of triples. Raises UsageError as `write_rdf` does."""
    return _write(linked, _named(form), profile_of(profile), stream, None)


def turtle(linked: Linked) -> bytes:
    """Return `linked` as Turtle in UTF-8: the same records in whatever order, the same bytes."""
    stream = BytesIO()
    write_to(linked, stream, form="ttl")
    return stream.getvalue()


def write_store(linked: Linked, path: Path) -> int:
    """Write `linked` into a new Oxigraph store, a folder, and return the number of triples.

    It is complete or not there. Raises UsageError where the folder is there already or cannot be written.
    """
    if path.exists():
        raise UsageError(f"{path}: is there already; name another folder or remove it")
    counter = _Counter()
    try:
        with TemporaryDirectory(dir=path.parent, prefix=".", ignore_cleanup_errors=True) as folder:
            draft = Path(folder) / "store"
            fill_store(_heard(graph.blocks(linked), counter), draft)
            draft.replace(path)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error})") from error
    return counter.triples


def _named(form: str) -> Form:
    if form not in FORMS:
        raise UsageError(f"no form {form!r} of RDF; there are {', '.join(FORMS)}")
    return FORMS[form]


def _write(linked: Linked, form: Form, view: Profile, stream: IO[bytes], counted: Statistics | None) -> int:
    if form.name == "ttl" and view is profile_of(OWN):
        return _write_own(linked, stream, counted or Statistics())
    counter = _Counter()
    blocks = _heard(view.blocks(linked, form), *((counter,) if counted is None else (counter, counted.add)))
    write(blocks, form, stream, view.prefixes, view.context)
    return counter.triples


def _write_own(linked: Linked, stream: IO[bytes], counted: Statistics) -> int:
    before = counted.triples
    write_text(own_turtle(linked, counted), stream)
    return counted.triples - before


class _Counter:
    """Counts the triples of the blocks that it hears."""

    def __init__(self) -> None:
        self.triples = 0

    def __call__(self, block: Block) -> None:
        self.triples += len(block.pairs)


def _heard(blocks: Iterable[Block], *hearers: Hearer) -> Iterator[Block]:
    for block in blocks:
        for hear in hearers:
            hear(block)
        yield block
