"""What registries call papers: identifiers in one written form each, told as such or found in addresses.

`rules/schemes.tsv` holds the schemes that name papers, the best first, and the form of their values;
`rules/addresses.tsv` the addresses that tell an identifier.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from methodgraph.read.tables import rows
from methodgraph.records import Identifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ARXIV = re.compile(
    r"(?:(?<![a-z-])([a-z-]+)(?:\.[a-z]{2})?(/[0-9]{7})|(?<![0-9.])([0-9]{4}\.[0-9]{4,5}))(?![0-9]|-\w)", re.I
)
_BETWEEN_ISBNS = re.compile(r"[,;|/]")
_ISBN = re.compile(r"(?<![0-9])(?:[0-9]{13}|[0-9]{9}[0-9X])(?![0-9X])")
_LONGEST = 2048
"""Characters beyond which nothing is an identifier or an address of one."""
_ARXIV_DOI = "10.48550/arxiv."
_DOI = re.compile(r"10\.[0-9]{4,9}/\S+")
_DOI_END = re.compile(r"(?:\.pdf|/pdf|/full|/abstract|[.,;:\]}>]+)$")
_HYPHENS = re.compile("[\\-\u2010-\u2013]")
_PREFIX = re.compile(r"^\w+:\s*")


@lru_cache(maxsize=1)
def _schemes() -> dict[str, re.Pattern[str]]:
    """Return the schemes whose identifiers name one paper, the best first, and the form of their values."""
    return {scheme: re.compile(pattern) for scheme, pattern in rows("schemes.tsv")}


@lru_cache(maxsize=1)
def ranks() -> dict[str, int]:
    """Return how good each scheme that names papers is to call one by: 0 for the best.

    >>> ranks()["arxiv"] < ranks()["doi"] < ranks()["dblp"]
    True
    """
    return {scheme: rank for rank, scheme in enumerate(_schemes())}


@lru_cache(maxsize=1)
def _addresses() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((scheme, re.compile(pattern, re.IGNORECASE)) for scheme, pattern in rows("addresses.tsv"))


@lru_cache(maxsize=1)
def _any_address() -> re.Pattern[str]:
    """Return the addresses as one pattern, for most texts hold none of them."""
    return re.compile("|".join(pattern for _, pattern in rows("addresses.tsv")), re.IGNORECASE)


def normalised(scheme: str, told: str) -> tuple[Identifier, ...]:
    """Return an identifier in its usual form: none where `told` is no value of its scheme, two for a DOI of arXiv's.

    An ISBN, which names a book and no paper of it, is digits alone; where a field holds several, each is one. Any other
    scheme that names no papers keeps its value as told.

    >>> normalised("DOI", "https://doi.org/10.1000/ABC")[0].value, normalised("arxiv", "arXiv:2101.00001v3")[0]
    ('10.1000/abc', Identifier(scheme='arxiv', value='2101.00001'))
    """
    scheme, value = scheme.strip().lower(), told.strip()
    if len(value) > _LONGEST:
        return ()
    if scheme == "isbn":
        return tuple(Identifier(scheme, isbn) for isbn in dict.fromkeys(_isbns(value)))
    if "/" in value and "." in value and scheme not in {"doi", "arxiv"}:
        value = next((found.value for found in in_address(value) if found.scheme == scheme), value)
    if scheme in _USUAL:
        value = _USUAL[scheme](value)
    form = _schemes().get(scheme)
    if form is None:
        return (Identifier(scheme, value),) if scheme and value else ()
    if not form.fullmatch(value):
        value = _PREFIX.sub("", value)
    if not form.fullmatch(value):
        return ()
    if scheme == "doi" and value.startswith(_ARXIV_DOI):
        return (Identifier(scheme, value), *normalised("arxiv", value.removeprefix(_ARXIV_DOI)))
    return (Identifier(scheme, value),)


def _isbns(told: str) -> Iterator[str]:
    """Yield the ISBNs in a field, which may be parted by blanks as the groups of digits of one may be."""
    for part in _BETWEEN_ISBNS.split(told.upper()):
        bare = _HYPHENS.sub("", part)
        joined = "".join(bare.removeprefix("ISBN").lstrip(" :").split())
        yield from (joined,) if _ISBN.fullmatch(joined) else _ISBN.findall(bare)


def _usual_arxiv(told: str) -> str:
    found = _ARXIV.search(told)
    if found is None:
        return ""
    return found[3] or f"{found[1].lower()}{found[2]}"


def _usual_doi(told: str) -> str:
    found = _DOI.search(unquote(told) if "%" in told else told)
    if found is None:
        return ""
    doi = _DOI_END.sub("", found[0].lower())
    return doi.rstrip(")") if "(" not in doi else doi


_USUAL = {
    "arxiv": _usual_arxiv,
    "doi": _usual_doi,
    "openalex": lambda told: told.upper() if told[:1] == "w" else told,
    "pmcid": lambda told: f"PMC{told}" if told.isdigit() else told.upper(),
    "s2": str.lower,
}


@lru_cache(maxsize=1024)
def in_address(url: str) -> tuple[Identifier, ...]:
    """Return the identifiers that an address tells, in no particular order; most tell one or none.

    >>> in_address("https://aclanthology.org/2018.clib-1.11/")
    (Identifier(scheme='acl', value='2018.clib-1.11'),)
    """
    if len(url) > _LONGEST or not _any_address().search(url):
        return ()
    matches = ((scheme, pattern.search(url)) for scheme, pattern in _addresses())
    return tuple(told for scheme, found in matches if found for told in normalised(scheme, found[1].split("&")[0]))


def best(identifiers: Iterable[Identifier]) -> Identifier | None:
    """Return the identifier to call a paper by: arXiv's, else its DOI ...; the smallest of two of one scheme.

    None where none names a paper.
    """
    rank = ranks()
    naming = [identifier for identifier in identifiers if identifier.scheme in rank]
    return min(naming, key=lambda identifier: (rank[identifier.scheme], identifier.value), default=None)


def of_id(paper: str) -> tuple[Identifier, ...]:
    """Return the identifier that a paper's id is, where it is one: "acl:2018.clib-1.11".

    >>> of_id("arxiv:2101.00001"), of_id("own:01")
    ((Identifier(scheme='arxiv', value='2101.00001'),), ())
    """
    scheme, _, value = paper.partition(":")
    return normalised(scheme, value) if scheme in ranks() and value else ()
