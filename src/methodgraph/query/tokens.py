"""The tokens of a SPARQL query, for looking at it before Oxigraph parses it and for saying what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r'''
    (?P<space> \s+ | \#[^\n\r]* )
  | (?P<iri> <[^<>"{}|^`\\\x00-\x20]*> )
  | (?P<string> """(?:[^"\\]|\\.|"(?!""))*""" | \'\'\'(?:[^'\\]|\\.|'(?!\'\'))*\'\'\'
              | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
  | (?P<variable> [?$]\w+ | _:[\w.-]+ | @[A-Za-z][A-Za-z0-9-]* )
  | (?P<name> (?:[^\W\d_][\w.-]*)?:(?:[\w:%-]|\\.|\.(?=[\w:%\\.-]))* )
  | (?P<number> \d[\d.]*(?:[eE][+-]?\d+)? )
  | (?P<word> [^\W\d]\w* )
  | (?P<other> . )
    ''',
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token: its kind (iri, string, variable, name, number, word or other), its text and where it starts."""

    kind: str
    text: str
    start: int


def tokens(query: str) -> tuple[Token, ...]:
    """Return the tokens of `query` in order, without space and comments. Whatever SPARQL does not know is an "other".

    >>> [token.text for token in tokens("ASK { ?x a mg:Model } # is there one?")]
    ['ASK', '{', '?x', 'a', 'mg:Model', '}']
    """
    found = ((match.lastgroup, match) for match in _TOKEN.finditer(query))
    return tuple(Token(kind, match.group(), match.start()) for kind, match in found if kind not in {None, "space"})


def place(text: str, offset: int) -> tuple[int, int]:
    """Return the line and the column of an offset into `text`, both counted from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
