"""How often each rule was right, and whether confidence is what it says."""

from __future__ import annotations

import pytest
from tests.support.judged import graph, relation, result, told, true

from methodgraph.confidence import Cases, Scorer
from methodgraph.evaluate import (
    Judged,
    agreements,
    calibration,
    cross_validated,
    expected_error,
    held_out,
    judge,
    measure,
    scored,
)
from methodgraph.evaluate.gold import GoldPaper, GoldRelation, GoldResult

GOLD = GoldPaper(
    "p", (true("A"), true("B"), true("C", "Task"), true("O", optional=True)), (GoldRelation("A", "extends", "B"),),
    (GoldResult("1"),),
)  # fmt: skip


def judged(identity: str = "p") -> Judged:
    said = graph(
        told("A", found=("name/a", "term/b"), mentions=2),
        told("B", found=("name/a",), role="mentions", cued=("mentions/y",)),
        told("C", found=("term/b",)),
        told("D", found=("term/b",)),
        told("O", found=("term/b",)),
        relations=[
            relation("A", "extends", "B", "extends/r"),
            relation("B", "extends", "A", "extends/r"),
            relation("A", "extends", "D", "extends/r"),
        ],
        results=[result("1"), result("2")],
        identity=identity,
    )
    return judge(GOLD, said)


def test_each_rule_by_its_question() -> None:
    assert measure([judged()]).counts == {
        ("entity", "name/a"): Cases(2, 0, 1, 0),
        ("entity", "term/b"): Cases(2, 1, 1, 1),
        ("type", "name/a"): Cases(2, 0, 1, 0),
        ("type", "term/b"): Cases(1, 1, 0, 1),
        ("role", "uses/test"): Cases(1, 0, 1, 0),
        ("role", "mentions/y"): Cases(0, 1, 0, 1),
        ("relation", "extends/r"): Cases(1, 1, 1, 1),
        ("result", "result/test"): Cases(1, 1, 1, 1),
    }


def test_rules_that_agree_count_together_where_there_are_cases_enough() -> None:
    assert agreements([judged()] * 2).counts == {}
    assert agreements([judged()] * 3).counts == {
        ("entity", "name/a + term/b"): Cases(3, 0),
        ("type", "name/a + term/b"): Cases(3, 0),
    }


def test_claims_are_scored_but_what_is_optional_is_not() -> None:
    claims = list(scored([judged()], Scorer(measure([judged()]))))
    assert [right for _, right in claims] == [True, False, False, False, True, False, False]
    assert all(0 < confidence < 1 for confidence, _ in claims)


def test_papers_are_not_measured_by_themselves() -> None:
    papers = [judged(str(n)) for n in range(4)]
    assert cross_validated(papers, folds=2) == held_out(papers[:2], papers)
    assert {score for score, _ in cross_validated(papers[:1])} < {score / 1000 for score in range(1000)}


def test_bins_and_their_error() -> None:
    claims = [(0.91, True)] * 9 + [(0.93, False)] + [(0.4, True), (0.2, False)]
    low, high = calibration(claims)
    assert (low.low, low.high, low.claims, low.right) == (0.0, 0.5, 2, 0.5)
    assert (high.low, high.high, high.claims, high.right) == (0.9, 0.95, 10, 0.9)
    assert high.confidence == pytest.approx(0.912)
    assert expected_error((low, high)) == pytest.approx((2 * 0.2 + 10 * 0.012) / 12)
    assert (calibration([]), expected_error([])) == ((), 0)
