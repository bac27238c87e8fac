"""Findings: what a shape forbids and a graph has, to be read by people."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from methodgraph.ontology import compact

if TYPE_CHECKING:
    from collections.abc import Callable

_IRI = re.compile(r"<([^<>\"\s]*)>")
_LONGEST = 80
"""Characters of a value that a finding shows."""
BLANK = "[]"
"""A blank node: it has no name that would be the same the next time."""
_SHAPE = "https://w3id.org/methodgraph/shape/"

PropertyPath: TypeAlias = "str | tuple[str, tuple[PropertyPath, ...]]"
"""A property path: an IRI, or how paths are combined ("/", "|", "^", "*", "+", "?") and which."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the graph that a shape forbids.

    `node` is what it is about and `shape` what forbids it, each an IRI (`BLANK`, None where it has no name), `what` the
    shape's message, `value` the offending value as N-Triples writes it, at the end of `path`; None where there is none.
    `severity` is "Violation", "Warning" or "Info", `component` the IRI of SHACL's kind of constraint.
    """

    node: str
    what: str
    path: PropertyPath | None
    value: str | None
    shape: str | None
    severity: str
    component: str

    def __str__(self) -> str:
        place = shown(self.node) if self.path is None else f"{shown(self.node)} {shown_path(self.path)}"
        itself = self.value is None or self.value in {self.node, f"<{self.node}>"}
        here = "" if itself else f"; here it is {shown(self.value or '')}"
        told = [] if self.shape is None else [self.shape.removeprefix(_SHAPE)]
        told += [] if self.is_violation else [self.severity]
        return f"{place}: {self.what}{here}" + (f" [{', '.join(told)}]" if told else "")

    @property
    def is_violation(self) -> bool:
        """Return False for what is worth a look, but forbids nothing: a warning, or mere information."""
        return self.severity == "Violation"

    @property
    def key(self) -> tuple[str, ...]:
        """What findings are sorted by: node, message, place and value."""
        path = "" if self.path is None else written_path(self.path)
        return (self.node, self.what, path, self.value or "", self.shape or "", self.severity, self.component)


def shown(term: str) -> str:
    """Return an IRI or a term of N-Triples for reading: IRIs by prefix, long text cut.

    >>> shown("<https://w3id.org/methodgraph/entity/lora>")
    'entity:lora'
    """
    if not term.startswith('"'):
        return compact(term[1:-1] if term.startswith("<") else term)
    text, _, kind = term.rpartition('"')
    cut = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return f'{cut}"{_IRI.sub(lambda found: compact(found[1]), kind)}'


def shown_path(path: PropertyPath) -> str:
    """Return a path for reading; of long lists of alternatives the first and the last.

    >>> shown_path(("/", ("http://www.w3.org/ns/oa#hasSelector", "http://www.w3.org/ns/oa#exact")))
    'oa:hasSelector/oa:exact'
    """
    if isinstance(path, tuple) and path[0] == "|" and len(path[1]) > 3:
        return f"{shown_path(path[1][0])}|…|{shown_path(path[1][-1])}"
    return _told(path, compact)


def written_path(path: PropertyPath) -> str:
    """Return a path as SPARQL writes it, without prefixes."""
    return _told(path, lambda iri: f"<{iri}>")


def _told(path: PropertyPath, name: Callable[[str], str]) -> str:
    if isinstance(path, str):
        return name(path)
    sign, parts = path
    told = [_told(part, name) if isinstance(part, str) else f"({_told(part, name)})" for part in parts]
    if sign in {"/", "|"}:
        return sign.join(told)
    return f"^{told[0]}" if sign == "^" else f"{told[0]}{sign}"
