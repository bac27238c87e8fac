"""Answers as bytes, in the formats of `formats`. It runs in the workers.

Oxigraph writes them, and three things are added: an answer has a largest size, the same triples are the same bytes,
and what XML cannot hold is refused where Oxigraph would write XML that no reader takes.
"""

from __future__ import annotations

import re
from contextlib import suppress
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from methodgraph.ontology import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_GRAPHS = {
    "turtle": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
_XML = ("xml", "rdf")
_NO_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]|<oxprefix:[\s>/]")
_NAMESPACES = {namespace: prefix for prefix, namespace in PREFIXES.items()}
_BETWEEN = b"},{"
"""What stands between two solutions in JSON."""
_TYPE = PREFIXES["rdf"] + "type"
_LESS = "add LIMIT to the query, or ask for less"


class TooMuchError(Exception):
    """An answer is larger than the server gives; the message says by what measure, and what to do."""


class UnwritableError(Exception):
    """An answer holds what its format cannot."""


def boolean(found: ox.QueryBoolean, form: str) -> bytes:
    """Return what ASK answers."""
    return cast("bytes", found.serialize(format=_RESULTS[form]))


def solutions(found: ox.QuerySolutions, form: str, *, rows: int, size: int) -> bytes:
    """Return what SELECT answers, as `form` (json, xml, csv or tsv).

    Raises TooMuchError for more than `rows` solutions or `size` bytes, UnwritableError for what XML cannot hold.
    """
    stream = _Solutions(rows, size)
    found.serialize(stream, _RESULTS["json"])
    stream.check()
    told = stream.getvalue()
    return told if form == "json" else _checked(_reserialized(told, form, size), form)


def distinct(found: Iterable[ox.Triple], *, rows: int) -> list[ox.Triple]:
    """Return triples each once, sorted. Raises TooMuchError for more than `rows`."""
    triples: set[ox.Triple] = set()
    for triple in found:
        triples.add(triple)
        if len(triples) > rows:
            raise TooMuchError(f"the answer has more than {rows:,} triples, the most this server gives; {_LESS}")
    return sorted(triples, key=_place)


def graph(triples: Sequence[ox.Triple], form: str, *, size: int) -> bytes:
    """Return triples as `form` (turtle, nt, rdf or jsonld): the same triples in the same order, the same bytes.

    Raises TooMuchError for more than `size` bytes, UnwritableError for what the format cannot hold.
    """
    stream = _Capped(size)
    prefixes = _used(triples)
    try:
        ox.serialize(triples, stream, _GRAPHS[form], prefixes=prefixes)
    except OSError as error:
        raise UnwritableError(f"{error}; ask for turtle") from error
    content = stream.getvalue()
    if form == "turtle":
        # Oxigraph writes the prefixes in an order that changes from run to run.
        head = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in prefixes.items())
        body = content.split(b" .\n", len(prefixes))[-1].replace(b" .\n", b" .\n\n").removesuffix(b"\n")
        return b"\n".join(filter(None, (head.encode(), body)))
    if form == "rdf":
        content = _ATTRIBUTES.sub(_ordered, content.replace(b"\r", b"&#13;"), count=1)
    return _checked(content, form)


_ATTRIBUTES = re.compile(rb"<rdf:RDF( [^>]*)>")


def _ordered(tag: re.Match[bytes]) -> bytes:
    return b"<rdf:RDF " + b" ".join(sorted(tag[1].split())) + b">"


def _place(triple: ox.Triple) -> tuple[str, bool, str, str]:
    """Return by what triples are sorted: their subjects, of one subject what it is before what it has."""
    kind = triple.predicate.value == _TYPE
    return str(triple.subject), not kind, triple.predicate.value, str(triple.object)


def _used(triples: Iterable[ox.Triple]) -> dict[str, str]:
    """Return those of our prefixes that shorten an IRI in `triples`."""
    iris: set[str] = set()
    for triple in triples:
        for node in (triple.subject, triple.predicate, triple.object):
            if isinstance(node, ox.NamedNode):
                iris.add(node.value)
            elif isinstance(node, ox.Literal):
                iris.add(node.datatype.value)
    found = {iri[: max(iri.rfind("/"), iri.rfind("#")) + 1] for iri in iris}
    return {prefix: namespace for namespace, prefix in _NAMESPACES.items() if namespace in found}


def _parsed(told: bytes) -> ox.QuerySolutions:
    return cast("ox.QuerySolutions", ox.parse_query_results(told, format=_RESULTS["json"]))


def _reserialized(told: bytes, form: str, size: int) -> bytes:
    stream = _Capped(size)
    _parsed(told).serialize(stream, _RESULTS[form])
    return stream.getvalue()


def _checked(content: bytes, form: str) -> bytes:
    if form in _XML and _NO_XML.search(content):
        raise UnwritableError("the answer holds characters or names that XML cannot; ask for another format")
    return content


class _Capped(BytesIO):
    """A stream into memory that ends what is written to it when it holds more than `size` bytes."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._size = size

    def write(self, content: bytes) -> int:  # type: ignore[override]
        if self.tell() + len(content) > self._size:
            raise TooMuchError(f"the answer has more than {self._size:,} bytes, the most this server gives; {_LESS}")
        return super().write(content)


class _Solutions(_Capped):
    """A stream of Oxigraph's JSON, which is ended soon after it holds more than a number of solutions.

    Oxigraph hands over solutions or writes them, not both. So they are counted once they are written: roughly, by what
    stands between two of them, and where that is often enough exactly, by Oxigraph, which reads its own JSON fast.
    """

    def __init__(self, rows: int, size: int) -> None:
        super().__init__(size)
        self._rows = self._next = rows
        self._marks, self._tail = 0, b""

    def write(self, content: bytes) -> int:  # type: ignore[override]
        written = super().write(content)
        told = self._tail + content
        self._marks += told.count(_BETWEEN)
        self._tail = told[1 - len(_BETWEEN) :]
        if self._marks >= self._next:
            self.check()
            self._next = 2 * self._marks  # a text may hold any number of what looks like the end of a solution
        return written

    def check(self) -> None:
        """Raise TooMuchError where what is written so far, if only in part, holds more solutions than it may."""
        count = 0
        with suppress(SyntaxError):  # it ends in the middle, behind the last whole solution
            for _ in islice(_parsed(self.getvalue()), self._rows + 1):
                count += 1
        if count > self._rows:
            raise TooMuchError(f"the answer has more than {self._rows:,} rows, the most this server gives; {_LESS}")
