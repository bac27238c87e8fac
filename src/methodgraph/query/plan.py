"""What rdflib makes of a query, and its words: terms, paths, expressions and steps of the algebra as SPARQL has them.

Nothing of what rdflib calls things inside is shown, and nothing is in an order that differs from run to run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rdflib.namespace import RDF
from rdflib.paths import AlternativePath, InvPath, MulPath, NegatedPath, Path, SequencePath
from rdflib.plugins.sparql.algebra import translateQuery, traverse
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import BNode, Identifier, URIRef, Variable

from methodgraph.ontology import PREFIXES, compact
from methodgraph.query.tokens import Token, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

_JOINED = (SequencePath, AlternativePath)
_INVERSE = "urn:methodgraph:the-next-one-inverted"


def algebra(text: str) -> CompValue:
    """Return the algebra of a query, blank nodes called b1, b2 ... in order of appearance.

    Raises whatever rdflib raises for what it cannot read; that is by no means only its own exceptions.
    """
    parsed = parseQuery(_without_inverses(text))
    names: dict[BNode, BNode] = {}

    def named(node: object) -> object:
        return names.setdefault(node, BNode(f"b{len(names) + 1}")) if isinstance(node, BNode) else None

    # Before the translation: it sorts the patterns, by the names of blank nodes too.
    parsed[1] = traverse(parsed[1], visitPost=named)
    read: CompValue = translateQuery(parsed, initNs=PREFIXES).algebra
    return read


def _without_inverses(text: str) -> str:
    """Return a query whose negated property sets have a mark before an inverted member instead of its "^".

    rdflib's parser forgets which property stood after a "^" there.
    """
    found = tokens(text)
    for at in reversed([at for first in range(len(found)) for at in _inverses(found, first)]):
        token = found[at]
        mark = f"<{_INVERSE}>|"
        single = found[at - 1].text == "!"
        end = found[at + 1].start + len(found[at + 1].text)
        inner = mark + text[token.start + 1 : end]
        text = text[: token.start] + (f"({inner})" if single else inner) + text[end:]
    return text


def _inverses(found: Sequence[Token], first: int) -> list[int]:
    """Return where a "^" is in the negated property set that begins at the token `first`; [] if none begins there."""
    if found[first].text != "!" or first + 2 >= len(found):
        return []
    if found[first + 1].text == "^":
        return [first + 1]
    marks: list[int] = []
    for at in range(first + 2, len(found)) if found[first + 1].text == "(" else ():
        token = found[at]
        if token.text == ")":
            return marks
        if token.text == "^":
            marks.append(at)
        elif token.kind not in {"iri", "name"} and token.text not in {"a", "|"}:
            break
    return []


def written(part: object, *, verb: bool = False) -> str:
    """Return a term or a path as SPARQL writes it, IRIs by prefix; `verb` is where "a" may stand for rdf:type.

    >>> written(Variable("x")), written(RDF.type, verb=True)
    ('?x', 'a')
    """
    if isinstance(part, Variable):
        return f"?{part}"
    if isinstance(part, BNode):
        return f"_:{part}"
    if isinstance(part, URIRef):
        if verb and part == RDF.type:
            return "a"
        short = compact(str(part))
        return short if short != str(part) else part.n3()
    if isinstance(part, Path):
        return _path(part)
    return part.n3() if isinstance(part, Identifier) else str(part)


def _path(path: object) -> str:
    if isinstance(path, SequencePath):
        return "/".join(_inner(part) for part in path.args)
    if isinstance(path, AlternativePath):
        return "|".join(_inner(part) for part in path.args)
    if isinstance(path, InvPath):
        return f"^{_inner(path.arg, (*_JOINED, InvPath))}"
    if isinstance(path, MulPath):
        return f"{_inner(path.path, (*_JOINED, InvPath, MulPath))}{path.mod}"
    if isinstance(path, NegatedPath):
        told = "|".join(_inner(part) for part in path.args)
        return f"!({told.replace(f'<{_INVERSE}>|', '^')})"
    return written(path, verb=True)


def _inner(part: object, bracketed: tuple[type[Path], ...] = _JOINED) -> str:
    told = _path(part)
    return f"({told})" if isinstance(part, bracketed) else told


def stepwise(path: object) -> object:
    """Return a path with a single step for each of its parts that ends in +, * or ?; the same object if none does."""
    if isinstance(path, MulPath):
        return stepwise(path.path)
    if isinstance(path, InvPath):
        step = stepwise(path.arg)
        return path if step is path.arg else InvPath(step)  # type: ignore[arg-type]
    if isinstance(path, SequencePath | AlternativePath):
        steps = [stepwise(part) for part in path.args]
        same = all(step is part for step, part in zip(steps, path.args, strict=True))
        return path if same else type(path)(*steps)  # type: ignore[arg-type]
    return path


def said(node: CompValue) -> str:
    """Return a step of the algebra in words of SPARQL; "" for one that is not worth a line."""
    told = _WORDS.get(node.name, "")
    return told if isinstance(told, str) else told(node)


def _select(node: CompValue) -> str:
    return "SELECT " + " ".join(f"?{variable}" for variable in node.PV)


def _slice(node: CompValue) -> str:
    limit = "" if node.length is None else f"LIMIT {node.length}"
    return f"{limit} OFFSET {node.start}".strip() if node.start else limit


def _order(node: CompValue) -> str:
    known = _aggregates(node)
    return "ORDER BY " + ", ".join(f"{key.order or 'ASC'}({_expression(key.expr, known)})" for key in node.expr)


def _group(node: CompValue) -> str:
    return "GROUP BY " + " ".join(_expression(key, {}) for key in node.expr) if node.expr else "one group of all"


def _bind(node: CompValue) -> str:
    # rdflib has every variable of a GROUP BY pass through an aggregate, which the query does not tell.
    passed = isinstance(node.expr, Variable) and _aggregates(node).get(node.expr) == f"?{node.var}"
    return "" if passed else f"BIND ?{node.var}"


def _inline(node: CompValue) -> str:
    if not isinstance(node.p, CompValue):
        return "VALUES"
    if node.p.name != "values":
        return "subquery"
    rows = (" ".join(f"?{name} = {written(value)}" for name, value in row.items()) for row in node.p.res)
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
    "Graph": lambda node: f"GRAPH {written(node.term)}",
    "Builtin_EXISTS": "EXISTS",
    "Builtin_NOTEXISTS": "NOT EXISTS",
}
"""What each step of the algebra is in words of SPARQL; a step that is not here has no line of its own."""


def _aggregates(node: CompValue | None) -> Mapping[Variable, str]:
    """Return the variables that rdflib puts in the place of aggregates below `node`, each with its aggregate."""
    while isinstance(node, CompValue) and node.name != "ToMultiSet":
        if node.name == "AggregateJoin":
            return {one.res: _aggregate(one) for one in node.A}
        node = node.p or node.p1
    return {}


def _aggregate(one: CompValue) -> str:
    inner = _expression(one.vars, {})
    name = one.name.removeprefix("Aggregate_")
    distinct = "DISTINCT " if one.distinct else ""
    return inner if name == "Sample" and isinstance(one.vars, Variable) else f"{name.upper()}({distinct}{inner})"


def _expression(expr: Any, known: Mapping[Variable, str]) -> str:
    """Return a variable, a term or a call of a function as SPARQL writes it, of anything else the variables."""
    if not isinstance(expr, CompValue):
        told: str = known.get(expr) or written(expr)
        return told
    if expr.name.startswith("Builtin_") and expr.graph is None:
        values = [value for key, value in expr.items() if key != "_vars" and value is not None]
        flat = [one for value in values for one in (value if isinstance(value, list) else [value])]
        called = [_expression(one, known) for one in flat]
        if not any(one.startswith("an expression") for one in called):
            return f"{expr.name.removeprefix('Builtin_')}({', '.join(called)})"
    found = list(dict.fromkeys(known.get(one, f"?{one}") for one in _variables(expr)))
    return f"an expression of {' '.join(found)}" if found else "an expression"


def _variables(tree: object) -> Iterator[Variable]:
    if isinstance(tree, Variable):
        yield tree
    elif isinstance(tree, CompValue):
        # "_vars" is a set, in whatever order.
        yield from (one for key, value in tree.items() if key != "_vars" for one in _variables(value))
    elif isinstance(tree, list | tuple):
        yield from (one for value in tree for one in _variables(value))
