"""Asking the graph for what a page shows: queries of our own (`queries/*.rq`), with IRIs filled in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from methodgraph.ids import ONTOLOGY
from methodgraph.ontology import compact
from methodgraph.records import PARENT_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from methodgraph.serve.framing import Message, Reply
    from methodgraph.serve.pool import Pool

Row = dict[str, str]
"""A solution: the text of each variable that is bound, an IRI without its brackets."""

_ROWS = 50_000
"""Solutions of a query of ours. Where there can be many, the query itself has a limit."""
_JSON = ("json", "application/sparql-results+json")


@dataclass(frozen=True, slots=True)
class Thing:
    """What a page names: an IRI, what it is called and what kind of thing it is.

    A paper has its year, if that is known; one without a title, which has nothing but an id for a name, has a hint,
    what it introduces.
    """

    iri: str
    name: str
    kind: str
    year: str | None = None
    hint: str | None = None


class Lookup:
    """The graph, for pages. A query that is refused (a server too busy, say) raises HTTPException."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def holds(self, iri: str) -> bool:
        """Return True where the graph says anything of `iri`, or has a named graph called so."""
        reply = await self._ask("exists", {"this": refs([iri])})
        return bool(json.loads(reply.body)["boolean"])

    async def rows(self, query: str, /, **values: str) -> list[Row]:
        """Return the solutions of a query of ours; `values` are what it leaves open, as SPARQL."""
        told = json.loads((await self._ask(query, values)).body)
        return [{name: node["value"] for name, node in row.items()} for row in told["results"]["bindings"]]

    async def things(self, iris: Iterable[str]) -> dict[str, Thing]:
        """Return each of `iris` with its name and kind; one that has no name is called by its own IRI, shortened."""
        wanted = sorted(set(iris))
        rows = await self.rows("things", things=refs(wanted)) if wanted else []
        known = grouped(rows, "thing")
        return {iri: _thing(iri, known.get(iri, [])) for iri in wanted}

    async def describe(self, query: str, offer: tuple[str, str], /, **values: str) -> Reply:
        """Return the triples of a query of ours in a format: its name and its content type. It may be a refusal."""
        return await self._pool.ask(_question(query, values) | {"triples": offer})

    async def _ask(self, query: str, values: dict[str, str]) -> Reply:
        reply = await self._pool.ask(_question(query, values) | {"solutions": _JSON, "rows": _ROWS})
        if not reply.is_answer:
            headers = {} if reply.retry is None else {"Retry-After": str(reply.retry)}
            raise HTTPException(reply.status, reply.body.decode().strip(), headers)
        return reply


def grouped(rows: Iterable[Row], by: str) -> dict[str, list[Row]]:
    """Return solutions by the value of a variable, in the order in which the values come."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[by], []).append(row)
    return found


def refs(iris: Iterable[str]) -> str:
    """Return IRIs as SPARQL writes them. They have to be valid: those of a graph are, those of a client are checked.

    >>> refs(["https://example.org/a"])
    '<https://example.org/a>'
    """
    return " ".join(f"<{iri}>" for iri in iris)


def _thing(iri: str, rows: Sequence[Row]) -> Thing:
    kinds = [row["kind"].removeprefix(ONTOLOGY) for row in rows]
    kind = next((kind for kind in kinds if kind in PARENT_TYPE), next(iter(kinds), ""))  # a Model is a Method too
    row = rows[0] if rows else {}
    hints = dict.fromkeys(row["hint"] for row in rows if "hint" in row)
    return Thing(iri, row.get("name") or compact(iri), kind, row.get("year"), ", ".join(hints) or None)


def _question(query: str, values: dict[str, str]) -> Message:
    return {"do": "query", "text": _template(query).substitute(values), "solutions": None, "triples": None}


@cache
def _template(query: str) -> Template:
    return Template((files("methodgraph.serve") / "queries" / f"{query}.rq").read_text(encoding="utf-8"))
