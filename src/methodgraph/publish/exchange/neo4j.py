"""CSV for Neo4j: nodes and relationships with the headings of `neo4j-admin database import`, and how to run it.

Text is exact: nothing is put before what a spreadsheet might take for a formula, for this is read by a program.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from methodgraph.files import write_atomic
from methodgraph.publish.exchange.characters import cleaner, for_utf8
from methodgraph.publish.exchange.columns import TABLES, certainty
from methodgraph.publish.exchange.csv_tables import write_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from methodgraph.publish.exchange.columns import Cell, Row
    from methodgraph.records import Linked, Passage

ARRAY_DELIMITER = "\x1f"
"""The unit separator. Neo4j's own ";" stands in many a sentence, and nothing masks it in there."""
WORDS = ("README.md", "import.sh")
"""What stands in the folder beside the tables, as it is."""

_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ROWS = {table.name: table.rows for table in TABLES}


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    heading: tuple[str, ...]
    rows: Callable[[Linked], Iterator[Row]]


def write(linked: Linked, folder: Path) -> dict[str, int]:
    """Write the nodes and relationships into a folder that is there; return the number of rows of each file.

    Papers, entities and results are nodes, each in an id space of its own; an entity has its type as a second label.
    Roles, relations, what an entity is a kind of and what a result is of are relationships. The items of an array are
    parted by `ARRAY_DELIMITER`; import.sh tells Neo4j so. What is None is an empty cell, which makes no property.

    >>> write(linked, Path("neo4j"))["papers"]  # doctest: +SKIP
    49
    """
    clean = cleaner((paper.id for paper in linked.papers), for_utf8)
    rows = {
        file.name: write_rows(
            folder / f"{file.name}.csv",
            file.heading,
            ([_cell(c, clean) for c in row] for row in file.rows(linked)),
            end="\n",
        )
        for file in _FILES
    }
    for name in WORDS:
        write_atomic(folder / name, (files("methodgraph.publish.exchange") / "neo4j_files" / name).read_bytes())
    return rows


def relationship_type(predicate: str) -> str:
    """Return a predicate as Neo4j writes types of relationships.

    >>> relationship_type("evaluatesOn")
    'EVALUATES_ON'
    """
    return _HUMPS.sub("_", predicate).upper()


def _cell(cell: Cell, clean: Callable[[str], str]) -> str:
    if isinstance(cell, str):
        return clean(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, list):
        return ARRAY_DELIMITER.join(clean(item).replace(ARRAY_DELIMITER, "\ufffd") for item in cell)
    return "" if cell is None else str(cell)


def _papers(linked: Linked) -> Iterator[Row]:
    for row in _ROWS["papers"](linked):
        yield *row, "Paper"


def _entities(linked: Linked) -> Iterator[Row]:
    for identity, label, kind, aliases, sense, _broader, papers in _ROWS["entities"](linked):
        yield identity, label, kind, aliases, sense, papers, ["Entity", str(kind)]


def _results(linked: Linked) -> Iterator[Row]:
    for figure in linked.figures:
        number, before = str(float(figure.number)), None if figure.before is None else float(figure.before)
        head = (figure.id, figure.paper, figure.value, number, figure.unit, figure.is_difference, before, figure.better)
        yield *head, certainty(figure.confidence), *_passages(figure.evidence), "Result"


def _claims(linked: Linked, *, roles: bool) -> Iterator[Row]:
    for claim in linked.claims:
        if claim.is_role == roles:
            ends = (claim.subject, claim.object, relationship_type(claim.predicate))
            yield *ends, claim.id, claim.paper, certainty(claim.confidence), *_passages(claim.evidence)


def _passages(evidence: tuple[Passage, ...]) -> tuple[list[str], list[str], list[str]]:
    """Return sentences, places and rules as `methodgraph.graph.to_networkx` tells them."""
    places = [f"{place.field}:{place.start}-{place.end}" for place in evidence]
    return [place.text for place in evidence], places, sorted({rule for place in evidence for rule in place.rules})


def _broader(linked: Linked) -> Iterator[Row]:
    for entity in linked.entities:
        if entity.broader is not None:
            yield entity.id, entity.broader, "KIND_OF"


def _reports(linked: Linked) -> Iterator[Row]:
    for figure in linked.figures:
        yield figure.paper, figure.id, "STATES"


def _measured(linked: Linked) -> Iterator[Row]:
    for figure in linked.figures:
        parts = (
            (figure.subject, "OF"), (figure.dataset, "ON_DATASET"), (figure.metric, "IN_METRIC"),
            (figure.baseline, "AGAINST"),
        )  # fmt: skip
        for entity, kind in parts:
            if entity is not None:
                yield figure.id, entity, kind


_EVIDENCE = ("evidence:string[]", "places:string[]", "rules:string[]")
_CLAIM = ("id:string", "paper:string", "confidence:double", *_EVIDENCE)
_FILES = (
    _File(
        "papers",
        ("id:ID(Paper)", "title:string", "text:string", "year:int", "url:string", "urls:string[]", "authors:string[]",
         "venue:string", "identifiers:string[]", "categories:string[]", "code:string[]", "sources:string[]", ":LABEL"),
        _papers,
    ),
    _File(
        "entities",
        ("id:ID(Entity)", "label:string", "type:string", "aliases:string[]", "sense:string", "papers:int", ":LABEL"),
        _entities,
    ),
    _File(
        "results",
        ("id:ID(Result)", "paper:string", "value:string", "number:double", "unit:string", "is_difference:boolean",
         "before:double", "better:string", "confidence:double", *_EVIDENCE, ":LABEL"),
        _results,
    ),
    _File(
        "roles", (":START_ID(Paper)", ":END_ID(Entity)", ":TYPE", *_CLAIM), lambda linked: _claims(linked, roles=True)
    ),
    _File(
        "relations", (":START_ID(Entity)", ":END_ID(Entity)", ":TYPE", *_CLAIM),
        lambda linked: _claims(linked, roles=False),
    ),
    _File("kinds", (":START_ID(Entity)", ":END_ID(Entity)", ":TYPE"), _broader),
    _File("results_of_papers", (":START_ID(Paper)", ":END_ID(Result)", ":TYPE"), _reports),
    _File("results_on", (":START_ID(Result)", ":END_ID(Entity)", ":TYPE"), _measured),
)  # fmt: skip
