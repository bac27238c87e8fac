"""The formats of answers, and which one a client gets."""

from __future__ import annotations

from dataclasses import dataclass

from methodgraph.serve.negotiation import best

HTML = "text/html"


@dataclass(frozen=True, slots=True)
class Format:
    """A format of answers.

    `name` is ours, `ending` that of files. By `media` or one of `aliases` an Accept header asks for it, by `name` or
    one of `spellings` the parameter `format`: clients (SPARQLWrapper among them) send their own, and "json" and "xml"
    for whatever the query answers.
    """

    name: str
    ending: str
    media: str
    aliases: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()

    @property
    def types(self) -> tuple[str, ...]:
        """Every media type that stands for it, its own first."""
        return (self.media, *self.aliases)


_XML = ("application/xml", "text/xml")
_TURTLE = ("application/x-turtle", "text/n3", "text/rdf+n3")

SOLUTIONS = (
    Format("json", "json", "application/sparql-results+json", ("application/json",)),
    Format("xml", "xml", "application/sparql-results+xml", _XML),
    Format("csv", "csv", "text/csv"),
    Format("tsv", "tsv", "text/tab-separated-values"),
)
"""What SELECT and ASK are answered in, the first where the client does not mind."""

TRIPLES = (
    Format("turtle", "ttl", "text/turtle", _TURTLE, ("ttl", "n3")),
    Format("nt", "nt", "application/n-triples", (), ("ntriples", "n-triples")),
    Format("rdf", "rdf", "application/rdf+xml", _XML, ("rdfxml", "rdf+xml", "rdf-xml", "xml")),
    Format("jsonld", "jsonld", "application/ld+json", ("application/json",), ("json-ld", "json")),
)
"""What CONSTRUCT, DESCRIBE and the IRIs of the graph are answered in."""

NAMES = frozenset(name for offered in (*SOLUTIONS, *TRIPLES) for name in (offered.name, *offered.spellings))
"""Whatever may stand behind `format=`."""


@dataclass(frozen=True, slots=True)
class Offer:
    """The format a client gets, and the content type that tells it so."""

    name: str
    type: str


def by_name(name: str, formats: tuple[Format, ...]) -> Offer | None:
    """Return the one of `formats` that `format=name` means, None where it means none of them.

    >>> by_name("xml", TRIPLES)
    Offer(name='rdf', type='application/rdf+xml')
    """
    found = (offered for offered in formats if name in (offered.name, *offered.spellings))
    return next((Offer(offered.name, _labelled(offered.media)) for offered in found), None)


def by_accept(accept: str | None, formats: tuple[Format, ...]) -> Offer | None:
    """Return the one of `formats` that an Accept header likes best, None where it accepts none of them.

    >>> by_accept("application/json, text/csv;q=0.5", SOLUTIONS)
    Offer(name='json', type='application/json')
    """
    named = {media: offered.name for offered in formats for media in offered.types}
    media = best(accept, tuple(named))
    return None if media is None else Offer(named[media], _labelled(media))


def prefers_html(accept: str | None, formats: tuple[Format, ...]) -> bool:
    """Return True where a client would rather have a page than any of `formats`, as browsers would."""
    return best(accept, (*(media for offered in formats for media in offered.types), HTML)) == HTML


def _labelled(media: str) -> str:
    """Return a content type: all our formats are UTF-8, and text has to say so."""
    return f"{media}; charset=utf-8" if media.startswith("text/") else media
