"""Records as the columns of pandas; `methodgraph.knowledge.sequences` documents them.

Dtypes are named, never guessed: the same under every pandas, and the same where there are no rows.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from methodgraph.records import Claim, Confidence, Entity, Figure, Linked, Paper, Passage

_DTYPES = {
    "year": "Int64", "papers": "int64", "confidence": "float64", "number": "float64", "before": "float64",
    "is_difference": "bool", "aliases": "object", "code": "object", "sources": "object", "rules": "object",
    "evidence": "object",
}  # fmt: skip
"""Of the columns that are not text."""
_TEXT = "string[python]"
"""Arrow's strings, the other storage, cannot hold a lone surrogate; papers do."""

_PAPERS = ("paper", "title", "year", "url", "text", "code", "sources")
_ENTITIES = ("entity", "label", "type", "sense", "broader", "aliases", "papers")
_CLAIMS = (
    "claim", "kind", "subject", "subject_label", "subject_type", "predicate", "object", "object_label", "object_type",
    "paper", "year", "confidence", "rules", "evidence",
)  # fmt: skip
_FIGURES = (
    "figure", "subject", "subject_label", "dataset", "dataset_label", "metric", "metric_label", "value", "number",
    "unit", "is_difference", "better", "before", "baseline", "baseline_label", "paper", "year", "confidence", "rules",
    "evidence",
)  # fmt: skip


def papers(records: Iterable[Paper], linked: Linked) -> pd.DataFrame:
    """Return a row for each paper."""
    code: defaultdict[str, list[str]] = defaultdict(list)
    for paper, url in linked.code:
        code[paper].append(url)
    return _frame(
        _PAPERS,
        (
            (one.id, one.title, one.year, one.url, one.text, sorted(code[one.id]), _sources(one))
            for one in records
        ),
    )  # fmt: skip


def entities(records: Iterable[Entity], linked: Linked) -> pd.DataFrame:
    """Return a row for each entity."""
    spoken: defaultdict[str, set[str]] = defaultdict(set)
    for claim in linked.claims:
        if claim.is_role:
            spoken[claim.object].add(claim.paper)
    return _frame(
        _ENTITIES,
        (
            (one.id, one.label, one.type, one.sense, one.broader, list(one.aliases), len(spoken[one.id]))
            for one in records
        ),
    )  # fmt: skip


def claims(records: Iterable[Claim], linked: Linked) -> pd.DataFrame:
    """Return a row for each claim."""
    things = {one.id: (one.label, one.type) for one in linked.entities}
    known = {one.id: one for one in linked.papers}

    def row(claim: Claim) -> tuple[Any, ...]:
        paper = known[claim.paper]
        named = (paper.id if paper.title is None else paper.title, "Paper") if claim.is_role else things[claim.subject]
        return (
            claim.id, "role" if claim.is_role else "relation", claim.subject, *named, claim.predicate, claim.object,
            *things[claim.object], paper.id, paper.year, *_found(claim.confidence, claim.evidence),
        )  # fmt: skip

    return _frame(_CLAIMS, map(row, records))


def figures(records: Iterable[Figure], linked: Linked) -> pd.DataFrame:
    """Return a row for each figure."""
    labels = {one.id: one.label for one in linked.entities}
    years = {one.id: one.year for one in linked.papers}

    def named(entity: str | None) -> tuple[str | None, str | None]:
        return entity, None if entity is None else labels[entity]

    def row(figure: Figure) -> tuple[Any, ...]:
        return (
            figure.id, *named(figure.subject), *named(figure.dataset), *named(figure.metric), figure.value,
            float(figure.number), figure.unit, figure.is_difference, figure.better, _float(figure.before),
            *named(figure.baseline), figure.paper, years[figure.paper], *_found(figure.confidence, figure.evidence),
        )  # fmt: skip

    return _frame(_FIGURES, map(row, records))


def _frame(names: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> pd.DataFrame:
    """Return rows as a table whose first column is the index."""
    told = list(rows)
    columns: list[Sequence[Any]] = list(zip(*told, strict=True)) if told else [()] * len(names)
    series = {
        name: pd.Series(list(column), dtype=_DTYPES.get(name, _TEXT))
        for name, column in zip(names, columns, strict=True)
    }
    return pd.DataFrame(series).set_index(names[0])


def _found(confidence: Confidence | None, evidence: Sequence[Passage]) -> tuple[float | None, list[str], list[str]]:
    """Return how sure it is, the rules that found it and the sentences that say so."""
    rules = sorted({rule for passage in evidence for rule in passage.rules})
    return None if confidence is None else float(confidence.score), rules, [passage.text for passage in evidence]


def _float(number: Decimal | None) -> float | None:
    return None if number is None else float(number)


def _sources(paper: Paper) -> list[str]:
    return [f"{source.file}:{source.line}" for source in paper.sources]
