"""What all handlers share: the pool, the limits, the graph's page and the templates."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote, unquote

from jinja2 import Environment, PackageLoader, StrictUndefined

from methodgraph.ids import BASE

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request

    from methodgraph.serve.limits import Limits
    from methodgraph.serve.pool import Pool

_WEB = re.compile(r"https?://", re.IGNORECASE)


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("methodgraph.serve"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"local": local, "web": web, "fragment": fragment}
    return environment


@dataclass(frozen=True, slots=True)
class Site:
    """A graph that is served.

    Attributes:
        pool: who answers queries.
        limits: what a client may ask.
        triples: how many triples the default graph has.
        page: the file `graph.html` to look at it, None where it has none.
        graphs: the names of its named graphs, or the first of them where there are very many.
        is_union: True where the default graph is known to hold all that the named graphs do.
    """

    pool: Pool
    limits: Limits
    triples: int
    page: Path | None = None
    graphs: tuple[str, ...] = ()
    is_union: bool = False
    _templates: Environment = field(default_factory=_environment)

    def render(self, template: str, **told: Any) -> str:
        """Return a page: a template of ours, filled in. All that is filled in is text, never markup."""
        return self._templates.get_template(template).render(told)


def site(request: Request) -> Site:
    """Return the site that a request came to."""
    return cast("Site", request.app.state.site)


def local(iri: str) -> str:
    """Return the address at which this server tells of an IRI of the graph, or the IRI itself where it does not.

    >>> local("https://w3id.org/methodgraph/entity/lora")
    '/entity/lora'
    """
    return f"/{iri.removeprefix(BASE)}" if iri.startswith(BASE) else iri


def fragment(iri: str) -> str:
    """Return the part of an address after "#" by which the graph's page knows an IRI: its ids with nothing encoded.

    >>> fragment("https://w3id.org/methodgraph/paper/survey%20one%2F2")
    'paper/survey%20one/2'
    """
    return quote(unquote(iri.removeprefix(BASE)), safe="/:!'()*~")


def web(address: str) -> bool:
    """Return True for what a page may link to. An address in a paper may be anything, "javascript:" included.

    >>> web("https://example.org/"), web("javascript:alert(1)")
    (True, False)
    """
    return _WEB.match(address) is not None
