"""A whole graph against the shapes: laid out on disk, checked part by part, by several processes where it is large.

pySHACL works on rdflib's graph, which takes 1.2 GB for a million triples, and on one processor. So each process looks
things up in the laid out graph instead (`methodgraph.validate.lookup` tells why parts are enough).
"""

from __future__ import annotations

import os
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from methodgraph.errors import DataError, InputError, Problem, UsageError
from methodgraph.ontology import shapes_text
from methodgraph.rdf_files import is_store, quads
from methodgraph.validate.checking import Checker, parsed
from methodgraph.validate.layout import lay_out

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from methodgraph.validate.findings import Finding
    from methodgraph.validate.layout import Layout

    Checked = tuple[frozenset[Finding], dict[str, int]]
    Told = Callable[[str, int, int | None], None]

_CHUNK = 4000
"""Subjects that are checked at once: few enough to be held, enough for what each call costs not to tell."""


@dataclass(frozen=True, slots=True)
class Validation:
    """What was found, sorted, in a graph of so many triples and nodes; `classes` are their sizes, by IRI."""

    findings: tuple[Finding, ...]
    triples: int
    nodes: int
    classes: Mapping[str, int]


def validate(
    graph: Path | bytes,
    *,
    shapes: str | None = None,
    workers: int | None = None,
    told: Told = lambda _stage, _done, _total: None,
) -> Validation:
    """Return everything in a graph that breaks a shape; the same whatever the number of `workers`.

    `graph` is a build's output folder, a file in any form of RDF, or Turtle itself; `shapes` are SHACL as Turtle, our
    own by default. `workers` is the number of processes, by default one for each processor, and never more than there
    is work for. `told` hears the stage ("read", "check"), how much of it is done, and of how much where that is known.

    10,000 abstracts (2.3 million triples) take 75 seconds on two processors, and 1.5 GB of memory. Raises InputError
    for a graph that cannot be read, DataError for shapes that are not SHACL, UsageError where there is no room to work.

    >>> validate(Path("output/graph.ttl")).findings  # doctest: +SKIP
    ()
    """
    if isinstance(graph, Path) and is_store(graph):
        what = "an Oxigraph store, which does not keep how numbers were written, nor all their datatypes"
        raise InputError([Problem(graph.as_posix(), None, what, "validate the file it was made from")])
    chosen = shapes_text() if shapes is None else shapes
    parsed(chosen)  # says what is wrong with them before the graph is read
    told("read", 0, None)
    with TemporaryDirectory(prefix="methodgraph-", ignore_cleanup_errors=True) as folder:
        layout = _laid_out(graph, Path(folder), told)
        chunks = layout.chunks(_CHUNK)
        found: set[Finding] = set()
        classes: Counter[str] = Counter()
        total = len(layout.index)
        told("check", 0, total)
        parts = _parts(layout, chosen, chunks, min(workers or os.cpu_count() or 1, len(chunks)))
        for (_, stop), (findings, sizes) in zip(chunks, parts, strict=True):
            found |= findings
            classes.update(sizes)
            told("check", stop, total)
    ordered = tuple(sorted(found, key=lambda finding: finding.key))
    return Validation(ordered, layout.triples, total, dict(sorted(classes.items())))


def _laid_out(graph: Path | bytes, folder: Path, told: Told) -> Layout:
    try:
        return lay_out(quads(graph), folder, lambda done: told("read", done, None))
    except OSError as error:
        what = f"{folder.parent}, the folder for temporary files, cannot be written ({error})"
        raise UsageError(f"{what}; TMPDIR names another") from error


def _parts(layout: Layout, shapes: str, chunks: list[tuple[int, int]], workers: int) -> Iterator[Checked]:
    """Yield what is found in each chunk, in their order."""
    if workers <= 1:
        with Checker(layout, shapes) as checker:
            for chunk in chunks:
                yield checker.check(*chunk)
        return
    with ProcessPoolExecutor(workers, get_context("spawn"), _begin, (layout, shapes)) as pool:
        try:
            yield from pool.map(_check, chunks)
        except DataError as error:  # its message does not survive the way from one process to the other
            raise DataError(error.problems) from error
        finally:
            pool.shutdown(cancel_futures=True)


_HELD: list[Checker] = []
"""In a process that checks: its Checker, made once."""


def _begin(layout: Layout, shapes: str) -> None:
    _HELD.append(Checker(layout, shapes))


def _check(chunk: tuple[int, int]) -> Checked:
    return _HELD[0].check(*chunk)
