"""What becomes of a query: how it is read, how much of the graph each of its patterns meets, how long it takes.

Oxigraph does not tell the order in which it joins. The tree is the query's algebra, as the SPARQL specification defines
it and rdflib reads it; the counts are of each pattern alone, with the VALUES of its variables, so that one which
nothing meets is seen at once.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

import pyoxigraph as ox
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Variable

from methodgraph.query.plan import algebra, said, stepwise, written
from methodgraph.query.store import evaluate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Triple = tuple[object, object, object]
    Row = Mapping[Variable, object]
    """A row of VALUES; "UNDEF" is what rdflib has for a variable that it leaves unbound."""

_INDENT = "  "
_UNDRAWN = "the plan of this query cannot be drawn"


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a query is read and what it costs.

    `plan` is the algebra, a step a line, what is done first innermost; a pattern's line begins with the number of
    triples or paths that meet it, or of single steps for a path with +, * or ?. It is one line that says so if the
    plan cannot be drawn. `idle` are the patterns that nothing meets and that an answer needs; `spared` are those that
    nothing meets and that it may do without, and why. `seconds` is the time to evaluate, to the last of `answers`
    (rows or triples; 1 for the truth value of an ASK, which is `truth`).
    """

    plan: tuple[str, ...]
    idle: tuple[str, ...]
    spared: tuple[str, ...]
    answers: int
    seconds: float
    truth: bool | None = None

    def __str__(self) -> str:
        found = f"{self.answers:,} answer{'' if self.answers == 1 else 's'}"
        found = found if self.truth is None else str(self.truth).lower()
        lines = [*self.plan, "", f"{found} in {self.seconds:.3f} s"]
        lines += [f"nothing in the graph meets: {pattern}" for pattern in (*self.idle, *self.spared)]
        return "\n".join(lines)


def explain(store: ox.Store, text: str) -> Explanation:
    """Return what becomes of a query on `store`; it is run once. Raises QueryError as `evaluate` does.

    >>> print(explain(store, "SELECT ?name { ?m a mg:Model ; skos:prefLabel ?name }"))  # doctest: +SKIP
    SELECT ?name
              9  ?m a mg:Model
            304  ?m skos:prefLabel ?name
    9 answers in 0.001 s
    """
    begin = time.perf_counter()
    found = evaluate(store, text)
    truth = bool(found) if isinstance(found, ox.QueryBoolean) else None
    answers = 1 if isinstance(found, ox.QueryBoolean) else sum(1 for _ in found)
    seconds = time.perf_counter() - begin
    drawing = _Drawing(store)
    try:
        plan = tuple(_plan(drawing, text, found))
    except Exception as error:  # noqa: BLE001  rdflib raises anything for what it cannot read, and the answer stands
        return Explanation((f"{_UNDRAWN} ({type(error).__name__})",), (), (), answers, seconds, truth)
    return Explanation(plan, tuple(drawing.idle), tuple(drawing.spared), answers, seconds, truth)


def _plan(drawing: _Drawing, text: str, found: object) -> Iterator[str]:
    tree = algebra(text)
    drawing.source = "".join(_source(clause) for clause in tree.datasetClause or ())
    lines = drawing.lines(tree, 0, _Place())
    if isinstance(found, ox.QuerySolutions):  # rdflib has the variables of SELECT * in any order
        next(lines)
        yield "SELECT " + " ".join(f"?{variable.value}" for variable in found.variables)
    yield from lines


def _source(clause: CompValue) -> str:
    return f"FROM {clause.default.n3()} " if clause.default else f"FROM NAMED {clause.named.n3()} "


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a query a pattern is: in which GRAPH, under which VALUES, and what becomes of an answer without it.

    `fate` is "needed" where there is none, "unsaid" where none is the better (NOT EXISTS, MINUS), else the reason why
    there may be one.
    """

    graph: object = None
    values: tuple[CompValue, ...] = ()
    fate: Literal["needed", "unsaid", "optional", "one side of a UNION"] = "needed"

    def spared(self, fate: Literal["unsaid", "optional", "one side of a UNION"]) -> _Place:
        return replace(self, fate=fate if self.fate == "needed" or fate == "unsaid" else self.fate)

    def within(self, node: CompValue) -> _Place:
        """Return the place of what is below `node`: in its GRAPH, under its VALUES; a subquery shows its own alone."""
        if node.name == "Graph":
            return replace(self, graph=node.term)
        if node.name == "Project":
            shown = set(node.PV)
            return replace(self, values=tuple(one for one in self.values if _variables(one.res) <= shown))
        return replace(self, values=tuple({id(one): one for one in (*self.values, *_values(node))}.values()))


@dataclass(slots=True)
class _Drawing:
    """The lines of a plan, and what was found by counting for them."""

    store: ox.Store
    source: str = ""
    idle: list[str] = field(default_factory=list)
    spared: list[str] = field(default_factory=list)

    def lines(self, node: CompValue, depth: int, place: _Place) -> Iterator[str]:
        """Yield the lines of a node of the algebra and of all below it."""
        node = _simple(node)
        place = place.within(node)
        told = said(node)
        if told:
            yield _INDENT * depth + told
            depth += 1
        if node.name == "BGP":
            yield from (_INDENT * depth + self._met(triple, place) for triple in node.triples)
            return
        for inner, inside in _below(node, place):
            yield from self.lines(inner, depth, inside)

    def _met(self, triple: Triple, place: _Place) -> str:
        """Return a pattern's line, and remember the pattern if nothing meets it."""
        subject, path, target = triple
        step = stepwise(path)
        pattern = _pattern(triple)
        count = self._count((subject, step, target), place)
        if step is not path:
            return f"{count:>9,} step{'' if count == 1 else 's'}  {pattern}"
        if not count:
            whole = pattern if place.graph is None else f"GRAPH {written(place.graph)} {{ {pattern} }}"
            if place.fate == "needed":
                self.idle.append(whole)
            elif place.fate != "unsaid":
                self.spared.append(f"{whole} ({place.fate})")
        return f"{count:>9,}  {pattern}"

    def _count(self, triple: Triple, place: _Place) -> int:
        own = {part for part in (*triple, place.graph) if isinstance(part, Variable)}
        asked = " ".join(filter(None, (_block(values.res, own) for values in place.values)))
        pattern = _pattern(triple)
        pattern = pattern if place.graph is None else f"GRAPH {written(place.graph)} {{ {pattern} }}"
        found = evaluate(self.store, f"SELECT (COUNT(*) AS ?count) {self.source}{{ {asked} {pattern} }}")
        if not isinstance(found, ox.QuerySolutions):
            raise TypeError("a SELECT was asked and something else was answered")
        return int(next(found)["count"].value)


def _pattern(triple: Triple) -> str:
    subject, path, target = triple
    return f"{written(subject)} {written(path, verb=True)} {written(target)}"


def _below(node: CompValue, place: _Place) -> Iterator[tuple[CompValue, _Place]]:
    """Yield the patterns directly below a node, each with its place; then those of EXISTS in its expression."""
    second = {"LeftJoin": place.spared("optional"), "Minus": place.spared("unsaid")}.get(node.name, place)
    if node.name == "Union":
        place = second = place.spared("one side of a UNION")
    for inner, inside in ((node.p, place), (node.p1, place), (node.p2, second)):
        if isinstance(inner, CompValue):
            yield inner, inside
    for test, sure in _tests(node.expr, sure=node.name == "Filter"):
        yield test, place if sure else place.spared("unsaid")
    if node.name.startswith("Builtin_"):
        yield node.graph, place


def _simple(node: CompValue) -> CompValue:
    """Return a node without the group of no pattern that rdflib begins a group with, and leaves there in an EXISTS."""
    while node.name == "Join":
        full = [inner for inner in (node.p1, node.p2) if inner.name != "BGP" or inner.triples]
        if len(full) != 1:
            return node
        node = full[0]
    return node


def _tests(expr: object, *, sure: bool) -> Iterator[tuple[CompValue, bool]]:
    """Yield each EXISTS and NOT EXISTS of an expression, and whether there is no answer where nothing meets it.

    That is so of an EXISTS that is a whole FILTER, or one of those that `&&` joins to one; else it is not known.
    """
    if isinstance(expr, list | tuple):
        for one in expr:
            yield from _tests(one, sure=sure)
    elif isinstance(expr, CompValue):
        if expr.name in {"Builtin_EXISTS", "Builtin_NOTEXISTS"}:
            yield expr, sure and expr.name == "Builtin_EXISTS"
            return
        sure = sure and expr.name == "ConditionalAndExpression"
        for key, value in expr.items():
            if key != "_vars":
                yield from _tests(value, sure=sure)


def _values(node: object) -> Iterator[CompValue]:
    """Yield the VALUES that hold for all that is below a node; those of its OPTIONALs, UNIONs and subqueries do not."""
    if not isinstance(node, CompValue):
        return
    if node.name == "ToMultiSet":
        yield from (one for one in (node.p,) if isinstance(one, CompValue) and one.name == "values")
    elif node.name in {"Join", "LeftJoin", "Minus", "Filter", "Extend", "Graph"}:
        yield from _values(node.p)
        yield from _values(node.p1)
        yield from _values(node.p2 if node.name == "Join" else None)


def _variables(rows: Sequence[Row]) -> set[Variable]:
    return {variable for row in rows for variable in row}


def _block(rows: Sequence[Row], own: set[Variable]) -> str:
    """Return the VALUES of a pattern's `own` variables; "" if they leave it as it is.

    No row is there twice, nor beside a wider one: a triple would be counted for each.
    """
    shown = [variable for variable in (rows[0] if rows else ()) if variable in own]
    found = list(dict.fromkeys(tuple(written(row[variable]) for variable in shown) for row in rows))
    wide = [row for row in found if "UNDEF" in row]
    found = [row for row in found if not any(one != row and _covers(one, row) for one in wide)]
    if not shown or any(set(row) == {"UNDEF"} for row in found):
        return ""
    names = " ".join(written(variable) for variable in shown)
    told = " ".join(f"({' '.join(row)})" for row in found)
    return f"VALUES ({names}) {{ {told} }}"


def _covers(wide: tuple[str, ...], row: tuple[str, ...]) -> bool:
    return all(one in {"UNDEF", other} for one, other in zip(wide, row, strict=True))
