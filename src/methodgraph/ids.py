"""Identifiers are values: slugs for entities, content hashes for claims, IRIs for everything published."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from methodgraph.records import Identifier

BASE = "https://w3id.org/methodgraph/"
ONTOLOGY = BASE + "ontology#"
"""Namespace of the project's own ontology (prefix `mg:`)."""

_GREEK = str.maketrans(
    {
        "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
        "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau",
        "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega",
    }
)  # fmt: skip
_ARXIV = "arxiv:"
_APART = re.compile(r"[^a-z0-9.+]+")
_MEANINGFUL = {"+": "plus"}
_ADDRESSES: dict[str, tuple[str, str]] = {
    "acl": ("https://aclanthology.org/", r"[A-Za-z0-9][A-Za-z0-9.-]*"),
    "arxiv": ("https://arxiv.org/abs/", r"[0-9]{4}\.[0-9]{4,5}|[a-z]+(?:-[a-z]+)?(?:\.[A-Za-z-]+)?/[0-9]{7}"),
    "dblp": ("https://dblp.org/rec/", r"[A-Za-z0-9]+(?:/[A-Za-z0-9_-][A-Za-z0-9_.+-]*)+"),
    "doi": ("https://doi.org/", r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s\x00-\x1f\x7f-\x9f\ud800-\udfff]+"),
    "openalex": ("https://openalex.org/", r"W[0-9]+"),
    "openreview": ("https://openreview.net/forum?id=", r"[A-Za-z0-9_-]+"),
    "pmcid": ("https://pmc.ncbi.nlm.nih.gov/articles/", r"PMC[0-9]+"),
    "pmid": ("https://pubmed.ncbi.nlm.nih.gov/", r"[0-9]+"),
    "s2": ("https://www.semanticscholar.org/paper/", r"[0-9a-f]{40}"),
    "s2corpus": ("https://api.semanticscholar.org/CorpusID:", r"[0-9]+"),
}
"""Where the registries show a paper, by the scheme of their identifiers, and what a value of each looks like."""


def slug(name: str) -> str:
    """Return `name` as a stable, readable path segment: lower case ASCII letters, digits, "-" and ".".

    A name without a single ASCII letter or digit (Chinese, say) becomes a hash, so that a slug is never empty.

    >>> slug("Qwen2.5-VL-7B"), slug("PixArt-α"), slug("C++")
    ('qwen2.5-vl-7b', 'pixart-alpha', 'cplusplus')
    """
    folded = unicodedata.normalize("NFKD", name.casefold().translate(_GREEK))
    plain = "".join(char for char in folded if not unicodedata.combining(char))
    for char, word in _MEANINGFUL.items():
        plain = plain.replace(char, word)
    told = _APART.sub("-", plain).strip("-.")
    return told or "x-" + digest(name)


def digest(*parts: str) -> str:
    """Return 16 hexadecimal digits (64 bits) of the SHA-256 of `parts`, told apart by a separator no text holds."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def entity_iri(entity: str) -> str:
    """Return the IRI of an entity id."""
    return f"{BASE}entity/{quote(entity, safe='-._~+')}"


def paper_iri(paper: str) -> str:
    """Return the IRI of a paper id ("arxiv:2604.06774", "003:9", anything a source calls it).

    A lone surrogate, which has no UTF-8 to be percent-encoded, stands in it as "?".
    """
    quoted = quote(paper, safe="-._~:", errors="replace")
    if not quoted.strip("."):
        quoted = quoted.replace(".", "%2E")  # "." and ".." would mean a folder
    if quoted.endswith("."):
        quoted = f"{quoted[:-1]}%2E"  # in Turtle, a dot at the end would have to be masked, and not all readers know
    return f"{BASE}paper/{quoted}"


def arxiv_id(paper: str) -> str | None:
    """Return what arXiv calls a paper, None for one whose id is not arXiv's.

    >>> arxiv_id("arxiv:2604.06774")
    '2604.06774'
    """
    return paper.removeprefix(_ARXIV) if paper.startswith(_ARXIV) else None


def registered(identifier: Identifier) -> str:
    """Return an identifier as one string, as all outputs tell it.

    >>> from methodgraph.records import Identifier
    >>> registered(Identifier("doi", "10.1234/5"))
    'doi:10.1234/5'
    """
    return f"{identifier.scheme}:{identifier.value}"


@lru_cache(maxsize=1 << 10)
def address(identifier: Identifier) -> str | None:
    """Return where a registry shows the paper it calls so, as a valid IRI.

    None where the scheme has no such place and where the value is not one of the scheme: nothing that a file tells
    becomes a link to anywhere else.

    >>> from methodgraph.records import Identifier
    >>> address(Identifier("doi", '10.1002/(sici)1<2::aid-3>3.0.co;2-"'))
    'https://doi.org/10.1002/(sici)1%3C2::aid-3%3E3.0.co;2-%22'
    """
    start, form = _ADDRESSES.get(identifier.scheme, ("", ""))
    if not start or re.fullmatch(form, identifier.value) is None:
        return None
    return start + quote(identifier.value, safe="-._~/:;()+,=@!$*")


def graph_iri(paper: str) -> str:
    """Return the IRI of the named graph that holds what a paper says."""
    return f"{BASE}graph/{paper_iri(paper).removeprefix(f'{BASE}paper/')}"


def claim_iri(claim: str) -> str:
    """Return the IRI of a claim id."""
    return f"{BASE}claim/{claim}"


def figure_iri(figure: str) -> str:
    """Return the IRI of a reported figure's id."""
    return f"{BASE}result/{figure}"


def repository_iri(url: str) -> str:
    """Return the IRI of code, data or models that a paper gives an address of."""
    return f"{BASE}repository/{digest(url)}"


def evidence_iri(paper: str, field: str, start: int, end: int) -> str:
    """Return the IRI of a passage used as evidence. It is a place, so its identity is paper, field and offsets."""
    return f"{BASE}evidence/{digest(paper, field, str(start), str(end))}"
