"""What a paper says as a few hundred bytes: how extractions travel from worker to worker and how the store keeps them.

    version (1 byte) | checksum of paper and content (4 bytes) | content, MessagePack

The paper itself is not in it: whoever decodes has the paper, and every passage is a slice of that. Passages and sets
of rules that repeat within a paper stand once. What repeats between papers (rules, types, reasons, ids of the
vocabulary) is one object in memory however many graphs are decoded, so that 50,000 graphs fit where 10,000 would.
"""

from __future__ import annotations

import struct
import zlib
from sys import intern
from typing import TYPE_CHECKING, Literal, TypeVar, cast

import msgspec

from methodgraph.errors import InputError, Problem
from methodgraph.records import (
    Better,
    EntityType,
    PaperEntity,
    PaperGraph,
    Passage,
    Predicate,
    Relation,
    Result,
    Rival,
    Role,
    Sensed,
    Unlinked,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from methodgraph.records import Paper

VERSION = 1
"""The form of what `encode` writes. It goes up whenever `decode` would read older bytes wrongly or not at all."""

_HEAD = struct.Struct(">BI")
_REMEDY = "extract the paper again"

Names = TypeVar("Names", bound=tuple[str, ...])
Places = tuple[int, ...]
"""Passages of one thing, as indices into all passages of the paper."""


class _Sensed(msgspec.Struct, array_like=True, frozen=True, gc=False):
    reason: str
    score: float
    because: tuple[str, ...]
    rivals: tuple[tuple[str, float], ...]


class _Entity(msgspec.Struct, array_like=True, frozen=True, gc=False):
    name: str
    aliases: tuple[str, ...]
    types: tuple[EntityType, ...]
    roles: tuple[Role, ...]
    mentions: Places
    evidence: Places
    sense: str | None
    concept: str | None
    sensed: _Sensed | None


class _Relation(msgspec.Struct, array_like=True, frozen=True, gc=False):
    head: str
    relation: Predicate
    tail: str
    evidence: Places


class _Result(msgspec.Struct, array_like=True, frozen=True, gc=False):
    subject: str | None
    dataset: str | None
    metric: str | None
    value: str
    before: str | None
    baseline: str | None
    evidence: Places
    unit: str | None
    better: Better | None


class _Unlinked(msgspec.Struct, array_like=True, frozen=True, gc=False):
    name: str
    reason: str
    mentions: Places


class _Graph(msgspec.Struct, array_like=True, frozen=True, gc=False):
    rules: tuple[tuple[str, ...], ...]
    passages: tuple[tuple[Literal[0, 1], int, int, int], ...]
    """Field (0: the text, 1: the title), start, end, and which of `rules`; sorted."""
    entities: tuple[_Entity, ...]
    relations: tuple[_Relation, ...]
    results: tuple[_Result, ...]
    code: tuple[str, ...]
    unlinked: tuple[_Unlinked, ...]


_TO_BYTES = msgspec.msgpack.Encoder()
_FROM_BYTES = msgspec.msgpack.Decoder(_Graph)
_SHARED: dict[tuple[str, ...], tuple[str, ...]] = {}
"""Rules, types and roles as they repeat: a few hundred combinations of names that the rules have."""


def encode(graph: PaperGraph) -> bytes:
    """Return `graph` without its paper as bytes; the same graph gives the same bytes.

    `decode(encode(graph), graph.paper) == graph` for every graph that the extractor makes. Raises ValueError for a
    passage that is no slice of the paper, and for a text that UTF-8 has no place for (a lone surrogate).

    >>> from methodgraph.records import Paper
    >>> len(encode(PaperGraph(Paper("1", None, "Nothing."))))
    13
    """
    places = {passage: place for place, passage in enumerate(sorted(set(_passages(graph))))}
    rules = {rules: number for number, rules in enumerate(sorted({passage.rules for passage in places}))}
    content = _TO_BYTES.encode(
        _Graph(
            rules=tuple(rules),
            passages=tuple(_slice(passage, graph.paper, rules) for passage in places),
            entities=tuple(_entity(entity, places) for entity in graph.entities),
            relations=tuple(_Relation(r.head, r.relation, r.tail, _of(places, r.evidence)) for r in graph.relations),
            results=tuple(_result(result, places) for result in graph.results),
            code=graph.code,
            unlinked=tuple(_Unlinked(u.name, u.reason, _of(places, u.mentions)) for u in graph.unlinked),
        )
    )
    return _HEAD.pack(VERSION, _checksum(graph.paper, content)) + content


def decode(data: bytes, paper: Paper) -> PaperGraph:
    """Return the graph of `paper` that `encode` made `data` of.

    `paper` may differ from the paper encoded in all but title and text: its sources, authors, id. Raises InputError
    where `data` is damaged, of another version, or of a paper with another title or text.
    """
    if len(data) < _HEAD.size:
        raise _fault(paper, "is cut short")
    version, checksum = _HEAD.unpack_from(data)
    if version != VERSION:
        raise _fault(paper, f"has form {version}, where this version of methodgraph reads {VERSION}")
    content = memoryview(data)[_HEAD.size :]
    if checksum != _checksum(paper, content):
        raise _fault(paper, "is damaged, or of a paper with another title or text")
    try:
        return _graph(_FROM_BYTES.decode(content), paper)
    except (msgspec.MsgspecError, IndexError) as error:  # bytes that bear a checksum, but were not made by `encode`
        raise _fault(paper, f"is no graph of a paper ({error})") from error


def _fault(paper: Paper, what: str) -> InputError:
    return InputError([Problem(paper.id, None, f"what is kept of this paper {what}", _REMEDY)])


def _checksum(paper: Paper, content: bytes | memoryview) -> int:
    """Return a checksum over the content and what it is sliced from."""
    told = f"{len(paper.text)} {paper.text}{paper.title or ''}".encode("utf-8", "surrogatepass")
    return zlib.crc32(content, zlib.crc32(told))


def _passages(graph: PaperGraph) -> Iterable[Passage]:
    for entity in graph.entities:
        yield from entity.mentions
        yield from entity.evidence
    for relation in graph.relations:
        yield from relation.evidence
    for result in graph.results:
        yield from result.evidence
    for left_out in graph.unlinked:
        yield from left_out.mentions


def _slice(passage: Passage, paper: Paper, rules: dict[tuple[str, ...], int]) -> tuple[Literal[0, 1], int, int, int]:
    text = paper.text if passage.field == "text" else paper.title or ""
    if not 0 <= passage.start <= passage.end <= len(text) or text[passage.start : passage.end] != passage.text:
        raise ValueError(f"paper {paper.id!r}: {passage!r} is no slice of the paper")
    return (0 if passage.field == "text" else 1), passage.start, passage.end, rules[passage.rules]


def _of(places: dict[Passage, int], passages: Iterable[Passage]) -> Places:
    return tuple(places[passage] for passage in passages)


def _entity(entity: PaperEntity, places: dict[Passage, int]) -> _Entity:
    return _Entity(
        name=entity.name,
        aliases=entity.aliases,
        types=entity.types,
        roles=entity.roles,
        mentions=_of(places, entity.mentions),
        evidence=_of(places, entity.evidence),
        sense=entity.sense,
        concept=entity.concept,
        sensed=None if entity.sensed is None else _sensed(entity.sensed),
    )


def _sensed(sensed: Sensed) -> _Sensed:
    rivals = tuple((rival.sense, rival.score) for rival in sensed.rivals)
    return _Sensed(sensed.reason, sensed.score, sensed.because, rivals)


def _result(result: Result, places: dict[Passage, int]) -> _Result:
    return _Result(
        subject=result.subject,
        dataset=result.dataset,
        metric=result.metric,
        value=result.value,
        before=result.before,
        baseline=result.baseline,
        evidence=_of(places, result.evidence),
        unit=result.unit,
        better=result.better,
    )


def _graph(told: _Graph, paper: Paper) -> PaperGraph:
    at = _sliced(told, paper).__getitem__
    return PaperGraph(
        paper,
        tuple([_read_entity(entity, at) for entity in told.entities]),
        tuple([Relation(r.head, r.relation, r.tail, tuple(map(at, r.evidence))) for r in told.relations]),
        tuple([_read_result(result, at) for result in told.results]),
        told.code,
        tuple([Unlinked(u.name, intern(u.reason), tuple(map(at, u.mentions))) for u in told.unlinked]),
    )


def _sliced(told: _Graph, paper: Paper) -> list[Passage]:
    """Return the passages; those of one place (they are sorted) share its text."""
    rules = [_shared(rules) for rules in told.rules]
    texts = (paper.text, paper.title or "")
    passages: list[Passage] = []
    last, quote = None, ""
    for place in told.passages:
        field, start, end, rule = place
        if (field, start, end) != last:
            last = (field, start, end)
            quote = texts[field][start:end]
        passages.append(Passage("title" if field else "text", start, end, quote, rules[rule]))
    return passages


def _read_entity(told: _Entity, at: Callable[[int], Passage]) -> PaperEntity:
    return PaperEntity(
        told.name,
        told.aliases,
        _shared(told.types),
        _shared(told.roles),
        told.sense,
        tuple(map(at, told.mentions)),
        tuple(map(at, told.evidence)),
        None if told.concept is None else intern(told.concept),
        None if told.sensed is None else _read_sensed(told.sensed),
    )


def _shared(names: Names) -> Names:
    """Return the one tuple that stands for all equal ones."""
    return cast("Names", _SHARED.setdefault(names, names))


def _read_sensed(told: _Sensed) -> Sensed:
    rivals = tuple([Rival(intern(sense), score) for sense, score in told.rivals])
    return Sensed(intern(told.reason), told.score, told.because, rivals)


def _read_result(told: _Result, at: Callable[[int], Passage]) -> Result:
    return Result(
        told.subject,
        told.dataset,
        told.metric,
        told.value,
        told.before,
        told.baseline,
        tuple(map(at, told.evidence)),
        told.unit,
        told.better,
    )
