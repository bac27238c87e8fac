"""Records as tables, a row for each, the first column as the index; `methodgraph.knowledge.sequences` documents them.

Dtypes are named, never guessed: the same under every pandas, and the same where there are no rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from methodgraph.analysis.tables import FRACTION, TEXT, WHOLE, table
from methodgraph.grouped import code_of_papers, papers_of_entities
from methodgraph.ids import registered

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    import pandas as pd

    from methodgraph.records import Claim, Confidence, Entity, Figure, Linked, Paper, Passage

_LIST = "object"
_FOUND = {"confidence": FRACTION, "rules": _LIST, "evidence": _LIST}
_PAPERS = {
    "paper": TEXT, "title": TEXT, "year": WHOLE, "url": TEXT, "urls": _LIST, "authors": _LIST, "venue": TEXT,
    "identifiers": _LIST, "categories": _LIST, "text": TEXT, "code": _LIST, "sources": _LIST,
}  # fmt: skip
_ENTITIES = {
    "entity": TEXT, "label": TEXT, "type": TEXT, "sense": TEXT, "broader": TEXT, "aliases": _LIST, "papers": "int64",
}  # fmt: skip
_CLAIMS = {
    "claim": TEXT, "kind": TEXT, "subject": TEXT, "subject_label": TEXT, "subject_type": TEXT, "predicate": TEXT,
    "object": TEXT, "object_label": TEXT, "object_type": TEXT, "paper": TEXT, "year": WHOLE, **_FOUND,
}  # fmt: skip
_FIGURES = {
    "figure": TEXT, "subject": TEXT, "subject_label": TEXT, "dataset": TEXT, "dataset_label": TEXT, "metric": TEXT,
    "metric_label": TEXT, "value": TEXT, "number": FRACTION, "unit": TEXT, "is_difference": "bool", "better": TEXT,
    "before": FRACTION, "baseline": TEXT, "baseline_label": TEXT, "paper": TEXT, "year": WHOLE, **_FOUND,
}  # fmt: skip


def papers(records: Iterable[Paper], linked: Linked) -> pd.DataFrame:
    """Return a row for each paper."""
    code = code_of_papers(linked)
    rows = (
        (
            one.id, one.title, one.year, one.url, list(one.urls), list(one.authors), one.venue,
            [registered(told) for told in one.identifiers], list(one.categories), one.text,
            list(code[one.id]), _sources(one),
        )
        for one in records
    )  # fmt: skip
    return _indexed(rows, _PAPERS)


def entities(records: Iterable[Entity], linked: Linked) -> pd.DataFrame:
    """Return a row for each entity."""
    spoken = papers_of_entities(linked)
    rows = (
        (one.id, one.label, one.type, one.sense, one.broader, list(one.aliases), len(spoken[one.id])) for one in records
    )
    return _indexed(rows, _ENTITIES)


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

    return _indexed(map(row, records), _CLAIMS)


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

    return _indexed(map(row, records), _FIGURES)


def _indexed(rows: Iterable[Sequence[Any]], dtypes: Mapping[str, str]) -> pd.DataFrame:
    """Return rows as a table whose first column is the index."""
    return table(rows, dtypes).set_index(next(iter(dtypes)))


def _found(confidence: Confidence | None, evidence: Sequence[Passage]) -> tuple[float | None, list[str], list[str]]:
    """Return how sure it is, the rules that found it and the sentences that say so."""
    rules = sorted({rule for passage in evidence for rule in passage.rules})
    return None if confidence is None else float(confidence.score), rules, [passage.text for passage in evidence]


def _float(number: Decimal | None) -> float | None:
    return None if number is None else float(number)


def _sources(paper: Paper) -> list[str]:
    return [f"{source.file}:{source.line}" for source in paper.sources]
