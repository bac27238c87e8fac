"""Everything on one entity, in Python."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.cli.calls import invoke
from tests.knowledge.conftest import crowded, known

from methodgraph.errors import UsageError
from methodgraph.knowledge import KnowledgeGraph
from methodgraph.records import Linked


def test_print_shows_what_the_command_does(graph: KnowledgeGraph, tmp_path: Path) -> None:
    graph.write(tmp_path)
    for entity in graph.entities:
        assert invoke("explain", entity.id, "--graph", tmp_path).stdout == f"{graph.explain(entity.id)}\n"


def test_a_name_or_an_entity(graph: KnowledgeGraph) -> None:
    assert str(graph.explain("Gi-Tok")) == str(graph.explain(graph.entity("gitok")))
    assert repr(graph.explain("GiTok")) == "<Explanation of entity:gitok>"
    with pytest.raises(UsageError, match="2 things"):
        graph.explain("RMM")


def test_a_notebook_shows_the_same_lines_with_the_names_marked(graph: KnowledgeGraph) -> None:
    told = graph.explain("GiTok")._repr_html_()
    assert "[[" not in told
    assert "background-color" in told
    assert told.count("\n") == str(graph.explain("GiTok")).count("\n") + 1


def test_a_notebook_shows_the_first_lines_and_how_many_more(linked: Linked) -> None:
    graph = known(crowded(linked, 500))
    told, lines = graph.explain("SAM"), str(graph.explain("SAM")).splitlines()
    assert len(lines) > 500
    shown = told._repr_html_()
    assert shown.count("\n") < 410
    assert f"… and {len(lines) - 400:,} more lines; print shows them all" in shown
    assert "more lines" not in str(told)
    assert "more lines" not in graph.explain("LoRA")._repr_html_()


def test_a_paper_is_told_with_its_first_author_and_where_it_appeared(linked: Linked) -> None:
    first, *others = linked.papers
    told = str(known(linked).explain("QLoRA"))
    assert "QLoRA: finetuning of quantized models (Ada Lovelace et al., NeurIPS, 2023)" in told
    nasty = replace(first, authors=("\x1b[2J\u202e" + "x" * 99,), venue=None, year=None)
    (line,) = {
        line.partition("(")[2]
        for line in str(known(replace(linked, papers=(nasty, *others))).explain("QLoRA")).split("\n")
        if "finetuning" in line and "(" in line
    }
    assert line == "\ufffd[2J\ufffd" + "x" * 55 + "…)"
