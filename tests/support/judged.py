"""Short ways to a gold paper and to what was told of it, for tests of EVALUATE and of confidence."""

from __future__ import annotations

from collections.abc import Sequence

from methodgraph.evaluate.gold import GoldEntity
from methodgraph.records import EntityType, Paper, PaperEntity, PaperGraph, Passage, Predicate, Relation, Result, Role


def passage(*rules: str, start: int = 0) -> Passage:
    """Return a place found by `rules`; places with another start are other places."""
    return Passage("text", start, start + 1, "x", tuple(sorted(rules)))


def told(  # noqa: PLR0913  what one thing may differ in
    name: str,
    kind: EntityType = "Method",
    role: Role = "uses",
    *,
    found: Sequence[str] = ("name/test",),
    cued: Sequence[str] = ("uses/test",),
    mentions: int = 1,
    aliases: tuple[str, ...] = (),
    sense: str | None = None,
) -> PaperEntity:
    """Return a thing told of a paper, named `mentions` times by the rules `found`, in its role by the rules `cued`."""
    places = tuple(passage(*found, start=n) for n in range(mentions))
    return PaperEntity(name, aliases, (kind,), (role,), sense, places, (passage(*cued),))


def relation(head: str, predicate: Predicate, tail: str, *rules: str) -> Relation:
    """Return a relation told of a paper."""
    return Relation(head, predicate, tail, (passage(*(rules or ("relation/test",))),))


def result(value: str, metric: str | None = None, dataset: str | None = None) -> Result:
    """Return a figure told of a paper."""
    return Result(None, dataset, metric, value, None, None, (passage("result/test"),))


def graph(
    *entities: PaperEntity,
    relations: Sequence[Relation] = (),
    results: Sequence[Result] = (),
    code: Sequence[str] = (),
    identity: str = "p",
) -> PaperGraph:
    """Return all that was told of a paper."""
    return PaperGraph(Paper(identity, None, "text"), entities, tuple(relations), tuple(results), tuple(code))


def true(
    name: str,
    kind: EntityType = "Method",
    role: Role = "uses",
    *,
    aliases: tuple[str, ...] = (),
    optional: bool = False,
) -> GoldEntity:
    """Return a thing of the gold."""
    return GoldEntity(name, (kind,), (role,), aliases, None, optional)
