"""What the endpoint says of itself: SPARQL 1.1 Service Description.

https://www.w3.org/TR/sparql11-service-description/
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from methodgraph.serve import answering
from methodgraph.serve.formats import TRIPLES, by_accept, by_name, prefers_html
from methodgraph.serve.site import site

if TYPE_CHECKING:
    from starlette.requests import Request

    from methodgraph.serve.site import Site

_FORMATS = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "RDF_XML", "JSON-LD"),
)
"""The formats of answers, by their names at W3C (https://www.w3.org/ns/formats/)."""

_TURTLE = """\
@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix void: <http://rdfs.org/ns/void#> .
@prefix formats: <http://www.w3.org/ns/formats/> .

<{endpoint}> a sd:Service ;
    sd:endpoint <{endpoint}> ;
    sd:supportedLanguage sd:SPARQL11Query ;
{union}    sd:resultFormat {formats} ;
    sd:defaultDataset <{endpoint}#dataset> .

<{endpoint}#dataset> a sd:Dataset ;
{named}    sd:defaultGraph <{endpoint}#graph> .

<{endpoint}#graph> a sd:Graph ;
    void:triples {triples} .
"""
_UNION = "    sd:feature sd:UnionDefaultGraph ;\n"
MOST = 1000
"""Named graphs that the description names. Where there are more, it names none: some would pass for all."""


async def described(request: Request, form: str | None) -> Response:
    """Return the description of the service in the format asked for; people are shown the query page instead."""
    accept = answering.accepted(request)
    if form is None and prefers_html(accept, TRIPLES):
        return RedirectResponse("/query", 303, answering.VARY)
    offer = by_accept(accept, TRIPLES) if form is None else by_name(form, TRIPLES)
    if offer is None:
        raise HTTPException(406, answering.told(TRIPLES))
    endpoint = f"{request.url.scheme}://{request.headers['host']}/sparql"
    return await answering.converted(request, description(endpoint, site(request)), offer)


def description(endpoint: str, here: Site) -> str:
    """Return the description of an endpoint, told by its address, over the graph of a site, as Turtle."""
    formats = " , ".join(f"<http://www.w3.org/ns/formats/{name}>" for name in _FORMATS)
    names = here.graphs if len(here.graphs) <= MOST else ()
    named = "".join(f"    sd:namedGraph <{name}> ;\n" for name in names)
    union = _UNION if here.graphs and here.is_union else ""
    told = _TURTLE.format(endpoint=endpoint, formats=formats, triples=here.triples, named=named, union=union)
    return told + "".join(f"\n<{name}> a sd:NamedGraph ;\n    sd:name <{name}> .\n" for name in names)
