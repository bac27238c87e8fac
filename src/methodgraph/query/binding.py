"""Fixing variables of a query, in the query's own text: the parameters of saved questions, and any other variable."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from methodgraph.errors import UsageError
from methodgraph.ontology import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_NAME = re.compile(r"[A-Za-z_]\w*")
_VARIABLE = re.compile(r"[?$]([A-Za-z_]\w*)")
_DEFAULT = re.compile(r"\bVALUES\s+[?$]([A-Za-z_]\w*)\s*\{", re.IGNORECASE)
_IRI = re.compile(r"""<[^<>"{}|^`\\\x00-\x20]+>""")
_PREFIXED = re.compile(r"(\w+):[\w.-]*\w")
_UNSEEN = re.compile(r"""#[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^<>"{}|^`\\\s]*>""")
"""Where a question mark begins no variable: comments, strings and IRIs."""


def bind(query: str, values: Mapping[str, str]) -> str:
    r"""Return `query` with each variable of `values` fixed to its value.

    A `VALUES ?name { ... }` of the query is its default and is replaced; otherwise one is put at the beginning of
    the pattern. A value is text, or an IRI where it is one (`<https://...>`, `entity:lora`); where the default is text,
    it is text whatever it looks like. Raises UsageError for a name that is no variable of the query, one that it
    computes, and one that no VALUES could fix.

    >>> bind('SELECT ?p { VALUES ?m { "GRPO" } ?p mg:uses/skos:altLabel ?m }', {"m": "LoRA"})
    'SELECT ?p { VALUES ?m { "LoRA" } ?p mg:uses/skos:altLabel ?m }'
    >>> bind("SELECT ?p { ?p mg:uses ?m }", {"m": "entity:lora"})
    'SELECT ?p { VALUES ?m { entity:lora } ?p mg:uses ?m }'
    """
    bare = _bare(query)
    edits = [edit for name, value in values.items() for edit in _edits(query, bare, name, value)]
    for start, end, text in sorted(edits, reverse=True):  # from the end on, so that places stay what they are
        query = query[:start] + text + query[end:]
    return query


def parsed(told: Iterable[str]) -> dict[str, str]:
    """Return "name=value" texts, as a command line has them, as values. Raises UsageError for what is not of this form.

    >>> parsed(["task=video reasoning", "base=a=b"])
    {'task': 'video reasoning', 'base': 'a=b'}
    """
    values = {}
    for text in told:
        name, equals, value = text.partition("=")
        if not equals or not _NAME.fullmatch(name):
            raise UsageError(f"{text!r} is not of the form name=value")
        if name in values:
            raise UsageError(f"{name}=... is given twice; a question is asked of one value at a time")
        values[name] = value
    return values


def term(value: str) -> str:
    r"""Return a value as SPARQL: an IRI as it is, anything else as a quoted string.

    >>> term('say "SAM"'), term("entity:lora"), term("note: this")
    ('"say \\"SAM\\""', 'entity:lora', '"note: this"')
    """
    prefixed = _PREFIXED.fullmatch(value)
    return value if _IRI.fullmatch(value) or (prefixed and prefixed[1] in PREFIXES) else _quoted(value)


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    for char, letter in (("\n", "n"), ("\r", "r"), ("\t", "t")):
        escaped = escaped.replace(char, f"\\{letter}")
    return f'"{escaped}"'


def defaults(query: str) -> tuple[str, ...]:
    """Return the variables that a query gives a value of its own, made to be replaced: `VALUES ?name { ... }`.

    >>> defaults('SELECT ?p { VALUES ?m { "GRPO" } ?p mg:uses/skos:altLabel ?m }')
    ('m',)
    """
    return tuple(dict.fromkeys(_DEFAULT.findall(_bare(query))))


def _refuse(name: str, bare: str) -> None:
    variables = dict.fromkeys(_VARIABLE.findall(bare))
    if name not in variables:
        there = ", ".join(variables) or "none"
        raise UsageError(f"{name}=...: the query has no variable ?{name}; its variables are: {there}")
    if re.search(rf"\bAS\s+[?$]{name}\b", bare, re.IGNORECASE):
        raise UsageError(f"{name}=...: the query computes ?{name}; use a FILTER or HAVING in the query instead")


def _edits(query: str, bare: str, name: str, value: str) -> Iterator[tuple[int, int, str]]:
    """Yield what is to be put where (start, end) so that a variable is fixed. Raises UsageError as `bind`."""
    _refuse(name, bare)
    found = list(re.finditer(rf"\bVALUES\s+[?$]{name}\s*\{{([^{{}}]*)\}}", bare, re.IGNORECASE))
    for default in found:
        start, end = default.span(1)
        is_text = query[start:end].lstrip().startswith(('"', "'"))
        yield start, end, f" {_quoted(value) if is_text else term(value)} "
    if not found:
        place = _pattern(bare, name)
        yield place, place, f" VALUES ?{name} {{ {term(value)} }}"


def _pattern(bare: str, name: str) -> int:
    """Return where the pattern of a query begins, behind its bracket."""
    form = re.search(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", bare, re.IGNORECASE)
    after = form.end() if form is not None else 0
    if form is not None and form[1].upper() == "CONSTRUCT":
        if re.match(r"\s*(FROM\s+(NAMED\s+)?)*\s*WHERE\b", bare[after:], re.IGNORECASE):
            raise UsageError(f"{name}=...: CONSTRUCT WHERE takes no values; write CONSTRUCT {{ ... }} WHERE {{ ... }}")
        after = _closing(bare, bare.find("{", after))
    start = bare.find("{", after) + 1
    if not start:
        raise UsageError(f"{name}=...: the query has no pattern in which ?{name} could be fixed")
    if not re.search(rf"[?$]{name}\b", _outside_subqueries(bare[start:])):
        raise UsageError(f"{name}=...: ?{name} stands only inside a subquery; give it a VALUES of its own there")
    return start


def _outside_subqueries(bare: str) -> str:
    while (inner := re.search(r"\{\s*SELECT\b", bare, re.IGNORECASE)) is not None:
        bare = bare[: inner.start()] + bare[_closing(bare, inner.start()) :]
    return bare


def _closing(bare: str, opening: int) -> int:
    """Return the place behind the bracket that closes the one at `opening`; the end where none does."""
    depth = 0
    for place in range(max(0, opening), len(bare)):
        depth += (bare[place] == "{") - (bare[place] == "}")
        if not depth:
            return place + 1
    return len(bare)


def _bare(query: str) -> str:
    """Return `query` with blanks for comments, strings and IRIs, so that every place stays where it is."""
    return _UNSEEN.sub(lambda found: " " * len(found[0]), query)
