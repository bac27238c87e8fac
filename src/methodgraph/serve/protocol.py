"""SPARQL 1.1 Protocol: what a request asks, whichever of the three ways it asks it.

https://www.w3.org/TR/sparql11-protocol/, section 2.1. What the protocol does not allow is refused here, with a reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException

from methodgraph.serve.formats import NAMES, SOLUTIONS, TRIPLES

if TYPE_CHECKING:
    from collections.abc import Iterable

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
READ_ONLY = "this endpoint is read-only: it takes no updates"

_FIELDS = 1000
_CHARSET = re.compile(r';\s*charset\s*=\s*"?([^\s;"]+)"?', re.IGNORECASE)
_UTF8 = {"utf-8", "utf8", "us-ascii"}

Parameters = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks: a query or None, the dataset it asks, a format by name, and the name of a file to save."""

    query: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str | None = None
    download: str | None = None


def asked(parameters: Parameters, query: str | None = None) -> Asked:
    """Return what parameters, and the `query` of a body that is nothing but a query, ask together.

    Raises HTTPException for an update, for more than one query and for a format that is not known.
    """
    if any(name == "update" for name, _ in parameters):
        raise HTTPException(403, READ_ONLY)
    queries = [*_all(parameters, "query"), *(() if query is None else (query,))]
    if len(queries) > 1:
        raise HTTPException(400, "the request holds more than one query")
    form = next(iter(_all(parameters, "format")), None)
    if form is not None and form not in NAMES:
        names = ", ".join(offered.name for offered in (*SOLUTIONS, *TRIPLES))
        raise HTTPException(400, f"format is one of: {names}")
    return Asked(
        query=next(iter(queries), None),
        default_graphs=_all(parameters, "default-graph-uri"),
        named_graphs=_all(parameters, "named-graph-uri"),
        format=form,
        download=next(iter(_all(parameters, "download")), None),
    )


def parameters(raw: bytes) -> Parameters:
    """Return the parameters of a query string or of a form, decoded. Raises HTTPException for what is not UTF-8.

    >>> parameters(b"query=ASK+%7B%7D&format=json")
    (('query', 'ASK {}'), ('format', 'json'))
    """
    try:
        return tuple(parse_qsl(text(raw), keep_blank_values=True, errors="strict", max_num_fields=_FIELDS))
    except UnicodeDecodeError as error:
        raise HTTPException(400, "a parameter is not UTF-8 once its percent-encoding is undone") from error
    except ValueError as error:
        raise HTTPException(400, f"the request has more than {_FIELDS:,} parameters") from error


def text(raw: bytes) -> str:
    """Return bytes as text. Raises HTTPException for what is not UTF-8."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise HTTPException(400, f"the request is not UTF-8 (byte {error.start + 1})") from error


def body_type(content_type: str | None) -> str:
    """Return FORM or QUERY, whichever a POST says that its body is.

    Raises HTTPException for an update, for any other type and none, and for an encoding that is not UTF-8.
    """
    told = content_type or ""
    media = told.partition(";")[0].strip().lower()
    if media == UPDATE:
        raise HTTPException(403, READ_ONLY)
    if media not in {FORM, QUERY}:
        raise HTTPException(415, f"a POST is {QUERY} or {FORM}; its Content-Type has to say which")
    charset = _CHARSET.search(told)
    if charset is not None and charset[1].lower() not in _UTF8:
        raise HTTPException(415, "a query is sent in UTF-8; its Content-Type says otherwise")
    return media


def _all(told: Iterable[tuple[str, str]], name: str) -> tuple[str, ...]:
    return tuple(value for key, value in told if key == name)
