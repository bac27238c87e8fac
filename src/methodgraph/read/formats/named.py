"""Identifiers and addresses in fields that hold other things too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from methodgraph.read.identifiers import normalised

if TYPE_CHECKING:
    from methodgraph.records import Identifier

_DOI = re.compile(r"10\.[0-9]{4,9}/[^\s\"<>{}|\\^`]+", re.IGNORECASE)
_BEFORE_ARXIV = r"(?:arxiv(?:\s{0,9}(?:e-?prints?|preprints?))?[\s:.]{0,9}|arxiv\.org/[a-z]{1,9}/|\babs/)"
_ARXIV = re.compile(
    _BEFORE_ARXIV + r"([0-9]{4}\.[0-9]{4,5}(?![0-9])|[a-z-]{2,9}(?:\.[a-z]{2})?/[0-9]{7}(?![0-9]))", re.IGNORECASE
)
_DIGITS = re.compile("[0-9]+")


def dois(*told: str | None) -> tuple[Identifier, ...]:
    """Return the DOIs in the fields told, and the arXiv ids that arXiv's own are made of.

    >>> dois("https://doi.org/10.1016/S0306-4573(00)00047-9.", None)
    (Identifier(scheme='doi', value='10.1016/s0306-4573(00)00047-9'),)
    """
    found = (found.group() for each in told if each for found in _DOI.finditer(each))
    return tuple(dict.fromkeys(each for doi in found for each in normalised("doi", doi)))


def arxiv(told: str | None) -> tuple[Identifier, ...]:
    """Return the arXiv id that a field for nothing else tells ("2301.00001v2", "arXiv:cs.CL/0101010").

    >>> arxiv("http://arxiv.org/abs/cs.CL/0101010v1")
    (Identifier(scheme='arxiv', value='cs/0101010'),)
    """
    return normalised("arxiv", told) if told else ()


def arxiv_within(*told: str | None) -> tuple[Identifier, ...]:
    """Return the arXiv ids in fields that also hold other things, where "arXiv" or "abs/" stands before them.

    >>> arxiv_within("arXiv preprint arXiv:2301.00001v2", "pages 1234.56789")
    (Identifier(scheme='arxiv', value='2301.00001'),)
    """
    found = (found[1] for each in told if each for found in _ARXIV.finditer(each))
    return tuple(dict.fromkeys(each for value in found for each in normalised("arxiv", value)))


def number(scheme: str, told: str | None) -> tuple[Identifier, ...]:
    """Return the identifier of a registry that counts.

    >>> number("pmid", "PMID: 123")
    (Identifier(scheme='pmid', value='123'),)
    """
    found = _DIGITS.search(told) if told else None
    return normalised(scheme, found.group()) if found else ()


def addresses(*told: str | None) -> tuple[str, ...]:
    r"""Return the web addresses in the fields told, once each; files of somebody's disk are none.

    >>> addresses("https://a.org/x http://b.org", "file:///home/ada/x.pdf", None)
    ('https://a.org/x', 'http://b.org')
    """
    parts = (part for each in told if each for part in each.split())
    return tuple(dict.fromkeys(part for part in parts if part.lower().startswith(("https://", "http://", "ftp://"))))
