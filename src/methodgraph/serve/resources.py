"""The IRIs of the graph: a page for people, triples for machines.

The IRI `https://w3id.org/methodgraph/entity/lora` is told of at `/entity/lora`. What follows the first slash is the
same in both, byte for byte: nothing is decoded, so that an id which holds a slash (`%2F`) stays one segment.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from methodgraph.ids import BASE
from methodgraph.records import PREDICATES, ROLES
from methodgraph.serve import answering, protocol, requests
from methodgraph.serve.formats import TRIPLES, by_accept, by_name, prefers_html
from methodgraph.serve.lookup import Lookup, refs
from methodgraph.serve.pages.entity import entity_page
from methodgraph.serve.pages.paper import paper_page
from methodgraph.serve.pages.statement import statement_page
from methodgraph.serve.site import site

if TYPE_CHECKING:
    from starlette.requests import Request

    from methodgraph.serve.formats import Offer
    from methodgraph.serve.site import Site

KINDS = ("paper", "entity", "claim", "evidence", "result", "graph")
"""The first segments of the IRIs of the graph. A named graph holds what one paper says."""

_PATH = re.compile(rf"/({'|'.join(KINDS)})/((?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{{2}})+)")
_HTML = "html"
_INCOMING = ", ".join(f"mg:{name}" for name in (*ROLES, *PREDICATES))


async def resource(request: Request) -> Response:
    """Answer with what the graph holds of the IRI that the path is: as a page or as triples."""
    kind, iri = _named(request.scope["raw_path"])
    form = next((value for name, value in protocol.parameters(request.scope["query_string"]) if name == "format"), None)
    accept = answering.accepted(request)
    wants_page = form == _HTML or (form is None and prefers_html(accept, TRIPLES))
    offer = by_accept(accept, TRIPLES) if form is None else by_name(form, TRIPLES)
    if offer is None and not wants_page:
        raise HTTPException(406 if form is None else 400, answering.told(TRIPLES))
    return await requests.unless_gone(request, _told(site(request), kind, iri, None if wants_page else offer))


async def _told(here: Site, kind: str, iri: str, offer: Offer | None) -> Response:
    lookup = Lookup(here.pool)
    if not await lookup.holds(iri):
        raise HTTPException(404, "the graph holds nothing of this name")
    if offer is None:
        if kind == "graph":
            return RedirectResponse(f"/{iri.removeprefix(BASE).replace('graph/', 'paper/', 1)}", 303, answering.VARY)
        return HTMLResponse(await _page(here, lookup, kind, iri), headers=answering.VARY | _links(iri))
    return await _described(lookup, kind, iri, offer)


async def _described(lookup: Lookup, kind: str, iri: str, offer: Offer) -> Response:
    """Answer with an IRI's triples, and with those that lead to it unless that is more than the server gives."""
    told, this = (offer.name, offer.type), refs([iri])
    if kind == "graph":
        return answering.respond(await lookup.describe("graph", told, this=this), _links(iri))
    reply = await lookup.describe("describe", told, this=this, incoming=_INCOMING if kind == "entity" else "")
    if reply.status == answering.TOO_MUCH and kind == "entity":
        reply = await lookup.describe("describe", told, this=this, incoming="")
    return answering.respond(reply, _links(iri))


async def _page(here: Site, lookup: Lookup, kind: str, iri: str) -> str:
    formats = [(offered.name, offered.media) for offered in TRIPLES]
    shared = {"iri": iri, "formats": formats, "has_graph": here.page is not None}
    if kind == "entity":
        return here.render("entity.html", **shared, page=await entity_page(lookup, iri))
    if kind == "paper":
        return here.render("paper.html", **shared, page=await paper_page(lookup, iri))
    return here.render("statement.html", **shared, page=await statement_page(lookup, iri, kind))


def _named(raw: bytes) -> tuple[str, str]:
    """Return the kind and the IRI that a raw path names. Raises HTTPException for a path that can be none."""
    found = _PATH.fullmatch(raw.decode("latin-1"))
    if found is None:
        raise HTTPException(404, "no IRI of the graph is written like this")
    return found[1], f"{BASE}{found[1]}/{found[2]}"


def _links(iri: str) -> dict[str, str]:
    """Return the header that names the IRI and its other forms. An IRI that `_named` gave holds nothing but its own."""
    path = iri.removeprefix(BASE.removesuffix("/"))
    links = [f'<{iri}>; rel="canonical"']
    links += [f'<{path}?format={one.name}>; rel="alternate"; type="{one.media}"' for one in TRIPLES]
    return {"Link": ", ".join(links)}
