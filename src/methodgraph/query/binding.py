"""Fixing variables of a query, in the query's own text: the parameters of saved questions, and any other variable."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from methodgraph.errors import UsageError
from methodgraph.ontology import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
    the pattern. A value is text, or an IRI where it is one (`<https://...>`, `entity:lora`). Raises UsageError for a
    name that is no variable of the query or one that it computes.

    >>> bind('SELECT ?p { VALUES ?m { "GRPO" } ?p mg:uses/skos:altLabel ?m }', {"m": "LoRA"})
    'SELECT ?p { VALUES ?m { "LoRA" } ?p mg:uses/skos:altLabel ?m }'
    >>> bind("SELECT ?p { ?p mg:uses ?m }", {"m": "entity:lora"})
    'SELECT ?p { VALUES ?m { entity:lora } ?p mg:uses ?m }'
    """
    for name, value in values.items():
        _refuse(name, _bare(query))
        query = _fixed(query, name, term(value))
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
        values[name] = value
    return values


def term(value: str) -> str:
    r"""Return a value as SPARQL: an IRI as it is, anything else as a quoted string.

    >>> term('say "SAM"'), term("entity:lora"), term("note: this")
    ('"say \\"SAM\\""', 'entity:lora', '"note: this"')
    """
    prefixed = _PREFIXED.fullmatch(value)
    if _IRI.fullmatch(value) or (prefixed and prefixed[1] in PREFIXES):
        return value
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


def _fixed(query: str, name: str, told: str) -> str:
    default = re.compile(rf"(VALUES\s+[?$]{name}\s*\{{)[^{{}}]*\}}", re.IGNORECASE)
    fixed, found = default.subn(lambda match: f"{match[1]} {told} }}", query)
    if found:
        return fixed
    pattern = re.search(r"\bWHERE\s*\{", _bare(query), re.IGNORECASE) or re.search(r"\{", _bare(query))
    if pattern is None:  # no pattern, no query: Oxigraph says so
        return query
    return f"{query[: pattern.end()]} VALUES ?{name} {{ {told} }}{query[pattern.end() :]}"


def _bare(query: str) -> str:
    """Return `query` with blanks for comments, strings and IRIs, so that every place stays where it is."""
    return _UNSEEN.sub(lambda found: " " * len(found[0]), query)
