"""A syntax error in words, where the mistake is.

Oxigraph tells the farthest place its parser reached and all it would have taken there, character classes too. A
misspelt word or a bracket left open is usually elsewhere, and the query's tokens show it.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from methodgraph.errors import QueryError
from methodgraph.query.tokens import Token, place, tokens

_ERROR = re.compile(r"error at (\d+):(\d+): (?:expected )?(?:one of )?(.*)", re.DOTALL)
_SENTENCE = re.compile(r"[A-Z][a-z]* [A-Za-z ,?\w]+")
_PAIRS = {"}": "{", ")": "(", "]": "["}


def complaint(query: str, message: str) -> QueryError:
    """Return Oxigraph's message on `query` as an error that says what to mend and where, in the user's own text."""
    match = _ERROR.match(message)
    if match is None:
        return QueryError(message)
    line, column, expected = int(match[1]), int(match[2]), match[3]
    sentence = _SENTENCE.match(expected)  # "The SELECT contains ..." is not about syntax, and clear as it is
    if sentence is not None:
        return QueryError(f"{sentence[0][0].lower()}{sentence[0][1:].rstrip(', ')}", line, column)
    found = tokens(query)
    return _misspelt(query, found) or _unfinished(query, found) or _farthest(query, found, line, column)


def _misspelt(query: str, found: tuple[Token, ...]) -> QueryError | None:
    has_base = any(token.text.upper() == "BASE" for token in found)
    for token in found:
        if token.kind == "word" and token.text.upper() not in _keywords():
            near = get_close_matches(token.text.upper(), _keywords(), n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            return QueryError(f"{token.text!r} is not a word of SPARQL{hint}", *place(query, token.start))
        if token.kind == "iri" and ":" not in token.text and not has_base:
            return QueryError(f"{token.text} is not a full IRI", *place(query, token.start))
        if token.kind == "other" and token.text in "\"'":
            return QueryError("a quote is opened here and not closed", *place(query, token.start))
    return None


def _unfinished(query: str, found: tuple[Token, ...]) -> QueryError | None:
    """Return the first bracket that closes nothing or the last one that is never closed."""
    opened: list[Token] = []
    for token in found:
        if token.text in _PAIRS.values():
            opened.append(token)
        elif token.text in _PAIRS:
            if not opened or opened[-1].text != _PAIRS[token.text]:
                return QueryError(f"{token.text!r} closes nothing that is open", *place(query, token.start))
            opened.pop()
    if opened:
        return QueryError(f"{opened[-1].text!r} is opened here and not closed", *place(query, opened[-1].start))
    return None


def _farthest(query: str, found: tuple[Token, ...], line: int, column: int) -> QueryError:
    """Return what stands where the parser gave up; that is sometimes in the middle of a token."""
    offset = sum(len(each) for each in query.split("\n")[: line - 1]) + line - 1 + column - 1
    for token in found:
        if offset < token.start + len(token.text):
            return QueryError(f"{token.text!r} does not fit here", *place(query, token.start))
    return QueryError("the query ends too early", line, column)


@cache
def _keywords() -> tuple[str, ...]:
    return tuple((Path(__file__).parent / "keywords.txt").read_text(encoding="ascii").split())
