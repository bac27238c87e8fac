"""The interchange form: one paper's graph as one JSON object per line.

    {"id", "title", "text", "year", "url", "urls", "authors", "venue", "identifiers": ["scheme:value"], "categories",
     "sources": [{"file", "line"}],
     "entities": [{"name", "aliases", "types", "roles", "sense", "mentions", "evidence",
                   "concept", "sensed": {"reason", "score", "because", "rivals": [{"sense", "score"}]}}],
     "relations": [{"head", "relation", "tail", "evidence"}],
     "results": [{"subject", "dataset", "metric", "value", "from", "baseline", "unit", "better", "evidence"}],
     "code": [...], "unlinked": [{"name", "reason", "mentions"}]}

A passage is {"start", "end", "text", "rules"} with offsets into `text`. Passages of the title stand apart, under
"title_mentions" and "title_evidence", so that every offset under "mentions" and "evidence" slices `text`.
"""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, cast

import msgspec

from methodgraph.errors import InputError, Problem
from methodgraph.files import read_text
from methodgraph.ids import registered
from methodgraph.records import (
    Curation,
    Different,
    Identifier,
    Paper,
    PaperEntity,
    PaperGraph,
    Passage,
    Relation,
    Result,
    Rival,
    Same,
    Sensed,
    Source,
    Unlinked,
)
from methodgraph.text.counting import count

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Json = dict[str, Any]

YEARS = range(1000, 10_000)
"""What can be the year of a paper. All years from the first to the last are plotted: 20250 is a slip to be told."""
_AS_IT_IS = json.JSONEncoder(ensure_ascii=False)
_TOLD_LINES = 10
"""Faulty lines named one by one. Another kind of file has thousands, and one cause."""
_REMEDY = "give a file that `methodgraph extract` wrote"


def to_json(graph: PaperGraph) -> Json:
    """Return `graph` as plain JSON data, keys in reading order."""
    paper = graph.paper
    return {
        **paper_to_json(paper),
        "entities": [_entity(entity) for entity in graph.entities],
        "relations": [
            {"head": r.head, "relation": r.relation, "tail": r.tail, **_passages("evidence", r.evidence)}
            for r in graph.relations
        ],
        "results": [
            {
                "subject": r.subject,
                "dataset": r.dataset,
                "metric": r.metric,
                "value": r.value,
                **({"from": r.before} if r.before is not None else {}),
                "baseline": r.baseline,
                **({"unit": r.unit} if r.unit is not None else {}),
                **({"better": r.better} if r.better is not None else {}),
                **_passages("evidence", r.evidence),
            }
            for r in graph.results
        ],
        "code": list(graph.code),
        "unlinked": [{"name": u.name, "reason": u.reason, **_passages("mentions", u.mentions)} for u in graph.unlinked],
    }


def paper_to_json(paper: Paper) -> Json:
    """Return the paper's own part of its record."""
    told: Json = {"id": paper.id, "title": paper.title, "text": paper.text}
    if paper.year is not None:
        told["year"] = paper.year
    if paper.url is not None:
        told["url"] = paper.url
    for key, values in (("urls", paper.urls), ("authors", paper.authors)):
        if values:
            told[key] = list(values)
    if paper.venue is not None:
        told["venue"] = paper.venue
    if paper.identifiers:
        told["identifiers"] = [registered(identifier) for identifier in paper.identifiers]
    if paper.categories:
        told["categories"] = list(paper.categories)
    if paper.sources:
        told["sources"] = [{"file": source.file, "line": source.line} for source in paper.sources]
    return told


def from_json(record: Json) -> PaperGraph:
    """Return the graph that `to_json` wrote. Raises KeyError, TypeError or ValueError where the record is not one."""
    return PaperGraph(
        paper=paper_from_json(record),
        entities=tuple(
            PaperEntity(
                name=e["name"],
                aliases=tuple(e["aliases"]),
                types=tuple(e["types"]),
                roles=tuple(e["roles"]),
                sense=e["sense"],
                mentions=_read_passages("mentions", e),
                evidence=_read_passages("evidence", e),
                concept=e.get("concept"),
                sensed=_read_sensed(e["sensed"]) if "sensed" in e else None,
            )
            for e in record["entities"]
        ),
        relations=tuple(
            Relation(r["head"], r["relation"], r["tail"], _read_passages("evidence", r)) for r in record["relations"]
        ),
        results=tuple(
            Result(
                subject=r["subject"],
                dataset=r["dataset"],
                metric=r["metric"],
                value=r["value"],
                before=r.get("from"),
                baseline=r["baseline"],
                evidence=_read_passages("evidence", r),
                unit=r.get("unit"),
                better=r.get("better"),
            )
            for r in record["results"]
        ),
        code=tuple(record["code"]),
        unlinked=tuple(
            Unlinked(u["name"], u["reason"], _read_passages("mentions", u)) for u in record.get("unlinked", ())
        ),
    )


def read_graphs(path: Path) -> list[PaperGraph]:
    """Return the graphs of a file that `methodgraph extract` wrote. Raises InputError with its faulty lines.

    The first ten are named one by one, for a file of another kind has nothing else.
    """
    graphs: list[PaperGraph] = []
    problems: list[Problem] = []
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            graphs.append(from_json(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            fault = f"it lacks {error}" if isinstance(error, KeyError) else f"{type(error).__name__}: {error}"
            what = f"not a paper's graph ({fault})"
            problems.append(Problem(path.as_posix(), number, what, _REMEDY))
    if problems:
        raise InputError(_first(problems))
    return graphs


def _first(problems: list[Problem]) -> list[Problem]:
    """Return the first problems, and one for all others."""
    told, left = problems[:_TOLD_LINES], problems[_TOLD_LINES:]
    if len(left) < 2:
        return problems
    what = f"not a paper's graph, like {count(len(left) - 1, 'more line')} below"
    return [*told, Problem(left[0].path, left[0].line, what, _REMEDY)]


def paper_from_json(record: Json) -> Paper:
    """Return the paper of a record. Raises KeyError, TypeError or ValueError where the record is none."""
    return Paper(
        id=record["id"],
        title=record["title"],
        text=record["text"],
        sources=tuple(Source(s["file"], s["line"]) for s in record.get("sources", ())),
        year=_year(record),
        url=record.get("url"),
        urls=_texts(record, "urls"),
        authors=_texts(record, "authors"),
        venue=record.get("venue"),
        identifiers=tuple(Identifier(*told.split(":", 1)) for told in _texts(record, "identifiers")),
        categories=_texts(record, "categories"),
    )


def _texts(record: Json, key: str) -> tuple[str, ...]:
    told = record.get(key, [])
    if isinstance(told, list) and all(isinstance(one, str) for one in told):
        return tuple(told)
    raise ValueError(f"{key!r} is no list of texts")


def _year(record: Json) -> int | None:
    year: int | None = record.get("year")
    if year is None or (type(year) is int and year in YEARS):
        return year
    raise ValueError(f"'year' is {year!r}, and not a whole number of four digits")


def curation_to_json(curation: Curation) -> Json:
    """Return what a person decided on identity as plain JSON data: its lines, each with its place."""
    return {
        "same": [[line.name, line.other, line.type, *_place(line)] for line in curation.same],
        "different": [[line.name, line.other, line.paper, *_place(line)] for line in curation.different],
    }


def _place(line: Same | Different) -> tuple[str, int]:
    return PurePath(line.place[0]).name, line.place[1]


def curation_from_json(record: Json) -> Curation:
    """Return what `curation_to_json` wrote. Raises KeyError, TypeError or ValueError where the record is not one."""
    return Curation(
        tuple(Same(name, other, kind, (file, line)) for name, other, kind, file, line in record["same"]),
        tuple(Different(name, other, paper, (file, line)) for name, other, paper, file, line in record["different"]),
    )


def dumps(record: Json) -> str:
    """Return one line of JSON (no line break), non-ASCII kept as it is but for lone surrogates, which UTF-8 lacks."""
    try:
        return msgspec.json.format(msgspec.json.encode(record), indent=0).decode()
    except (UnicodeEncodeError, OverflowError):  # it knows neither lone surrogates nor very large numbers
        line = _AS_IT_IS.encode(record)
    return line if line.isascii() or _encodes(line) else json.dumps(record)


def _encodes(line: str) -> bool:
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _entity(entity: PaperEntity) -> Json:
    told: Json = {
        "name": entity.name,
        "aliases": list(entity.aliases),
        "types": list(entity.types),
        "roles": list(entity.roles),
        "sense": entity.sense,
        **_passages("mentions", entity.mentions),
        **_passages("evidence", entity.evidence),
    }
    if entity.concept is not None:
        told["concept"] = entity.concept
    if entity.sensed is not None:
        told["sensed"] = _sensed(entity.sensed)
    return told


def _sensed(sensed: Sensed) -> Json:
    """Return how a sense was decided; a score of one and empty lists are left out."""
    told: Json = {"reason": sensed.reason}
    if sensed.score != 1.0:
        told["score"] = sensed.score
    if sensed.because:
        told["because"] = list(sensed.because)
    if sensed.rivals:
        told["rivals"] = [{"sense": rival.sense, "score": rival.score} for rival in sensed.rivals]
    return told


def _read_sensed(told: Json) -> Sensed:
    return Sensed(
        reason=told["reason"],
        score=told.get("score", 1.0),
        because=tuple(told.get("because", ())),
        rivals=tuple(Rival(rival["sense"], rival["score"]) for rival in told.get("rivals", ())),
    )


def _passages(key: str, passages: Iterable[Passage]) -> Json:
    told: Json = {key: []}
    for passage in passages:
        place = key if passage.field == "text" else f"title_{key}"
        told.setdefault(place, []).append(
            {"start": passage.start, "end": passage.end, "text": passage.text, "rules": list(passage.rules)}
        )
    return told


def _read_passages(key: str, record: Json) -> tuple[Passage, ...]:
    places = (("text", key), ("title", f"title_{key}"))
    return tuple(
        Passage(cast("Any", field), p["start"], p["end"], p["text"], tuple(p["rules"]))
        for field, place in places
        for p in record.get(place, ())
    )
