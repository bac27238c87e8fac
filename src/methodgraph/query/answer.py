"""What a query answers, and how it is written: for a terminal, as SPARQL results in all their forms, as Turtle."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Literal, cast

import pyoxigraph as ox

from methodgraph.errors import UsageError
from methodgraph.ontology import PREFIXES, compact
from methodgraph.text.characters import for_terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

Value = str | int | float | Decimal | bool
Kind = Literal["rows", "boolean", "triples"]
Dtype = Literal["boolean", "Int64", "float64", "string[python]"]

_XSD = PREFIXES["xsd"]
_STRING = f"{_XSD}string"
_INTEGERS = {
    _XSD + name for name in ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger")
}
_WHOLE = range(-(2**63), 2**63)
"""What a column of whole numbers holds."""
_FLOATS = {f"{_XSD}double", f"{_XSD}float"}


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """An RDF term: an IRI, a literal with its datatype (and language, if it has one) or a blank node."""

    kind: Literal["iri", "literal", "blank"]
    value: str
    datatype: str | None = None
    language: str | None = None

    @property
    def python(self) -> Value:
        """The term as a plain value: a number or a boolean where the datatype says so, else its text.

        >>> Term("literal", "1.50", "http://www.w3.org/2001/XMLSchema#decimal").python
        Decimal('1.50')
        """
        try:
            if self.datatype in _INTEGERS:
                return int(self.value)
            if self.datatype in _FLOATS:
                return float(self.value)
            if self.datatype == f"{_XSD}decimal":
                return Decimal(self.value)
        except (ValueError, InvalidOperation):  # a literal may carry any text under any datatype
            return self.value
        if self.datatype == f"{_XSD}boolean":
            return self.value in {"true", "1"}
        return self.value


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query found.

    `terms` has a row for each solution and in it a term for each of `variables`, None where it is unbound. An ASK
    answers one row with the variable `answer`, CONSTRUCT and DESCRIBE sorted rows of `subject`, `predicate`, `object`.
    `warnings` say what in the query is probably a mistake.
    """

    kind: Kind
    variables: tuple[str, ...]
    terms: tuple[tuple[Term | None, ...], ...]
    warnings: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[tuple[Value | None, ...], ...]:
        """The terms as plain Python values."""
        return tuple(tuple(None if term is None else term.python for term in row) for row in self.terms)

    def to_pandas(self) -> pd.DataFrame:
        """Return the answer as a DataFrame of your own: a row for each solution, a column for each variable.

        A column whose values are all numbers of one kind is Int64 or float64 (decimals too), one of booleans is
        boolean, and all others are string: IRIs in full, other literals as they are written, <NA> where unbound. Whole
        numbers of which one does not fit into 64 bits are strings too.

        >>> Answer("rows", ("n",), ((Term("literal", "1", "http://www.w3.org/2001/XMLSchema#integer"),),)).to_pandas()
           n
        0  1
        """
        import pandas as pd  # noqa: PLC0415  a query needs no tables

        table = pd.DataFrame(index=pd.RangeIndex(len(self.terms)))
        for place, name in enumerate(self.variables):
            values, dtype = _column([row[place] for row in self.terms])
            table[name] = pd.Series(values, dtype=dtype)
        return table


def as_table(answer: Answer) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return the columns and the rows of an answer as text for a terminal.

    IRIs are shortened by the usual prefixes, what is unbound is "". Line breaks become a space; other control and
    direction characters become U+FFFD, since a paper's text must not steer the terminal.
    """
    return answer.variables, tuple(tuple(_cell(term) for term in row) for row in answer.terms)


def as_csv(answer: Answer) -> str:
    """Return an answer as CSV, as SPARQL 1.1 defines it: full IRIs, a heading, "\r\n" after each line.

    Neither CSV nor TSV has a form for the answer to an ASK, which is told as a solution of one variable; triples are
    solutions of three, here and in all forms but Turtle.
    """
    return _serialized(_solutions_json(answer), ox.QueryResultsFormat.CSV)


def as_tsv(answer: Answer) -> str:
    """Return an answer as TSV, as SPARQL 1.1 defines it: terms as in Turtle, so that nothing of them is lost."""
    return _serialized(_solutions_json(answer), ox.QueryResultsFormat.TSV)


def as_json(answer: Answer) -> str:
    """Return an answer in the SPARQL 1.1 query results JSON format."""
    if answer.kind == "boolean":
        return json.dumps({"head": {}, "boolean": answer.rows[0][0]})
    return _solutions_json(answer)


def as_xml(answer: Answer) -> str:
    """Return an answer in the SPARQL query results XML format."""
    return _serialized(as_json(answer), ox.QueryResultsFormat.XML)


def _serialized(told: str, form: ox.QueryResultsFormat) -> str:
    """Return results that are told in JSON in another form."""
    results = ox.parse_query_results(told, format=ox.QueryResultsFormat.JSON)
    return cast("bytes", results.serialize(format=form)).decode()


def as_turtle(answer: Answer) -> str:
    """Return the triples of a CONSTRUCT or DESCRIBE as Turtle. Raises UsageError for the answer to another query."""
    if answer.kind != "triples":
        raise UsageError("only CONSTRUCT and DESCRIBE answer a graph, which Turtle can hold")
    lines = "".join(f"{' '.join(str(_node(told)) for told in row if told is not None)} .\n" for row in answer.terms)
    triples = ox.parse(lines, format=ox.RdfFormat.N_TRIPLES)
    used = _prefixes(answer)
    text = cast("bytes", ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=used)).decode()
    head = "".join(f"@prefix {name}: <{namespace}> .\n" for name, namespace in used.items())
    # Oxigraph writes the prefixes in an order that changes from run to run.
    return head + text.split(" .\n", len(used))[-1]


def _prefixes(answer: Answer) -> dict[str, str]:
    """Return the prefixes that shorten anything of an answer."""
    iris = {told.value if told.kind == "iri" else told.datatype or "" for row in answer.terms for told in row if told}
    return {name: space for name, space in PREFIXES.items() if any(iri.startswith(space) for iri in iris)}


def term(node: ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple) -> Term:
    """Return a node of Oxigraph as a record. A quoted triple, which no graph of ours holds, is told as text."""
    if isinstance(node, ox.NamedNode):
        return Term("iri", node.value)
    if isinstance(node, ox.BlankNode):
        return Term("blank", node.value)
    if isinstance(node, ox.Literal):
        return Term("literal", node.value, node.datatype.value, node.language)
    return Term("literal", str(node), _STRING)


def _column(terms: Sequence[Term | None]) -> tuple[list[Value | None], Dtype]:
    """Return the values of a column of a table, and its dtype."""
    values = [None if told is None else told.python for told in terms]
    kinds = {type(value) for value in values if value is not None}
    if kinds == {bool}:
        return values, "boolean"
    fits = all(value in _WHOLE for value in values if isinstance(value, int))  # else a fraction is another number
    if fits and kinds == {int}:
        return values, "Int64"
    if fits and kinds and kinds <= {int, float, Decimal}:
        return [None if value is None else float(value) for value in values], "float64"
    # Arrow's strings, the other storage, cannot hold a lone surrogate.
    return [None if told is None else told.value for told in terms], "string[python]"


def _node(told: Term) -> ox.NamedNode | ox.Literal | ox.BlankNode:
    if told.kind == "iri":
        return ox.NamedNode(told.value)
    if told.kind == "blank":
        return ox.BlankNode(told.value)
    if told.language is not None:
        return ox.Literal(told.value, language=told.language)
    return ox.Literal(told.value, datatype=ox.NamedNode(told.datatype or _STRING))


def _cell(told: Term | None) -> str:
    if told is None:
        return ""
    text = compact(told.value) if told.kind == "iri" else f"_:{told.value}" if told.kind == "blank" else told.value
    return for_terminal(text)


def _solutions_json(answer: Answer) -> str:
    bindings = [
        {name: _binding(told) for name, told in zip(answer.variables, row, strict=True) if told is not None}
        for row in answer.terms
    ]
    return json.dumps({"head": {"vars": answer.variables}, "results": {"bindings": bindings}}, ensure_ascii=False)


def _binding(told: Term) -> dict[str, str]:
    if told.kind == "iri":
        return {"type": "uri", "value": told.value}
    if told.kind == "blank":
        return {"type": "bnode", "value": told.value}
    if told.language is not None:
        return {"type": "literal", "value": told.value, "xml:lang": told.language}
    if told.datatype in {None, _STRING}:
        return {"type": "literal", "value": told.value}
    return {"type": "literal", "value": told.value, "datatype": str(told.datatype)}
