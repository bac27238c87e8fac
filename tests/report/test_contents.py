"""What the sections say: every part that was asked for, in words where there is nothing to show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest
from tests.report.dated import EVIL, dated

import methodgraph
from methodgraph.records import Claim, Confidence, Entity, Linked, Role, Source
from methodgraph.report import contents, how_made
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


def test_gaps_name_what_was_not_tried_first_what_most_would_have(sample: Report) -> None:
    assert words(sample, "gaps").startswith(
        "No task has both a method that three of its papers introduce or use and a "
    )
    field = dated()
    methods = [Entity("a-few", "Few", "Method"), Entity("z-many", "Many", "Method")]
    ids = [paper.id for paper in field.papers[4:9]]  # these evaluate on nothing
    roles: list[tuple[str, Role, str]] = [(one, "addresses", "task") for one in ids]
    roles += [(one, "uses", "z-many") for one in ids]
    roles += [(one, "uses", "a-few") for one in ids[:3]]
    claims = [Claim(f"g{n}", paper, role, thing, paper, ()) for n, (paper, role, thing) in enumerate(roles)]
    report = contents(replace(field, entities=(*field.entities, *methods), claims=(*field.claims, *claims)))
    (table,) = tables(report, "gaps")
    assert table.title == "the task"
    ((bench, papers, missing, expected),) = table.rows
    assert (bench, papers) == (Named("Bench", "Benchmark"), 24)
    assert missing == Names((Named("Many", "Method"), Named("Few", "Method")))
    assert expected == round(5 * 24 / 29, 2)


def test_a_long_descent_says_how_much_is_missing() -> None:
    field = dated()
    children = [Entity(f"child{n:02}", f"Child {n}", "Method") for n in range(30)]
    paper = field.papers[0].id
    claims = [replace(field.claims[0], id=f"d{n}", subject=one.id, predicate="extends", object="steady", paper=paper)
              for n, one in enumerate(children)]  # fmt: skip
    report = contents(replace(field, entities=(*field.entities, *children), claims=(*field.claims, *claims)))
    first, *_ = (block for block in blocks(report, "descent") if isinstance(block, Outline))
    assert (first.lines[0].entity.label, len(first.lines), first.more) == ("Steady", 18, 13)


def test_confidence_is_told_from_eight_tenths_on() -> None:
    field = dated()
    scores = [Confidence(Decimal(score), ()) for score in ("0.75", "0.79", "0.80", "0.95")]
    claims = [replace(claim, confidence=scores[n % 4]) for n, claim in enumerate(field.claims[:40])]
    told = words(contents(replace(field, claims=tuple(claims))), "overview")
    assert "50 % of the claims have a confidence of 0.8 or more." in told


def test_a_difference_stands_on_no_board_and_is_counted() -> None:
    field = dated()
    change = replace(field.figures[0], id="f", value="+99%", number=Decimal(99), is_difference=True)
    report = contents(replace(field, figures=(*field.figures, change)))
    assert words(report, "leaderboards").startswith("The papers report 4 figures, 1 of them differences.")
    (table,) = tables(report, "leaderboards")
    assert [row[1:3] for row in table.rows] == [("Rising", "62.5%"), ("Rising", "61.5%"), ("not named", "60.5%")]


def test_code_of_what_most_papers_speak_of_stands_first() -> None:
    field = dated()
    papers = {"steady": field.papers[9].id, "task": field.papers[8].id, "rise": field.papers[7].id}
    claims = [Claim(f"i{entity}", paper, "introduces", entity, paper, ()) for entity, paper in papers.items()]
    code = [(paper, f"https://example.org/{entity}/{n}") for entity, paper in papers.items() for n in (2, 1)]
    bare = (field.papers[59].id, "https://example.org/bare")
    report = contents(replace(field, claims=(*field.claims, *claims), code=(bare, *reversed(code))))
    (table,) = tables(report, "code")
    assert [row[1].text for row in table.rows if isinstance(row[1], Reference)] == [
        "example.org/steady/1", "example.org/steady/2", "example.org/task/1", "example.org/task/2",
        "example.org/rise/1", "example.org/rise/2", "example.org/bare",
    ]  # fmt: skip


def test_what_was_left_out_and_how_it_was_made(field: Report) -> None:
    (table,) = tables(field, "left-out")
    assert table.rows == (("too common", 1), ("written like a name", 1))
    (made,) = tables(field, "made")
    assert made.rows == (("methodgraph", "1.2.3"), ("papers.jsonl, SHA-256", "00ff"))


def test_without_a_word_on_how_it_was_made_there_is_no_table(linked: Linked) -> None:
    bare = contents(linked)
    assert list(tables(bare, "made")) == []
    assert words(bare, "made").startswith("Made by rules")


def test_how_it_was_made_names_version_inputs_and_data(linked: Linked, tmp_path: Path) -> None:
    (tmp_path / "papers.jsonl").write_text("x", encoding="utf-8")
    told = dict(how_made(linked, tmp_path / "papers.jsonl"))
    assert told["methodgraph"] == methodgraph.__version__
    assert told["papers read from"] == "more/論文.txt, seeds/a.txt, seeds/b.txt, seeds/c.txt"
    assert told["papers.jsonl, SHA-256"] == sha256(b"x").hexdigest()
    assert "vocabulary/data, SHA-256" in told
    assert dict(how_made(linked)).keys() == told.keys() - {"papers.jsonl, SHA-256"}
    many = replace(linked.papers[0], sources=tuple(Source(f"{n:02}.txt", 1) for n in range(11)))
    assert dict(how_made(replace(linked, papers=(many,))))["papers read from"].endswith("06.txt, 07.txt and 3 more")


def test_what_a_paper_wrote_steers_nothing(field: Report) -> None:
    labels = {
        line.entity.label for block in blocks(field, "descent") if isinstance(block, Outline) for line in block.lines
    }
    names = {row[0].label for table in tables(field, "largest") for row in table.rows if isinstance(row[0], Named)}
    assert EVIL.replace("\x1b", "\ufffd") in names
    assert not [name for name in names | labels if "\x1b" in name]
