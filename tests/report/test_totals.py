from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from tests.report.dated import YEARS, dated

from methodgraph.errors import UsageError
from methodgraph.records import ENTITY_TYPES, Confidence, Linked, Paper
from methodgraph.report import overview


def test_numbers_are_those_of_the_records(linked: Linked) -> None:
    told = overview(linked)
    assert (told.papers, told.titled, told.undated) == (4, 3, 2)
    assert told.years == {2023: 1, 2024: 0, 2025: 1}
    assert told.silent == ()
    assert list(told.entities) == list(ENTITY_TYPES)
    assert told.entities == Counter(entity.type for entity in linked.entities)
    assert {**told.roles, **told.relations} == {
        name: number
        for name in (*told.roles, *told.relations)
        for number in [sum(claim.predicate == name for claim in linked.claims)]
    }
    assert (told.results, told.differences, told.reporting) == (2, 1, 2)
    assert (told.code, told.coded, told.merges) == (1, 1, 0)
    assert told.left_out == {"too common a word": 1}
    assert (told.bands, told.unsure) == ((0,) * 10, len(linked.claims))
    assert told.mentions == sum(len(link.mentions) for link in linked.links)


def test_levels_are_no_differences() -> None:
    field = dated()
    change = replace(field.figures[0], id="f", is_difference=True)
    told = overview(replace(field, figures=(*field.figures, change)))
    assert (told.results, told.differences) == (4, 1)


def test_most_used_are_by_papers_then_by_id(linked: Linked) -> None:
    used = {kind: [(one.id, one.number) for one in ones] for kind, ones in overview(linked, 2).used.items()}
    assert used["Method"] == [("grpo", 2), ("lora", 2)]
    assert used["Metric"] == [("accuracy", 2)]
    assert used["Task"] == [("image-classification", 1), ("math-reasoning", 1)]
    assert overview(linked).once["Task"] == 3
    assert overview(linked).once["Metric"] == 0


def test_most_connected_are_by_other_things() -> None:
    told = {one.id: one.number for one in overview(dated()).connected}
    assert told == {"child": 2, "evil": 1, "fall": 1, "grandchild": 1, "task": 1}
    assert next(iter(told)) == "child"


def test_a_paper_without_a_role_is_silent(linked: Linked) -> None:
    silent = Paper("silent", None, "Nothing.", (), None, None)
    assert overview(replace(linked, papers=(*linked.papers, silent))).silent == ("silent",)


def test_years_have_no_holes() -> None:
    assert list(overview(dated()).years) == list(YEARS)
    assert set(overview(dated()).years.values()) == {10}


@pytest.mark.parametrize(("score", "band"), [("0.01", 0), ("0.69", 6), ("0.70", 7), ("0.29", 2), ("0.99", 9)])
def test_a_band_begins_at_its_tenth(linked: Linked, score: str, band: int) -> None:
    claim = replace(linked.claims[0], confidence=Confidence(Decimal(score), ()))
    told = overview(replace(linked, claims=(claim,)))
    assert [at for at, number in enumerate(told.bands) if number] == [band]
    assert told.unsure == 0


def test_nothing_is_no_mistake() -> None:
    told = overview(Linked((), (), (), (), ()), 0)
    assert (told.papers, told.years, told.connected) == (0, {}, ())
    with pytest.raises(UsageError, match="top is 0 at least, not -1"):
        overview(Linked((), (), (), (), ()), -1)
