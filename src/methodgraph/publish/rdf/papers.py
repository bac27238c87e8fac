"""What the graph says of a paper itself: what it is called, by whom and where it was published, where it was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from methodgraph import ids
from methodgraph.publish.rdf import terms
from methodgraph.publish.rdf.terms import string, term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from methodgraph.records import Identifier, Paper

BYLINE_JOINT = "; "
"""What stands between the names of a byline."""


def paper_pairs(paper: Paper, code: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the (predicate, object) pairs of a paper but for its roles; `code` are the addresses of its code, sorted.

    What a paper does not have is left out: one that is known by its title alone has no abstract.
    """
    for kind in ("mg:Paper", "fabio:ResearchPaper", "schema:ScholarlyArticle"):
        yield term("rdf:type"), term(kind)
    yield term("dcterms:identifier"), string(paper.id)
    yield from each("fabio:hasArXivId", arxiv_ids(paper))
    if paper.identifiers:
        yield from _registered(paper.identifiers)
    if paper.title is not None:
        yield term("dcterms:title"), string(paper.title)
    if paper.text:
        yield term("schema:abstract"), string(paper.text)
    if paper.authors:
        yield from each("dc:creator", map(string, paper.authors))
        yield term("schema:creditText"), string(BYLINE_JOINT.join(paper.authors))  # triples have no order, authors do
    if paper.venue is not None:
        yield term("prism:publicationName"), string(paper.venue)
    yield from each("schema:keywords", map(string, paper.categories))
    if paper.year is not None:
        yield term("mg:year"), terms.integer(paper.year)
    if paper.url is not None:
        yield term("schema:url"), terms.url(paper.url)
    yield from each("fabio:hasURL", map(terms.url, paper.urls))
    for url in code:
        yield term("mg:code"), terms.url(url)
    for source in sorted(set(paper.sources)):
        yield term("mg:source"), string(f"{source.file}:{source.line}")


def arxiv_ids(paper: Paper) -> Iterator[str]:
    """Yield what arXiv calls a paper, as literals: by its own id, and by identifiers that look like one of arXiv's."""
    own = ids.arxiv_id(paper.id)
    if own is not None:
        yield string(own)
    for told in paper.identifiers:
        if told.scheme == "arxiv" and ids.address(told) is not None:
            yield string(told.value)


def _registered(identifiers: Iterable[Identifier]) -> Iterator[tuple[str, str]]:
    """Yield what registries call the paper, and where they show it.

    What does not look like a value of its scheme, whatever a file calls it, is told as text and leads nowhere.
    """
    told = [(one, ids.address(one)) for one in identifiers]
    yield from each("schema:identifier", (string(ids.registered(one)) for one, _ in told))
    yield from each("bibo:doi", (string(one.value) for one, address in told if address and one.scheme == "doi"))
    yield from each("schema:sameAs", (f"<{address}>" for _, address in told if address))


def each(name: str, targets: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield a pair for each target, once: names that differ in what RDF cannot hold are the same there."""
    predicate = term(name)
    return ((predicate, target) for target in dict.fromkeys(targets))
