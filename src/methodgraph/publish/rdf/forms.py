"""The forms of RDF, written as the triples come: memory does not grow with the file, and the same triples in the same
order give the same bytes.

N-Triples and N-Quads are lines of the terms themselves. Oxigraph reads these lines and writes TriG and RDF/XML of them.
Turtle, of which there is most, and JSON-LD have modules of their own.
"""

from __future__ import annotations

import gzip
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path, PurePath
from typing import IO, TYPE_CHECKING

from pyoxigraph import RdfFormat, Store, parse, serialize

from methodgraph.errors import UsageError
from methodgraph.ontology import PREFIXES
from methodgraph.publish.rdf import as_turtle, jsonld

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from pyoxigraph import Quad, Triple

    from methodgraph.publish.rdf.graph import Block

_CHUNK = 1 << 16
"""Characters of lines that are handed on at once."""
GZIP = ".gz"
_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Form:
    """A form of RDF: the suffix of its files, which is also its name, its media type, whether it holds named graphs."""

    name: str
    media_type: str
    by_paper: bool = False


FORMS: dict[str, Form] = {
    form.name: form
    for form in (
        Form("ttl", "text/turtle"),
        Form("nt", "application/n-triples"),
        Form("nq", "application/n-quads", by_paper=True),
        Form("trig", "application/trig", by_paper=True),
        Form("jsonld", "application/ld+json"),
        Form("rdf", "application/rdf+xml"),
    )
}
"""The forms that can be written, by their name."""


def form_of(path: PurePath | str) -> tuple[Form, bool]:
    """Return the form that a file's name tells, and whether it is compressed.

    Raises UsageError for a name that tells none.

    >>> form_of("output/graph.nq.gz")
    (Form(name='nq', media_type='application/n-quads', by_paper=True), True)
    """
    name = PurePath(path).name
    packed = name.endswith(GZIP)
    suffix = PurePath(name.removesuffix(GZIP)).suffix[1:]
    if suffix not in FORMS:
        known = ", ".join(f".{form}" for form in FORMS)
        raise UsageError(f"{name}: the suffix tells no form of RDF; there are {known}, each also with {GZIP}")
    return FORMS[suffix], packed


def write(
    blocks: Iterable[Block],
    form: Form,
    stream: IO[bytes],
    prefixes: Sequence[str],
    context: Callable[[], Mapping[str, object]],
) -> None:
    """Write `blocks` to `stream`; they are taken one by one, each once.

    `prefixes` are those of `methodgraph.ontology.PREFIXES` that Turtle, TriG and RDF/XML shorten names by; `context`
    gives the JSON-LD context that shortens them there.
    """
    if form.name == "jsonld":
        jsonld.write(blocks, stream, context())
    elif form.name == "ttl":
        write_text(as_turtle.document(blocks, {name: PREFIXES[name] for name in prefixes}), stream)
    elif form.name in {"nt", "nq"}:
        for chunk in _chunks(blocks, by_paper=form.by_paper):
            stream.write(chunk)
    else:
        chunks = _chunks(blocks, by_paper=form.by_paper)
        _WRITERS[form.name](chunks, stream, {name: PREFIXES[name] for name in prefixes})


def write_text(pieces: Iterable[str], stream: IO[bytes]) -> None:
    """Write text in UTF-8, some thousand characters at a time."""
    waiting: list[str] = []
    size = 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size > _CHUNK:
            stream.write("".join(waiting).encode())
            waiting, size = [], 0
    stream.write("".join(waiting).encode())


def fill_store(blocks: Iterable[Block], folder: Path) -> None:
    """Write `blocks` into a new Oxigraph store. Raises OSError where the folder cannot be written."""
    store = Store(folder)
    store.bulk_extend(_read(_chunks(blocks, by_paper=False), RdfFormat.N_QUADS))  # type: ignore[arg-type]
    store.optimize()
    store.flush()


@contextmanager
def packed(stream: IO[bytes]) -> Iterator[IO[bytes]]:
    """Compress what is written to `stream`: without a name or a time in it, the same bytes come out every time."""
    with gzip.GzipFile(filename="", mode="wb", compresslevel=_LEVEL, fileobj=stream, mtime=0) as told:
        yield told  # type: ignore[misc]  # it has all of IO[bytes] that is asked of it


def _chunks(blocks: Iterable[Block], *, by_paper: bool) -> Iterator[bytes]:
    """Yield the lines of `blocks` in N-Triples, or N-Quads, some thousand characters at a time."""
    lines: list[str] = []
    size = 0
    for subject, pairs, graph in blocks:
        end = f" {graph} .\n" if by_paper and graph else " .\n"
        told = "".join([f"{subject} {predicate} {target}{end}" for predicate, target in pairs])
        lines.append(told)
        size += len(told)
        if size > _CHUNK:
            yield "".join(lines).encode()
            lines, size = [], 0
    if lines:
        yield "".join(lines).encode()


def _trig(chunks: Iterable[bytes], stream: IO[bytes], prefixes: dict[str, str]) -> None:
    stream.write(as_turtle.head(prefixes).encode())
    body = _Body(stream, len(prefixes), lambda told: told)
    serialize(_read(chunks, RdfFormat.N_QUADS), body, RdfFormat.TRIG, prefixes=prefixes)  # type: ignore[arg-type]
    body.close()


def _rdf_xml(chunks: Iterable[bytes], stream: IO[bytes], prefixes: dict[str, str]) -> None:
    prefixes = {"rdf": PREFIXES["rdf"], **prefixes}
    names = "".join(f'\n    xmlns:{name}="{iri}"' for name, iri in prefixes.items())
    stream.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{names}>\n'.encode())
    # A bare carriage return would be a line feed to whoever reads the XML; Oxigraph does not mask it.
    body = _Body(stream, 2, lambda told: told.replace(b"\r", b"&#13;"))
    serialize(_read(chunks, RdfFormat.N_TRIPLES), body, RdfFormat.RDF_XML, prefixes=prefixes)  # type: ignore[arg-type]
    body.close()


_WRITERS: dict[str, Callable[[Iterable[bytes], IO[bytes], dict[str, str]], None]] = {
    "trig": _trig,
    "rdf": _rdf_xml,
}


def _read(chunks: Iterable[bytes], form: RdfFormat) -> Iterator[Triple | Quad]:
    return chain.from_iterable(parse(chunk, format=form) for chunk in chunks)


class _Body:
    """Passes on what Oxigraph writes, changed a little, without the lines of its head.

    There it declares the prefixes, in an order that changes from run to run.
    """

    def __init__(self, stream: IO[bytes], head: int, change: Callable[[bytes], bytes]) -> None:
        self._stream, self._head, self._change = stream, head, change
        self._kept = b""

    def write(self, told: bytes) -> int:
        """Take the next bytes. Whole lines are passed on, for `change` may look at the end of one, but not the last."""
        buffer = self._kept + told
        end = buffer.rfind(b"\n", 0, max(0, buffer.rfind(b"\n"))) + 1
        lines, self._kept = buffer[:end], buffer[end:]
        while self._head and lines:
            lines = lines.partition(b"\n")[2]
            self._head -= 1
        if lines:
            self._stream.write(self._change(lines))
        return len(told)

    def flush(self) -> None:
        """Do nothing: the stream's owner flushes it."""

    def close(self) -> None:
        """Pass on what is left, without a blank line at the end."""
        rest = self._kept.split(b"\n", self._head)[-1]
        if rest:
            self._stream.write(self._change(rest).rstrip(b"\n") + b"\n")
