"""What becomes of a query: how it is read, how much of the graph each of its patterns meets, how long it takes.

Oxigraph does not tell the order in which it joins. The tree is the query's algebra, as the SPARQL specification defines
it and rdflib reads it; the counts are of each pattern alone, so that one which nothing meets is seen at once.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from methodgraph.ontology import PREFIXES, compact
from methodgraph.query.store import evaluate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.plugins.sparql.parserutils import CompValue

_INDENT = "  "
_STEPS = {"Project", "Distinct", "Reduced", "OrderBy", "Slice", "Group", "Filter", "Extend", "Minus"}


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a query is read and what it costs.

    `plan` is the algebra, a step a line, what is done first innermost; a pattern's line begins with the number of
    triples or paths that meet it. `idle` are the patterns that nothing meets. `seconds` is the time to evaluate, to
    the last of `answers` (rows or triples).
    """

    plan: tuple[str, ...]
    idle: tuple[str, ...]
    answers: int
    seconds: float

    def __str__(self) -> str:
        lines = [*self.plan, "", f"{self.answers:,} answers in {self.seconds:.3f} s"]
        lines += [f"nothing in the graph meets: {pattern}" for pattern in self.idle]
        return "\n".join(lines)


def explain(store: ox.Store, text: str) -> Explanation:
    """Return what becomes of a query on `store`; it is run once. Raises QueryError as `evaluate` does.

    >>> print(explain(store, "SELECT ?name { ?m a mg:Model ; skos:prefLabel ?name }"))  # doctest: +SKIP
    SELECT ?name
              9  ?m a mg:Model
            304  ?m skos:prefLabel ?name
    9 answers in 0.001 s
    """
    from rdflib.plugins.sparql.algebra import translateQuery  # noqa: PLC0415  half a second, for those who ask why
    from rdflib.plugins.sparql.parser import parseQuery  # noqa: PLC0415

    begin = time.perf_counter()
    found = evaluate(store, text)
    answers = 1 if isinstance(found, ox.QueryBoolean) else sum(1 for _ in found)
    seconds = time.perf_counter() - begin
    algebra = translateQuery(parseQuery(text), initNs=PREFIXES).algebra
    idle: list[str] = []

    def meets(pattern: str) -> int:
        count = _count(store, pattern)
        if not count:
            idle.append(pattern)
        return count

    return Explanation(tuple(_drawn(algebra, 0, meets)), tuple(idle), answers, seconds)


def _count(store: ox.Store, pattern: str) -> int:
    found = evaluate(store, f"SELECT (COUNT(*) AS ?count) {{ {pattern} }}")
    if not isinstance(found, ox.QuerySolutions):
        raise TypeError("a SELECT was asked and something else was answered")
    return int(next(found)["count"].value)


def _drawn(node: CompValue, depth: int, meets: Callable[[str], int]) -> Iterator[str]:
    """Yield the lines of a node of the algebra and of all below it."""
    name = node.name
    told = _said(node)
    if told:
        yield _INDENT * depth + told
        depth += 1
    if name == "BGP":
        for triple in node.triples:
            pattern = " ".join(_written(part) for part in triple)
            yield f"{_INDENT * depth}{meets(_bounded(triple)):>9,}  {pattern}"
        return
    for part in ("p", "p1", "p2", "part"):
        inner = node.get(part)
        if hasattr(inner, "name") and hasattr(inner, "get"):
            yield from _drawn(inner, depth, meets)


def _said(node: CompValue) -> str:
    """Return a step in words of SPARQL; "" for one that is not worth a line."""
    told = _WORDS.get(node.name, "")
    return told if isinstance(told, str) else told(node)


def _select(node: CompValue) -> str:
    return "SELECT " + " ".join(f"?{variable}" for variable in node.PV)


def _slice(node: CompValue) -> str:
    limit = "" if node.length is None else f"LIMIT {node.length}"
    return f"{limit} OFFSET {node.start}".strip() if node.start else limit


def _order(node: CompValue) -> str:
    keys = (
        (key.order or "ASC", key.expr.name if hasattr(key.expr, "name") else _written(key.expr)) for key in node.expr
    )
    return "ORDER BY " + ", ".join(f"{order}({key})" for order, key in keys)


def _group(node: CompValue) -> str:
    return "GROUP BY " + " ".join(_written(key) for key in node.expr or ())


def _bind(node: CompValue) -> str:
    return "" if str(node.var).startswith("__") else f"BIND ?{node.var}"


def _inline(node: CompValue) -> str:
    if node.p.name != "values":
        return "subquery"
    rows = (" ".join(f"?{name} = {_written(value)}" for name, value in row.items()) for row in node.p.res)
    return f"VALUES {' | '.join(rows)}"


_WORDS: dict[str, str | Callable[[CompValue], str]] = {
    "SelectQuery": _select,
    "AskQuery": "ASK",
    "ConstructQuery": "CONSTRUCT",
    "DescribeQuery": "DESCRIBE",
    "Slice": _slice,
    "OrderBy": _order,
    "Group": _group,
    "Extend": _bind,
    "ToMultiSet": _inline,
    "Distinct": "DISTINCT",
    "Filter": "FILTER",
    "Join": "both of",
    "LeftJoin": "OPTIONAL, the second of",
    "Minus": "MINUS, the second of",
    "Union": "UNION of",
    "Graph": "GRAPH",
}
"""What each step of the algebra is in words of SPARQL; a step that is not here has no line of its own."""


def _written(part: object) -> str:
    """Return a term or a path as SPARQL writes it, IRIs by prefix."""
    from rdflib.namespace import RDF  # noqa: PLC0415
    from rdflib.paths import Path  # noqa: PLC0415
    from rdflib.term import BNode, Identifier, URIRef, Variable  # noqa: PLC0415

    if isinstance(part, Variable):
        return f"?{part}"
    if isinstance(part, URIRef):
        if part == RDF.type:
            return "a"
        short = compact(str(part))
        return short if short != str(part) else part.n3()
    if isinstance(part, BNode):
        return f"?{part}"
    if isinstance(part, Path):
        return _path(part)
    return part.n3() if isinstance(part, Identifier) else str(part)


def _path(path: object) -> str:
    from rdflib.paths import AlternativePath, InvPath, MulPath, NegatedPath, SequencePath  # noqa: PLC0415

    if isinstance(path, SequencePath):
        return "/".join(_inner(part) for part in path.args)
    if isinstance(path, AlternativePath):
        return "|".join(_inner(part) for part in path.args)
    if isinstance(path, InvPath):
        return f"^{_inner(path.arg)}"
    if isinstance(path, MulPath):
        return f"{_inner(path.path)}{path.mod}"
    if isinstance(path, NegatedPath):
        return f"!({'|'.join(_inner(part) for part in path.args)})"
    return _written(path)


def _inner(part: object) -> str:
    from rdflib.paths import AlternativePath, SequencePath  # noqa: PLC0415

    told = _path(part)
    return f"({told})" if isinstance(part, SequencePath | AlternativePath) else told


def _bounded(triple: tuple[object, object, object]) -> str:
    """Return a pattern that can be counted in reasonable time: of a path without end, its single step."""
    from rdflib.paths import MulPath  # noqa: PLC0415

    subject, predicate, target = triple
    step = predicate.path if isinstance(predicate, MulPath) else predicate
    return f"{_written(subject)} {_written(step)} {_written(target)}"
