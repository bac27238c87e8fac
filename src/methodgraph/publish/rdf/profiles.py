"""Whose terms the graph is written in: our own, those of Linked Papers With Code, those of schema.org."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from methodgraph.errors import UsageError
from methodgraph.ontology import PREFIXES, context_text
from methodgraph.publish.rdf import graph, lpwc, schema_org
from methodgraph.publish.rdf.direct import USED

if TYPE_CHECKING:
    from methodgraph.publish.rdf.forms import Form
    from methodgraph.publish.rdf.graph import Block
    from methodgraph.records import Linked

OWN = "methodgraph"


@dataclass(frozen=True, slots=True)
class Profile:
    """What makes the triples of a view for a form, the prefixes they use, and the context of its JSON-LD."""

    blocks: Callable[[Linked, Form], Iterator[Block]]
    prefixes: tuple[str, ...]
    context: Callable[[], Mapping[str, object]]


def _own_context() -> Mapping[str, object]:
    told: Mapping[str, object] = json.loads(context_text())["@context"]
    return told


PROFILES: dict[str, Profile] = {
    OWN: Profile(lambda linked, form: graph.blocks(linked, by_paper=form.by_paper), USED, _own_context),
    "lpwc": Profile(
        lambda linked, _: lpwc.blocks(linked), lpwc.USED, lambda: {name: PREFIXES[name] for name in lpwc.USED}
    ),
    "schema": Profile(lambda linked, _: schema_org.blocks(linked), schema_org.USED, lambda: schema_org.CONTEXT),
}
"""By name. Only our own has named graphs."""


def profile_of(name: str) -> Profile:
    """Return a profile by its name. Raises UsageError for one that does not exist."""
    if name not in PROFILES:
        raise UsageError(f"no profile {name!r}; there are {', '.join(PROFILES)}")
    return PROFILES[name]
