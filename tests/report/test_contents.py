"""What the sections say: every part that was asked for, in words where there is nothing to show."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.report.dated import EVIL

from methodgraph.report.content import (
    Bar,
    Block,
    Grid,
    Named,
    Names,
    Outline,
    Paragraph,
    Plot,
    Reference,
    Report,
    Table,
)

SECTIONS = (
    "overview", "years", "largest", "usage", "rising", "together", "descent", "influence", "communities",
    "leaderboards", "gaps", "code", "left-out", "made",
)  # fmt: skip


def blocks(report: Report, section: str) -> list[Block]:
    (found,) = [one for one in report.sections if one.id == section]
    return list(found.blocks)


def words(report: Report, section: str) -> str:
    return " ".join(block.text for block in blocks(report, section) if isinstance(block, Paragraph))


def tables(report: Report, section: str) -> Iterator[Table]:
    for block in blocks(report, section):
        if isinstance(block, Grid):
            yield from block.tables
        elif isinstance(block, Table):
            yield block


def test_every_part_is_there_whatever_the_graph_holds(field: Report, sample: Report, nothing: Report) -> None:
    for report in (field, sample, nothing):
        assert tuple(section.id for section in report.sections) == SECTIONS
        assert all(section.blocks for section in report.sections)


def test_the_head(field: Report, nothing: Report) -> None:
    assert field.title == "What 60 papers say"
    assert field.subtitle.endswith("of papers of 2018 to 2023")
    assert dict(field.figures)["entities"] == 9
    assert nothing.title == "What 0 papers say"


@pytest.mark.parametrize("section", ["years", "usage", "rising"])
def test_without_years_a_sentence_stands_for_the_plot(nothing: Report, section: str) -> None:
    assert blocks(nothing, section) == [Paragraph("The papers tell no years, so nothing can be said of time.")]


def test_years_and_usage_are_plotted_where_there_are_years(field: Report) -> None:
    assert words(field, "years").startswith("The papers are of 2018 to 2023; most, 10, of 2018.")
    assert [block.name for block in blocks(field, "years") if isinstance(block, Plot)] == ["papers-per-year"]
    (table,) = tables(field, "usage")
    told = {str(getattr(row[0], "label", "")): row[1:] for row in table.rows}
    assert table.columns == ("papers", "2018", "2019", "2020", "2021", "2022", "2023")
    assert told["Steady"] == (10, 10, 10, 10, 10, 10)
    assert told["Rising"] == (1, 2, 3, 4, 5, 6)
    assert told["Falling"] == (6, 5, 4, 3, 2, 1)


def test_what_rises_rises_and_what_falls_does_not(field: Report) -> None:
    (table,) = tables(field, "rising")
    names = [row[0].label for row in table.rows if isinstance(row[0], Named)]
    assert names[0] == "Rising"
    assert "Falling" not in names


def test_the_largest_stand_by_type(field: Report) -> None:
    told = {table.columns[0]: table.rows[0] for table in tables(field, "largest")}
    assert told["Models (1)"] == (Named("Steady", "Model"), Bar(60, 60))
    assert told["Tasks (1)"] == (Named("the task", "Task"), Bar(24, 24))


def test_pairs_are_told_with_their_lift(field: Report) -> None:
    (table,) = tables(field, "together")
    pairs = {frozenset({row[0].label, row[1].label}) for row in table.rows if isinstance(row[0], Named)
             and isinstance(row[1], Named)}  # fmt: skip
    assert frozenset({"Steady", "Rising"}) in pairs
    assert not [block for block in blocks(field, "together") if isinstance(block, Plot)]  # too few to be a matrix


def test_descent_goes_on_through_others(field: Report) -> None:
    outlines = [block for block in blocks(field, "descent") if isinstance(block, Outline)]
    told = [(line.depth, line.entity.label, line.note) for line in outlines[-1].lines]
    assert told == [(0, "Falling", ""), (1, "Child", "extends it; 2 papers"), (2, "Grandchild", "a variant")]


def test_a_board_has_the_best_first(field: Report) -> None:
    (table,) = tables(field, "leaderboards")
    assert table.title == "the task · Bench · Score (%)"
    assert [row[:3] for row in table.rows] == [
        ("1", "Rising", "62.5%"),
        ("2", "Rising", "61.5%"),
        ("3", "not named", "60.5%"),
    ]
    assert table.rows[0][3] == Reference("Title 2 of 2018", "https://example.org/2018/2")


def test_gaps_name_what_was_not_tried(field: Report, sample: Report) -> None:
    assert "three of its papers evaluate on" in words(sample, "gaps")
    for table in tables(field, "gaps"):
        assert table.title == "the task"
        assert all(isinstance(row[2], Names) and row[2].first for row in table.rows)


def test_what_was_left_out_and_how_it_was_made(field: Report) -> None:
    (table,) = tables(field, "left-out")
    assert table.rows == (("too common", 1), ("written like a name", 1))
    (made,) = tables(field, "made")
    assert made.rows == (("methodgraph", "1.2.3"), ("papers.jsonl, SHA-256", "00ff"))


def test_what_a_paper_wrote_steers_nothing(field: Report) -> None:
    labels = {
        line.entity.label for block in blocks(field, "descent") if isinstance(block, Outline) for line in block.lines
    }
    names = {row[0].label for table in tables(field, "largest") for row in table.rows if isinstance(row[0], Named)}
    assert EVIL.replace("\x1b", "\ufffd") in names
    assert not [name for name in names | labels if "\x1b" in name]
