r"""RDF terms as N-Triples writes them: what everything here that becomes RDF is made of.

Strings, since making them takes a tenth of what objects of any library take; what writes the other forms reads them
again and would not let a wrong one pass. A character that XML has no place for (a NUL, a lone surrogate) becomes
U+FFFD, one code point for one, so that all forms say the same and offsets stay true.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from methodgraph import ids
from methodgraph.ontology import PREFIXES
from methodgraph.text.characters import for_xml

if TYPE_CHECKING:
    from decimal import Decimal

PLAIN = re.compile(r'[^\x00-\x1f\x7f"\\\ud800-\udfff\ufffe\uffff]*')
"""Text that a literal holds as it is. So it does all parts of it."""
_ESCAPES = str.maketrans({'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\x7f": "\\u007F"})


@cache
def term(name: str) -> str:
    """Return a prefixed name of a vocabulary.

    >>> term("rdf:type")
    '<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>'
    """
    prefix, _, local = name.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"


def string(text: str) -> str:
    r"""Return a plain literal.

    >>> string('say "SAM"')
    '"say \\"SAM\\""'
    """
    if PLAIN.fullmatch(text):
        return f'"{text}"'
    return f'"{for_xml(text).translate(_ESCAPES)}"'


known_string = lru_cache(maxsize=1 << 12)(string)
"""The same for texts of which there are few, such as the names of rules."""


def typed(text: str, datatype: str) -> str:
    """Return a literal of a datatype, told as a prefixed name.

    >>> typed("3", "xsd:integer")
    '"3"^^<http://www.w3.org/2001/XMLSchema#integer>'
    """
    return f"{string(text)}^^{term(datatype)}"


@lru_cache(maxsize=1 << 12)
def integer(number: int) -> str:
    """Return a whole number."""
    return typed(str(number), "xsd:integer")


@lru_cache(maxsize=1 << 12)
def count(number: int) -> str:
    """Return a whole number from 0 on: an offset, a size."""
    return typed(str(number), "xsd:nonNegativeInteger")


def decimal(number: Decimal) -> str:
    """Return a number without exponent and with a point, as Turtle's bare decimals are written.

    >>> decimal(Decimal("1E+2"))
    '"100.0"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    return _decimal(format(number, "f"))  # 0.1 and 0.10 are equal, and are not the same text


@lru_cache(maxsize=1 << 12)
def _decimal(told: str) -> str:
    return typed(told if "." in told else f"{told}.0", "xsd:decimal")


def boolean(truth: bool) -> str:  # noqa: FBT001 - it is the value
    """Return a truth value."""
    return typed("true" if truth else "false", "xsd:boolean")


def url(text: str) -> str:
    """Return a URL as a typed literal: one copied from a text need not be a valid IRI, and is kept as it stands."""
    return typed(text, "xsd:anyURI")


@lru_cache(maxsize=1 << 16)
def paper(identity: str) -> str:
    """Return the node of a paper id."""
    return f"<{ids.paper_iri(identity)}>"


@lru_cache(maxsize=1 << 16)
def graph_of(identity: str) -> str:
    """Return the named graph of what a paper says."""
    return f"<{ids.graph_iri(identity)}>"


@lru_cache(maxsize=1 << 16)
def entity(identity: str) -> str:
    """Return the node of an entity id."""
    return f"<{ids.entity_iri(identity)}>"


def repository(url: str) -> str:
    """Return the node of what stands at an address that a paper gives."""
    return f"<{ids.repository_iri(url)}>"


def claim(identity: str) -> str:
    """Return the node of a claim id."""
    return f"<{ids.claim_iri(identity)}>"


def figure(identity: str) -> str:
    """Return the node of a reported figure's id."""
    return f"<{ids.figure_iri(identity)}>"
