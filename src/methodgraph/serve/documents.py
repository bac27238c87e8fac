"""What the graph is written in: `/ontology`, `/shapes`, `/alignments` and `/context.jsonld`.

The ontology has a page for people, which its terms are told on; of the others they see the Turtle.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from methodgraph import ontology
from methodgraph.serve import answering, protocol
from methodgraph.serve.formats import TRIPLES, by_accept, by_name, prefers_html
from methodgraph.serve.policy import policy_of
from methodgraph.serve.site import site

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

ONTOLOGY = "/ontology"
_DOCUMENTS: dict[str, tuple[str, Callable[[], str]]] = {
    ONTOLOGY: ("The ontology", ontology.ontology_text),
    "/shapes": ("The shapes", ontology.shapes_text),
    "/alignments": ("Alignments with other vocabularies", ontology.alignments_text),
}
PATHS = tuple(_DOCUMENTS)
_FILES = {
    "../ontology/methodgraph.ttl": f"{ONTOLOGY}?format=turtle",
    "../ontology/alignments.ttl": "/alignments",
    "../ontology/shapes.ttl": "/shapes",
    "../ontology/context.jsonld": "/context.jsonld",
    "ontology.html#": "#",
}
"""Where the links of the documentation lead here."""
_DEFINED = re.compile(r"mg:(\w+) a ")


async def document(request: Request) -> Response:
    """Answer with a document as it is shipped: its Turtle, another form of it, or a page that shows the Turtle."""
    title, text = _DOCUMENTS[request.url.path]
    form = next((value for name, value in protocol.parameters(request.scope["query_string"]) if name == "format"), None)
    accept = answering.accepted(request)
    if form is None and prefers_html(accept, TRIPLES):
        if request.url.path == ONTOLOGY:
            page, policy = _documentation()
            return HTMLResponse(page, headers={**answering.VARY, "Content-Security-Policy": policy})
        formats = [(offered.name, offered.media) for offered in TRIPLES]
        page = site(request).render("source.html", title=title, lines=_lines(text()), formats=formats)
        return HTMLResponse(page, headers=answering.VARY)
    offer = by_accept(accept, TRIPLES) if form is None else by_name(form, TRIPLES)
    if offer is None:
        raise HTTPException(406 if form is None else 400, answering.told(TRIPLES))
    return await answering.converted(request, text(), offer)


@cache
def _documentation() -> tuple[str, str]:
    """Return the ontology's documentation with its links leading to what is served here, and its policy."""
    page = ontology.page_text()
    for name, path in _FILES.items():
        page = page.replace(f'href="{name}', f'href="{path}')
    return page, policy_of(page)


async def context(request: Request) -> Response:  # noqa: ARG001 - what Starlette calls has a request
    """Answer with the JSON-LD context of the graph, which any page may use: JSON-LD processors run in browsers too."""
    headers = {"Access-Control-Allow-Origin": "*"}
    return Response(ontology.context_text(), media_type="application/ld+json", headers=headers)


def _lines(text: str) -> list[tuple[str | None, str]]:
    """Return the lines of a document, each with the term of ours that it begins to define, so that links lead there."""
    return [(found[1] if (found := _DEFINED.match(line)) else None, line) for line in text.splitlines()]
