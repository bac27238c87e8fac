"""Gold graphs: papers with what a careful reader finds in them, one JSON object a line.

    {"id": "...", "title": "...", "text": "...",
     "entities": [{"name", "aliases", "types", "roles", "sense", "optional"}],
     "relations": [{"head", "relation", "tail", "optional"}],
     "results": [{"subject", "dataset", "metric", "value", "baseline", "optional"}], "code": ["https://..."]}

`types` and `roles` hold all that is acceptable, best first. What is optional is neither demanded nor punished.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from methodgraph.errors import InputError, Problem
from methodgraph.files import read_text
from methodgraph.records import ENTITY_TYPES, PREDICATES, ROLES, EntityType, Predicate, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """A thing that a reader finds in a paper; never without a type and a role."""

    name: str
    types: tuple[EntityType, ...]
    roles: tuple[Role, ...]
    aliases: tuple[str, ...] = ()
    sense: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """A relation between two things, told by their names."""

    head: str
    relation: Predicate
    tail: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldResult:
    """A figure; None for what the reader leaves open."""

    value: str
    metric: str | None = None
    dataset: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldPaper:
    """All that a reader finds in one paper."""

    id: str
    entities: tuple[GoldEntity, ...] = ()
    relations: tuple[GoldRelation, ...] = ()
    results: tuple[GoldResult, ...] = ()
    code: tuple[str, ...] = ()


def read_gold(path: Path) -> tuple[GoldPaper, ...]:
    """Return the gold papers of a file, in its order.

    Raises InputError with everything that is wrong with the file: no JSON, a missing key, an unknown type, role or
    relation, a relation between things that the paper does not have, an id that stands twice.

    >>> [paper.id for paper in read_gold(Path("tests/gold/own.jsonl"))][:1]  # doctest: +SKIP
    ['own:01']
    """
    papers: dict[str, GoldPaper] = {}
    problems: list[Problem] = []
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if not line.strip():
            continue
        faults: list[str] = []
        paper = _paper(line, faults)
        if paper is not None and paper.id in papers:
            faults.append(f"the id {paper.id!r} stands twice")
        problems += (Problem(path.as_posix(), number, fault, "mend this line") for fault in faults)
        if paper is not None:
            papers.setdefault(paper.id, paper)
    if problems:
        raise InputError(problems)
    return tuple(papers.values())


def _paper(line: str, faults: list[str]) -> GoldPaper | None:
    try:
        told = json.loads(line)
    except ValueError as error:
        faults.append(f"not JSON ({error})")
        return None
    if not isinstance(told, dict) or not isinstance(told.get("id"), str):
        faults.append('not a gold paper: an object with "id" and "entities" is due')
        return None
    try:
        paper = GoldPaper(
            told["id"],
            tuple(_entity(one) for one in told["entities"]),
            tuple(_relation(one) for one in told.get("relations", ())),
            tuple(_result(one) for one in told.get("results", ())),
            tuple(told.get("code", ())),
        )
    except KeyError as error:
        faults.append(f"not a gold paper (it lacks {error})")
        return None
    except (TypeError, ValueError, AttributeError) as error:
        faults.append(f"not a gold paper ({type(error).__name__}: {error})")
        return None
    faults += _faults(paper)
    return paper


def _entity(told: dict[str, Any]) -> GoldEntity:
    return GoldEntity(
        told["name"], tuple(told["types"]), tuple(told["roles"]), tuple(told.get("aliases", ())),
        told.get("sense"), bool(told.get("optional")),
    )  # fmt: skip


def _relation(told: dict[str, Any]) -> GoldRelation:
    return GoldRelation(told["head"], told["relation"], told["tail"], bool(told.get("optional")))


def _result(told: dict[str, Any]) -> GoldResult:
    return GoldResult(told["value"], told.get("metric"), told.get("dataset"), bool(told.get("optional")))


def _faults(paper: GoldPaper) -> Iterator[str]:
    for entity in paper.entities:
        yield from _unknown(entity.name, "type", entity.types, ENTITY_TYPES)
        yield from _unknown(entity.name, "role", entity.roles, ROLES)
    names = {name for entity in paper.entities for name in (entity.name, *entity.aliases)}
    for relation in paper.relations:
        yield from _unknown(relation.head, "relation", (relation.relation,), PREDICATES)
        for end in (relation.head, relation.tail):
            if end not in names:
                yield f"a relation of {end!r}, which is no entity of the paper"


def _unknown(name: str, what: str, told: tuple[str, ...], known: Iterable[str]) -> Iterator[str]:
    if not told:
        yield f"{name!r} has no {what}"
    for one in told:
        if one not in known:
            yield f"{name!r} has an unknown {what}, {one!r}"
