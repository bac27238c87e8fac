"""What RDF costs, against plain rdflib and against formatting the same lines as strings: one run, CPU time.

    python benchmarks/rdf.py PAPERS... [--most 10000] [--patience 900] [--json]

The graph of the papers is made once. Then, one after the other: its N-Triples and Turtle written by methodgraph, the
same triples added to rdflib's graph and written as Turtle by it, the Turtle loaded by both, and ten saved questions
answered by both (the answers must be the same). rdflib answers each question in a process of its own, which ends after
`--patience` seconds. A ratio says how many times as long rdflib takes. N-Triples are held against the floor: f-strings
over the same triples as tuples of plain values, all in memory, escaping included.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pyoxigraph as ox
from rdflib import Graph, Literal, URIRef

from methodgraph import pipeline
from methodgraph.ontology import query_text
from methodgraph.publish.rdf import write_rdf
from methodgraph.query import TripleStore
from methodgraph.query.binding import bind, parsed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

QUESTIONS = {
    "used-together": (),
    "uses-method": ("method=BERT",),
    "compares-with": ("method=BERT",),
    "extensions": ("method=BERT",),
    "benchmarks-for-task": ("task=question answering",),
    "methods-for-task": ("task=machine translation",),
    "outperforms": ("method=BERT",),
    "most-named": (),
    "evidence": ("name=BERT",),
    "contents": (),
}
"""Ten of the saved questions, that of what is used together first, with their parameters."""

T = TypeVar("T")
Value = tuple[str, str, str, str | None]
"""Subject, predicate, object, and the object's datatype; None for an IRI."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing measured: CPU seconds of ours and of the other side, and whether the other was cut short.

    The ratio says how many times as long the other takes; of a `floor`, how many times its time we take.
    """

    what: str
    ours: float
    other: float
    cut: bool = False
    floor: bool = False

    def __str__(self) -> str:
        large, small = (self.ours, self.other) if self.floor else (self.other, self.ours)
        ratio = large / small if small else float("inf")
        least = ">" if self.cut else " "
        return f"{self.what:<34} {self.ours:>9.2f} {least}{self.other:>9.2f} {least}{ratio:>8.1f}"


def main() -> None:
    """Measure and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("papers", nargs="+")
    ask.add_argument("--most", type=int, default=10_000, help="how many papers to measure at the most")
    ask.add_argument("--patience", type=float, default=900.0, help="seconds that rdflib has for a question")
    ask.add_argument("--json", action="store_true", help="the figures for programs")
    told = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = list(measured(told.papers, told.most, told.patience, Path(folder)))
    if told.json:
        print(json.dumps([{"what": r.what, "ours": r.ours, "other": r.other, "cut": r.cut} for r in rows]))


def measured(paths: list[str], most: int, patience: float, folder: Path) -> Iterator[Row]:
    """Yield and print each row as it is measured."""
    papers = pipeline.read(paths).papers[:most]
    linked = pipeline.link(pipeline.extract_papers(papers))
    lines, turtle = folder / "graph.nt", folder / "graph.ttl"
    as_lines, as_turtle = (timed(lambda path=path: write_rdf(linked, path))[0] for path in (lines, turtle))  # type: ignore[misc]
    values = [plain(triple) for triple in ox.parse(path=lines, format=ox.RdfFormat.N_TRIPLES)]
    print(f"{len(papers):,} papers, {len(values):,} triples; CPU seconds", file=sys.stderr)
    print(f"{'':<34} {'ours':>9} {'other':>10} {'ratio':>9}", flush=True)
    yield told(Row("N-Triples, in units of the floor", as_lines, floor(values, lines), floor=True))
    yield told(Row("Turtle, built and written", as_turtle, by_rdflib(values, folder / "rdflib.ttl")))
    values.clear()
    yield from questions(turtle, patience)
    print(f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.1f} GB of memory", file=sys.stderr)


def questions(turtle: Path, patience: float) -> Iterator[Row]:
    """Load a file into both and ask both the questions."""
    loading, store = timed(lambda: TripleStore(turtle))
    slowly, graph = timed(lambda: Graph().parse(turtle, format="turtle"))
    yield told(Row("Turtle, loaded", loading, slowly))
    for name, parameters in QUESTIONS.items():
        query = bind(query_text(name), parsed(parameters))
        quick, rows = timed(lambda query=query: len(store.query(query).rows))  # type: ignore[misc]
        slow, others = asked(graph, query, patience)
        if others not in (None, rows):
            print(f"@{name}: rdflib answers {others}, Oxigraph {rows}", file=sys.stderr)
        yield told(Row(f"@{name}", quick, slow, cut=others is None))


def told(row: Row) -> Row:
    """Print a row and return it."""
    print(row, flush=True)
    return row


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Return the CPU seconds that `work` takes, and what it returns."""
    begin = time.process_time()
    value = work()
    return time.process_time() - begin, value


def floor(values: Iterable[Value], lines: Path) -> float:
    """Return the CPU seconds of writing what stands in `lines` by formatting strings."""
    path = lines.with_name("floor.nt")
    seconds, _ = timed(lambda: formatted(values, path))
    if path.read_bytes() != lines.read_bytes():
        raise ValueError("the floor wrote other lines")
    return seconds


def by_rdflib(values: Iterable[Value], path: Path) -> float:
    """Return the CPU seconds of adding triples to rdflib's graph and writing it as Turtle."""
    graph = Graph()
    adding, _ = timed(lambda: add(graph, values))
    writing, _ = timed(lambda: graph.serialize(path, format="turtle"))
    return adding + writing


def plain(triple: ox.Quad | ox.Triple) -> Value:
    """Return a triple as plain values."""
    subject, target = triple.subject, triple.object
    assert isinstance(subject, ox.NamedNode)  # noqa: S101 - the graph has no other
    if isinstance(target, ox.Literal):
        return subject.value, triple.predicate.value, target.value, target.datatype.value
    assert isinstance(target, ox.NamedNode)  # noqa: S101
    return subject.value, triple.predicate.value, target.value, None


def formatted(values: Iterable[Value], path: Path) -> None:
    """Write triples as lines, by f-strings: the floor."""
    string = "http://www.w3.org/2001/XMLSchema#string"
    escapes = str.maketrans({'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\x7f": "\\u007F"})
    with path.open("w", encoding="utf-8", newline="") as stream:
        for subject, predicate, value, datatype in values:
            if datatype is None:
                stream.write(f"<{subject}> <{predicate}> <{value}> .\n")
            elif datatype == string:
                stream.write(f'<{subject}> <{predicate}> "{value.translate(escapes)}" .\n')
            else:
                stream.write(f'<{subject}> <{predicate}> "{value.translate(escapes)}"^^<{datatype}> .\n')


def add(graph: Graph, values: Iterable[Value]) -> None:
    """Add triples to rdflib's graph."""
    string = "http://www.w3.org/2001/XMLSchema#string"
    for subject, predicate, value, datatype in values:
        target = (
            URIRef(value)
            if datatype is None
            else Literal(value, datatype=None if datatype == string else URIRef(datatype))
        )
        graph.add((URIRef(subject), URIRef(predicate), target))


def asked(graph: Graph, query: str, patience: float) -> tuple[float, int | None]:
    """Return the CPU seconds that rdflib takes for a query, and how many rows; None if it was cut short."""
    context = multiprocessing.get_context("fork")  # the graph goes along without being copied
    ours, theirs = context.Pipe(duplex=False)

    def work() -> None:
        begin = time.process_time()
        rows = len(list(graph.query(query)))
        theirs.send((time.process_time() - begin, rows))

    process = context.Process(target=work)
    process.start()
    if ours.poll(patience):
        seconds, rows = ours.recv()
        process.join()
        return seconds, rows
    process.terminate()
    process.join()
    return patience, None


if __name__ == "__main__":
    main()
