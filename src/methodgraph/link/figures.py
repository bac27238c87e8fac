"""Results of papers as figures between things: names become entities, values become numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from methodgraph.ids import digest
from methodgraph.records import EntityType, Figure, PaperGraph, Result, Unlinked
from methodgraph.text.numbers import parse_amount

if TYPE_CHECKING:
    from collections.abc import Iterator

    from methodgraph.confidence import Scorer
    from methodgraph.link.claims import Names

NO_NUMBER = "a figure that is not one number"


def find_figures(graph: PaperGraph, names: Names, scorer: Scorer) -> Iterator[Figure | Unlinked]:
    """Yield a figure for each result of a paper, and a name left out where its value is no single number."""
    for result in graph.results:
        figure = _figure(graph.paper.id, result, names, scorer) if result.evidence else None
        yield figure or Unlinked(result.value, NO_NUMBER, result.evidence)


def _figure(paper: str, result: Result, names: Names, scorer: Scorer) -> Figure | None:
    amount = parse_amount(result.value)
    if amount is None:
        return None
    subject = _id(result.subject, names, "Method")
    dataset = _id(result.dataset, names, "Dataset")
    metric = _id(result.metric, names, "Metric")
    baseline = _id(result.baseline, names, "Method")
    before = parse_amount(result.before) if result.before is not None else None
    places = (f"{p.field}:{p.start}-{p.end}" for p in sorted(result.evidence))
    told = (subject, dataset, metric, result.value, result.before, baseline)
    return Figure(
        id=digest(paper, *(part or "" for part in told), *places),
        paper=paper,
        subject=subject,
        dataset=dataset,
        metric=metric,
        value=result.value,
        number=amount.number,
        unit=amount.unit,
        is_difference=amount.is_difference,
        before=before.number if before is not None else None,
        baseline=baseline,
        evidence=tuple(sorted(result.evidence)),
        better=result.better,
        confidence=scorer.result(result.evidence),
    )


def _id(name: str | None, names: Names, prefer: EntityType) -> str | None:
    return None if name is None else names.find(name, prefer).id
