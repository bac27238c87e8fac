"""What `methodgraph evaluate` tells, as text: figures, rules, calibration."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING

from methodgraph import evaluate
from methodgraph.cli.streams import aligned
from methodgraph.confidence import dump_precision, load_scorer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from methodgraph.confidence import Cases
    from methodgraph.evaluate import Judged
    from methodgraph.records import Question

Measured = tuple["Path", list["Judged"]]
"""A gold file and the judgement on its papers."""
Counted = tuple[tuple["Question", str], "Cases"]


def figures(gold: Path, judged: Sequence[Judged], faults: int) -> str:
    """Return the table of figures, and the first faults under it."""
    rows = [
        (name, f"{t.precision:.3f}", f"{t.recall:.3f}", f"{t.f1:.3f}", str(t.hit), str(t.extra), str(t.missed))
        for name, t in evaluate.tally(judged).items()
    ]
    told = aligned((gold.as_posix(), "P", "R", "F1", "hit", "extra", "missed"), rows)
    listed = "".join(f"{fault}\n" for fault in islice(evaluate.tell_faults(judged), faults))
    return f"{told}\n{listed and chr(10)}{listed}\n"


def as_json(gold: Path, judged: Sequence[Judged]) -> str:
    """Return the figures as a line of JSON."""
    told = {
        name: {
            "precision": tally.precision, "recall": tally.recall, "f1": tally.f1,
            "hit": tally.hit, "extra": tally.extra, "missed": tally.missed,
        }
        for name, tally in evaluate.tally(judged).items()
    }  # fmt: skip
    return json.dumps({"gold": gold.as_posix(), "papers": len(judged), **told}, ensure_ascii=False) + "\n"


def precision_table(judged: Iterable[Judged]) -> str:
    """Return the rules' counts as the table that is shipped."""
    return "".join(f"{line}\n" for line in dump_precision(evaluate.measure(judged)))


def rules(judged: Sequence[Judged]) -> str:
    """Return how often each rule was right, then rules that agreed; by question, the most used first."""
    heading = ("question", "rule", "right", "wrong", "precision", "right alone", "wrong alone")
    told = evaluate.measure(judged)
    rows = [
        (question, rule, *_shares(cases), str(cases.right_alone), str(cases.wrong_alone))
        for (question, rule), cases in _most_used(told.counts.items())
    ]
    agreed = [
        (question, rule, *_shares(cases))
        for (question, rule), cases in _most_used(evaluate.agreements(judged).counts.items())
    ]
    together = aligned(("question", "rules that agreed", *heading[2:5]), agreed)
    return f"{aligned(heading, rows)}\n\n{together}\n\n"


def calibration(measured: Sequence[Measured]) -> str:
    """Return tables of reliability: rules measured on the other files, on other papers of all files, and as shipped."""
    every = [paper for _, papers in measured for paper in papers]
    parts = []
    if len(measured) > 1:
        for gold, papers in measured:
            others = [paper for other, told in measured if other != gold for paper in told]
            parts.append((f"{gold.as_posix()}, rules measured on the other files", evaluate.held_out(others, papers)))
    parts.append(("all files in ten parts, rules measured on the other nine", evaluate.cross_validated(every)))
    parts.append(("all files, rules as shipped", list(evaluate.scored(every, load_scorer()))))
    return "".join(_reliability(title, claims) for title, claims in parts)


def _reliability(title: str, claims: Sequence[tuple[float, bool]]) -> str:
    bins = evaluate.calibration(claims)
    rows = [
        (f"{one.low:.2f} to {one.high:.2f}", str(one.claims), f"{one.confidence:.3f}", f"{one.right:.3f}")
        for one in bins
    ]
    error = f"expected calibration error {evaluate.expected_error(bins):.3f} over {len(claims)} claims"
    return f"{title}\n{aligned(('confidence', 'claims', 'mean', 'right'), rows)}\n{error}\n\n"


def _most_used(counts: Iterable[Counted]) -> list[Counted]:
    return sorted(counts, key=lambda told: (told[0][0], -told[1].right - told[1].wrong, told[0][1]))


def _shares(cases: Cases) -> tuple[str, str, str]:
    return str(cases.right), str(cases.wrong), f"{cases.right / (cases.right + cases.wrong):.3f}"
